"""The drawing engine itself, once: these tests start V8 and take a second."""

import pytest

from commonweal.documents import figures
from commonweal.documents.methods import svg

BARS = {
    "data": {"values": [{"place": "Riverton", "value": 9.2}, {"place": "Tolliver", "value": 33.1}]},
    "height": {"step": 34},
    "mark": {"type": "bar", "color": "#93b7d6"},
    "encoding": {
        "y": {"field": "place", "type": "nominal", "title": None},
        "x": {"field": "value", "type": "quantitative", "title": None},
    },
}
LINE = {"mark": {"type": "line", "style": "nation"}, "encoding": BARS["encoding"], "data": BARS["data"]}


@pytest.mark.parametrize("width", [320, 640])
def test_a_drawing_is_as_wide_as_asked(width):
    assert f'viewBox="0 0 {width} ' in figures.draw(BARS, width=width, language="en")


def test_a_drawing_can_be_put_into_a_page():
    page = svg.for_page(figures.draw(BARS, width=640, language="es"), label="Two bars", prefix="d1")
    assert page.count('class="f-bar"') == 2


def test_the_nation_is_a_dotted_line():
    page = svg.for_page(figures.draw(LINE, width=640, language="en"), label="A line", prefix="d1")
    assert 'class="c-nation"' in page


def test_nothing_is_fetched_from_elsewhere():
    spec = {**BARS, "data": {"url": "https://example.test/data.json"}}
    with pytest.raises(ValueError, match="example"):
        figures.draw(spec, width=320, language="en")
