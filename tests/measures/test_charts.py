import json

import pytest

from commonweal.documents.methods.orders import NARROW, WIDE
from commonweal.measures.charts import interval_chart, is_drawable
from tests.factories.cards import make_card, make_place


def _rows(spec):
    return spec["data"]["values"]


def test_chart_has_a_row_for_each_level_with_a_value():
    rows = _rows(interval_chart(make_card(), width=WIDE, language="en"))
    assert [(row["style"], row["value"], row["low"], row["high"], row["label"]) for row in rows] == [
        ("here", 41.2, 39.1, 43.0, "41.2%"),
        ("state", 34.2, 33.4, 35.1, "34.2%"),
        ("nation", 32.0, 32.0, 32.0, "32%"),
    ]


def test_a_level_without_a_margin_has_no_whisker():
    rows = _rows(interval_chart(make_card(here="41.2"), width=WIDE, language="en"))
    assert [row["has_margin"] for row in rows] == [False, True, False]


def test_the_scale_holds_every_margin():
    low, high = interval_chart(make_card(), width=WIDE, language="en")["encoding"]["x"]["scale"]["domain"]
    assert low < 32
    assert high > 43


def test_both_widths_are_plain_json_and_no_text_is_under_twelve():
    for width in (WIDE, NARROW):
        spec = interval_chart(make_card(), width=width, language="es")
        assert json.loads(json.dumps(spec)) == spec
        assert "fontSize" not in json.dumps(spec)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (make_card(), True),
        (make_card(here="", state="1 1 1"), False),
        (make_card(here=make_place("", status="suppressed")), False),
        (make_card(here="1", value_format="yes_no"), False),
        (make_card(here="61840", state="2914300"), False),
        (make_card(here="0", state="", nation=""), True),
    ],
)
def test_what_a_picture_would_not_help_is_not_drawn(card, expected):
    assert is_drawable(card) is expected


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_chart_is_drawn_in_the_design_systems_classes(width):
    from commonweal.documents import figures
    from commonweal.documents.methods import svg

    spec = interval_chart(make_card(), width=width, language="en")
    page = svg.for_page(figures.draw(spec, width=width, language="en"), label="x", prefix="d1")
    assert all(name in page for name in ("c-here-dot", "c-err", "c-state", "c-nation", "x-here", "41.2%"))
