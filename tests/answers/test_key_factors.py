"""Key factors in a document, without the database."""

from hypothesis import given

from commonweal.answers.methods.key_factors import Marked, marked_in, put_in, take_off, without_key_factors
from commonweal.answers.methods.projection import text_of, tidied
from commonweal.answers.methods.schema import faults, version_needed
from commonweal.answers.yjs import SCHEMA, Replica
from tests.answers.documents import documents

UID, OTHER = "5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11", "6b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11"


def said(text, uid=None, kind="challenge", *more):
    marks = [*more, *([{"type": "keyFactor", "attrs": {"uid": uid, "kind": kind}}] if uid else [])]
    return {"type": "text", "text": text, **({"marks": marks} if marks else {})}


def document(*paragraphs):
    return {"type": "doc", "content": [{"type": "paragraph", "content": list(parts)} for parts in paragraphs]}


def test_a_factor_says_what_its_passage_says_across_marks_lines_and_blocks():
    bold = {"type": "bold"}
    first = [
        said("So: "),
        said("Jobs ", UID),
        said("leave", UID, "challenge", bold),
        {"type": "hardBreak"},
        said("us", UID),
    ]
    marked = marked_in(document(first, [said("  each   year", UID), said(".")], [said("Rain", OTHER, "advantage")]))
    assert marked == {
        UID: Marked("challenge", "Jobs leave us each year", 1),
        OTHER: Marked("advantage", "Rain", 2),
    }


def test_a_mark_on_blanks_is_no_factor_and_a_long_passage_is_cut():
    assert marked_in(document([said("  ", UID)])) == {}
    assert len(marked_in(document([said("long " * 200, UID)]))[UID].text) == 600


@given(documents)
def test_without_its_factors_a_text_says_the_same_and_is_of_a_version_without_them(made):
    words = without_key_factors(made)
    assert (text_of(words), marked_in(words)) == (text_of(made), {})
    assert version_needed(words, SCHEMA) in {1, 3}  # never the second, which brought the marks
    assert without_key_factors(words) == words


@given(documents)
def test_a_factor_that_is_put_in_stands_there_and_can_be_taken_off(made):
    before = tidied(take_off(made, UID))
    put = put_in(before, UID, "challenge", "Jobs leave")
    assert (marked_in(put)[UID].text, list(faults(put, SCHEMA))) == ("Jobs leave", [])
    assert UID not in marked_in(take_off(put, UID))


def test_it_is_put_on_its_own_words_where_they_stand_unmarked():
    text = document([said("Well, jo"), said("bs leave", None, "", {"type": "bold"}), said(" us.")])
    put = put_in(text, UID, "challenge", "jobs leave")
    assert (text_of(put), marked_in(put)[UID].text, len(put["content"])) == ("Well, jobs leave us.", "jobs leave", 1)
    assert take_off(put, UID) == tidied(text)


def test_words_that_are_another_factor_stay_it():
    put = put_in(document([said("jobs leave", OTHER)]), UID, "challenge", "jobs leave")
    assert text_of(put) == "jobs leave\njobs leave"
    assert set(marked_in(put)) == {UID, OTHER}


def test_it_is_found_inside_a_list():
    item = {"type": "listItem", "content": document([said("jobs leave")])["content"]}
    listed = {"type": "doc", "content": [{"type": "bulletList", "content": [item]}]}
    assert len(put_in(listed, UID, "challenge", "jobs leave")["content"]) == 1


@given(documents)
def test_marks_pass_through_the_shared_text_and_back(made):
    replica = Replica()
    replica.rewrite(made)
    assert marked_in(replica.document()) == marked_in(made)
