"""Controls are written as Django's own templates would write them."""

from collections.abc import Mapping
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from commonweal.kernel.forms import Renderer

OURS, DJANGO = Renderer(), DjangoTemplates()
SHARP = "<b>\"Rock & Roll\" 'n'</b>"
CHOICES = [("", "—"), ("1", "One"), (2, "Two"), (SHARP, SHARP), ("lazy", gettext_lazy("Name"))]
GROUPED = [("0", "None"), (SHARP, [("1", "One"), ("2", SHARP)]), ("Others", [("3", mark_safe("<i>Three</i>"))])]
INPUTS: list[tuple[forms.Widget, object]] = [
    (forms.TextInput(attrs={"autocomplete": "name", "data-x": SHARP}), SHARP),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.TextInput(attrs={"placeholder": gettext_lazy("Name"), "autofocus": True, "disabled": False}), "Ann"),
    (forms.TextInput(), mark_safe("&amp;")),
    (forms.NumberInput(attrs={"min": 1000, "step": 0.5}), 1234.5),
    (forms.EmailInput(), "ann@example.org"),
    (forms.URLInput(), "https://example.org/?a=1&b=2"),
    (forms.PasswordInput(), "secret"),
    (forms.PasswordInput(render_value=True), "secret"),
    (forms.HiddenInput(), 7),
    (forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), "2026-11-24"),
    (forms.FileInput(attrs={"accept": ".csv"}), "old.csv"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.CheckboxInput(), "yes"),
]
LISTS: list[tuple[forms.Widget, object]] = [
    (forms.Select(choices=CHOICES, attrs={"class": "select"}), SHARP),
    (forms.Select(choices=CHOICES), 2),
    (forms.Select(choices=GROUPED), "3"),
    (forms.Select(choices=[]), None),
    (forms.SelectMultiple(choices=GROUPED), ["1", "3"]),
    (forms.NullBooleanSelect(), True),
    (forms.RadioSelect(choices=CHOICES, attrs={"class": "row"}), "1"),
    (forms.RadioSelect(choices=GROUPED), None),
    (forms.CheckboxSelectMultiple(choices=CHOICES), ["1", "lazy"]),
    (forms.CheckboxSelectMultiple(choices=[]), []),
]
TEXTS = [None, "", "one line", "\ntwo\n\n lines ", SHARP, mark_safe("&amp;"), "</textarea>"]
ATTRIBUTES: list[Mapping[str, Any]] = [{}, {"id": "id_it", "required": True, "aria-describedby": "id_it_error"}]


def drawn(widget: forms.Widget, value: object, attrs: Mapping[str, Any], renderer: Any) -> str:
    return str(widget.render("it", value, attrs=dict(attrs), renderer=renderer))


@pytest.mark.parametrize("attrs", ATTRIBUTES)
@pytest.mark.parametrize(("widget", "value"), INPUTS)
def test_an_input_has_the_same_letters(widget: forms.Widget, value: object, attrs: Mapping[str, Any]) -> None:
    assert drawn(widget, value, attrs, OURS) == drawn(widget, value, attrs, DJANGO)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_box_has_the_same_letters(text: str | None) -> None:
    widget = forms.Textarea(attrs={"rows": 3})
    assert drawn(widget, text, {"id": "id_it"}, OURS) == drawn(widget, text, {"id": "id_it"}, DJANGO)


@pytest.mark.parametrize("attrs", ATTRIBUTES)
@pytest.mark.parametrize(("widget", "value"), LISTS)
def test_a_list_has_the_same_elements(widget: forms.Widget, value: object, attrs: Mapping[str, Any]) -> None:
    """Only the line breaks between its entries are left out."""
    with override("es"):
        ours, django = drawn(widget, value, attrs, OURS), drawn(widget, value, attrs, DJANGO)
    assert parse_html(ours) == parse_html(django)
    assert "<" in ours


@pytest.mark.parametrize("widget", [widget for widget, _value in LISTS if isinstance(widget, forms.RadioSelect)])
def test_each_entry_alone_is_the_same(widget: forms.RadioSelect) -> None:
    """As ``{% for box in form.it %}`` draws them."""

    class It(forms.Form):
        it = forms.ChoiceField(widget=widget, choices=CHOICES)

    def boxes(renderer: Any) -> list[object]:
        return [parse_html(f"{box} {box.tag()}") for box in It(renderer=renderer)["it"].subwidgets]

    assert boxes(OURS) == boxes(DJANGO)
    assert len(boxes(OURS)) == len(CHOICES)


@pytest.mark.parametrize("widget", [forms.ClearableFileInput(), forms.SplitDateTimeWidget()])
def test_rare_controls_stay_django_s(widget: forms.Widget) -> None:
    assert parse_html(drawn(widget, None, {"id": "id_it"}, OURS)) == parse_html(
        drawn(widget, None, {"id": "id_it"}, DJANGO)
    )
