"""All that is known of a measure at a place, ready to be told in words, drawn or printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from commonweal.measures.methods.levels import Difference, Level, difference, published_decimals, shown_decimals

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """Where values come from and under what terms."""

    uid: str
    title: str
    publisher: str
    citation: str
    licence: str
    year: int
    retrieved_at: datetime
    file_sha256: str
    method_version: int
    is_invented: bool


@dataclass(frozen=True, slots=True)
class PlaceLevel:
    """The level of one place. ``source``, ``sheet``, ``column`` and ``row`` say where it was read.

    A ``row`` of 0 means that the value was summed from the counties of the release.
    """

    fips: str
    name: str
    kind: str
    level: Level
    period: str
    first_year: int | None
    last_year: int | None
    estimate: str
    source: str
    sheet: str
    column: str
    row: int | None
    confidence_percent: int = 95


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure at a place, beside its state and the nation, all of one release.

    ``state`` and ``nation`` are null where the release does not hold them; ``decimals`` are the
    measure's, before margins are looked at.
    """

    key: str
    name: Text
    definition: Text
    unit: Text
    area: str
    polarity: str
    value_format: str
    decimals: int
    here: PlaceLevel
    state: PlaceLevel | None
    nation: PlaceLevel | None
    release: ReleaseFacts

    @property
    def beside_state(self) -> Difference:
        """What may be said of the level here beside the state's."""
        return difference(self.here.level, self.state.level) if self.state else Difference.NO_VALUE

    def decimals_of(self, level: Level) -> int:
        """The decimals a level of this card is written with: no finer than its margin, or than it was published."""
        bearable = shown_decimals(self.decimals, self.here.level)
        if level.has_interval or level.value is None:
            return bearable
        return min(bearable, published_decimals(level.value))

    def levels(self) -> tuple[PlaceLevel, ...]:
        """Here, state and nation, those that are there."""
        return tuple(level for level in (self.here, self.state, self.nation) if level)
