"""The boundary to pycrdt (Yjs): everything the rest of the package knows of CRDT documents.

A ``Replica`` must be used and dropped in the thread that made it.
"""

import json
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from importlib import resources
from itertools import groupby
from typing import Any

import pycrdt
from pycrdt import Doc, TransactionEvent, XmlElement, XmlFragment, XmlText

from commonweal.answers.methods.schema import Document, Schema, schema_from
from commonweal.answers.methods.wire import MalformedFrame, Reader, clocks_by_client, ranges_by_client

SCHEMA: Schema = schema_from(json.loads(resources.files("commonweal.answers").joinpath("schema.json").read_text()))
"""The one schema this version of the software writes and accepts."""

NOTHING = b"\x00\x00"
"""The update that changes nothing: no structs, no deletions."""

NO_STATE = b"\x00"
"""The state vector of a replica that has seen nothing."""


class Unreadable(ValueError):
    """The bytes are not an update."""


class Incomplete(ValueError):
    """The update builds on changes that this replica has never seen."""


class ForeignContent(ValueError):
    """The shared tree holds something no editor of ours writes: another root, an embed, a bare value."""


class Replica:
    """One copy of an answer's shared document."""

    def __init__(self, updates: Iterable[bytes] = ()) -> None:
        """Start empty, or from trusted updates of the log."""
        self._doc: Doc[Any] = Doc()
        self._fragment = self._doc.get(SCHEMA.root, type=XmlFragment)
        for update in updates:
            self._doc.apply_update(update)

    def apply(self, updates: Sequence[bytes]) -> bytes:
        """Apply updates and return what they really changed, as one update; empty when nothing.

        Raises:
            Unreadable: if one is not an update. The replica may have taken others and must be renewed.
            Incomplete: if one builds on unknown changes. The replica must be renewed.
        """
        effective: list[bytes] = []

        def remember(event: TransactionEvent) -> None:
            effective.append(event.update)

        subscription = self._doc.observe(remember)
        try:
            with self._doc.transaction():
                for update in updates:
                    self._doc.apply_update(update)
        except ValueError as fault:
            raise Unreadable from fault
        except BaseException as fault:
            if type(fault).__name__ != "PanicException":
                raise
            raise Unreadable from fault
        finally:
            self._doc.unobserve(subscription)
        if any(self._lacks_ground_for(update) for update in updates):
            raise Incomplete
        return merged(effective) if effective else b""

    def document(self) -> dict[str, Any]:
        """The shared tree as a document in JSON form, unchecked but for content JSON cannot tell.

        Raises:
            ForeignContent: if the tree holds anything but elements and marked text under one root.
        """
        with self._doc.transaction():
            if any(name != SCHEMA.root for name in self._doc.keys()):  # noqa: SIM118 -- not a dict
                raise ForeignContent("another root")
            content = _content(self._fragment, SCHEMA.depth + 2)
        return {"type": SCHEMA.top, "content": content}

    def rewrite(self, document: Document) -> bytes:
        """Make the tree hold another document and return the change, as one update; empty when none.

        Blocks that are equal stay untouched, so that people writing in them keep their place.
        """
        old = [_key(block) for block in self.document()["content"]]
        blocks = document["content"]
        opcodes = SequenceMatcher(None, old, [_key(block) for block in blocks], autojunk=False).get_opcodes()
        before = self.state_vector()
        deleted = False
        with self._doc.transaction():
            for tag, start, end, new_start, new_end in reversed(opcodes):
                if tag == "equal":
                    continue
                if end > start:
                    del self._fragment.children[start:end]
                    deleted = True
                _insert(self._fragment, start, blocks[new_start:new_end])
        if not deleted and self.state_vector() == before:
            return b""
        return self.missing(before)

    def replace_words(self, words: str, replacement: str, nth: int | None = None) -> bytes:
        """Put other words in the place of some, with the marks of their first letter; return the change.

        ``nth`` tells which of several places is meant, from 0; without it the words must stand once.

        Raises:
            LookupError: if the words do not stand there, or it is not clear where.
        """
        places = [place for text in _all_texts(self._fragment) for place in _places_of(words, text)]
        if not places or (nth is None and len(places) > 1):
            raise LookupError(words)
        try:
            text, start = places[nth or 0]
        except IndexError as fault:
            raise LookupError(words) from fault
        before = self.state_vector()
        with self._doc.transaction():
            if replacement:
                text.insert(start, replacement, _marks_at(text, start))
            start += len(replacement.encode())
            del text[start : start + len(words.encode())]
        return self.missing(before)

    def state_vector(self) -> bytes:
        """What this replica has seen: the next clock of each client."""
        return self._doc.get_state()

    def missing(self, state_vector: bytes) -> bytes:
        """What a replica with this state vector lacks, as one update.

        Raises:
            Unreadable: if the bytes are not a state vector.
        """
        try:
            clocks_by_client(state_vector)
            return self._doc.get_update(state_vector)
        except ValueError as fault:
            raise Unreadable from fault

    def state(self) -> bytes:
        """Everything, as one update."""
        return self._doc.get_update()

    def copy(self) -> "Replica":
        """Another replica with the same content."""
        return Replica((self.state(),))

    def _lacks_ground_for(self, update: bytes) -> bool:
        """Whether part of an applied update waits for changes that never came."""
        state_vector = self.state_vector()
        rest = pycrdt.get_update(update, state_vector)
        if Reader(rest).number():
            return True
        clocks = clocks_by_client(state_vector)
        try:
            ends = ranges_by_client(rest[1:])
        except MalformedFrame:
            return True
        return any(end > clocks.get(client, 0) for client, end in ends.items())


