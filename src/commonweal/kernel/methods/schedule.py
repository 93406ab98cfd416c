"""When a recurring job comes next. Pure functions: the moment and the time zone are arguments.

A daily or weekly rule means the clock on the wall. In a night when clocks go back, a time that comes
twice counts the first time; in one when they go forward, a time that never comes is replaced by the
moment as many minutes after the jump. Either way the job comes once that night.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Weekdays by number, Monday first, as ``date.weekday`` counts."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Every ``n`` minutes, on a grid that begins with 1970 in UTC, so that no delay adds up."""

    n: int

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError("A job cannot recur more often than every minute.")


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day when the clock on the wall shows this time."""

    hour: int
    minute: int = 0

    def __post_init__(self) -> None:
        time(self.hour, self.minute)


@dataclass(frozen=True, slots=True)
class Weekly:
    """On one day of the week (``mon`` to ``sun``) when the clock on the wall shows this time."""

    day: str
    hour: int
    minute: int = 0

    def __post_init__(self) -> None:
        time(self.hour, self.minute)
        if self.day not in DAYS:
            raise ValueError(f"{self.day} is no weekday; write one of {', '.join(DAYS)}.")


Rule = Minutes | Daily | Weekly


def text_of(rule: Rule) -> str:
    """The rule as it is kept in the database.

    >>> text_of(Weekly("mon", 6, 5))
    'weekly mon 06:05'
    """
    match rule:
        case Minutes(n):
            return f"every {n}"
        case Daily(hour, minute):
            return f"daily {hour:02}:{minute:02}"
        case Weekly(day, hour, minute):
            return f"weekly {day} {hour:02}:{minute:02}"


def rule_of(text: str) -> Rule:
    """Read a rule back.

    Raises:
        ValueError: if the text is no rule.
    """
    match text.split():
        case ["every", n]:
            return Minutes(int(n))
        case ["daily", clock]:
            return Daily(*_clock(clock))
        case ["weekly", day, clock]:
            return Weekly(day, *_clock(clock))
    raise ValueError(f"'{text}' is no rule of recurrence.")


def next_time(rule: Rule, after: datetime, zone: tzinfo) -> datetime:
    """The first moment of the rule later than ``after`` (aware), in UTC.

    >>> next_time(Daily(3, 30), datetime(2026, 11, 24, 3, 30, tzinfo=UTC), UTC).isoformat()
    '2026-11-25T03:30:00+00:00'
    """
    if isinstance(rule, Minutes):
        step = timedelta(minutes=rule.n)
        return EPOCH + ((after - EPOCH) // step + 1) * step
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=n) for n in range(-1, 9))
    moments = (_moment(day, rule, zone) for day in days if isinstance(rule, Daily) or DAYS[day.weekday()] == rule.day)
    return min(moment for moment in moments if moment > after)


def _moment(day: date, rule: Daily | Weekly, zone: tzinfo) -> datetime:
    """The wall's time in UTC. Python takes the first of two, and reads what never comes as if before the jump."""
    return datetime.combine(day, time(rule.hour, rule.minute), tzinfo=zone).astimezone(UTC)


def _clock(text: str) -> tuple[int, int]:
    hour, _, minute = text.partition(":")
    return int(hour), int(minute)
