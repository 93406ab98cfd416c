import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.kernel.methods.canonical import canonical_bytes, content_address

plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain_values)
def test_canonical_bytes_of_what_was_read_back_are_the_same(value):
    once = canonical_bytes(value)
    assert canonical_bytes(json.loads(once)) == once


@given(st.dictionaries(st.text(), st.integers(), max_size=6))
def test_canonical_bytes_do_not_depend_on_the_order_of_keys(mapping):
    turned = dict(reversed(mapping.items()))
    assert canonical_bytes(turned) == canonical_bytes(mapping)


@given(st.text())
def test_canonical_bytes_do_not_depend_on_the_unicode_form(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert canonical_bytes(decomposed) == canonical_bytes(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("16.40"), '"16.4"'),
        (Decimal("1E+3"), '"1000"'),
        (Decimal("0.000"), '"0"'),
        (Decimal("-0.0"), '"0"'),
        (Decimal("1.0000000000000000000000000000000000002"), '"1.0000000000000000000000000000000000002"'),
        (date(2026, 11, 24), '"2026-11-24"'),
        (datetime(2026, 11, 24, 9, tzinfo=timezone(timedelta(hours=-6))), '"2026-11-24T15:00:00.000000Z"'),
        (UUID(int=7), '"00000000-0000-0000-0000-000000000007"'),
        ({"b": [1, None], "a": True}, '{"a":true,"b":[1,null]}'),
        ("ñ", '"ñ"'),
    ],
)
def test_canonical_bytes_write_each_kind_in_one_way(value, text):
    assert canonical_bytes(value).decode() == text


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="float"),
        pytest.param(b"bytes", id="bytes"),
        pytest.param(bytearray(b"bytes"), id="bytearray"),
        pytest.param({1: "number as a key"}, id="key"),
        pytest.param(datetime(2026, 1, 1), id="naive instant"),  # noqa: DTZ001 -- that is the fault
        pytest.param(object(), id="object"),
        pytest.param(Decimal("NaN"), id="no number"),
        pytest.param("\ud83d", id="half of a surrogate pair"),
        pytest.param({"\u00e9": 1, "e\u0301": 2}, id="two forms of one key"),
    ],
)
def test_canonical_bytes_refuse_what_has_no_canonical_form(value):
    with pytest.raises(TypeError):
        canonical_bytes([value])


def test_content_address_is_the_sha_256_of_the_bytes():
    assert content_address(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.datetimes(timezones=st.just(UTC)))
def test_canonical_bytes_of_an_instant_do_not_depend_on_the_time_zone(instant):
    kolkata = timezone(timedelta(hours=5, minutes=30))
    elsewhere = instant.replace(year=min(max(instant.year, 2), 9998)).astimezone(kolkata)
    assert canonical_bytes(elsewhere) == canonical_bytes(elsewhere.astimezone(UTC))
