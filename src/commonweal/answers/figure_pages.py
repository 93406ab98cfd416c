"""Figures and key factors in the HTML of an answer."""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.key_factor_selectors import names_of_kinds
from commonweal.answers.methods.tongues import language_of
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks

PLACEHOLDER = re.compile(r'<div data-figure="([0-9a-f-]{36})"></div>')
"""What ``methods.projection`` writes for a figure; text is escaped there, so nobody can write one as text."""

KIND = re.compile(r'<small class="kf-kind" data-kind="([a-z0-9_-]+)"></small>')
"""What it writes behind a key factor for the name of its kind."""


def uids_in(html: str) -> list[str]:
    """The uids of the figures in an answer's HTML, in the order of reading."""
    return PLACEHOLDER.findall(html)


def embed_figures(html: str, cards: Mapping[str, FigureCard], community: Community) -> SafeString:
    """The HTML of an answer with each figure filled in, and the kinds of key factors named.

    A figure that is not among ``cards`` becomes a sentence. One query where there are key factors.
    A text in another language than the page says so, for those who hear it read aloud.

    ``html`` is an answer's own, written by ``methods.projection`` and safe by construction.
    """

    def filled(found: re.Match[str]) -> str:
        context = {"card": cards.get(found[1]), "community": community}
        return f'<div data-figure="{found[1]}">{render_to_string("answers/figure.html#figure", context)}</div>'

    whole = PLACEHOLDER.sub(filled, with_kinds(html))
    written_in = language_of(html)
    if written_in and written_in != get_language():
        whole = f'<div class="prose" lang="{written_in}">{whole}</div>'
    return mark_safe(whole)  # noqa: S308 -- written and escaped by methods.projection


def with_kinds(html: str) -> str:
    """The HTML of an answer with the name of its kind behind each key factor, in the reader's language."""
    if not KIND.search(html):
        return html
    names = names_of_kinds(frameworks.current_edition(), get_language() or "en")
    return KIND.sub(lambda found: format_html('<small class="kf-kind"> {}</small>', names.get(found[1], "")), html)
