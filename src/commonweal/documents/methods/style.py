"""The chart style of the design system, laid into a Vega-Lite specification.

Vega-Lite lets the defaults of a mark type win over a named style, so a line of style ``state``
would keep the colour of all lines. Here the properties of named styles are written into the mark
itself, where they win; what the mark says for itself still wins over them.
"""

from collections.abc import Mapping

Spec = Mapping[str, object]


def styled(spec: Spec, marks: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The same specification with each named style of ``marks`` spelled out where it is used.

    >>> styled({"mark": {"type": "line", "style": "state"}}, {"state": {"stroke": "#b5541c"}})
    {'mark': {'stroke': '#b5541c', 'type': 'line'}}
    """
    return {key: _part(key, value, marks) for key, value in spec.items()}


def sized(spec: Spec, width: int) -> dict[str, object]:
    """The specification at a total width in drawing units; its height stays its own."""
    return {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}


def _part(key: str, value: object, marks: Mapping[str, Mapping[str, object]]) -> object:
    if key in {"data", "datasets"}:
        return value
    if key == "mark" and isinstance(value, Mapping):
        return _mark(value, marks)
    if isinstance(value, Mapping):
        return styled(value, marks)
    if isinstance(value, list | tuple):
        return [styled(item, marks) if isinstance(item, Mapping) else item for item in value]
    return value


def _mark(mark: Spec, marks: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    own = {key: value for key, value in mark.items() if key != "style"}
    style = mark.get("style")
    if isinstance(style, str) and style in marks:
        return {**marks[style], **own}
    return dict(mark)
