import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.answers.enums import AnswerState
from commonweal.answers.methods.review import Round, Voice, all_agree, state_of, voice_of, whom_to_ask

addresses = st.sampled_from(["a", "b", "c"])


@pytest.mark.parametrize(
    ("review", "current", "is_begun", "expected"),
    [
        (None, "a", False, AnswerState.EMPTY),
        (None, "a", True, AnswerState.DRAFT),
        (Round(None), "a", True, AnswerState.REVIEW),
        (Round("a"), "a", True, AnswerState.AGREED),
        (Round("a"), "b", True, AnswerState.DRAFT),
    ],
)
def test_state_follows_the_latest_review_and_the_text(review, current, is_begun, expected):
    assert state_of(review, current, is_begun=is_begun) is expected


@pytest.mark.parametrize(("agreed_to", "expected"), [(None, Voice.ASKED), ("a", Voice.AGREED), ("b", Voice.OUTDATED)])
def test_people_agree_to_a_text(agreed_to, expected):
    assert voice_of(agreed_to, "a") is expected


@given(st.lists(st.one_of(st.none(), addresses), max_size=6), addresses)
def test_all_agree_only_when_each_agreed_to_this_very_text(agreed_to, current):
    assert all_agree(agreed_to, current) == (len(agreed_to) > 0 and set(agreed_to) == {current})


@given(addresses, addresses)
def test_the_agreement_comes_back_with_the_text(agreed_to, other):
    changed = state_of(Round(agreed_to), other, is_begun=True)
    assert (changed is AnswerState.AGREED) == (agreed_to == other)
    assert state_of(Round(agreed_to), agreed_to, is_begun=True) is AnswerState.AGREED


@pytest.mark.parametrize(
    ("leads", "assigned", "others", "sender", "expected"),
    [
        (["L"], [], ["A", "B", "C"], "L", ["L", "A", "B"]),
        (["L"], ["C"], ["A", "B", "C"], "L", ["L", "C", "A"]),
        (["L"], ["A"], ["A", "B", "C"], "A", ["L", "B", "C"]),
        (["L"], ["A"], ["A"], "A", ["L", "A"]),
        (["L", "M"], [], [], "L", ["L", "M"]),
    ],
)
def test_every_lead_and_two_others_are_asked(leads, assigned, others, sender, expected):
    assert whom_to_ask(leads, assigned, others, sender) == expected
