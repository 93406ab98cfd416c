"""From a card to a Vega-Lite specification: the level here with its margin, state and nation beside it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import translation

from commonweal.documents.methods.orders import NARROW, ON_PAPER, WIDE
from commonweal.measures import phrases
from commonweal.measures.enums import ValueFormat
from commonweal.measures.methods.cards import MeasureCard, PlaceLevel

Spec = dict[str, Any]

WHISKER: Spec = {"color": "#45525b", "strokeWidth": 1.5, "strokeDash": [1, 0]}
STYLES = ("here", "state", "nation")
FARTHEST = 20
"""Values more than this many times apart share no useful scale (a county's people and the nation's)."""

WIDE_ROW, PAPER_ROW, NARROW_ROW = 44, 29, 60
NAMES = 190
"""Units at the left that the places' names take, where they stand beside the marks."""
VALUE = 80
"""Units at the right for the value of the farthest mark."""
AXIS = 26
TICK_HALF = 0.3
TICK_HALF_NARROW = 0.18
CAP_HALF = 0.11


def is_drawable(card: MeasureCard) -> bool:
    """Whether a picture adds anything: there is a value, and what stands beside it is of its size."""
    if card.here.level.value is None or card.value_format == ValueFormat.YES_NO:
        return False
    values = [abs(value) for value in _values(card) if value]
    return not values or max(values) <= FARTHEST * min(values)


def interval_chart(card: MeasureCard, *, width: int, language: str) -> Spec:
    """Dot and whisker for here, a dashed tick for the state, a dotted one for the nation.

    ``width`` is the total width in drawing units; at the narrow one, names and values stand above
    the marks. Values are written at the marks in ``language``.
    """
    is_narrow = width <= NARROW
    with translation.override(language):
        labelled = [
            {**_row(level, card, style), "y": index, **_heights(index, is_narrow=is_narrow)}
            for index, (level, style) in enumerate(_levels(card))
        ]
    return _spec(labelled, _values(card), card.value_format, width)


def own_chart(rows: Sequence[tuple[str, str, Decimal]], value_format: str, *, width: int) -> Spec:
    """A dot for each period of a community's own values: the period, the value as written, and the value."""
    is_narrow = width <= NARROW
    labelled = [
        {
            "style": STYLES[0],
            "place": period,
            "label": text,
            **dict.fromkeys(("value", "low", "high", "end"), float(value)),
            "has_margin": False,
            "y": index,
            **_heights(index, is_narrow=is_narrow),
        }
        for index, (period, text, value) in enumerate(rows)
    ]
    return _spec(labelled, [value for _period, _text, value in rows], value_format, width)


def _spec(labelled: list[dict[str, object]], values: Sequence[Decimal], value_format: str, width: int) -> Spec:
    is_narrow = width <= NARROW
    labels = _labels_above(width) if is_narrow else _labels_beside()
    return {
        "height": len(labelled) * _row_height(width) + AXIS,
        "data": {"values": labelled},
        "encoding": {"x": _x(values, value_format, width), "y": _y(len(labelled))},
        "layer": [*_whiskers(), *_ticks(), _dot(), *labels],
    }


def _row_height(width: int) -> int:
    if width <= NARROW:
        return NARROW_ROW
    return PAPER_ROW if width <= ON_PAPER else WIDE_ROW


def _levels(card: MeasureCard) -> list[tuple[PlaceLevel, str]]:
    """The levels that have a value, with the style of each."""
    levels = zip((card.here, card.state, card.nation), STYLES, strict=True)
    return [(level, style) for level, style in levels if level and level.level.value is not None]


def _span(level: PlaceLevel) -> tuple[Decimal, Decimal, Decimal]:
    """Value and margin; where no margin was published, it begins and ends at the value."""
    value = level.level.value or Decimal(0)
    low, high = level.level.interval or (value, value)
    return value, low, high


def _values(card: MeasureCard) -> list[Decimal]:
    return [value for level, _style in _levels(card) for value in _span(level)]


