import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks.methods.search import Found, search
from commonweal.kernel.methods.finding import folded
from tests.frameworks.shipped import BUILDER, CURRENT, document

pytestmark = pytest.mark.any_database


def refs(query, language="en", edition=CURRENT):
    return [hit.ref for hit in search(document(edition), query, language)]


def test_a_ref_finds_its_question_first():
    assert refs("P.1a(3)")[0] == "P.1a(3)"


def test_accents_and_case_do_not_count():
    assert refs("DESAFIOS", "es") == refs("desafíos", "es") != []


def test_the_other_language_is_searched_too():
    hits = search(document(CURRENT), "vecindario", "en")
    assert {hit.language for hit in hits} == {"es"}
    assert {hit.language for hit in search(document(CURRENT), "health", "es")} == {"en"}


def test_every_word_must_occur():
    one, both = set(refs("leaders")), set(refs("leaders values"))
    assert both < one


def test_headings_come_before_texts():
    hits = search(document(CURRENT), "vision", "en")
    is_heading = ["vision" in folded(hit.heading["en"]) for hit in hits]
    assert is_heading == sorted(is_heading, reverse=True)
    assert {hit.kind for hit in hits} >= {Found.QUESTION, Found.GUIDANCE, Found.TERM}


@pytest.mark.parametrize("query", ["", " ", "%%%", "xyzzy", "\0", "(", "🙂"])
def test_nothing_is_found_by_nothing(query):
    assert refs(query) == []


def test_an_edition_in_one_language_is_found_in_it():
    assert "P.1a(1)" in refs("population", "es", BUILDER)


def test_the_beginning_of_a_word_and_a_relative_are_enough():
    assert refs("neighbo") != []
    assert set(refs("community")) == set(refs("communities"))
    assert refs("ommunity") == []


def test_a_snippet_marks_the_words_as_they_are_written():
    hits = search(document(CURRENT), "desafio", "es")
    marked = {piece.text.casefold() for hit in hits for piece in hit.snippet if piece.is_hit}
    assert marked == {"desafío", "desafíos"}


@given(st.text(max_size=200), st.sampled_from(["en", "es", "xx"]))
def test_no_query_breaks_the_search(query, language):
    for hit in search(document(BUILDER), query, language):
        assert hit.snippet
