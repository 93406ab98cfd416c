"""How forms look: one field template, and the design system's class on each control. And the kernel's own form."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from commonweal.kernel import widgets

CLASS_BY_WIDGET = ((forms.Textarea, "textarea"), (forms.Select, "select"), (forms.widgets.Input, "input"))


class BoundField(forms.BoundField):
    """Gives each control its class, and joins help and error to it by ``aria-describedby``."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        boxes = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)
        if "class" not in {**widget.attrs, **built} and not isinstance(widget, boxes):
            style = next((style for kind, style in CLASS_BY_WIDGET if isinstance(widget, kind)), None)
            built |= {"class": style} if style else {}
        return built


class Renderer(TemplatesSetting):
    """Set as ``FORM_RENDERER``: ``{{ form.email.as_field_group }}`` draws ``components/field.html``."""

    field_template_name = "components/field.html"
    bound_field_class = BoundField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Controls without the template engine, all else with it."""
        control = widgets.written(template_name, context["widget"]) if "widget" in context else None
        return control if control is not None else super().render(template_name, context, request)


class BatchForm(forms.Form):
    """Which letters are meant, and how many of them the person saw."""

    batch = forms.CharField(max_length=80)
    n_seen = forms.IntegerField(min_value=1)
