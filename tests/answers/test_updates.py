"""Every kind of update that would harm the server or hide something is refused before any library reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, XmlElement, XmlFragment, XmlText

from commonweal.answers.methods.updates import ForbiddenUpdate, look_into
from commonweal.answers.methods.wire import MalformedFrame, number_bytes
from commonweal.answers.yjs import NOTHING, SCHEMA, Incomplete, Replica, Unreadable
from tests.answers.conftest import document_of
from tests.answers.documents import documents

ONE_STRUCT = number_bytes(1) + number_bytes(1) + number_bytes(5) + number_bytes(0)
IN_ROOT = b"\x01\x07default"
AFTER = number_bytes(9) + number_bytes(0)


@given(documents, documents)
def test_what_our_editor_writes_passes(first, second):
    replica = Replica()
    written, rewritten = replica.rewrite(first), replica.rewrite(second)
    for update in (written, rewritten or NOTHING, replica.state()):
        look_into(update, SCHEMA)


def test_an_update_is_told_by_client_clock_and_number_of_elements():
    doc = Doc(client_id=7)
    doc.get("default", type=XmlFragment).children.append(XmlElement("paragraph", contents=[XmlText("a")]))
    insight = look_into(doc.get_update(), SCHEMA)
    assert (insight.clocks, insight.n_elements) == ({7: 0}, 2)


@given(st.binary(max_size=100))
def test_any_bytes_are_refused_here_or_safe_to_apply(content):
    try:
        look_into(content, SCHEMA)
        Replica().apply([content])
    except (MalformedFrame, ForbiddenUpdate, Unreadable, Incomplete):
        pass


def test_an_update_cut_short_is_refused_wherever_it_is_cut():
    update = Replica().rewrite(document_of("one", "two"))
    for n_bytes in range(len(update)):
        with pytest.raises(MalformedFrame):
            look_into(update[:n_bytes], SCHEMA)


@pytest.mark.parametrize(
    ("struct", "what"),
    [
        (b"\x08" + IN_ROOT + number_bytes(1) + b"\x75\x01" * 200_000 + b"\x7e", "a nested value"),
        (b"\x08" + IN_ROOT + number_bytes(1) + b"\x76\x01\x01a" * 9 + b"\x7e", "a nested value"),
        (b"\x08" + IN_ROOT + number_bytes(1) + b"\x74\x01x", "a nested value"),
        (b"\x07\x01\x06secret\x03\x09paragraph", "another root"),
        (b"\x28" + IN_ROOT + b"\x06hidden" + number_bytes(1) + b"\x77\x01x", "another root"),
        (b"\x28\x00" + AFTER + b"\x07onclick" + number_bytes(1) + b"\x77\x01x", "an attribute"),
        (b"\x07" + IN_ROOT + b"\x03\x06script", "an element"),
        (b"\x07" + IN_ROOT + b"\x01", "a shared type"),
        (b"\x86" + AFTER + b"\x09underline\x04true", "a mark"),
        (b"\x85" + AFTER + b"\x02{}", "content of kind 5"),
        (b"\x83" + AFTER + b"\x01x", "content of kind 3"),
        (b"\x89" + AFTER + b"\x01g\x7e", "content of kind 9"),
    ],
)
def test_content_nobody_of_ours_writes_is_forbidden(struct, what):
    with pytest.raises(ForbiddenUpdate, match=what):
        look_into(ONE_STRUCT + struct + number_bytes(0), SCHEMA)


@pytest.mark.parametrize("n_clients", [2**28, 2**32 - 1, 2**53])
def test_a_count_without_content_takes_no_memory(n_clients):
    with pytest.raises(MalformedFrame):
        look_into(number_bytes(n_clients) + b"\x01\x05\x00", SCHEMA)


@pytest.mark.parametrize("value", [Map({"a": 1}), Array([1])])
def test_shared_types_of_other_kinds_are_forbidden(value):
    doc = Doc()
    paragraph = doc.get("default", type=XmlFragment).children.append(XmlElement("paragraph"))
    paragraph.children.append(XmlText("x")).insert_embed(0, value)
    with pytest.raises(ForbiddenUpdate):
        look_into(doc.get_update(), SCHEMA)