def _row(level: PlaceLevel, card: MeasureCard, style: str) -> dict[str, object]:
    value, low, high = _span(level)
    return {
        "style": style,
        "place": level.name,
        "label": phrases.level_text(level, card, with_unit=False),
        "value": float(value),
        "low": float(low),
        "high": float(high),
        "has_margin": level.level.has_interval,
        "end": float(max(high, value)),
    }


def _heights(index: int, *, is_narrow: bool) -> dict[str, float]:
    """Where ticks and caps begin and end, in rows."""
    tick = TICK_HALF_NARROW if is_narrow else TICK_HALF
    return {
        "tick_top": index - tick,
        "tick_end": index + tick,
        "cap_top": index - CAP_HALF,
        "cap_end": index + CAP_HALF,
    }


def _x(values: Sequence[Decimal], value_format: str, width: int) -> Spec:
    low, high = float(min(values)), float(max(values))
    pad = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    axis = {
        "grid": True,
        "domain": False,
        "ticks": False,
        "labelFlush": False,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
        "tickCount": 3 if width <= NARROW else 4 if width < WIDE else 5,
        **_axis_labels(value_format),
    }
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {
            "domain": [max(low - pad, 0.0) if low >= 0 else low - pad, high + pad],
            "range": [10, width - 20] if width <= NARROW else [NAMES, width - VALUE],
            "zero": False,
            "nice": True,
        },
        "axis": axis,
    }


def _axis_labels(value_format: str) -> Spec:
    if value_format == ValueFormat.PERCENT:
        return {"labelExpr": "datum.label + '%'"}
    if value_format == ValueFormat.DOLLARS:
        return {"format": "$,~r"}
    return {"format": ",~r"}


def _y(n_rows: int) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [n_rows - 0.5, -0.5], "nice": False, "zero": False},
        "axis": None,
    }


def _whiskers() -> list[Spec]:
    """The margin as a line with a cap at each end; none where none is published."""
    only = [{"filter": "datum.has_margin"}]
    caps: list[Spec] = [
        {
            "transform": only,
            "mark": {"type": "rule", **WHISKER},
            "encoding": {"x": {"field": end}, "y": {"field": "cap_top"}, "y2": {"field": "cap_end"}},
        }
        for end in ("low", "high")
    ]
    line: Spec = {
        "transform": only,
        "mark": {"type": "rule", **WHISKER},
        "encoding": {"x": {"field": "low"}, "x2": {"field": "high"}},
    }
    return [line, *caps]


def _ticks() -> list[Spec]:
    return [
        {
            "transform": [{"filter": f"datum.style === '{style}'"}],
            "mark": {"type": "rule", "style": style},
            "encoding": {"y": {"field": "tick_top"}, "y2": {"field": "tick_end"}},
        }
        for style in STYLES[1:]
    ]


def _dot() -> Spec:
    return {
        "transform": [{"filter": "datum.style === 'here'"}],
        "mark": {"type": "point", "filled": True, "size": 150},
    }


def _labels_beside() -> list[Spec]:
    """Wide: the place at the left edge, the value after the end of the margin."""
    return [
        text
        for style in STYLES
        for text in (
            _text(style, "place", {"value": NAMES - 14}, align="right", limit=NAMES - 20),
            _text(style, "label", {"field": "end"}, align="left", dx=11),
        )
    ]


def _labels_above(width: int) -> list[Spec]:
    """Narrow: the place and the value above the marks, at the two edges."""
    return [
        text
        for style in STYLES
        for text in (
            _text(style, "place", {"value": 0}, align="left", dy=-23, dx=0, limit=width - 90),
            _text(style, "label", {"value": width - 12}, align="right", dy=-23, dx=0),
        )
    ]


def _text(style: str, field: str, x: Spec, **placed: object) -> Spec:
    return {
        "transform": [{"filter": f"datum.style === '{style}'"}],
        "mark": {"type": "text", "style": f"label-{style}", "baseline": "middle", "dx": 0, **placed},
        "encoding": {"x": x, "text": {"field": field, "type": "nominal"}},
    }
