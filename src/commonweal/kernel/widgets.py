"""The HTML of form controls, as Django's widgets describe them, written without the template engine.

Django renders a template for each control, for each of its entries and for the attributes of each: half of the cost
of a page with a form (ADR 0030). Which attributes a control has, and what is chosen, stays the widgets' to say.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData, SafeString, mark_safe

Widget = Mapping[str, Any]
"""What ``Widget.get_context`` answers under ``widget``: name, value, attrs, and type or optgroups."""


def written(template_name: str, widget: Widget) -> SafeString | None:
    """The HTML that Django's template of that name makes of a widget; ``None`` where Django is to make it."""
    write = _WRITERS.get(template_name)
    return None if write is None else mark_safe(write(widget))  # noqa: S308 -- each writer escapes what it is given


def _input(widget: Widget) -> str:
    value = widget["value"]
    text = "" if value is None else f' value="{_text(value)}"'
    return f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{text}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    """The line break at the beginning is not part of the text: a browser leaves out the first one."""
    text = conditional_escape(widget["value"] or "")
    return f'<textarea name="{escape(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    entries = "".join(_select_groups(widget))
    return f'<select name="{escape(widget["name"])}"{_attributes(widget)}>{entries}</select>'


def _select_groups(widget: Widget) -> Iterator[str]:
    for label, options, _index in widget["optgroups"]:
        entries = "".join([_option(option) for option in options])
        yield f'<optgroup label="{conditional_escape(label)}">{entries}</optgroup>' if label else entries


def _option(option: Widget) -> str:
    label = conditional_escape(option["label"])
    return f'<option value="{_text(option["value"])}"{_attributes(option)}>{label}</option>'


def _boxes(widget: Widget) -> str:
    """Radio buttons or check boxes, each in its label. A group of them has its name above."""
    attrs = widget["attrs"]
    own = "".join([f' {name}="{_text(attrs[name])}"' for name in ("id", "class") if attrs.get(name)])
    return f"<div{own}>{''.join(_box_groups(widget))}</div>"


def _box_groups(widget: Widget) -> Iterator[str]:
    for label, options, _index in widget["optgroups"]:
        entries = "".join([f"<div>{_box(option)}</div>" for option in options])
        yield f"<div><label>{conditional_escape(label)}</label>{entries}</div>" if label else entries


def _box(option: Widget) -> str:
    if not option.get("wrap_label"):
        return _input(option)
    target = option["attrs"].get("id")
    target = f' for="{_text(target)}"' if target else ""
    return f"<label{target}>{_input(option)} {conditional_escape(option['label'])}</label>"


def _attributes(widget: Widget) -> str:
    """With ``True`` a name alone, with ``False`` nothing, else the name and its value."""
    return "".join(
        [
            f" {name}" if value is True else f' {name}="{_text(value)}"'
            for name, value in widget["attrs"].items()
            if value is not False
        ]
    )


def _text(value: object) -> str:
    """As the filter ``stringformat`` does it: numbers are for the machine, not in the reader's notation."""
    return str(value) if isinstance(value, SafeData) else escape(str(value))


_INPUTS = (
    "input", "text", "number", "email", "url", "color", "search", "tel", "password", "hidden", "date", "datetime",
    "time", "checkbox", "file",
)  # fmt: skip
_WRITERS: Mapping[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/select_option.html": _option,
    "django/forms/widgets/radio.html": _boxes,
    "django/forms/widgets/checkbox_select.html": _boxes,
    "django/forms/widgets/radio_option.html": _box,
    "django/forms/widgets/checkbox_option.html": _box,
}
