import pytest

from commonweal.frameworks.methods.crosswalk import EntryKind, counts_of, crosswalk_of, pairs_of
from commonweal.frameworks.validation import CONTENT
from commonweal.frameworks.yaml_source import read
from tests.frameworks.shipped import BUILDER, CURRENT, document

pytestmark = pytest.mark.any_database

NAME = "builder-2018-to-2026.yaml"


@pytest.fixture(scope="module")
def crosswalk():
    return crosswalk_of(read(NAME, (CONTENT / "crosswalk" / NAME).read_bytes()).value)


def pairs(crosswalk, language="en", kind=""):
    return pairs_of(crosswalk, document(BUILDER), document(CURRENT), language=language, kind=kind)


def test_every_question_of_both_editions_stands_in_one_pair(crosswalk):
    old = sorted(question.ref for pair in pairs(crosswalk) for question in pair.old)
    new = sorted(question.ref for pair in pairs(crosswalk) for question in pair.new)
    assert old == sorted(question.ref for question in document(BUILDER).questions)
    assert new == sorted(question.ref for question in document(CURRENT).questions)


def test_the_counts_are_those_of_the_pairs(crosswalk):
    counts = dict(counts_of(crosswalk))
    assert sum(counts.values()) == len(crosswalk.entries)
    assert {kind: len(pairs(crosswalk, kind=kind)) for kind in counts} == counts
    assert set(counts) == {EntryKind.REWORDED, EntryKind.MOVED, EntryKind.SPLIT, EntryKind.NEW}


def test_words_are_compared_where_one_question_became_one(crosswalk):
    for pair in pairs(crosswalk, "es"):
        assert bool(pair.words) == (len(pair.old) == len(pair.new) == 1)
        assert pair.language == ("es" if pair.kind == EntryKind.NEW else "en")
