from dataclasses import replace
from datetime import date

import pytest

from commonweal.answers.document_context import PrintedItem, PrintedQuestion, ProfileContext
from commonweal.answers.figure_cards import FigureCard

QUESTION = PrintedQuestion("P.1a(3)", "Residents", "Who are they?", {})
CARD = FigureCard(
    uid="u1",
    number="P.1-1",
    title="Adult obesity, Prairie Bend County",
    sentence="Adult obesity: 41.2%.",
    alt="Adult obesity: 41.2%. Oxbow 34.2%.",
    source="Source: survey.",
    live="Live.",
    is_invented=False,
    measure_key="adult-obesity",
    place_fips="99001",
    head=("Place", "Value"),
    rows=(("Prairie Bend County", "41.2%"),),
)
CONTEXT = ProfileContext(
    community="Prairie Bend County",
    slug="prairie-bend",
    edition="Framework, 2026",
    language="en",
    day=date(2026, 11, 24),
    is_example=False,
    site_url="https://commonweal.example",
    items=(PrintedItem("P.1", "Community Description", (QUESTION,)),),
    figures={"u1": CARD},
)


def test_the_file_is_named_by_place_kind_and_day():
    assert CONTEXT.file_name() == "prairie-bend-community-profile-2026-11-24.pdf"


@pytest.mark.parametrize(("language", "day"), [("en", "November 24, 2026"), ("es", "24 de noviembre de 2026")])
def test_the_day_is_written_in_the_language(language, day):
    assert replace(CONTEXT, language=language).written_day == day


def test_the_data_is_what_the_template_reads():
    data = CONTEXT.as_data({"u1": "figures/u1.svg"})
    assert data["items"] == [
        {
            "ref": "P.1",
            "title": "Community Description",
            "questions": [{"ref": "P.1a(3)", "label": "Residents", "text": "Who are they?", "lang": "", "blocks": []}],
        }
    ]
    assert data["figures"]["u1"] == {
        "number": "Figure P.1-1",
        "title": "Adult obesity, Prairie Bend County",
        "sentence": "Adult obesity: 41.2%.",
        "alt": "Adult obesity: 41.2%. Oxbow 34.2%.",
        "file": "figures/u1.svg",
        "source": "Source: survey.",
        "invented": None,
        "table": {
            "caption": "The numbers of Figure P.1-1",
            "head": ["Place", "Value"],
            "rows": [["Prairie Bend County", "41.2%"]],
        },
    }


def test_a_figure_that_is_no_picture_has_no_file():
    assert CONTEXT.as_data({})["figures"]["u1"]["file"] is None


def test_the_worked_example_says_that_all_is_invented():
    assert replace(CONTEXT, is_example=True).as_data({})["notice"].startswith("Worked example.")


def test_one_invented_figure_is_noticed():
    context = replace(CONTEXT, figures={"u1": replace(CARD, is_invented=True)})
    data = context.as_data({})
    assert (data["notice"], data["figures"]["u1"]["invented"]) == (
        "Figures marked as invented are examples.",
        "Invented figures",
    )


def test_real_figures_need_no_notice():
    assert CONTEXT.as_data({})["notice"] is None
