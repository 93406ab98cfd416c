import pytest

from commonweal.frameworks.methods.document import About, Asks, SectionKind
from tests.frameworks.shipped import BUILDER, CURRENT, document

pytestmark = pytest.mark.any_database


def test_the_current_edition_has_its_questions_in_order():
    edition = document(CURRENT)
    assert [section.ref for section in edition.sections] == ["P", "1", "2", "3", "4", "5", "6", "7"]
    assert len(edition.questions) == 106
    assert [question.ref for question in edition.questions_of("P.1a")] == [f"P.1a({n})" for n in range(1, 6)]


def test_a_question_knows_its_whole_self():
    question = document(CURRENT).question("P.1a(3)")
    assert (question.slug, question.item_ref, question.section_ref) == ("p-1a-3", "P.1", "P")
    assert (question.about, question.asks, len(question.prompts) >= 2) == (About.COMMUNITY, Asks.WHAT, True)
    assert question.guidance.is_translated("es")


def test_questions_are_found_by_section_item_and_area():
    edition = document(CURRENT)
    by_item = [q for item in edition.section("P").items for q in edition.questions_of(item.ref)]
    assert tuple(by_item) == edition.questions_of("P")
    assert edition.item("P.1").areas[0].questions == edition.questions_of("P.1a")


def test_the_flat_edition_has_the_same_shape():
    edition = document(BUILDER)
    item = edition.item("P.1")
    assert (len(edition.questions), len(item.areas), item.areas[0].title) == (88, 1, None)
    assert edition.question("P.2b").prompts == ()
    assert edition.section("7").kind is SectionKind.RESULTS


def test_neighbours_are_read_in_both_directions():
    edition = document(CURRENT)
    for question in edition.questions:
        for neighbour in edition.neighbours(question.ref):
            assert question in edition.neighbours(neighbour.ref)
            assert question.ref in neighbour.relates_to or neighbour.ref in question.relates_to
        assert set(question.relates_to) <= {neighbour.ref for neighbour in edition.neighbours(question.ref)}


def test_evidence_and_yields_come_as_terms_with_names():
    edition = document(CURRENT)
    question = edition.question("1.1a(1)")
    assert [term.name["en"] for term in edition.yields_of(question)] == ["Vision or purpose", "Shared value"]
    assert [term.id for term in edition.evidence_for(question)] == list(question.evidence)


@pytest.mark.parametrize("lookup", ["question", "questions_of", "item", "section", "neighbours"])
def test_an_unknown_place_is_a_key_error(lookup):
    with pytest.raises(KeyError):
        getattr(document(CURRENT), lookup)("9.9z(9)")
