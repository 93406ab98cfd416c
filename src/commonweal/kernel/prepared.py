"""Querysets whose SQL is made once per process and then only given its values.

Django writes a query's SQL anew each time it is asked, which costs ten to thirty times what the database needs
to answer a small one. What every page asks (who is it, which community, which role) is prepared instead: see
ADR 0023. Rows, joined objects and conversions stay Django's own.
"""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cache, wraps
from inspect import get_annotations, signature
from typing import Any, Generic, ParamSpec, TypeVar, cast, get_args, get_origin
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    IntegerField,
    QuerySet,
    TextField,
    UUIDField,
)
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")
Thing = TypeVar("Thing")

_FIELDS: Mapping[object, Callable[[], "Field[Any, Any]"]] = {
    int: IntegerField,
    str: TextField,
    bool: BooleanField,
    UUID: UUIDField,
    date: DateField,
    datetime: DateTimeField,
}


class _Slot(Expression):
    """The place of a value that is only known when the query is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", (self,)

    def value(self, given: Any, connection: BaseDatabaseWrapper) -> object:
        """What the database gets for a value."""
        return self.output_field.get_db_prep_value(given, connection)


class _ListSlot(_Slot):
    """The place of any number of values, for a condition ``__in``: one parameter, however many they are."""

    def as_sql(self, _compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        if connection.vendor == "sqlite":
            return "(SELECT value FROM json_each(%s))", (self,)
        return f"(SELECT unnest(%s::{self.output_field.db_type(connection)}[]))", (self,)

    def value(self, given: Any, connection: BaseDatabaseWrapper) -> object:
        values = [super(_ListSlot, self).value(one, connection) for one in given]
        return json.dumps(values) if connection.vendor == "sqlite" else values


class _Statement(Generic[Row]):
    """One queryset, compiled."""

    def __init__(self, rows: "QuerySet[Any, Row]") -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._parameters = self._compiler.as_sql()
        columns = [column for column, _sql, _alias in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(columns)

    def ask(self, values: Mapping[str, object]) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]  # of this thread
        sql_and_values = (self._sql, tuple([_value(one, values, connection) for one in self._parameters]))
        compiler = _twin(
            self._compiler,
            connection=connection,
            as_sql=lambda *_args, **_options: sql_and_values,
            get_converters=lambda _columns: self._converters,
        )
        query = _twin(self._rows.query, get_compiler=lambda *_args, **_options: compiler)
        return list(_twin(self._rows, _query=query))


def _twin(original: Thing, **differences: object) -> Thing:
    """Another object that shares everything with the original but what is given, at a tenth of a copy's cost."""
    twin = object.__new__(type(original))
    vars(twin).update(vars(original), **differences)
    return twin


def _value(parameter: object, values: Mapping[str, object], connection: BaseDatabaseWrapper) -> object:
    if not isinstance(parameter, _Slot):
        return parameter
    return parameter.value(values[parameter.name], connection)


def prepared(build: "Callable[P, QuerySet[Any, Row]]") -> Callable[P, list[Row]]:
    """Make a function that builds a queryset into one that answers its rows, compiled at the first call.

    The function is called once, with stand-ins for its values: it may put them into conditions and nowhere
    else, and must not branch on them. Each parameter is annotated with ``int``, ``str``, ``bool``, ``UUID``,
    ``date`` or ``datetime``, or with a ``Collection`` of one of them for a condition ``__in``; ``None`` is not
    a value. Slices, ``select_related`` and ``values_list`` are part of what is built; each call gives fresh
    objects.

    Raises:
        TypeError: when a parameter's annotation is none of these.
    """
    slots = _slots_of(build)
    names = tuple(slots)
    make = cast("Callable[..., QuerySet[Any, Row]]", build)

    @cache
    def statement() -> _Statement[Row]:
        return _Statement(make(**slots))

    @wraps(build)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        values = dict(zip(names, args, strict=False)) | kwargs
        if len(args) + len(kwargs) != len(names) or values.keys() != slots.keys():
            raise TypeError(f"{build.__qualname__} takes {', '.join(names) or 'nothing'}.")
        return statement().ask(values)

    return ask


def _slots_of(build: Callable[..., object]) -> dict[str, _Slot]:
    kinds = get_annotations(build, eval_str=True)
    return {name: _slot(build, name, kinds.get(name)) for name in signature(build).parameters}


def _slot(build: Callable[..., object], name: str, kind: object) -> _Slot:
    slot = _Slot
    if get_origin(kind) is Collection:
        slot, (kind,) = _ListSlot, get_args(kind)
    try:
        return slot(name, _FIELDS[kind]())
    except KeyError:
        raise TypeError(f"{build.__qualname__}: which of the kinds of value is '{name}'?") from None
