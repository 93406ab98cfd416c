"""Drawing a Vega-Lite specification as SVG. Only the job process may import this module's engine."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from commonweal.documents.methods import quilt, style
from commonweal.documents.methods.look import Cover, Look
from commonweal.documents.methods.word_blocks import Picture
from commonweal.documents.methods.word_report import LOGO, QUILT

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
NUMBERS = "en-US"  # decimal points in both languages, as the communities write them
TIMES: Mapping[str, str] = {"en": "en-US", "es": "es-MX"}
COVER_SCALE, LOGO_SCALE = 3.0, 4.0
"""Pixels for each drawing unit of the pictures of a cover."""
WARMING = {"mark": "point", "data": {"values": [{"x": 1}]}, "encoding": {"x": {"field": "x", "type": "quantitative"}}}


def draw(spec: Mapping[str, object], *, width: int, language: str) -> str:
    """The raw SVG of a specification in the chart style, ``width`` units wide in all.

    The specification brings data, marks and named styles (``here``, ``state``, ``nation``,
    ``target``, ``peer``, ``mean``, ``limit``, ``signal``, ``event``, ``label-…``); colours, fonts and axes are ours.
    Nothing is fetched: a specification with an address of data fails.

    Raises:
        ValueError: if Vega-Lite refuses the specification.
    """
    engine = _engine()
    chart_style = _chart_style()
    drawable = style.sized(style.styled(spec, chart_style["marks"]), width)
    drawing: str = engine.vegalite_to_svg(
        {"$schema": SCHEMA, **drawable},
        config=chart_style["config"],
        allowed_base_urls=[],
        format_locale=NUMBERS,
        time_format_locale=TIMES.get(language, NUMBERS),
    )
    return drawing


def warm() -> None:
    """Start the drawing engine, so that the first person waits a tenth of a second and not four."""
    draw(WARMING, width=100, language="en")


@cache
def _engine() -> Any:
    import vl_convert  # noqa: PLC0415 -- slow import, and 70 MB that only the job process may spend

    vl_convert.register_font_directory(str(resources.files("commonweal.documents") / "fonts"))
    return vl_convert


@cache
def _chart_style() -> dict[str, dict[str, Any]]:
    text = (resources.files("commonweal.documents") / "chart-style.json").read_text("utf-8")
    chart_style: dict[str, dict[str, Any]] = json.loads(text)
    return chart_style


def as_picture(svg: str, *, scale: float) -> Picture:
    """An SVG for paper as a picture for a Word file."""
    return Picture.from_png(as_png(svg, scale=scale), scale=scale)


def cover_pictures(look: Look) -> dict[str, Picture]:
    """The pictures of the cover of a Word file by their names: the logo, and the quilt where the look has it."""
    made: dict[str, Picture] = {}
    if look.cover is Cover.QUILT:
        chosen = look.as_data("")
        made[QUILT] = as_picture(quilt.quilt_svg(quilt.cloth_of(chosen["main"], chosen["accent"])), scale=COVER_SCALE)
    if look.logo is not None:
        is_png = look.logo.media_type == "image/png"
        made[LOGO] = Picture.from_png(
            look.logo.content if is_png else as_png(look.logo.content.decode(), scale=LOGO_SCALE)
        )
    return made


def as_png(svg: str, *, scale: float) -> bytes:
    """An SVG for paper (see ``methods.svg.for_paper``) as a PNG, ``scale`` pixels for each of its units."""
    picture: bytes = _engine().svg_to_png(svg, scale=scale)
    return picture
