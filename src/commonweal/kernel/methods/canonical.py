"""Canonical bytes and content addresses. Pure functions: no Django, no clock, no files."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

TYPE_ERROR = "A snapshot cannot hold a {name}; give text, numbers, dates, lists or mappings."


def canonical_bytes(value: object) -> bytes:
    """Write a value as bytes that are the same on every machine and database.

    Keys are sorted, text is in Unicode form NFC, decimals are strings without trailing
    zeros, instants are UTC, identifiers are strings. Floats are refused: their text differs
    between machines, so give a ``Decimal``.

    Raises:
        TypeError: for a float, a naive instant or any other type; for half of a surrogate pair; and for
            two keys that differ in their Unicode form only, of which one would be lost.

    Source: ADR-0006.
    """
    text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise TypeError("Text with half of a surrogate pair has no canonical form.") from None


def content_address(content: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _plain(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return _decimal(value)
        case UUID():
            return str(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case Mapping():
            return _mapping(value)
        case bytes() | bytearray() | memoryview():
            return _refuse(value)
        case Sequence():
            return [_plain(item) for item in value]
    return _refuse(value)


def _decimal(value: Decimal) -> str:
    """All digits, whatever the precision of the context, without trailing zeros; minus zero is zero."""
    if not value.is_finite():
        return str(_refuse(value))
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if value else "0"


def _mapping(value: Mapping[object, object]) -> dict[str, object]:
    plain = {_key(key): _plain(item) for key, item in value.items()}
    if len(plain) < len(value):
        raise TypeError("Two keys of a mapping are the same text in another Unicode form.")
    return plain


def _key(key: object) -> str:
    return unicodedata.normalize("NFC", key) if isinstance(key, str) else str(_refuse(key))


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("An instant without a time zone has no canonical form.")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _refuse(value: object) -> object:
    raise TypeError(TYPE_ERROR.format(name=type(value).__name__))
