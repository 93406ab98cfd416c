"""A report as one HTML file: it needs no other file and no network, can be read aloud, and printed.

Pure. Every tag is a constant of this module and everything else is escaped. The file forbids itself
scripts and addresses, should it ever be opened inside another site.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from commonweal.documents.methods.colours import is_colour
from commonweal.documents.methods.logos import CleanLogo
from commonweal.documents.methods.look import ACCENT, MAIN, OWN_LOOK, Look
from commonweal.documents.methods.word_blocks import Block

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
FIRST_LEVEL = 1  # a question has the level 2 in the blocks and stands under the title and its item here
GLOSSARY = "glossary"
Figures = Mapping[str, Block]


def one_file(
    data: Mapping[str, Any],
    *,
    pictures: Mapping[str, str],
    css: str,
    title: str,
    language: str,
    look: Look = OWN_LOOK,
) -> str:
    """The whole file. ``data`` is what the PDF's template reads; ``pictures`` are SVGs by the figure's uid."""
    data = {**data, "look": look.as_data(language)}
    writer = _Writer(data["figures"], pictures, data["words"])
    items = "".join(_item(item, writer) for item in data["items"])
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f"<title>{escape(title)}</title>\n<style>\n{css}{_colours(look)}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#contents">{escape(data["words"]["contents"])}</a>\n'
        f"{_head(data, look)}{_contents(data)}<main>\n{items}{_glossary(data)}</main>\n"
        f"<footer><p>{escape(data['foot'])} {escape(data['edition'])} {escape(data['look']['footer'])}</p></footer>\n"
        f"</body>\n</html>\n"
    )


class _Writer:
    """Writes the blocks of answers; knows the figures they may hold."""

    def __init__(self, figures: Figures, pictures: Mapping[str, str], words: Mapping[str, str]) -> None:
        self.figures, self.pictures, self.words = figures, pictures, words
        self.placed: set[str] = set()

    def blocks(self, blocks: Sequence[Block]) -> str:
        return "".join(self._written(blocks))

    def _written(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            match block["type"]:
                case "paragraph":
                    yield f"<p>{inline(block['content'])}</p>\n"
                case "heading":
                    level = block["level"] + FIRST_LEVEL
                    yield f"<h{level}>{inline(block['content'])}</h{level}>\n"
                case "bullets":
                    yield f"<ul>\n{self._items(block)}</ul>\n"
                case "numbers":
                    yield f'<ol start="{int(block["start"])}">\n{self._items(block)}</ol>\n'
                case "quote":
                    yield f"<blockquote>\n{self.blocks(block['blocks'])}</blockquote>\n"
                case "table":
                    yield self._table(block)
                case "figure":
                    yield self._figure(block["uid"])

    def _items(self, block: Block) -> str:
        return "".join(f"<li>{self.blocks(item)}</li>\n" for item in block["items"])

    def _table(self, block: Block) -> str:
        rows = [self._row(block, y) for y in range(1 + max(cell["y"] for cell in block["cells"]))]
        head, body = "".join(rows[: block["n_head"]]), "".join(rows[block["n_head"] :])
        thead = f"<thead>\n{head}</thead>\n" if head else ""
        caption = self._caption(block["caption"])
        return f'<div class="wide"><table>\n{caption}{thead}<tbody>\n{body}</tbody>\n</table></div>\n'

    def _caption(self, caption: Block | None) -> str:
        if caption is None:
            return ""
        number = f'<span class="code">{escape(caption["number"])}</span>'
        return f"<caption{self._target(caption['uid'])}>{number}{inline(caption['content'])}</caption>\n"

    def _target(self, uid: str) -> str:
        """What references lead to; a figure that stands twice is found at its first place."""
        place = "" if uid in self.placed else f' id="place-{escape(uid)}"'
        self.placed.add(uid)
        return place

    def _row(self, block: Block, y: int) -> str:
        cells = [self._cell(cell, block) for cell in block["cells"] if cell["y"] == y]
        return f"<tr>{''.join(cells)}</tr>\n"

    def _cell(self, cell: Block, block: Block) -> str:
        tag = "th" if cell["is_header"] else "td"
        scope = f' scope="{"col" if cell["y"] < block["n_head"] else "row"}"' if cell["is_header"] else ""
        spans = "".join(f' {name}="{int(cell[name])}"' for name in ("colspan", "rowspan") if cell[name] > 1)
        return f"<{tag}{scope}{spans}>{self.blocks(cell['blocks'])}</{tag}>"

    def _figure(self, uid: str) -> str:
        card = self.figures.get(uid)
        if card is None:
            return f'<p class="quiet">{escape(self.words["missing_figure"])}</p>\n'
        invented = f" ({escape(card['invented'])})" if card["invented"] else ""
        return (
            f'<figure{self._target(uid)}>\n<figcaption><span class="code">{escape(card["number"])}</span>'
            f"{escape(card['title'])}{invented}"
            f"</figcaption>\n<p>{escape(card['sentence'])}</p>\n{self._picture(uid, card)}"
            f'<p class="quiet">{escape(card["source"])}</p>\n{_numbers(card["table"])}</figure>\n'
        )

    def _picture(self, uid: str, card: Block) -> str:
        drawn = self.pictures.get(uid)
        if drawn is None:
            return ""
        inside = b64encode(drawn.encode()).decode()
        return f'<img alt="{escape(card["alt"])}" src="data:image/svg+xml;base64,{inside}">\n'


def inline(nodes: Sequence[Block]) -> str:
    """The text of a paragraph with its marks; links leave the file and say so to the browser."""
    return "".join("<br>" if node["type"] == "break" else _marked(node) for node in nodes)


def _marked(node: Block) -> str:
    text = escape(node["text"])
    marks = {mark["type"]: mark for mark in node["marks"]}
    if "italic" in marks:
        text = f"<em>{text}</em>"
    if "bold" in marks:
        text = f"<strong>{text}</strong>"
    if "reference" in marks:
        text = f'<a href="#place-{escape(marks["reference"]["uid"])}">{text}</a>'
    if "link" in marks:
        text = f'<a href="{escape(marks["link"]["href"])}" rel="noopener noreferrer nofollow">{text}</a>'
    return text


def _head(data: Mapping[str, Any], look: Look) -> str:
    logo = _logo(look.logo, look.organization) if look.logo else ""
    front = "".join(f"<p>{escape(words)}</p>\n" for words in data["look"]["front_matter"])
    organization = f'<p class="quiet">{escape(look.organization)}</p>\n' if look.organization else ""
    notice = f'<p class="kicker">{escape(data["notice"])}</p>\n' if data["notice"] else ""
    return (
        f'<header>\n{logo}<p class="kicker">{escape(data["kicker"])}</p>\n<h1>{escape(data["cover_title"])}</h1>\n'
        f'<p class="lead">{escape(data["lead"])}</p>\n{notice}{organization}'
        f'<p class="quiet">{escape(data["made"])}</p>\n{front}</header>\n'
    )


def _logo(logo: CleanLogo, organization: str) -> str:
    inside = b64encode(logo.content).decode()
    return f'<p><img class="logo" alt="{escape(organization)}" src="data:{logo.media_type};base64,{inside}"></p>\n'


def _colours(look: Look) -> str:
    """The two colours of a look, on light paper only: on a dark screen its own are the ones that can be read."""
    if (look.main_colour, look.accent_colour) == (MAIN, ACCENT):
        return ""
    if not (is_colour(look.main_colour) and is_colour(look.accent_colour)):
        raise ValueError("A look has two colours, such as #1b4a72.")
    return (
        f"@media print, (prefers-color-scheme: light) {{ "
        f":root {{ --river: {look.main_colour}; --wheat: {look.accent_colour}; }} }}\n"
    )


def _glossary(data: Mapping[str, Any]) -> str:
    terms = "".join(f"<dt>{escape(one['name'])}</dt><dd>{escape(one['meaning'])}</dd>\n" for one in data["glossary"])
    named = escape(data["words"]["glossary"]) if terms else ""
    return f'<section>\n<h2 id="{GLOSSARY}">{named}</h2>\n<dl>\n{terms}</dl>\n</section>\n' if terms else ""


def _contents(data: Mapping[str, Any]) -> str:
    items = "".join(_contents_item(item) for item in data["items"])
    if data["glossary"]:
        items += f'<li><a href="#{GLOSSARY}">{escape(data["words"]["glossary"])}</a></li>\n'
    title = escape(data["words"]["contents"])
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ol>\n{items}</ol>\n</nav>\n'


def _contents_item(item: Mapping[str, Any]) -> str:
    questions = "".join(f"<li>{_link(one['ref'], one['label'])}</li>\n" for one in item["questions"])
    return f"<li>{_link(item['ref'], item['title'])}\n<ol>\n{questions}</ol>\n</li>\n"


def _link(ref: str, title: str) -> str:
    return f'<a href="#{_place(ref)}">{_named(ref, title)}</a>'


def _item(item: Mapping[str, Any], writer: _Writer) -> str:
    questions = "".join(_question(question, writer) for question in item["questions"])
    named = _named(item["ref"], item["title"])
    return f'<section>\n<h2 id="{_place(item["ref"])}">{named}</h2>\n{questions}</section>\n'


def _question(question: Mapping[str, Any], writer: _Writer) -> str:
    empty = f'<p class="quiet">{escape(writer.words["no_answer"])}</p>\n'
    named = _named(question["ref"], question["label"])
    answer = writer.blocks(question["blocks"]) or empty
    if question["lang"]:
        answer = f'<div lang="{escape(question["lang"])}">\n{answer}</div>\n'
    return (
        f'<section>\n<h3 id="{_place(question["ref"])}">{named}</h3>\n'
        f'<p class="question">{escape(question["text"])}</p>\n{answer}</section>\n'
    )


def _named(ref: str, title: str) -> str:
    return f'<span class="code">{escape(ref)}</span> {escape(title)}'


def _place(ref: str) -> str:
    return "q-" + "".join(character if character.isalnum() else "-" for character in ref).strip("-").lower()


def _numbers(table: Block | None) -> str:
    if table is None:
        return ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table["head"])
    rows = "".join(_numbers_row(row) for row in table["rows"])
    return (
        f'<div class="wide"><table class="figures">\n<caption>{escape(table["caption"])}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _numbers_row(row: Sequence[str]) -> str:
    first, *rest = row
    return f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>\n'
