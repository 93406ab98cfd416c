from datetime import UTC, datetime

import pytest
from django.utils import formats, translation

pytestmark = pytest.mark.any_database

AFTERNOON = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("en", "DATE_FORMAT", "November 24, 2026"),
        ("en", "DATETIME_FORMAT", "November 24, 2026, 2:05 p.m."),
        ("en", "SHORT_DATETIME_FORMAT", "Nov 24, 2026, 2:05 p.m."),
        ("en", "MONTH_DAY_FORMAT", "November 24"),
        ("es", "DATE_FORMAT", "24 de noviembre de 2026"),
        ("es", "DATETIME_FORMAT", "24 de noviembre de 2026, 2:05 p.m."),
        ("es", "SHORT_DATETIME_FORMAT", "24 nov 2026, 2:05 p.m."),
        ("es", "MONTH_DAY_FORMAT", "24 de noviembre"),
    ],
)
def test_days_and_times_read_as_people_here_write_them(language, name, expected):
    with translation.override(language):
        assert formats.date_format(AFTERNOON, name) == expected


@pytest.mark.parametrize("language", ["en", "es"])
def test_numbers_have_a_decimal_point_in_both_languages(language):
    with translation.override(language):
        assert formats.number_format(1234.5, decimal_pos=1, force_grouping=True) == "1,234.5"
