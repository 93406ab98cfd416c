"""Which class of the design system stands for which painted mark, and what that class is on paper.

Vega-Lite paints with colours; pages colour by class, so that one drawing serves both themes,
forced colours and a strict content security policy; paper needs the colours back. The light
values are those of ``tokens.css``, the classes those of ``components/figure.css``.
"""

from collections.abc import Mapping

INK, INK_2, SURFACE = "#18242c", "#45525b", "#ffffff"
HERE, STATE, NATION, PEER, TARGET, WHEAT = "#1b4a72", "#b5541c", "#58656d", "#b3b0a6", "#745006", "#c98f1d"
GRID, AXIS, EVENT, BAND = "#e4e0d7", "#8b8980", "#5c6870", "#e4edf5"

FILLS: Mapping[str, str] = {
    HERE: "f-here",
    STATE: "f-state",
    NATION: "f-nation",
    PEER: "f-peer",
    BAND: "c-band",
    SURFACE: "f-paper",
    "#93b7d6": "f-bar",
    "#c4d8e9": "f-soft",
    "#2a8576": "f-3",
    "#8a5a9c": "f-4",
    "#8c7a1e": "f-5",
    "#5d6d78": "f-6",
    "#e6eef5": "s-1",
    "#4f86b4": "s-4",
}
"""Class of a filled shape by its colour."""

LINES: Mapping[str, str] = {
    HERE: "c-here",
    STATE: "c-state",
    NATION: "c-nation",
    PEER: "c-peer",
    TARGET: "c-target",
    GRID: "c-grid",
    AXIS: "c-axis",
    INK_2: "c-err",
    EVENT: "c-event",
}
"""Class of a line by its colour."""

DOTS: Mapping[tuple[str, str], str] = {
    (HERE, SURFACE): "c-here-dot",
    (WHEAT, HERE): "c-signal-dot",
    (SURFACE, INK_2): "c-event-dot",
}
"""Class of an outlined dot by fill and outline."""

WORDS: Mapping[str, str] = {
    INK: "",
    INK_2: "",
    HERE: "x-here",
    STATE: "x-state",
    NATION: "x-nation",
    TARGET: "x-target",
    SURFACE: "x-hi",
}
"""Class of a text by its colour; the two inks are the default of a chart."""

_LINE = {"fill": "none"}
PAPER: Mapping[str, Mapping[str, str]] = {
    **{name: {"fill": colour} for colour, name in FILLS.items()},
    **{name: {"fill": colour} for colour, name in WORDS.items() if name},
    **{name: {"fill": fill, "stroke": line, "stroke-width": "1.5"} for (fill, line), name in DOTS.items()},
    "c-here": {**_LINE, "stroke": HERE, "stroke-width": "2.5", "stroke-linejoin": "round", "stroke-linecap": "round"},
    "c-mean": {**_LINE, "stroke": HERE, "stroke-width": "1.25"},
    "c-state": {**_LINE, "stroke": STATE, "stroke-width": "1.75", "stroke-dasharray": "6 3"},
    "c-nation": {**_LINE, "stroke": NATION, "stroke-width": "1.75", "stroke-dasharray": "2 3"},
    "c-target": {**_LINE, "stroke": TARGET, "stroke-width": "2", "stroke-dasharray": "9 4"},
    "c-peer": {**_LINE, "stroke": PEER, "stroke-width": "1.25"},
    "c-grid": {**_LINE, "stroke": GRID, "stroke-width": "1"},
    "c-axis": {**_LINE, "stroke": AXIS, "stroke-width": "1"},
    "c-limit": {**_LINE, "stroke": AXIS, "stroke-width": "1", "stroke-dasharray": "3 3"},
    "c-event": {**_LINE, "stroke": EVENT, "stroke-width": "1", "stroke-dasharray": "1 3"},
    "c-err": {**_LINE, "stroke": INK_2, "stroke-width": "1.5"},
    "x-here": {"fill": HERE, "font-weight": "600"},
    "x-target": {"fill": TARGET, "font-weight": "600"},
    "t-b": {"fill": INK, "font-weight": "600"},
    "t-sm": {"font-size": "11"},
    "t-lg": {"font-size": "13.5"},
    "mid": {"text-anchor": "middle"},
    "end": {"text-anchor": "end"},
}
"""What each class looks like on white paper, as presentation attributes."""

PAPER_TEXT: Mapping[str, str] = {"fill": INK_2, "font-size": "12", "font-family": "Public Sans, Libertinus Serif"}
"""What a text looks like on paper before its classes."""


class UnknownColour(ValueError):
    """A specification paints with a colour that has no class, so it would not follow the theme."""


def class_of_text(fill: str, weight: str, size: float) -> tuple[str, ...]:
    """The classes of a text from its colour, its weight and its size in pixels."""
    tone = "t-b" if weight in {"600", "700", "bold"} and fill in {INK, INK_2} else _look_up(WORDS, fill)
    step = "t-sm" if size < 12 else "t-lg" if size > 13 else ""
    return tuple(name for name in (tone, step) if name)


def class_of_shape(fill: str, stroke: str, stroke_width: float, dash: str) -> tuple[str, ...]:
    """The class of a shape from what it is filled and outlined with; ``none`` stands for nothing.

    Raises:
        UnknownColour: if there is no class for the colour.
    """
    if (fill, stroke) in DOTS:
        return (DOTS[fill, stroke],)
    if fill == INK_2 and stroke == "none":
        return ("c-err",)  # the hair-thin tick at the end of a whisker is a filled rectangle in Vega
    if fill != "none":
        return (_look_up(FILLS, fill),)
    return () if stroke == "none" else (_class_of_line(stroke, stroke_width, dash),)


def _class_of_line(stroke: str, stroke_width: float, dash: str) -> str:
    if stroke == HERE and stroke_width < 2:
        return "c-mean"
    if stroke == AXIS and dash not in {"", "1 0"}:
        return "c-limit"
    return _look_up(LINES, stroke)


def _look_up(table: Mapping[str, str], colour: str) -> str:
    try:
        return table[colour]
    except KeyError:
        raise UnknownColour(f"{colour} is not a colour of the design system.") from None
