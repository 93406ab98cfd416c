"""A content file read safely, with the line of everything in it.

Content is plain YAML: no anchors, aliases, tags or merge keys, so a small file cannot grow into
a large value. Names that look like numbers, dates or booleans are refused where text is meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn

import yaml

from commonweal.frameworks.methods.faults import Fault

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_DIGITS = 30

PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
"""What people mean by a number. YAML 1.1 also reads 0x1F, 1_000, 010, 1:30 and .inf as numbers."""

Place = tuple[str | int, ...]
"""Keys and positions from the top of the file, such as ``("sections", 0, "ref")``."""

STRING, INTEGER, FLOAT, BOOLEAN, NULL = (
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's plain values and where they stand."""

    path: str
    value: Any
    """Mappings with text keys, lists, str, int, Decimal, bool and None."""
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int:
        """The line of a place, else of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, message: str) -> Fault:
        return Fault(self.path, self.line_of(place), message)


class Unreadable(Exception):
    """The file has no values that could be looked at; ``faults`` say why, ``fault`` is the first."""

    def __init__(self, fault: Fault, *others: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.faults = (fault, *others)


def read(path: str, content: bytes) -> Source:
    """Read the bytes of a content file; ``path`` only names it in faults.

    Raises:
        Unreadable: with the first thing that keeps the file from being read.
    """
    text = _decoded(path, content)
    try:
        _refuse_bombs(path, text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax_fault(path, text, error)) from error
    if root is None:
        raise Unreadable(Fault(path, 1, "The file is empty."))
    lines: dict[Place, int] = {}
    value = _Builder(path, lines).value_of(root, ())
    return Source(path, value, lines)


def _decoded(path: str, content: bytes) -> str:
    if len(content) > MAX_BYTES:
        size = f"{len(content):,} bytes; at most {MAX_BYTES:,} are read."
        raise Unreadable(Fault(path, 1, f"The file has {size}"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(Fault(path, line, "The file is not UTF-8 text.")) from error


def _refuse_bombs(path: str, text: str) -> None:
    """Look at the events, which cost memory in proportion to the file, before any value is made."""
    depth = n_nodes = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        refuse = partial(_refuse, path, event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            refuse("Anchors and aliases (& and *) are not allowed; write the value out.")
        if getattr(event, "tag", None):
            refuse("Tags (!) are not allowed; write a plain value.")
        n_nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            refuse(f"Values are nested more than {MAX_DEPTH} deep.")
        if n_nodes > MAX_NODES:
            refuse(f"The file holds more than {MAX_NODES:,} values.")


def _refuse(path: str, event: yaml.Event, message: str) -> NoReturn:
    line = event.start_mark.line + 1 if event.start_mark else 1
    raise Unreadable(Fault(path, line, message))


def _syntax_fault(path: str, text: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "a character that cannot stand in YAML"
    line = min(mark.line, text.count("\n")) + 1 if mark else 1
    return Fault(path, line, f"This is not valid YAML: {problem}.")


class _Builder:
    """Turns composed nodes into plain values and notes the line of each."""

    def __init__(self, path: str, lines: dict[Place, int]) -> None:
        self.path = path
        self.lines = lines

    def value_of(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        return [self.value_of(item, (*place, index)) for index, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in mapping:
                self._refuse(key_node, f'"{key}" is written twice here.')
            self.lines[(*place, key)] = key_node.start_mark.line + 1
            mapping[key] = self.value_of(value_node, (*place, key))
        return mapping

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag != STRING:
            self._refuse(node, "A name before a colon is plain text here; put quotes around it.")
        return self._text(node)

    def _scalar(self, node: yaml.ScalarNode) -> object:
        if node.tag == STRING:
            return self._text(node)
        if node.tag == NULL:
            return None
        if node.tag == BOOLEAN:
            return node.value.lower() in {"true", "yes", "on"}
        if node.tag not in {INTEGER, FLOAT}:
            self._refuse(node, f"{node.value!r} is read as a date or the like; put quotes around it.")
        return self._number(node)

    def _text(self, node: yaml.ScalarNode) -> str:
        if any(ord(character) < 32 and character not in "\n\t" for character in node.value):
            self._refuse(node, "This text holds a control character.")
        return node.value

    def _number(self, node: yaml.ScalarNode) -> int | Decimal:
        if len(node.value) > MAX_DIGITS or not PLAIN_NUMBER.fullmatch(node.value):
            self._refuse(node, f"The number {node.value[:MAX_DIGITS]} is not written in plain digits.")
        return int(node.value) if node.tag == INTEGER else Decimal(node.value)

    def _refuse(self, node: yaml.Node, message: str) -> NoReturn:
        raise Unreadable(Fault(self.path, node.start_mark.line + 1, message))
