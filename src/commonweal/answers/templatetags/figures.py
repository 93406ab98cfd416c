"""How the numbers of a figure are written on a page."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()

OPENINGS = ('<th scope="row">', '<td class="n">', '<td class="n">')
"""How the first cells of a row begin: its place, then two numbers. The others are words."""


@register.filter
def table_rows(rows: Iterable[Iterable[str]]) -> SafeString:
    """The rows of a figure's table. Written here, because a page shows a hundred of its cells."""
    return SafeString("".join(f"<tr>{_cells(row)}</tr>" for row in rows))


def _cells(row: Iterable[str]) -> str:
    return "".join(_cell(number, text) for number, text in enumerate(row))


def _cell(number: int, text: str) -> str:
    opening = OPENINGS[number] if number < len(OPENINGS) else "<td>"
    return f"{opening}{escape(text)}</{opening[1:3]}>"
