"""Figures in the HTML of an answer."""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from commonweal.answers.figure_cards import FigureCard
from commonweal.communities.models import Community

PLACEHOLDER = re.compile(r'<div data-figure="([0-9a-f-]{36})"></div>')
"""What ``methods.projection`` writes for a figure; text is escaped there, so nobody can write one as text."""


def uids_in(html: str) -> list[str]:
    """The uids of the figures in an answer's HTML, in the order of reading."""
    return PLACEHOLDER.findall(html)


def embed_figures(html: str, cards: Mapping[str, FigureCard], community: Community) -> SafeString:
    """The HTML of an answer with each figure filled in; one that is not among ``cards`` becomes a sentence.

    ``html`` is an answer's own, written by ``methods.projection`` and safe by construction.
    """

    def filled(found: re.Match[str]) -> str:
        context = {"card": cards.get(found[1]), "community": community}
        return f'<div data-figure="{found[1]}">{render_to_string("answers/figure.html#figure", context)}</div>'

    return mark_safe(PLACEHOLDER.sub(filled, html))  # noqa: S308 -- written and escaped by methods.projection
