from dataclasses import fields, replace

import pytest

from commonweal.measures.phrases import told, told_lines
from tests.factories.cards import RELEASE, make_card, make_place


@pytest.mark.parametrize(
    ("state", "beside", "words"),
    [
        ("34.2 33.4 35.1", "That is higher than 34.2% in Oxbow, beyond both margins.", "higher"),
        ("45.0 44.0 46.0", "That is lower than 45.0% in Oxbow, beyond both margins.", "lower"),
        (
            "40.0 39.5 40.5",
            "It cannot be told apart from 40.0% in Oxbow: the margins overlap.",
            "cannot be told apart",
        ),
        ("34.2", "Oxbow stands at 34.2%.", "no margins published"),
    ],
)
def test_sentence_says_no_more_than_the_margins_allow(state, beside, words):
    card = told(make_card(state=state), "en")
    assert card.sentence == f"Adult obesity: 41.2% in Prairie Bend County, 2018–2020. {beside}"
    assert card.beside_state == words


@pytest.mark.parametrize(
    ("here", "status", "sentence"),
    [
        ("", "suppressed", "Adult obesity in Prairie Bend County: too few to show, to protect privacy."),
        ("", "missing", "Adult obesity in Prairie Bend County: no figure was published."),
        ("", "unreliable", "Adult obesity in Prairie Bend County: no figure was published."),
        (
            "6.1",
            "unreliable",
            "Adult obesity: 6.1% in Prairie Bend County, 2018–2020. The publisher marks it as unreliable.",
        ),
    ],
)
def test_sentence_of_a_status_names_it(here, status, sentence):
    assert told(make_card(here=make_place(here, status=status)), "en").sentence == sentence


def test_a_modelled_estimate_is_never_said_to_show_change():
    assert told(make_card(), "en").because[-1] == "A modelled estimate: it shows the level and cannot show change."


def test_a_missing_margin_is_said():
    reasons = told(make_card(here="41.2"), "en").because
    assert reasons[0] == "No margin is published for it, so we do not call a difference one."


def test_invented_figures_say_so():
    card = told(make_card(release=replace(RELEASE, is_invented=True)), "en")
    assert card.because[-1] == "All figures here are invented."
    assert card.source_line == "Source: invented figures of the worked example. Period 2018–2020."


def test_source_line_names_source_period_day_and_license():
    assert told(make_card(), "en").source_line == (
        "Source: Behavioral Risk Factor Surveillance System, through County Health Rankings & Roadmaps 2022, Oxbow. "
        "Period 2018–2020. Taken November 24, 2026. License CC BY-NC-SA 4.0."
    )


@pytest.mark.parametrize(
    ("value_format", "here", "decimals", "text"),
    [
        ("percent", "41.25", 1, "41.2%"),
        ("dollars", "61200.4", 0, "$61,200"),
        ("dollars", "-2337.6", 0, "−$2,338"),
        ("number", "6410.6", 0, "6,411\u00a0percent"),
        ("yes_no", "1", 0, "yes"),
        ("yes_no", "0", 0, "no"),
    ],
)
def test_values_are_written_as_people_write_them(value_format, here, decimals, text):
    card = make_card(here=here, value_format=value_format, decimals=decimals)
    assert told(card, "en").value == text


def test_a_rounded_nation_claims_no_decimals():
    assert told(make_card(), "en").nation_value == "32%"


def test_spanish_names_and_us_numbers():
    card = told(make_card(here="1234.5", value_format="number"), "es")
    assert (card.name, card.value) == ("Obesidad en adultos", "1,234.5\u00a0por ciento")


def test_table_has_a_row_for_each_place():
    assert [(row.place, row.value, row.margin) for row in told(make_card(), "en").rows] == [
        ("Prairie Bend County", "41.2%", "39.1% to 43.0%"),
        ("Oxbow", "34.2%", "33.4% to 35.1%"),
        ("United States", "32%", "none published"),
    ]


def test_alternative_says_the_chart_in_words():
    assert told(make_card(), "en").alternative.endswith("95% interval 39.1% to 43.0%. Oxbow 34.2%; United States 32%.")


def test_a_line_of_a_list_says_the_same_as_the_card():
    card, line = told(make_card(), "es"), told_lines([make_card()], "es")[0]
    assert [getattr(line, field.name) for field in fields(line)] == [
        getattr(card, field.name) for field in fields(line)
    ]
