from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.kernel.methods.backoff import LONGEST, wait_after
from commonweal.kernel.methods.schedule import DAYS, Daily, Minutes, Weekly, next_time, rule_of, text_of

pytestmark = pytest.mark.any_database

START = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = ["UTC", "America/Chicago", "America/Phoenix", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"]
zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.integers(0, 15 * 366 * 24 * 3600).map(lambda seconds: START + timedelta(seconds=seconds))
hours, minutes = st.integers(0, 23), st.integers(0, 59)
daily = st.builds(Daily, hours, minutes)
weekly = st.builds(Weekly, st.sampled_from(DAYS), hours, minutes)
rules = daily | weekly | st.builds(Minutes, st.integers(1, 3000))
CHICAGO = ZoneInfo("America/Chicago")


@given(rules)
def test_rule_is_read_back_as_it_was_kept(rule):
    assert rule_of(text_of(rule)) == rule


@pytest.mark.parametrize("text", ["", "daily", "daily 25:00", "weekly someday 3:00", "every 0", "every -5", "monthly"])
def test_text_that_is_no_rule_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        rule_of(text)


@given(rules, instants, zones)
def test_next_time_is_later_and_nothing_lies_between(rule, after, zone):
    found = next_time(rule, after, zone)
    assert found > after
    assert next_time(rule, found - timedelta(microseconds=1), zone) == found


@given(daily, instants, zones)
def test_daily_job_comes_once_on_every_date_of_the_wall_calendar(rule, after, zone):
    moments = [after]
    for _n in range(8):
        moments.append(next_time(rule, moments[-1], zone))
    dates = [moment.astimezone(zone).date() for moment in moments[1:]]
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(dates))


@given(daily, st.integers(0, 366 * 15), zones)
def test_daily_job_comes_at_the_time_of_the_wall_or_right_after_a_jump(rule, n_days, zone):
    found = next_time(rule, START + timedelta(days=n_days), zone).astimezone(zone)
    is_jump = found.utcoffset() != (found - timedelta(hours=2)).astimezone(UTC).astimezone(zone).utcoffset()
    assert (found.hour, found.minute) == (rule.hour, rule.minute) or (is_jump and found.fold == 0)


@given(weekly, instants, zones)
def test_weekly_job_comes_on_its_day_and_seven_days_apart(rule, after, zone):
    first = next_time(rule, after, zone)
    second = next_time(rule, first, zone)
    on = [moment.astimezone(zone).date() for moment in (first, second)]
    assert [DAYS[day.weekday()] for day in on] == [rule.day, rule.day]
    assert on[1] - on[0] == timedelta(days=7)


@given(st.integers(1, 3000), instants)
def test_job_of_minutes_keeps_its_grid_however_late_one_looks(n, after):
    step = timedelta(minutes=n)
    found = next_time(Minutes(n), after, UTC)
    assert (found - datetime(1970, 1, 1, tzinfo=UTC)) % step == timedelta(0)
    assert found - after <= step


@pytest.mark.parametrize(
    ("after", "rule", "expected"),
    [
        pytest.param("2026-03-08T00:00-06:00", Daily(2, 30), "2026-03-08T03:30-05:00", id="02:30 never comes"),
        pytest.param("2026-03-08T03:30-05:00", Daily(2, 30), "2026-03-09T02:30-05:00", id="and once is enough"),
        pytest.param("2026-11-01T00:00-05:00", Daily(1, 30), "2026-11-01T01:30-05:00", id="01:30 comes twice: first"),
        pytest.param("2026-11-01T01:30-05:00", Daily(1, 30), "2026-11-02T01:30-06:00", id="not the second time"),
        pytest.param("2026-10-31T03:30-05:00", Daily(3, 30), "2026-11-01T03:30-06:00", id="25 hours later"),
        pytest.param("2026-11-24T09:00-06:00", Weekly("tue", 9), "2026-12-01T09:00-06:00", id="strictly later"),
    ],
)
def test_nights_in_which_clocks_change(after, rule, expected):
    assert next_time(rule, datetime.fromisoformat(after), CHICAGO) == datetime.fromisoformat(expected)


@given(st.integers(1, 40))
def test_each_pause_is_at_least_as_long_as_the_one_before(n_tries):
    assert wait_after(n_tries) <= wait_after(n_tries + 1) <= LONGEST
