"""The y-protocols wire format: sync and awareness frames. Pure functions over bytes.

A frame begins with its type as a variable-length number: 0 sync, 1 awareness. A sync frame goes on with
its step (0 state vector, 1 what the other side lacks, 2 an update) and one length-prefixed payload.

Source: y-protocols 1.0.7, PROTOCOL.md.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

LONGEST_NUMBER = 2**53
SYNC, AWARENESS = 0, 1


class MalformedFrame(ValueError):
    """The bytes are not a frame of the protocol."""


class Step(IntEnum):
    """The three sync messages."""

    STATE = 0
    MISSING = 1
    UPDATE = 2


class Kind(Enum):
    """What a frame is about."""

    STATE = "state"
    CHANGES = "changes"
    AWARENESS = "awareness"


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame that came in. ``step`` is None for awareness."""

    kind: Kind
    step: Step | None
    payload: bytes


@dataclass(frozen=True, slots=True)
class Presence:
    """What one client says of itself; ``state`` None means that it left."""

    client: int
    clock: int
    state: dict[str, Any] | None


class Reader:
    """Reads numbers and length-prefixed parts from the front of some bytes.

    All methods raise ``MalformedFrame`` when the bytes end too soon or a number is too large.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self) -> int:
        """The next unsigned variable-length number."""
        value = shift = 0
        while True:
            if self._at >= len(self._content) or value > LONGEST_NUMBER:
                raise MalformedFrame("a number is cut short or too large")
            byte = self._content[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def byte(self) -> int:
        """The next byte."""
        return self.skip(1)[0]

    def signed_number(self) -> int:
        """The next signed variable-length number, by its size: nobody here asks for the sign."""
        first = self.byte()
        size, shift, more = first & 0x3F, 6, first >= 0x80
        while more:
            byte = self.byte()
            size |= (byte & 0x7F) << shift
            shift, more = shift + 7, byte >= 0x80
            if size > LONGEST_NUMBER:
                raise MalformedFrame("a number is too large")
        return size

    def skip(self, length: int) -> bytes:
        """The next bytes, so many."""
        if self._at + length > len(self._content):
            raise MalformedFrame("the end comes too soon")
        self._at += length
        return self._content[self._at - length : self._at]

    def text(self) -> str:
        """The next length-prefixed text."""
        try:
            return self.part().decode()
        except UnicodeDecodeError as fault:
            raise MalformedFrame("a text is not UTF-8") from fault

    def part(self) -> bytes:
        """The next length-prefixed part."""
        return self.skip(self.number())

    def end(self) -> None:
        """Insist that nothing follows."""
        if self._at != len(self._content):
            raise MalformedFrame("something follows the end")


def number_bytes(value: int) -> bytes:
    """An unsigned number in variable length.

    >>> number_bytes(300).hex()
    'ac02'
    """
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def part_bytes(content: bytes) -> bytes:
    """Some bytes with their length in front."""
    return number_bytes(len(content)) + content


def parse_frame(content: bytes) -> Frame:
    """Read one frame of a client.

    Raises:
        MalformedFrame: if it is not exactly one frame.
    """
    reader = Reader(content)
    match reader.number():
        case 0:
            step = reader.number()
            if step not in Step.__members__.values():
                raise MalformedFrame("an unknown sync step")
            kind = Kind.STATE if step == Step.STATE else Kind.CHANGES
            frame = Frame(kind, Step(step), reader.part())
        case 1:
            frame = Frame(Kind.AWARENESS, None, reader.part())
        case _:
            raise MalformedFrame("an unknown kind of frame")
    reader.end()
    return frame


def sync_frame(step: Step, payload: bytes) -> bytes:
    """A sync frame."""
    return bytes((SYNC, step)) + part_bytes(payload)


def parse_presences(payload: bytes, most: int) -> list[Presence]:
    """Read the payload of an awareness frame.

    Raises:
        MalformedFrame: if it is not one, or speaks for more than ``most`` clients.
    """
    reader = Reader(payload)
    count = reader.number()
    if count > most:
        raise MalformedFrame("too many clients in one awareness frame")
    presences = [Presence(reader.number(), reader.number(), _state(reader.part())) for _ in range(count)]
    reader.end()
    return presences


def presence_payload(presences: Iterable[Presence]) -> bytes:
    """The payload of an awareness frame for some clients."""
    listed = list(presences)
    return number_bytes(len(listed)) + b"".join(
        number_bytes(one.client)
        + number_bytes(one.clock)
        + part_bytes(json.dumps(one.state, separators=(",", ":")).encode())
        for one in listed
    )


def presence_frame(presences: Iterable[Presence]) -> bytes:
    """An awareness frame for some clients."""
    return bytes((AWARENESS,)) + part_bytes(presence_payload(presences))


def ranges_by_client(content: bytes) -> dict[int, int]:
    """For each client of a delete set, the end of its last deleted range (exclusive).

    Raises:
        MalformedFrame: if the bytes are not a delete set.

    Source: Yjs, ``DeleteSet.js`` (version 1 of the encoding).
    """
    reader = Reader(content)
    ends: dict[int, int] = {}
    for _ in range(reader.number()):
        client = reader.number()
        for _ in range(reader.number()):
            start, length = reader.number(), reader.number()
            ends[client] = max(ends.get(client, 0), start + length)
    reader.end()
    return ends


def clocks_by_client(state_vector: bytes) -> dict[int, int]:
    """The state vector as a mapping from client to its next clock.

    Raises:
        MalformedFrame: if the bytes are not a state vector.
    """
    reader = Reader(state_vector)
    clocks = {reader.number(): reader.number() for _ in range(reader.number())}
    reader.end()
    return clocks


def _state(text: bytes) -> dict[str, Any] | None:
    try:
        state = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise MalformedFrame("a presence is not JSON") from fault
    if state is not None and not isinstance(state, dict):
        raise MalformedFrame("a presence is not an object")
    return state
