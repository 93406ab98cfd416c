from hypothesis import given

from commonweal.answers.methods import diff
from commonweal.answers.methods.diff import Change, blocks_of, compare
from tests.answers.conftest import document_of
from tests.answers.documents import documents


def side(changes, hidden):
    """The blocks of one side: all runs but those of the other side, and no block that has none."""
    return [
        "".join(run.text for run in block.runs if run.change is not hidden)
        for block in changes
        if block.change is not hidden
    ]


@given(documents, documents)
def test_both_texts_can_be_read_from_a_comparison(before, after):
    changes = compare(before, after)
    assert side(changes, Change.ADDED) == [block.text for block in blocks_of(before)]
    assert side(changes, Change.REMOVED) == [block.text for block in blocks_of(after)]


@given(documents)
def test_a_text_does_not_differ_from_itself(document):
    assert {block.change for block in compare(document, document)} <= {Change.SAME}


def test_a_changed_sentence_is_compared_by_words():
    before = document_of("We have three towns.", "Stays.")
    after = document_of("We have four towns and a lake.", "Stays.")
    changed, same = compare(before, after)
    assert [(run.change.value, run.text) for run in changed.runs] == [
        ("same", "We have "), ("removed", "three"), ("added", "four"), ("same", " towns"), ("added", " and a lake"),
        ("same", "."),
    ]  # fmt: skip
    assert same.change is Change.SAME


def test_a_new_paragraph_is_new_and_its_neighbours_are_not_touched():
    before, after = document_of("One here.", "Two there."), document_of("One here.", "Quite other words.", "Two there.")
    assert [block.change.value for block in compare(before, after)] == ["same", "added", "same"]


def test_a_paragraph_without_common_words_was_replaced():
    changes = compare(document_of("apples pears"), document_of("Nothing like it"))
    assert [block.change.value for block in changes] == ["removed", "added"]


def test_very_long_blocks_are_shown_whole(monkeypatch):
    monkeypatch.setattr(diff, "LONGEST_BY_WORDS", 4)
    (block,) = compare(document_of("a b c d e"), document_of("a b c d f"))
    assert [run.change for run in block.runs] == [Change.REMOVED, Change.ADDED]


def test_very_many_changed_blocks_are_paired_by_position(monkeypatch):
    monkeypatch.setattr(diff, "MOST_PAIRS", 3)
    changes = compare(document_of("a one", "b two"), document_of("a uno", "b dos"))
    assert [block.change for block in changes] == [Change.CHANGED, Change.CHANGED]


def test_the_cells_of_a_row_stand_apart():
    def cell(words):
        paragraph = {"type": "paragraph", "content": [{"type": "text", "text": words}]}
        return {"type": "tableCell", "content": [paragraph]}

    row = {"type": "tableRow", "content": [cell("Older adults"), cell("Rides to the clinic")]}
    table = {"type": "doc", "content": [{"type": "table", "content": [row]}]}
    assert [block.text for block in blocks_of(table)] == ["Older adults | Rides to the clinic"]


def test_a_reference_reads_as_dots_since_its_number_is_not_of_the_text():
    reference = {"type": "figureReference", "attrs": {"uid": "00000000-0000-4000-8000-000000000001"}}
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": "See "}, reference]}
    assert [block.text for block in blocks_of({"type": "doc", "content": [paragraph]})] == ["See …"]
