"""Looking into a Yjs update before any library reads it. Pure functions over bytes.

An update is written by whoever has the socket. The library that applies it trusts lengths, follows nesting
by recursion, and integrates kinds of content no editor of ours makes: a value nested 200,000 deep ends the
whole process. So everything is read here first, in one pass without recursion, and what our editor does not
write is refused.

Source: Yjs 13.6, ``UpdateEncoder.js`` and ``structs/``, version 1 of the encoding; lib0 ``encoding.js``.
"""

from dataclasses import dataclass

from commonweal.answers.methods.schema import Schema
from commonweal.answers.methods.wire import Reader

COLLECTED, DELETED, STRING, FORMAT, TYPE, ANY, SKIPPED = 0, 1, 4, 6, 7, 8, 10
"""Kinds of content; others (binary, embeds, documents in documents) are nobody's of ours."""
HAS_LEFT, HAS_RIGHT, HAS_NAME = 0x80, 0x40, 0x20
XML_ELEMENT, XML_TEXT = 3, 6
INTEGER, WORDS = 125, 119
NUMBER_BYTES = {123: 8, 124: 4}
PLAIN_VALUES = frozenset({127, 126, 121, 120})
"""Undefined, null, false and true."""


class ForbiddenUpdate(ValueError):
    """The update holds content that no editor of ours writes."""


@dataclass(frozen=True, slots=True)
class Insight:
    """What an update is made of: the first clock of each client, and how many elements and texts it makes.

    Elements of one update can be nested in one another no deeper than their number.
    """

    clocks: dict[int, int]
    n_elements: int


def look_into(update: bytes, schema: Schema) -> Insight:
    """Read an update to its end.

    Raises:
        MalformedFrame: if the bytes are not an update.
        ForbiddenUpdate: if it holds what an answer cannot hold.
    """
    reading = _Reading(update, schema)
    clocks = {}
    for _ in range(reading.number()):
        n_structs, client, clock = reading.number(), reading.number(), reading.number()
        clocks[client] = clock
        for _ in range(n_structs):
            reading.struct()
    for _ in range(reading.number()):
        reading.number()
        for _ in range(2 * reading.number()):
            reading.number()
    reading.end()
    return Insight(clocks, reading.n_elements)


class _Reading(Reader):
    """One pass over one update."""

    def __init__(self, update: bytes, schema: Schema) -> None:
        super().__init__(update)
        self.n_elements = 0
        self._schema = schema

    def struct(self) -> None:
        """Read one struct."""
        info = self.byte()
        kind = info & 0x1F
        if kind in {COLLECTED, SKIPPED}:
            self.number()
            return
        if info & HAS_LEFT:
            self._id()
        if info & HAS_RIGHT:
            self._id()
        if not info & (HAS_LEFT | HAS_RIGHT):
            self._parent(has_name=bool(info & HAS_NAME))
        self._filling(kind)

    def _parent(self, *, has_name: bool) -> None:
        """What a struct without neighbours stands in: the root, or an element or its attribute."""
        if self.number():
            self._insist(self.text() == self._schema.root and not has_name, "another root")
            return
        self._id()
        if has_name:
            self._insist(self.text() in self._schema.attribute_names, "an attribute")

    def _filling(self, kind: int) -> None:
        if kind == DELETED:
            self.number()
        elif kind == STRING:
            self.text()
        elif kind == ANY:
            self._values()
        elif kind == TYPE:
            self._type()
        elif kind == FORMAT:
            self._insist(self.text() in self._schema.marks, "a mark")
            self.part()
        else:
            raise ForbiddenUpdate(f"content of kind {kind}")

    def _type(self) -> None:
        self.n_elements += 1
        kind = self.number()
        self._insist(kind in {XML_ELEMENT, XML_TEXT}, "a shared type")
        if kind == XML_ELEMENT:
            self._insist(self.text() in self._schema.nodes, "an element")

    def _values(self) -> None:
        """Plain values, as attributes have them."""
        for _ in range(self.number()):
            kind = self.byte()
            if kind in NUMBER_BYTES:
                self.skip(NUMBER_BYTES[kind])
            elif kind == INTEGER:
                self.signed_number()
            elif kind == WORDS:
                self.part()
            else:
                self._insist(kind in PLAIN_VALUES, "a nested value")

    def _id(self) -> None:
        self.number()
        self.number()

    def _insist(self, is_so: bool, otherwise: str) -> None:  # noqa: FBT001 -- reads as a sentence
        if not is_so:
            raise ForbiddenUpdate(otherwise)
