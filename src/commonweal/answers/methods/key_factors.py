"""The key factors that are marked in a text. Pure functions: no Django.

A passage is marked by ``keyFactor`` with the uid of the factor and its kind. What the factor says is what the passage
says now; it can run over several blocks, and over words of other marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from commonweal.answers.methods.projection import KEY_FACTOR, key_factor_of, text_of, tidied
from commonweal.answers.methods.schema import Document

LONGEST = 600
"""Characters that are kept of what a factor says."""
BREAK = "\n"
"""A line break within a block, which no kept text holds: no passage is found across one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A key factor as it stands in a text; ``place`` counts the factors of the text from 1, in reading order."""

    kind: str
    text: str
    place: int


def marked_in(document: Document) -> dict[str, Marked]:
    """The key factors of a text by uid, in reading order. One whose passage holds no words is not there.

    >>> def said(text, *marks):
    ...     return {"type": "text", "text": text, "marks": list(marks)}
    >>> mark = {"type": "keyFactor", "attrs": {"uid": "a", "kind": "challenge"}}
    >>> paragraph = {"type": "paragraph", "content": [said("Well, "), said("jobs", mark), said(" leave", mark)]}
    >>> marked_in({"type": "doc", "content": [paragraph]})
    {'a': Marked(kind='challenge', text='jobs leave', place=1)}
    """
    kinds: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for uid, kind, text in _runs(document):
        kinds.setdefault(uid, kind)
        said.setdefault(uid, []).append(text)
    texts = {uid: _kept(" ".join(parts)) for uid, parts in said.items()}
    full = [uid for uid, text in texts.items() if text]
    return {uid: Marked(kinds[uid], texts[uid], place) for place, uid in enumerate(full, start=1)}


def without_key_factors(document: Document) -> dict[str, Any]:
    """The same words without the marks: what people agree to is what a text says, not what was noted in it."""
    return tidied(_unmarked(document))


def _runs(node: Document) -> Iterator[tuple[str, str, str]]:
    """Stretches of marked text as (uid, kind, text), in reading order."""
    for attrs, group in groupby(node.get("content", ()), key=key_factor_of):
        if attrs is not None:
            yield attrs["uid"], attrs["kind"], "".join(child.get("text", "") for child in group)
            continue
        for child in group:
            yield from _runs(child)


def _unmarked(node: Document, uid: str | None = None) -> dict[str, Any]:
    """The node without the marks of one factor, or of all."""
    plain = dict(node)
    if "marks" in node:
        plain["marks"] = [mark for mark in node["marks"] if not _is_mark_of(mark, uid)]
        if not plain["marks"]:
            del plain["marks"]
    if "content" in node:
        plain["content"] = [_unmarked(child, uid) for child in node["content"]]
    return plain


def _is_mark_of(mark: Document, uid: str | None) -> bool:
    return mark["type"] == KEY_FACTOR and (uid is None or mark["attrs"]["uid"] == uid)


def _kept(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def says(document: Document, text: str) -> bool:
    """Whether the words stand in the text, however they are broken into lines and blocks."""
    return text.rstrip("…") in " ".join(text_of(document).split())


def put_in(document: Document, uid: str, kind: str, text: str) -> dict[str, Any]:
    """The document with the factor marked: on its words where a block has them unmarked, else in a paragraph more."""
    mark = {"type": KEY_FACTOR, "attrs": {"uid": uid, "kind": kind}}
    content = list(document.get("content", ()))
    for index, block in enumerate(content):
        marked = _marked_where(block, text, mark)
        if marked is not None:
            return {**document, "content": [*content[:index], marked, *content[index + 1 :]]}
    said = {"type": "text", "text": text, "marks": [mark]}
    return {**document, "content": [*content, {"type": "paragraph", "content": [said]}]}


def take_off(document: Document, uid: str) -> dict[str, Any]:
    """The document with the factor's words and without its mark."""
    return tidied(_unmarked(document, uid))


def _marked_where(block: Document, text: str, mark: Document) -> dict[str, Any] | None:
    """The block with the mark on the first stretch that says the text and is no key factor; None if it has none."""
    content = list(block.get("content", ()))
    for index, child in enumerate(content):
        if child["type"] != "text":
            inner = _marked_where(child, text, mark)
            if inner is not None:
                return {**block, "content": [*content[:index], inner, *content[index + 1 :]]}
    start = "".join(child.get("text", BREAK) for child in content).find(text)
    if start < 0 or any(child["type"] not in {"text", "hardBreak", "figureReference"} for child in content):
        return None
    return _marked_between(block, start, start + len(text), mark)


def _marked_between(block: Document, start: int, end: int, mark: Document) -> dict[str, Any] | None:
    pieces: list[dict[str, Any]] = []
    at = 0
    for child in block["content"]:
        words = child.get("text", BREAK)
        low, high = max(start - at, 0), min(end - at, len(words))
        at += len(words)
        if low >= high:
            pieces.append(dict(child))
            continue
        if key_factor_of(child) is not None:
            return None
        inside = {**child, "text": words[low:high], "marks": _with(child.get("marks", ()), mark)}
        around = [{**child, "text": words[:low]}, inside, {**child, "text": words[high:]}]
        pieces += [piece for piece in around if piece["text"]]
    return {**block, "content": pieces}


def _with(marks: Iterable[Document], mark: Document) -> list[Document]:
    """In the order of their names, as the shared text gives them back."""
    return sorted([*marks, mark], key=lambda one: str(one["type"]))
