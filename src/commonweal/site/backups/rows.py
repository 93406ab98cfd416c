"""Rows of every table as lines of JSON, the same from both databases: a backup of one is restored into the other."""

import base64
import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models, transaction
from django.db.models import QuerySet

from commonweal.site.backups.manifest import Table

LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "django_tasks_database"})
"""Packages whose tables are made anew: Django's own registers, sessions (people sign in again), notes of the queue."""
DRAWN_ANEW = frozenset({"kernel_searchentry"})
N_AT_ONCE = 500


def kept_models(registry: Apps = apps) -> list[type[models.Model]]:
    """The models whose rows are backed up, those of many-to-many relations too, by the names of their tables."""
    every = registry.get_models(include_auto_created=True)
    kept = [one for one in every if one._meta.managed and not one._meta.proxy and one._meta.app_label not in LEFT_OUT]
    return sorted((one for one in kept if one._meta.db_table not in DRAWN_ANEW), key=lambda one: one._meta.db_table)


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it was at one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        # Django's own transactions begin IMMEDIATE here and would keep writers waiting; a reader's does not (WAL).
        connection.connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.execute("ROLLBACK")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def write(model: type[models.Model], path: Path) -> Table:
    """Write the rows of a table in the order of their keys, compressed; return their number and hash."""
    digest, n_rows = hashlib.sha256(), 0
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    rows: QuerySet[Any, Any] = QuerySet(model).order_by("pk").values_list(*names)
    with gzip.GzipFile(path, "wb", compresslevel=6, mtime=0) as file:
        for values in rows.iterator(chunk_size=N_AT_ONCE):
            plain = {name: _plain(value, field) for name, value, field in zip(names, values, fields, strict=True)}
            line = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            digest.update(line)
            file.write(line)
            n_rows += 1
    return Table(n_rows, digest.hexdigest())


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file as plain values."""
    with gzip.open(path, "rb") as file, io.BufferedReader(file) as lines:
        for line in lines:
            yield json.loads(line)


def load(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Put rows into a table as they were, keys and moments included; return how many. Needs a transaction."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for field in fields.values():
        for automatic in ("auto_now", "auto_now_add"):
            if hasattr(field, automatic):
                setattr(field, automatic, False)  # of a historical model, which nobody else uses
    n_rows = 0
    batch: list[models.Model] = []
    table: QuerySet[models.Model] = QuerySet(model)
    for row in rows:
        batch.append(model(**{name: _value(value, fields[name]) for name, value in row.items()}))
        if len(batch) == N_AT_ONCE:
            n_rows += len(table.bulk_create(batch))
            batch = []
    return n_rows + len(table.bulk_create(batch))


def _plain(value: object, field: models.Field[Any, Any]) -> object:
    if value is None or isinstance(value, bool | int | float | str) or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode("ascii")  # type: ignore[call-overload]
    if isinstance(field, models.DecimalField):
        return format(value, "f")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _value(value: object, field: models.Field[Any, Any]) -> object:
    if value is None or isinstance(field, models.JSONField | models.ForeignKey):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(str(value))
    return field.to_python(value)
