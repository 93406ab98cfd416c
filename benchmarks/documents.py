"""What printing costs: a Profile of fifty pages with thirty figures, after a warm-up."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle, islice
from statistics import median
from typing import Any

from pypdf import PdfReader

from benchmarks.figures import Figure
from commonweal.answers import document_services
from commonweal.answers.document_context import PrintedItem, PrintedQuestion, ProfileContext
from commonweal.answers.figure_cards import FigureCard, figure_card
from commonweal.answers.models import Figure as FigureRow
from commonweal.communities.models import Community
from commonweal.documents import figures as drawing
from commonweal.documents import look_selectors, typst_engine
from commonweal.documents.methods import svg
from commonweal.documents.methods.orders import WIDE
from commonweal.measures import charts
from commonweal.measures import selectors as measures

N_FIGURES = 30
N_QUESTIONS = 15
N_PARAGRAPHS = 11
SECONDS = 2.0
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
SENTENCE = "Spanish-speaking residents ask first for evening clinic hours, older adults ask first for rides. "


def figures() -> Iterator[Figure]:
    """Wall-clock seconds of setting fifty pages with thirty figures, and of drawing those, which happens once."""
    community = Community.objects.filter(is_example=True).earliest("pk")
    cards = _cards(community)
    drawing.warm()
    pictures = {uid: _drawn(card) for uid, card in cards.items()}
    context = _context(community, cards)
    n_pages = len(PdfReader(BytesIO(document_services.set_profile(context, pictures, NOW))).pages)
    setting = _seconds(lambda: document_services.set_profile(context, pictures, NOW))
    yield Figure(f"Report: {n_pages} pages with {N_FIGURES} figures, set", setting, "s", goal=SECONDS)
    counting = _seconds(lambda: _pages_counted(context, pictures))
    yield Figure(f"Profile: {n_pages} pages with {N_FIGURES} figures counted, warm", counting, "s", goal=SECONDS)
    drawing_all = _seconds(lambda: [_drawn(card) for card in cards.values()])
    yield Figure(f"Report: its {N_FIGURES} figures drawn, once for all later reports", drawing_all, "s")


def _pages_counted(context: ProfileContext, pictures: dict[str, bytes]) -> int:
    """What the job process does each time somebody wrote: lay out, and ask where each answer begins and ends."""
    name_by_uid = {uid: f"figures/{uid}.svg" for uid in pictures}
    extents = typst_engine.measure(
        document_services.TEMPLATE,
        context.as_data(name_by_uid),
        files={name_by_uid[uid]: picture for uid, picture in pictures.items()},
        title=context.title,
        language=context.language,
        made_at=NOW,
        look=look_selectors.look_in_force(),
    )
    return extents.n_pages


def _cards(community: Community) -> dict[str, FigureCard]:
    """Thirty figures of the worked example, by uid."""
    place = measures.home_of(community)
    drawable = [card for card in measures.cards_at(community, place) if charts.is_drawable(card)]
    made = [
        figure_card(FigureRow(), card, f"P.1-{n}", "en", wide=WIDE)
        for n, card in enumerate(islice(cycle(drawable), N_FIGURES), start=1)
    ]
    return {card.uid: card for card in made}


def _drawn(card: FigureCard) -> bytes:
    order = card.orders[0]
    raw = drawing.draw(order.spec, width=order.width, language=order.language)
    return svg.for_paper(svg.for_page(raw, label=order.alt, prefix="d1")).encode()


def _context(community: Community, cards: dict[str, FigureCard]) -> ProfileContext:
    uids = cycle(cards)
    questions = tuple(
        PrintedQuestion(f"P.1a({n})", "Residents", SENTENCE, _document([next(uids), next(uids)]))
        for n in range(1, N_QUESTIONS + 1)
    )
    return ProfileContext(
        community=community.name,
        slug=community.slug,
        edition="Framework",
        language="en",
        day=NOW.date(),
        is_example=True,
        site_url="https://commonweal.example",
        items=(PrintedItem("P.1", "Community Description", questions),),
        figures=cards,
    )


def _document(uids: list[str]) -> dict[str, Any]:
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": SENTENCE * 6}]}
    placed = [{"type": "figure", "attrs": {"uid": uid}} for uid in uids]
    return {"type": "doc", "content": [*[paragraph] * N_PARAGRAPHS, *placed]}


def _seconds(function: Callable[[], object], n_times: int = 5) -> float:
    return median(_once(function) for _n in range(n_times))


def _once(function: Callable[[], object]) -> float:
    begun = time.perf_counter()
    function()
    return time.perf_counter() - begun
