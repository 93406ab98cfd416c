"""A community's own values of a measure at a place, ready to be told in words, drawn or printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OwnValue:
    """One period. Numerator and denominator are both there or none; ``entered_by`` is '' for a person who left."""

    period: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    source: str
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class OwnCard:
    """The own values of everybody, or of one group of people, newest period first and never empty."""

    key: str
    name: Text
    unit: Text
    value_format: str
    fips: str
    place: str
    group: str
    community: str
    is_invented: bool
    values: tuple[OwnValue, ...]

    @property
    def newest(self) -> OwnValue:
        """The value of the newest period."""
        return self.values[0]

    @property
    def has_ratio(self) -> bool:
        """Whether any value says of how many cases and people it is."""
        return any(value.denominator is not None for value in self.values)