def merged(updates: Sequence[bytes]) -> bytes:
    """Several updates as one."""
    return updates[0] if len(updates) == 1 else pycrdt.merge_updates(*updates)


def _content(parent: XmlFragment | XmlElement, depth: int) -> list[dict[str, Any]]:
    if depth == 0:
        raise ForeignContent("nested too deeply")
    children = list(parent.children)
    if len(children) != len(parent.children):
        raise ForeignContent("a bare value in the tree")
    content: list[dict[str, Any]] = []
    for child in children:
        if isinstance(child, XmlText):
            content += _texts(child)
        elif isinstance(child, XmlElement):
            content.append(_element(child, depth))
        else:
            raise ForeignContent("a fragment in the tree")
    return content


def _element(element: XmlElement, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {"type": element.tag or ""}
    if attrs := _plain_attributes(element.attributes):  # type: ignore[arg-type]
        node["attrs"] = attrs
    if content := _content(element, depth - 1):
        node["content"] = content
    return node


def _texts(text: XmlText) -> list[dict[str, Any]]:
    if len(text.attributes):
        raise ForeignContent("an attribute on a text")
    nodes = []
    for value, attributes in text.diff():
        if not isinstance(value, str):
            raise ForeignContent("an embed in a text")
        node: dict[str, Any] = {"type": "text", "text": value}
        if marks := [_mark(name, of) for name, of in sorted((attributes or {}).items()) if of is not None]:
            node["marks"] = marks
        nodes.append(node)
    return nodes


def _mark(name: str, value: object) -> dict[str, Any]:
    if value is not True and not isinstance(value, dict):
        raise ForeignContent("a mark that is not one")
    attrs = {} if value is True else _plain_attributes(value.items())
    return {"type": name, "attrs": attrs} if attrs else {"type": name}


def _plain_attributes(attributes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Attributes without those that are null, whole numbers as integers (Yjs knows only one number)."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in attributes
        if value is not None
    }


def _all_texts(parent: XmlFragment | XmlElement) -> Iterable[XmlText]:
    """The texts of a tree in reading order."""
    for child in parent.children:
        if isinstance(child, XmlText):
            yield child
        elif isinstance(child, XmlElement):
            yield from _all_texts(child)


def _places_of(words: str, text: XmlText) -> list[tuple[XmlText, int]]:
    """Where words stand in a text, as offsets in bytes; they may overlap."""
    whole = "".join(value for value, _attributes in text.diff() if isinstance(value, str))
    found, at = [], whole.find(words)
    while at >= 0:
        found.append((text, len(whole[:at].encode())))
        at = whole.find(words, at + 1)
    return found


def _marks_at(text: XmlText, offset: int) -> dict[str, Any]:
    """The marks of the letter at an offset in bytes, and None for those it has not: a neighbour's would spread."""
    end = 0
    for value, attributes in text.diff():
        end += len(str(value).encode())
        if offset < end:
            return dict.fromkeys(SCHEMA.marks) | dict(attributes or {})
    return {}


def _insert(parent: XmlFragment | XmlElement, index: int, nodes: Sequence[Document]) -> None:
    for is_text, group in groupby(nodes, key=lambda node: node["type"] == "text"):
        if is_text:
            _write_texts(parent.children.insert(index, XmlText()), list(group))
            index += 1
            continue
        for node in group:
            element = parent.children.insert(index, XmlElement(node["type"], dict(node.get("attrs", {}))))
            _insert(element, 0, node.get("content", ()))
            index += 1


def _write_texts(target: XmlText, nodes: Sequence[Document]) -> None:
    """Write the words first and the marks after: text put beside marked text would inherit its marks."""
    target += "".join(node["text"] for node in nodes)
    start = 0
    for node in nodes:
        end = start + len(node["text"].encode())
        if marks := {mark["type"]: dict(mark.get("attrs", {})) for mark in node.get("marks", ())}:
            target.format(start, end, marks)
        start = end


def _key(node: Document) -> str:
    return json.dumps(node, sort_keys=True)
