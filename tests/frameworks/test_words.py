import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks.methods.words import MOST_TOKENS, Change, compared

pytestmark = pytest.mark.any_database

TEXT = st.text(alphabet=st.sampled_from("ab ñ.,\n1"), max_size=60)


@given(TEXT, TEXT)
def test_the_runs_give_both_texts(old, new):
    runs = compared(old, new)
    assert "".join(run.text for run in runs if run.change != Change.ADDED) == old
    assert "".join(run.text for run in runs if run.change != Change.REMOVED) == new


@given(TEXT)
def test_the_same_text_has_no_change(text):
    assert [run.change for run in compared(text, text)] == [Change.SAME] * bool(text)


def test_a_very_long_text_is_replaced_whole():
    old, new = "a " * MOST_TOKENS, "b " * MOST_TOKENS
    assert [(run.change, run.text) for run in compared(old, new)] == [(Change.REMOVED, old), (Change.ADDED, new)]
