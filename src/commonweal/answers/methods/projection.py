"""From a document to what people read: HTML, plain text, words. Pure and safe by construction.

Every tag written here is a constant of this file and everything else is escaped, so no document,
however hostile, can write markup of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

from commonweal.answers.methods.schema import Document, is_address, is_name, is_uuid, is_whole
from commonweal.documents.methods.captions import with_captions

KEY_FACTOR = "keyFactor"
"""The mark on a passage that is a key factor."""

WORD = re.compile(r"\w+(?:[’'\-.,/&]\w+)*")
"""One word: ``61,840``, ``Spanish-speaking`` and ``county’s`` are one each."""

TAGS = {
    "paragraph": "p",
    "bulletList": "ul",
    "listItem": "li",
    "blockquote": "blockquote",
    "tableRow": "tr",
}
INLINE = {"hardBreak": "\n", "figureReference": "[#]"}
"""What stands for an inline node in plain text; a figure's or a table's number is nothing the text knows."""
REMOVED_WHEN_EMPTY = frozenset({"bulletList", "orderedList", "listItem", "blockquote", "table", "tableRow"})
FILLED_WHEN_EMPTY = frozenset({"doc", "tableCell", "tableHeader"})
EMPTY_DOCUMENT: Document = {"type": "doc", "content": [{"type": "paragraph"}]}


def tidied(document: Document) -> dict[str, Any]:
    """The document without the remains that people writing at once can leave behind.

    Lists, items, quotes, rows and tables without content go; cells and the document itself get an
    empty paragraph; a list item begins with a paragraph; neighbouring texts with the same marks join.
    """
    return _tidied_node(document) or dict(EMPTY_DOCUMENT)


def html_of(document: Document) -> str:
    """The document as HTML, with places to be filled in.

    A figure is an empty ``<div data-figure="uid">``. A key factor is a ``<span data-key-factor="uid">`` that ends with
    an empty ``<small data-kind="…">`` for the name of its kind. A reference to a figure or a table is an empty
    ``<a data-reference="uid">`` for its number; the caption of a table begins with an empty ``<b data-table="uid">``.
    """
    listed = with_captions(document.get("content", ()))
    return "".join(
        _key_factor_html(attrs, "".join(_html(node, caption) for node, caption in group))
        for attrs, group in groupby(listed, key=lambda pair: key_factor_of(pair[0]))
    )


def key_factor_of(node: Document) -> Mapping[str, Any] | None:
    """The attributes of the key factor that a piece of text belongs to, if it belongs to one."""
    return next((mark.get("attrs", {}) for mark in node.get("marks", ()) if mark["type"] == KEY_FACTOR), None)


def text_of(document: Document) -> str:
    """The document as plain text, one block a line, cells of a row parted by tabs."""
    return "\n".join(_lines(document))


def n_words(text: str) -> int:
    """How many words a text has, as the word budget counts them.

    >>> n_words("Prairie Bend’s 61,840 residents, in four towns.")
    7
    """
    return sum(1 for _ in WORD.finditer(text))


def figures_in(document: Document) -> list[str]:
    """The uids of the figures, in reading order; one that stands twice is listed twice."""
    if document.get("type") == "figure":
        return [document["attrs"]["uid"]]
    return [uid for child in document.get("content", ()) for uid in figures_in(child)]


def _tidied_node(node: Document) -> dict[str, Any] | None:
    kind = node["type"]
    if kind == "text":
        return dict(node) if node["text"] else None
    tidy = {key: value for key, value in node.items() if key != "content"}
    content = _joined(child for child in map(_tidied_node, node.get("content", ())) if child)
    if not content and kind in REMOVED_WHEN_EMPTY:
        return None
    if not content and kind in FILLED_WHEN_EMPTY:
        content = [{"type": "paragraph"}]
    if kind == "listItem" and content[0]["type"] != "paragraph":
        content.insert(0, {"type": "paragraph"})
    return {**tidy, "content": content} if content else tidy


def _joined(nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    joined: list[dict[str, Any]] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if last and node["type"] == last["type"] == "text" and node.get("marks") == last.get("marks"):
            last["text"] += node["text"]
        else:
            joined.append(node)
    return joined


def _html(node: Document, caption: Document | None = None) -> str:
    match node["type"]:
        case "text":
            return _marked(escape(node["text"]), node.get("marks", ()))
        case "hardBreak":
            return "<br>"
        case "figure":
            uid = node.get("attrs", {}).get("uid")
            return f'<div data-figure="{uid}"></div>' if is_uuid(uid) else ""
        case "figureReference":
            uid = node.get("attrs", {}).get("uid")
            return f'<a data-reference="{uid}"></a>' if is_uuid(uid) else ""
        case "table":
            return _table_html(html_of(node), caption)
    return _element_html(node["type"], node.get("attrs", {}), html_of(node))


def _table_html(rows: str, caption: Document | None) -> str:
    uid = caption.get("attrs", {}).get("uid") if caption else None
    head = f'<caption><b class="code" data-table="{uid}"></b>{html_of(caption or {})}</caption>' if is_uuid(uid) else ""
    return f'<div class="table-wrap" tabindex="0"><table class="table">{head}<tbody>{rows}</tbody></table></div>'


def _key_factor_html(attrs: Document | None, inner: str) -> str:
    if attrs is None or not is_uuid(attrs.get("uid")) or not is_name(attrs.get("kind")):
        return inner
    name = f'<small class="kf-kind" data-kind="{attrs["kind"]}"></small>'
    return f'<span class="kf" data-key-factor="{attrs["uid"]}" data-kind="{attrs["kind"]}">{inner}{name}</span>'


def _element_html(kind: str, attrs: Document, inner: str) -> str:
    match kind:
        case "heading":
            tag = "h4" if attrs.get("level") == 4 else "h3"
            return f"<{tag}>{inner}</{tag}>"
        case "tableCaption":
            return f"<p><strong>{inner}</strong></p>" if inner else ""
        case "orderedList":
            return f"<ol{_number(attrs, 'start')}>{inner}</ol>"
        case "tableCell" | "tableHeader":
            tag = "td" if kind == "tableCell" else "th"
            return f"<{tag}{_number(attrs, 'colspan')}{_number(attrs, 'rowspan')}>{inner}</{tag}>"
    named = TAGS.get(kind)
    return f"<{named}>{inner}</{named}>" if named else inner


def _number(attrs: Document, name: str) -> str:
    value = attrs.get(name, 1)
    return f' {name}="{value}"' if is_whole(value) and value != 1 else ""


def _marked(text: str, marks: Iterable[Document]) -> str:
    attrs_by_mark = {mark["type"]: mark.get("attrs", {}) for mark in marks}
    if "italic" in attrs_by_mark:
        text = f"<em>{text}</em>"
    if "bold" in attrs_by_mark:
        text = f"<strong>{text}</strong>"
    href = attrs_by_mark.get("link", {}).get("href")
    if is_address(href):
        relation = "" if href.startswith("/") else ' rel="noopener noreferrer nofollow"'
        text = f'<a href="{escape(href)}"{relation}>{text}</a>'
    return text


def _lines(node: Document) -> Iterator[str]:
    match node["type"]:
        case "paragraph" | "heading" | "tableCaption":
            yield inline_text(node)
        case "tableRow":
            yield "\t".join(" ".join(_lines(cell)) for cell in node.get("content", ()))
        case _:
            for child in node.get("content", ()):
                yield from _lines(child)


def inline_text(node: Document) -> str:
    """The text directly in a block; a line break is a newline."""
    return "".join(INLINE.get(child["type"]) or child.get("text", "") for child in node.get("content", ()))
