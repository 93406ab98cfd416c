from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from commonweal.answers.methods.mentions import Piece, as_written, mentioned, pieces, with_uids

ROSA, ANN, ANN_LEE = (str(uuid4()) for _person in range(3))
NAMES = {ROSA: "Rosa Delgado", ANN: "Ann", ANN_LEE: "Ann Lee"}


def test_names_are_kept_as_uids_in_any_case_and_the_longer_is_meant():
    kept = with_uids("@rosa delgado, ask @Ann Lee or @Ann.", NAMES)
    assert kept == f"@{{{ROSA}}}, ask @{{{ANN_LEE}}} or @{{{ANN}}}."
    assert mentioned(kept) == [ROSA, ANN_LEE, ANN]


def test_an_address_and_a_longer_word_are_nobody():
    assert with_uids("write to me@Ann.example or @Anna", NAMES) == "write to me@Ann.example or @Anna"


def test_pieces_follow_a_new_name_and_forget_who_is_gone():
    kept = f"Ask @{{{ROSA}}} or @{{{ANN}}}."
    assert pieces(kept, {ROSA: "Rosa Ortega"}, "somebody") == [
        Piece("Ask "),
        Piece("@Rosa Ortega", ROSA),
        Piece(" or "),
        Piece("@somebody", ANN),
        Piece("."),
    ]


@given(st.text(max_size=80))
def test_what_one_wrote_comes_back_as_one_wrote_it(text):
    again = as_written(with_uids(text, NAMES), NAMES, "somebody")
    assert again.casefold() == text.casefold()


@given(st.text(max_size=60), st.dictionaries(st.uuids().map(str), st.text(min_size=1, max_size=12), max_size=4))
def test_any_text_and_any_names_are_taken(text, names):
    with_uids(text + "".join(f"@{name}" for name in names.values()), names)
