"""What may be said of one level beside another. Pure functions: no Django, no clock, no files."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum


class Difference(StrEnum):
    """How a level stands beside another one, as far as their intervals allow to say."""

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"
    NO_INTERVAL = "no_interval"
    NO_VALUE = "no_value"


@dataclass(frozen=True, slots=True)
class Level:
    """A value with its interval in the unit of its measure; null where there is none.

    ``status`` is ok, suppressed, missing or unreliable, as published.
    """

    value: Decimal | None
    lower: Decimal | None = None
    upper: Decimal | None = None
    status: str = "ok"

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The margin the publisher gave, if any, from lower to upper."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)

    @property
    def has_interval(self) -> bool:
        """Whether the publisher gave a margin."""
        return self.interval is not None

    @property
    def is_usable(self) -> bool:
        """Whether the value may be compared: published, and not marked as unreliable."""
        return self.status == "ok" and self.value is not None


def difference(here: Level, other: Level) -> Difference:
    """Whether ``here`` lies above or below ``other``, judged by their intervals only.

    Two intervals that share a point cannot be told apart. This is stricter than a test of the
    difference: intervals that just overlap may hide a real one, and we would rather miss that
    than announce one that is not there. Without two intervals nothing is announced at all.

    >>> difference(Level(Decimal(41), Decimal(39), Decimal(43)), Level(Decimal(34), Decimal(33), Decimal(35)))
    <Difference.HIGHER: 'higher'>

    Source: methods.md, cross-cutting rule 3 (every verdict has a "cannot tell" state).
    """
    if not (here.is_usable and other.is_usable):
        return Difference.NO_VALUE
    if here.interval is None or other.interval is None:
        return Difference.NO_INTERVAL
    (lower, upper), (other_lower, other_upper) = here.interval, other.interval
    if lower > other_upper:
        return Difference.HIGHER
    if upper < other_lower:
        return Difference.LOWER
    return Difference.CANNOT_TELL


def shown_decimals(decimals: int, level: Level) -> int:
    """How many decimals a value bears: the measure's, or one fewer where the margin is too wide for the last.

    The last decimal goes when the margin reaches five units of the decimal before it: 16.4
    with a margin of 5 points either way is written 16.

    >>> shown_decimals(1, Level(Decimal("16.4"), Decimal("11.0"), Decimal("22.0")))
    0
    """
    if decimals == 0 or level.interval is None:
        return decimals
    lower, upper = level.interval
    half_width = (upper - lower) / 2
    return decimals - 1 if half_width >= 5 * Decimal(10) ** (1 - decimals) else decimals


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to some decimals, half to even, and never a negative zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN) + 0


def published_decimals(value: Decimal) -> int:
    """How many decimals a value was published with, trailing zeros aside.

    A nation's 32 percent was published rounded: writing 32.0 would claim what nobody knows.

    >>> published_decimals(Decimal("32.000000"))
    0
    """
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))
