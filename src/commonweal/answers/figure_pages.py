"""Figures and key factors in the HTML of an answer."""

import re
from collections.abc import Callable, Mapping

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from commonweal.answers import figure_selectors, phrases
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.key_factor_selectors import names_of_kinds
from commonweal.answers.methods.numbering import TABLE, Placed
from commonweal.answers.methods.tongues import language_of
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.refs import slug_of
from commonweal.kernel.addresses import address

PLACEHOLDER = re.compile(r'<div data-figure="([0-9a-f-]{36})"></div>')
"""What ``methods.projection`` writes for a figure; text is escaped there, so nobody can write one as text."""

KIND = re.compile(r'<small class="kf-kind" data-kind="([a-z0-9_-]+)"></small>')
"""What it writes behind a key factor for the name of its kind."""


REFERENCE = re.compile(r'<a data-reference="([0-9a-f-]{36})"></a>')
CAPTION = re.compile(r'<b class="code" data-table="([0-9a-f-]{36})"></b>')
"""What it writes for a reference, and at the beginning of a caption for the number of its table."""

Places = Mapping[str, Placed]


def uids_in(html: str) -> list[str]:
    """The uids of the figures in an answer's HTML, in the order of reading."""
    return PLACEHOLDER.findall(html)


def is_numbered(html: str) -> bool:
    """Whether a figure, a reference or a caption stands in an answer's HTML, so that numbers are needed."""
    return any(pattern.search(html) for pattern in (PLACEHOLDER, REFERENCE, CAPTION))


class PageTexts:
    """Fills what is open in the texts of one page; what more than one of them needs is read once, when it is needed.

    A figure that is not among ``cards`` becomes a sentence; a reference leads to the page where its figure or table
    stands, or with ``is_whole`` to a place of the same page. ``places`` are those of ``figure_selectors.places_of``,
    read where they are not given; ``page_of`` is the page of a question by its slug, of the living Profile where it is
    not given; ``edition`` is the one in use, where it is known. However many texts: two queries for key factors and
    references.
    """

    def __init__(
        self,
        cards: Mapping[str, FigureCard],
        community: Community,
        *,
        is_whole: bool = False,
        places: Places | None = None,
        page_of: Callable[[str], str] | None = None,
        edition: EditionDocument | None = None,
    ) -> None:
        self._cards = cards
        self._community = community
        self._is_whole = is_whole
        self._page_of = page_of or (lambda slug: address("answers:write", community.slug, slug))
        if places is not None:
            self._places = places
        if edition is not None:
            self._edition = edition

    def embedded(self, html: str) -> SafeString:
        """The HTML of an answer with its figures, the kinds of its key factors, and its numbers filled in.

        A text in another language than the page says so, for those who hear it read aloud. ``html`` is an answer's
        own, written by ``methods.projection`` and safe by construction.
        """
        whole = html
        for pattern, filled in (
            (KIND, self._kind), (REFERENCE, self._reference), (CAPTION, self._caption), (PLACEHOLDER, self._figure)
        ):  # fmt: skip
            whole = pattern.sub(filled, whole)
        written_in = language_of(html)
        if written_in and written_in != get_language():
            whole = f'<div class="prose" lang="{written_in}">{whole}</div>'
        return mark_safe(whole)  # noqa: S308 -- written and escaped by methods.projection

    @cached_property
    def _edition(self) -> EditionDocument:
        return frameworks.current_edition()

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return names_of_kinds(self._edition, get_language() or "en")

    @cached_property
    def _places(self) -> Places:
        return figure_selectors.places_of(figure_selectors.documents_in(self._community, self._edition), self._edition)

    def _kind(self, found: re.Match[str]) -> str:
        """The name of its kind behind a key factor, in the reader's language."""
        return format_html('<small class="kf-kind"> {}</small>', self._kinds.get(found[1], ""))

    def _reference(self, found: re.Match[str]) -> str:
        """The number of a figure or table that is referred to, as a link to where it stands."""
        placed = self._places.get(found[1])
        if placed is None:
            return format_html('<span class="fig-ref is-lost" data-reference="{}">{}</span>', found[1], phrases.LOST)
        page = "" if self._is_whole else self._page_of(slug_of(placed.ref))
        link = '<a class="fig-ref" data-reference="{0}" href="{1}#{3}-{0}">{2}</a>'
        return format_html(link, found[1], page, _code(placed), placed.kind)

    def _caption(self, found: re.Match[str]) -> str:
        """The number of a table at the beginning of its caption."""
        placed = self._places.get(found[1])
        code = _code(placed) if placed else ""
        return format_html('<b class="code" data-table="{0}" id="table-{0}">{1}</b> ', found[1], code)

    def _figure(self, found: re.Match[str]) -> str:
        context = {"card": self._cards.get(found[1]), "community": self._community}
        drawn = render_to_string("answers/figure.html#figure", context)
        return f'<div data-figure="{found[1]}" id="figure-{found[1]}">{drawn}</div>'


def embed_figures(
    html: str,
    cards: Mapping[str, FigureCard],
    community: Community,
    *,
    is_whole: bool = False,
    places: Places | None = None,
    page_of: Callable[[str], str] | None = None,
) -> SafeString:
    """The HTML of one answer, filled as ``PageTexts`` fills those of a page."""
    return PageTexts(cards, community, is_whole=is_whole, places=places, page_of=page_of).embedded(html)


def _code(placed: Placed) -> str:
    return (phrases.table_code if placed.kind == TABLE else phrases.figure_code)(placed.number)
