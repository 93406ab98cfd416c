from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.accounts.methods import recovery, totp

pytestmark = pytest.mark.any_database

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The ASCII text 12345678901234567890 of RFC 6238, appendix B, in base 32."""


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_that_the_rfc_publishes(seconds, code):
    step = totp.step_at(datetime.fromtimestamp(seconds, tz=UTC))
    assert totp.code_of(RFC_SECRET, step) == code[-6:]


@given(st.integers(-90, 90))
def test_code_fits_within_a_step_before_and_behind(seconds_off):
    now = datetime(2026, 11, 24, 15, 0, 10, tzinfo=UTC)
    step = totp.step_at(now + timedelta(seconds=seconds_off))
    found = totp.step_of_code(RFC_SECRET, totp.code_of(RFC_SECRET, step), at=now, after=0)
    assert found == (step if abs(step - totp.step_at(now)) <= 1 else None)


def test_step_that_was_used_fits_no_more():
    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    step = totp.step_at(now)
    assert totp.step_of_code(RFC_SECRET, totp.code_of(RFC_SECRET, step), at=now, after=step) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "é23456"])
def test_what_is_no_code_fits_nothing(typed):
    assert totp.step_of_code(RFC_SECRET, typed, at=datetime(2026, 11, 24, tzinfo=UTC), after=0) is None


def test_secrets_and_recovery_codes_differ_and_are_long():
    assert len({totp.new_secret() for _ in range(50)}) == 50
    codes = {code for _ in range(20) for code in recovery.new_codes()}
    assert (len(codes), {len(recovery.plain(code)) for code in codes}) == (200, {16})
