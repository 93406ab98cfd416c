"""What an answer may hold. Pure functions over a document in ProseMirror's JSON form.

A document is ``{"type": "doc", "content": [...]}``; an element has ``type``, ``attrs`` and ``content``,
a text has ``type`` "text", ``text`` and ``marks``. The rules are data (``schema.json``), shared with the
editor, so that both sides mean the same thing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

Document: TypeAlias = Mapping[str, Any]
"""A node in ProseMirror's JSON form; the top one has the type ``doc``."""

ADDRESS = re.compile(r"(?:https?://[^\s\\/?#]|mailto:[^\s]|/(?![/\\]))[^\s\\]*\Z", re.IGNORECASE)
"""Where a link may lead: the web, a mailbox, or a page of this site (never ``//elsewhere``)."""

TOO_LONG = "the text is too long"
"""The one fault that is about size."""

NAME = re.compile(r"[a-z][a-z0-9_-]*\Z")
"""An identifier of a framework, such as the kind of a key factor."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Attribute:
    """The rule of one attribute. ``kind`` is integer, uuid, name or address."""

    kind: str
    one_of: tuple[int, ...] = ()
    min: int | None = None
    max: int | None = None
    default: int | str | None = None

    def allows(self, value: object) -> bool:
        """Whether the value keeps the rule."""
        match self.kind:
            case "integer":
                return isinstance(value, int) and is_whole(value) and self._in_range(value)
            case "uuid":
                return is_uuid(value)
            case "name":
                return is_name(value, self.max)
            case "address":
                return is_address(value, self.max)
        return False

    def _in_range(self, value: int) -> bool:
        if self.one_of and value not in self.one_of:
            return False
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


@dataclass(frozen=True, slots=True)
class NodeRule:
    """The rule of one kind of node: its attributes and the kinds that may stand directly in it."""

    attrs: Mapping[str, Attribute]
    children: frozenset[str]


@dataclass(frozen=True, slots=True)
class Schema:
    """All rules of one version. Sizes are in bytes of UTF-8 unless the name says otherwise.

    ``since`` is the version in which a node or mark came in, by its name, where it was not there from the first.
    """

    version: int
    top: str
    root: str
    nodes: Mapping[str, NodeRule]
    marks: Mapping[str, Mapping[str, Attribute]]
    since: Mapping[str, int]
    frame_bytes: int
    state_bytes: int
    text_bytes: int
    depth: int

    @property
    def attribute_names(self) -> frozenset[str]:
        """Every attribute any node may have."""
        return frozenset(name for rule in self.nodes.values() for name in rule.attrs)


def schema_from(data: Mapping[str, Any]) -> Schema:
    """Read the rules from the content of ``schema.json``.

    Raises:
        KeyError: if a part is missing.
    """
    nodes, marks, limits = data["nodes"], data["marks"], data["limits"]
    return Schema(
        version=data["version"],
        top=data["top"],
        root=data["root"],
        nodes=MappingProxyType({name: _node_rule(rule, nodes) for name, rule in nodes.items()}),
        marks=MappingProxyType({name: _attributes(rule) for name, rule in marks.items()}),
        since=MappingProxyType({name: rule["since"] for name, rule in (nodes | marks).items() if "since" in rule}),
        frame_bytes=limits["frame_bytes"],
        state_bytes=limits["state_bytes"],
        text_bytes=limits["text_bytes"],
        depth=limits["depth"],
    )


def faults(document: Document, schema: Schema) -> Iterator[str]:
    """Say what the document holds that it may not, in words for the log.

    The *kinds* of children are checked, not their number: two people who write at the same moment can
    leave a list without items for a second, and neither did anything wrong. ``projection.tidied``
    removes such remains.
    """
    if document.get("type") != schema.top:
        yield f"the top is not {schema.top}"
        return
    yield from _node_faults(document, schema, schema.depth)
    if n_text_bytes(document) > schema.text_bytes:
        yield TOO_LONG


def version_needed(node: Document, schema: Schema) -> int:
    """The first version that holds everything of a document: a text has the same one whenever it is looked at."""
    named = [node["type"], *(mark["type"] for mark in node.get("marks", ()))]
    own = max(schema.since.get(name, 1) for name in named)
    return max([own, *(version_needed(child, schema) for child in node.get("content", ()))])


def n_text_bytes(node: Document) -> int:
    """The length of all text below a node, in bytes of UTF-8."""
    if node.get("type") == "text":
        return len(node["text"].encode())
    return sum(n_text_bytes(child) for child in node.get("content", ()))


def is_address(value: object, longest: int | None = None) -> bool:
    """Whether a link may lead to this address.

    >>> [is_address(a) for a in ("https://example.org/", "/c/prairie-bend/", "mailto:a@b.org")]
    [True, True, True]
    >>> [is_address(a) for a in ("javascript:alert(1)", "//elsewhere.org", "http:x", "")]
    [False, False, False, False]
    """
    if not isinstance(value, str) or (longest is not None and len(value) > longest):
        return False
    return ADDRESS.match(value) is not None and CONTROL.search(value) is None


def is_name(value: object, longest: int | None = None) -> bool:
    """Whether the value is an identifier of a framework, such as ``resident_group``."""
    if not isinstance(value, str) or (longest is not None and len(value) > longest):
        return False
    return NAME.match(value) is not None


def is_uuid(value: object) -> bool:
    """Whether the value is an identifier in its usual form, lower case with hyphens."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def is_whole(value: object) -> bool:
    """Whether the value is a whole number and not a truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def _node_rule(rule: Mapping[str, Any], nodes: Mapping[str, Any]) -> NodeRule:
    named = re.findall(r"\w+", rule.get("content", ""))
    children = frozenset(name for name, other in nodes.items() if name in named or other.get("group") in named)
    return NodeRule(attrs=_attributes(rule), children=children)


def _attributes(rule: Mapping[str, Any]) -> Mapping[str, Attribute]:
    described = rule.get("attrs", {})
    return MappingProxyType(
        {name: Attribute(**{**d, "one_of": tuple(d.get("one_of", ()))}) for name, d in described.items()}
    )


def _node_faults(node: Document, schema: Schema, depth: int) -> Iterator[str]:
    kind = node["type"]
    rule = schema.nodes[kind]
    if kind == "text":
        yield from _text_faults(node, schema)
        return
    yield from _attribute_faults(kind, node.get("attrs", {}), rule.attrs)
    for child in node.get("content", ()):
        if child["type"] not in rule.children:
            yield f"{child['type']!r:.60} in {kind}"
        elif depth == 0:
            yield "nested too deeply"
        else:
            yield from _node_faults(child, schema, depth - 1)


def _text_faults(node: Document, schema: Schema) -> Iterator[str]:
    if CONTROL.search(node["text"]):
        yield "a control character in the text"
    for mark in node.get("marks", ()):
        if mark["type"] not in schema.marks:
            yield f"the mark {mark['type']!r:.60}"
        else:
            yield from _attribute_faults(mark["type"], mark.get("attrs", {}), schema.marks[mark["type"]])


def _attribute_faults(owner: str, attrs: Mapping[str, object], rules: Mapping[str, Attribute]) -> Iterator[str]:
    for name, value in attrs.items():
        if name not in rules:
            yield f"the attribute {name!r:.60} on {owner}"
        elif not rules[name].allows(value):
            yield f"the value of {name} on {owner}"
    for name, rule in rules.items():
        if rule.default is None and name not in attrs:
            yield f"no {name} on {owner}"
