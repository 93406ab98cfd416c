"""Finding the questions that a foreign text answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.answers.methods.found import Found
from commonweal.answers.methods.pasted import blocks_of
from commonweal.answers.methods.projection import html_of, text_of
from commonweal.answers.methods.schema import faults
from commonweal.answers.methods.sorting import Confidence, Outline, Place, Reason, pieces_of, plain
from commonweal.answers.yjs import SCHEMA

pytestmark = pytest.mark.any_database

GROUPS = ("Residents, others you serve, and stakeholders", "Residentes, otros usuarios y partes interesadas")
OUTLINE = Outline(
    questions=(
        Place("P.1a(1)", ("Place and identity", "Lugar e identidad"), "P.1", "P.1a"),
        Place("P.1a(2)", ("What the community offers", "Lo que ofrece la comunidad"), "P.1", "P.1a"),
        Place("P.1a(3)", GROUPS, "P.1", "P.1a"),
        Place("P.2c(1)", ("How we improve", "Cómo mejoramos"), "P.2", "P.2c"),
    ),
    areas=(
        Place("P.1a", ("Community environment", "Entorno de la comunidad"), "P.1"),
        Place("P.2c", ("Improvement system", "Sistema de mejora"), "P.2"),
    ),
    items=(Place("P.1", ("Community Description",), "P.1"), Place("P.2", ("Strategic situation",), "P.2")),
    passed_over=frozenset({plain("Who are the main groups?")}),
)


def heading(text: str, level: int | None = 2, *, is_bold: bool = False) -> Found:
    return Found({"type": "paragraph", "content": [{"type": "text", "text": text}]}, level, is_bold)


def prose(text: str = "Some words.") -> Found:
    return heading(text, None)


def sorted_into(*found: Found) -> list[tuple[str, str, str]]:
    return [(one.ref, one.confidence.value, one.reason.value) for one in pieces_of(found, OUTLINE)]


@pytest.mark.parametrize(
    "text",
    [
        "P.1a(3)", "P.1(a)(3)", "P.1 a. (3)", "P1a3", "P.1.a.3", "P-1-a-3", "P. 1 A (3)", "p.1a(3):",
        "P.1a(3) Zoning and other things", "Question P.1a(3)", "Pregunta P.1(a)(3) — Residentes", "P.1a (3) Residents",
        *GROUPS, "  RESIDENTS, others you serve and stakeholders. ",
    ],
)  # fmt: skip
def test_every_spelling_of_a_number_or_title_is_understood(text):
    [(ref, confidence, _reason)] = sorted_into(heading(text), prose())
    assert (ref, confidence) == ("P.1a(3)", "sure")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P.1(a) Community environment", ("", "none", "area_only")),
        ("P.1a What the community offers", ("P.1a(2)", "sure", "title")),
        ("P.2(c)", ("P.2c(1)", "likely", "only_question")),
        ("Sistema de mejora", ("P.2c(1)", "likely", "only_question")),
        ("P.2 Organizational situation", ("", "none", "item_only")),
        ("P.1a(9) Nothing", ("", "none", "no_such_number")),
        ("P.1a(3) Place and identity", ("P.1a(3)", "likely", "number_not_title")),
        ("Residents and stakeholders we serve", ("P.1a(3)", "likely", "similar_title")),
        ("About the weather", ("", "none", "other_heading")),
    ],
)
def test_what_is_not_sure_says_why(text, expected):
    assert sorted_into(heading(text), prose()) == [expected]


def test_numbers_under_an_area_belong_to_it():
    found = [heading("P.1(a)", 1), heading("(3) Groups"), prose(), heading("P.2", 1), heading("c. Improving"), prose()]
    assert sorted_into(*found) == [
        ("P.1a(3)", "likely", "number_in_area"),
        ("P.2c(1)", "likely", "only_question"),
    ]


def test_smaller_headings_stay_in_the_answer_and_larger_ones_end_it():
    found = [
        heading("P.1a(1)", 2),
        heading("Rivers", 3),
        prose(),
        heading("Mills", 5),
        prose(),
        heading("Annex", 2),
        prose(),
    ]
    first, rest = pieces_of(found, OUTLINE)
    assert html_of(first.document) == "<h3>Rivers</h3><p>Some words.</p><h4>Mills</h4><p>Some words.</p>"
    assert (rest.heading, rest.ref, rest.reason) == ("Annex", "", Reason.OTHER_HEADING)


def test_a_bold_line_may_be_a_heading_and_prose_is_not():
    assert sorted_into(heading("P.1a(1) Place", None, is_bold=True), prose())[0][0] == "P.1a(1)"
    assert sorted_into(prose("P.1a(1) describes where we live, as everybody knows."), prose()) == [
        ("", "none", "no_heading")
    ]


def test_the_words_of_a_question_are_not_its_answer():
    [piece] = pieces_of([heading("P.1a(3)"), prose("Who are the main groups?"), prose("Families.")], OUTLINE)
    assert text_of(piece.document) == "Families."


def test_what_stands_before_the_first_heading_is_kept():
    [before, piece] = pieces_of([prose("Preface."), heading("P.1a(1)"), prose()], OUTLINE)
    assert (before.heading, before.ref, before.first) == ("", "", 1)
    assert (piece.first, piece.confidence) == (2, Confidence.SURE)


def test_a_heading_without_text_makes_no_piece():
    assert sorted_into(heading("P.1a(1)"), heading("P.1a(2)"), prose()) == [("P.1a(2)", "sure", "number")]


def test_pasted_text_has_paragraphs_lists_and_tables():
    text = (
        "P.1a(1) Place\n\nOne line\nthat goes on.\n\n- a\n  - b\n- c\n\nTown\tPeople\nBend\t12\n\nP.1a(2)\n\n1. x\n2) y"
    )
    first, second = pieces_of(blocks_of(text), OUTLINE)
    assert (first.ref, second.ref) == ("P.1a(1)", "P.1a(2)")
    assert html_of(first.document).startswith(
        "<p>One line that goes on.</p><ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>"
    )
    assert "<td><p>Town</p></td><td><p>People</p></td>" in html_of(first.document)
    assert html_of(second.document) == "<ol><li><p>x</p></li><li><p>y</p></li></ol>"


def test_pasted_lines_without_blank_ones_are_paragraphs():
    assert [found.text for found in blocks_of("One\r\nTwo")] == ["One", "Two"]


@given(st.text(max_size=400))
def test_any_pasted_text_becomes_pieces_that_an_answer_can_hold(text):
    for piece in pieces_of(blocks_of(text), OUTLINE):
        assert list(faults(piece.document, SCHEMA)) == []
        assert piece.n_words > 0


headings = st.tuples(
    st.sampled_from(["P.1a(1)", "P.1(a)", "Annex", "(3) x", "P.2", ""]), st.sampled_from([None, 1, 2, 3])
)
mixed = st.lists(st.one_of(headings.map(lambda pair: heading(*pair)), st.just(prose())), max_size=12)


@given(mixed)
def test_no_word_of_the_text_is_lost(found):
    kept = " ".join(text_of(piece.document) for piece in pieces_of(found, OUTLINE))
    assert kept.count("Some words.") == found.count(prose())
