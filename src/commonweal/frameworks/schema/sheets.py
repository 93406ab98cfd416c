"""The tables of an authoring sheet, derived from the declared shape of each kind of content file.

A list or a mapping of mappings is a sheet of its own; everything else is a column. A field that somebody adds to a
shape has its column from then on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from commonweal.frameworks.methods.sheets.layout import VALUE, Column, Holds, IfEmpty, Keys, Row, Table, tables_in
from commonweal.frameworks.schema.parts import Language, Part, Provenance
from commonweal.frameworks.schema.shape import SCHEMAS, model_of

LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
FIRST_SHEETS: Mapping[str, str] = {
    "commonweal/framework/1": "edition",
    "commonweal/crosswalk/1": "crosswalk",
    "commonweal/overlay/1": "overlay",
    "commonweal/scheme/1": "scheme",
    "commonweal/curriculum/1": "curriculum",
    "commonweal/recognition/1": "ladder",
    "commonweal/coverage/1": "vocabulary",
    "commonweal/measures/1": "catalogue",
}
"""By schema: the sheet of what is said once; its headings stand below each other."""


def layout_of(plain: Mapping[str, Any]) -> Row | None:
    """The tables for a document, by its schema and variant; None where there is no such shape."""
    model = model_of(plain)
    return row_of(model) if model else None


def variant_key(schema: str) -> str:
    """The key that tells the variants of a schema apart."""
    return SCHEMAS[schema][0]


@cache
def row_of(model: type[Part]) -> Row:
    """The columns and tables of a shape, each sheet with a name of its own."""
    row = _row(model)
    names = _names(row)
    return _renamed(row, (), names)


def _row(model: type[Part]) -> Row:
    parts = list(_fields(model, (), ()))
    named_by = next((key for key in ("ref", "id") if key in model.model_fields), "")
    return _row_with(parts, named_by)


def _row_with(parts: list[Column | Table], named_by: str = "") -> Row:
    return Row(
        tuple(part for part in parts if isinstance(part, Column)),
        tuple(part for part in parts if isinstance(part, Table)),
        named_by,
    )


def _fields(model: type[Part], path: Keys, within: Keys) -> Iterator[Column | Table]:
    """The columns and tables of a mapping at a path of its row."""
    for name, field in model.model_fields.items():
        here = (*path, field.alias or name)
        yield from _field(field.annotation, here, within, is_required=field.is_required())


def _field(annotation: Any, path: Keys, within: Keys, *, is_required: bool) -> Iterator[Column | Table]:
    choices = _choices(annotation)
    is_nullable = NoneType in choices
    for kind in (one for one in choices if one is not NoneType):
        if get_origin(kind) is list and _is_part(_item(kind)):
            if_empty = IfEmpty.LIST if is_required else IfEmpty.ABSENT
            yield Table("", path, _row(_item(kind)), if_empty=if_empty, within=within)
        elif get_origin(kind) is dict and get_args(kind)[0] != Language:
            if_empty = IfEmpty.MAPPING if is_required else IfEmpty.ABSENT
            yield replace(_mapping(kind, path), if_empty=if_empty, within=within)
        elif _is_part(kind):
            inside = within if is_required and not is_nullable else path
            yield from _text_with_more(path) if kind is Provenance else _fields(kind, path, inside)
        else:
            holds = _holds(kind)
            yield Column(path, holds, _if_empty(holds, is_required=is_required, is_nullable=is_nullable), within)


def _text_with_more(path: Keys) -> Iterator[Column]:
    yield Column((*path, "redistribute"), Holds.FLAG)
    yield Column((*path, "owner"))
    yield Column((*path, "license"))
    yield Column(path, Holds.TEXT)


def _mapping(kind: Any, path: Keys) -> Table:
    """A mapping by ids or refs, of mappings or lists or single values; mappings in it have columns for their keys."""
    n_keys = 1
    inner = _bare(get_args(kind)[1])
    while get_origin(inner) is dict and get_args(inner)[0] != Language:
        n_keys, inner = n_keys + 1, _bare(get_args(inner)[1])
    if get_origin(inner) is list and _is_part(_item(inner)):
        return Table("", path, _row(_item(inner)), n_keys=n_keys)
    if _is_part(inner):
        return Table("", path, _row(inner), n_keys=n_keys, is_list=False)
    columns = list(_field(inner, (VALUE,), (), is_required=False))
    return Table("", path, _row_with(columns), n_keys=n_keys, is_list=False, is_bare=True)


def _holds(kind: Any) -> Holds:
    if get_origin(kind) is list:
        return {Holds.TEXT: Holds.TEXTS, Holds.NUMBER: Holds.NUMBERS, Holds.DECIMAL: Holds.NUMBERS}.get(
            _holds(_item(kind)), Holds.NAMES
        )
    if get_origin(kind) is dict:
        return Holds.TEXT
    values = get_args(kind) if get_origin(kind) is Literal else (kind,)
    if all(value is bool or isinstance(value, bool) for value in values):
        return Holds.FLAG
    return {int: Holds.NUMBER, Decimal: Holds.DECIMAL}.get(kind, Holds.WORD)


def _if_empty(holds: Holds, *, is_required: bool, is_nullable: bool) -> IfEmpty:
    if not is_required:
        return IfEmpty.ABSENT
    if holds in {Holds.NAMES, Holds.NUMBERS, Holds.TEXTS}:
        return IfEmpty.LIST
    return IfEmpty.NULL if is_nullable else IfEmpty.ABSENT


def _bare(annotation: Any) -> Any:
    """The type itself, without what is asked of its values."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _choices(annotation: Any) -> list[Any]:
    kind = _bare(annotation)
    return [_bare(one) for one in get_args(kind)] if get_origin(kind) in {Union, UnionType} else [kind]


def _item(kind: Any) -> Any:
    """What a list holds, be it nullable."""
    return next(one for one in _choices(get_args(kind)[0]) if one is not NoneType)


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def _names(row: Row) -> Mapping[Keys, str]:
    """A name for the sheet at each whole path: its path in its row, else the shortest end of the whole path."""
    paths = dict(_whole_paths(row, ()))
    counts = Counter(".".join(own) for own in paths.values())
    names: dict[Keys, str] = {}
    for whole, own in paths.items():
        name = ".".join(own)
        if counts[name] > 1 or len(name) > LONGEST_NAME:
            ends = (whole[start:] for start in range(len(whole) - 1, -1, -1))
            name = next(".".join(end) for end in ends if sum(other[-len(end) :] == end for other in paths) == 1)
        names[whole] = name
    return names


def _whole_paths(row: Row, around: Keys) -> Iterator[tuple[Keys, Keys]]:
    for table in row.tables:
        yield (*around, *table.path), table.path
        yield from _whole_paths(table.row, (*around, *table.path))


def _renamed(row: Row, around: Keys, names: Mapping[Keys, str]) -> Row:
    tables = tuple(
        replace(table, sheet=names[*around, *table.path], row=_renamed(table.row, (*around, *table.path), names))
        for table in row.tables
    )
    return replace(row, tables=tables)


def sheets_of(row: Row) -> tuple[str, ...]:
    """The names of the sheets of a layout, beside the first."""
    return tuple(table.sheet for table in tables_in(row))
