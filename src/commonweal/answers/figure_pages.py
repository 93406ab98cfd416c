"""Figures and key factors in the HTML of an answer."""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from commonweal.answers import figure_selectors
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.key_factor_selectors import names_of_kinds
from commonweal.answers.methods.tongues import language_of
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.refs import slug_of

PLACEHOLDER = re.compile(r'<div data-figure="([0-9a-f-]{36})"></div>')
"""What ``methods.projection`` writes for a figure; text is escaped there, so nobody can write one as text."""

KIND = re.compile(r'<small class="kf-kind" data-kind="([a-z0-9_-]+)"></small>')
"""What it writes behind a key factor for the name of its kind."""


REFERENCE = re.compile(r'<a data-reference="([0-9a-f-]{36})"></a>')
LOST = _lazy("[a figure that is not in the text]")
"""What a reference says whose figure was taken out."""


def uids_in(html: str) -> list[str]:
    """The uids of the figures in an answer's HTML, in the order of reading."""
    return PLACEHOLDER.findall(html)


def embed_figures(
    html: str, cards: Mapping[str, FigureCard], community: Community, *, is_whole: bool = False
) -> SafeString:
    """The HTML of an answer with each figure filled in, and the kinds of key factors named.

    A figure that is not among ``cards`` becomes a sentence; a reference leads to the page where its figure stands, or
    with ``is_whole`` to a place of the same page. One query where there are key factors, two for references.
    A text in another language than the page says so, for those who hear it read aloud.

    ``html`` is an answer's own, written by ``methods.projection`` and safe by construction.
    """

    def filled(found: re.Match[str]) -> str:
        context = {"card": cards.get(found[1]), "community": community}
        drawn = render_to_string("answers/figure.html#figure", context)
        return f'<div data-figure="{found[1]}" id="figure-{found[1]}">{drawn}</div>'

    whole = PLACEHOLDER.sub(filled, with_references(with_kinds(html), community, is_whole=is_whole))
    written_in = language_of(html)
    if written_in and written_in != get_language():
        whole = f'<div class="prose" lang="{written_in}">{whole}</div>'
    return mark_safe(whole)  # noqa: S308 -- written and escaped by methods.projection


def with_references(html: str, community: Community, *, is_whole: bool) -> str:
    """The HTML with the number of each figure that is referred to, as a link to where it stands."""
    if not REFERENCE.search(html):
        return html
    places = figure_selectors.places_in(community, frameworks.current_edition())

    def filled(found: re.Match[str]) -> str:
        placed = places.get(found[1])
        if placed is None:
            return format_html('<span class="fig-ref is-lost" data-reference="{}">{}</span>', found[1], LOST)
        page = "" if is_whole else reverse("answers:write", args=[community.slug, slug_of(placed.ref)])
        words = _("Figure %(number)s") % {"number": placed.number}
        link = '<a class="fig-ref" data-reference="{0}" href="{1}#figure-{0}">{2}</a>'
        return format_html(link, found[1], page, words)

    return REFERENCE.sub(filled, html)


def with_kinds(html: str) -> str:
    """The HTML of an answer with the name of its kind behind each key factor, in the reader's language."""
    if not KIND.search(html):
        return html
    names = names_of_kinds(frameworks.current_edition(), get_language() or "en")
    return KIND.sub(lambda found: format_html('<small class="kf-kind"> {}</small>', names.get(found[1], "")), html)
