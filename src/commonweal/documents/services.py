import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from commonweal.documents import figures, selectors
from commonweal.documents.enums import DrawingState
from commonweal.documents.methods import svg
from commonweal.documents.methods.orders import DrawingOrder
from commonweal.documents.models import Drawing
from commonweal.kernel import jobs

logger = logging.getLogger(__name__)

ASK_AGAIN_AFTER = timedelta(minutes=2)
"""A drawing that did not come by then was lost with its job process, or failed: it is asked for again."""


def request_drawings(orders: Iterable[DrawingOrder], *, at: datetime) -> Mapping[str, Drawing]:
    """The drawings of some orders by address; what was never drawn is asked for, once.

    Costs one query when all are drawn. Safe to call from a page that is only read: nothing a
    person would call a change happens.
    """
    by_address = {order.address: order for order in orders}
    kept = dict(selectors.drawings_by_hash(by_address))
    for address, order in by_address.items():
        if address not in kept:
            kept[address] = _ask(address, order, at)
        elif _is_overdue(kept[address], at):
            _ask_again(kept[address], at)
    return kept


def draw_now(orders: Iterable[DrawingOrder], *, at: datetime) -> Mapping[str, Drawing]:
    """The drawings of some orders by address, drawn here and now where they were not; job process only.

    One that cannot be drawn comes back as failed.
    """
    kept = request_drawings(orders, at=at)
    for drawing in kept.values():
        if drawing.state != DrawingState.DRAWN:
            draw(drawing.pk, at=at)
    return selectors.drawings_by_hash(kept)


def draw(drawing_id: int, *, at: datetime) -> str:
    """Draw what was asked for and keep it; called by the job process only. Safe to run twice.

    Returns the state: ``drawn``, or ``failed`` when the specification cannot be drawn. No transaction
    is open while drawing, for it would hold up every writer on SQLite.
    """
    drawing = Drawing.objects.get(pk=drawing_id)
    if drawing.state == DrawingState.DRAWN:
        return DrawingState.DRAWN
    try:
        drawing.svg = _drawn(drawing)
    except ValueError:
        logger.exception("drawing.failed", extra={"address": drawing.address})
        drawing.state = DrawingState.FAILED
        drawing.save(update_fields=["state"])
        return DrawingState.FAILED
    drawing.state, drawing.drawn_at = DrawingState.DRAWN, at
    drawing.save(update_fields=["svg", "state", "drawn_at"])
    return DrawingState.DRAWN


def _drawn(drawing: Drawing) -> str:
    raw = figures.draw(drawing.spec, width=drawing.width, language=drawing.language)
    extra_class = "narrow" if drawing.is_narrow else ""
    return svg.for_page(raw, label=drawing.alt, prefix=f"d{drawing.address[:10]}", extra_class=extra_class)


@transaction.atomic
def _ask(address: str, order: DrawingOrder, at: datetime) -> Drawing:
    drawing, is_new = Drawing.objects.get_or_create(
        address=address,
        defaults={
            "spec": order.spec,
            "width": order.width,
            "language": order.language,
            "alt": order.alt,
            "asked_at": at,
        },
    )
    if is_new:
        jobs.enqueue("documents.draw_figure", at=at, drawing_id=drawing.pk)
    return drawing


def _is_overdue(drawing: Drawing, at: datetime) -> bool:
    return drawing.state != DrawingState.DRAWN and at - drawing.asked_at > ASK_AGAIN_AFTER


@transaction.atomic
def _ask_again(drawing: Drawing, at: datetime) -> None:
    """Ask once more for one that is overdue; of several readers at once, one succeeds."""
    overdue = Q(pk=drawing.pk, asked_at__lt=at - ASK_AGAIN_AFTER)
    fresh = {"state": DrawingState.ASKED, "asked_at": at}
    if Drawing.objects.filter(overdue).exclude(state=DrawingState.DRAWN).update(**fresh):
        drawing.state, drawing.asked_at = DrawingState.ASKED, at
        jobs.enqueue("documents.draw_figure", at=at, drawing_id=drawing.pk)
