import pytest

from commonweal.frameworks.methods.changes import changes_between
from commonweal.frameworks.methods.reading import edition_document
from commonweal.frameworks.yaml_source import read
from tests.frameworks.shipped import BUILDER, CURRENT, content, document

pytestmark = pytest.mark.any_database


def variant(old, new):
    return edition_document(read(CURRENT, content(CURRENT).replace(old, new, 1)).value)


def test_the_same_edition_has_no_changes():
    assert changes_between(document(CURRENT), document(CURRENT)).n == 0


def test_places_of_one_edition_only_are_told():
    changes = changes_between(document(BUILDER), document(CURRENT))
    assert "P.1b(3)" in changes.added
    assert "1.1(1)" in changes.removed
    assert "P.1a(1)" in changes.reworded


def test_other_words_and_what_stands_beside_them_are_told_apart():
    question = document(CURRENT).questions[0]
    guidance = question.guidance["en"][:30].encode()
    assert changes_between(document(CURRENT), variant(guidance, b"Other")).beside == (question.ref,)
