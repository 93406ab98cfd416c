"""Looking for words in every text column of every table, whoever owns it."""

import json
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models

TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
COMMUNITY_TEXT = {"kernel.Snapshot.content"}
"""Columns that hold what people wrote for their community, which stays (ADR 0018)."""


def traces_of(words: Iterable[str]) -> list[str]:
    """The columns in which one of the words stands, such as ``kernel.Event.after``."""
    needles = [word.casefold() for word in words]
    return sorted({column for column, text in _texts() if any(needle in text.casefold() for needle in needles)})


def _texts() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if isinstance(field, TEXT)]
        for row in model._base_manager.values_list(*(field.attname for field in fields)) if fields else ():
            for field, value in zip(fields, row, strict=True):
                column = f"{model._meta.label}.{field.name}"
                if value is not None and column not in COMMUNITY_TEXT:
                    yield column, _text_of(value)


def _text_of(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
