import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText

from commonweal.answers.methods.projection import text_of
from commonweal.answers.methods.schema import faults
from commonweal.answers.methods.updates import look_into
from commonweal.answers.yjs import SCHEMA, ForeignContent, Incomplete, Replica, Unreadable
from tests.answers.conftest import document_of
from tests.answers.documents import documents


@given(documents)
def test_a_document_survives_the_way_into_yjs_and_back(document):
    replica = Replica()
    update = replica.rewrite(document)
    assert replica.document() == document
    assert Replica([update]).document() == document


@given(documents, documents)
def test_rewriting_changes_one_document_into_the_other(first, second):
    replica = Replica([Replica().rewrite(first)])
    other = replica.copy()
    update = replica.rewrite(second)
    assert replica.document() == second
    assert not update or other.apply([update])
    assert other.document() == second


def test_rewriting_with_the_same_changes_nothing():
    replica = Replica()
    replica.rewrite(document_of("one", "two"))
    assert replica.rewrite(document_of("one", "two")) == b""


def test_rewriting_leaves_equal_blocks_to_those_who_write_in_them():
    replica = Replica()
    replica.rewrite(document_of("mine", "yours"))
    theirs = Doc()
    theirs.get("default", type=XmlFragment)
    theirs.apply_update(replica.state())
    words = next(iter(theirs["default"].children[1].children))
    before = theirs.get_state()
    words += " and more"
    replica.rewrite(document_of("changed", "yours"))
    replica.apply([theirs.get_update(before)])
    assert replica.document() == document_of("changed", "yours and more")


def test_apply_tells_what_really_changed():
    update = Replica().rewrite(document_of("once"))
    replica = Replica()
    assert replica.apply([update])
    assert replica.apply([update]) == b""
    assert replica.apply([b"\x00\x00"]) == b""


def test_what_builds_on_something_unknown_is_incomplete():
    replica = Replica()
    first = replica.rewrite(document_of("one"))
    second = replica.rewrite(document_of("one", "two"))
    deletion = replica.rewrite(document_of("two"))
    with pytest.raises(Incomplete):
        Replica().apply([second])
    with pytest.raises(Incomplete):
        Replica().apply([deletion])
    assert Replica().apply([second, first])


def _hostile(write):
    doc = Doc()
    fragment = doc.get("default", type=XmlFragment)
    write(doc, fragment)
    return doc.get_update()


def _other_root(doc, _fragment):
    doc.get("secret", type=Map)["a"] = "b"


def _embed(_doc, fragment):
    paragraph = fragment.children.append(XmlElement("paragraph"))
    paragraph.children.append(XmlText("x")).insert_embed(0, {"image": "x"})


def _shared_type_in_text(_doc, fragment):
    paragraph = fragment.children.append(XmlElement("paragraph"))
    paragraph.children.append(XmlText("x")).insert_embed(0, Map({"a": "b"}))


def _attribute_on_text(_doc, fragment):
    paragraph = fragment.children.append(XmlElement("paragraph"))
    paragraph.children.append(XmlText("x")).attributes["hidden"] = "treasure"


def _odd_mark(_doc, fragment):
    paragraph = fragment.children.append(XmlElement("paragraph"))
    paragraph.children.append(XmlText("x")).format(0, 1, {"bold": "loud"})


def _abyss(_doc, fragment):
    for _level in range(200):
        fragment = fragment.children.append(XmlElement("blockquote"))


@pytest.mark.parametrize("write", [_other_root, _embed, _shared_type_in_text, _attribute_on_text, _odd_mark, _abyss])
def test_content_that_json_cannot_tell_is_foreign(write):
    replica = Replica([_hostile(write)])
    with pytest.raises(ForeignContent):
        replica.document()


@pytest.mark.parametrize("kind", [Text("words"), Array([1, Map({"a": 1})])])
def test_another_type_under_the_name_of_our_root_is_foreign(kind):
    doc = Doc()
    doc["default"] = kind
    with pytest.raises(ForeignContent):
        Replica([doc.get_update()]).document()


@pytest.mark.parametrize("state_vector", [b"", b"\x05", b"\xff" * 12])
def test_a_state_vector_that_is_none_is_refused(state_vector):
    with pytest.raises(Unreadable):
        Replica().missing(state_vector)


@given(documents, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6), st.integers(0, 3))
def test_words_are_replaced_in_their_place_and_nowhere_else(document, replacement, nth):
    replica = Replica()
    replica.rewrite(document)
    parts = re.findall(r"\w+", text_of(replica.document()))
    if not parts:
        return
    before, words = replica.document(), parts[0]
    try:
        update = replica.replace_words(words, replacement, nth)
    except LookupError:
        assert replica.document() == before
        return
    assert next(faults(replica.document(), SCHEMA), None) is None
    assert len(text_of(replica.document())) == len(text_of(before)) - len(words) + len(replacement)
    look_into(update, SCHEMA)


def test_replaced_words_have_the_marks_of_the_first_letter():
    bold = {"type": "text", "text": "bold", "marks": [{"type": "bold"}]}
    replica = Replica()
    replica.rewrite(
        {"type": "doc", "content": [{"type": "paragraph", "content": [bold, {"type": "text", "text": "plain"}]}]}
    )
    replica.replace_words("plain", "so")
    replica.replace_words("old", "ig")
    [paragraph] = replica.document()["content"]
    assert paragraph["content"] == [{**bold, "text": "big"}, {"type": "text", "text": "so"}]


@pytest.mark.parametrize(("words", "nth"), [("missing", None), ("a", None), ("a", 2), ("ab", 0)])
def test_words_that_are_not_there_or_in_doubt_are_not_replaced(words, nth):
    replica = Replica()
    replica.rewrite(document_of("a", "a"))
    with pytest.raises(LookupError):
        replica.replace_words(words, "x", nth)
