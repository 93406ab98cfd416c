"""A measure at a place over the years, across changes of counties. Pure: rows in, points out, nothing averaged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.measures.methods.levels import Level
from commonweal.warehouse.methods.lineage import Descent, Former, Lineage


class Standing(StrEnum):
    """Whose figure a point shows."""

    OWN = "own"
    SAME_LAND = "same_land"
    WITHOUT = "without"
    ADDED_UP = "added_up"
    OTHER_LAND = "other_land"


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """One published value. ``year`` is the last it describes, or that of its release where the file does not say."""

    place_id: int
    level: Level
    period: str
    year: int
    release_id: int
    release_year: int
    title: str


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One period. ``names`` are the former counties its standing is about; state and nation are of the same release."""

    standing: Standing
    names: tuple[str, ...]
    value: SeriesValue
    level: Level
    state: Level | None
    nation: Level | None


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a place, newest first, and apart from them those of former counties with other land."""

    lineage: Lineage
    points: tuple[SeriesPoint, ...]
    apart: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The keys of the places a series is about; null where there is none."""

    here: int
    state: int | None
    nation: int | None


def series_of(values: Sequence[SeriesValue], around: Around, lineage: Lineage, *, is_count: bool) -> Series:
    """Put together what releases say of a place, newest release first.

    A former county that is the same land stands for the place where nothing else does. One that joined the place is
    added to a count if both have one (``is_count``); a rate or a median of two places is not their average, so every
    other figure stays that of the county alone and says so. What is about other land stands apart.
    """
    weaver = _Weaver(values, around, lineage, is_count=is_count)
    return Series(lineage, tuple(weaver.points()), tuple(weaver.apart()))


class _Weaver:
    """Goes through the values of a place and of its former counties, year by year."""

    def __init__(self, values: Sequence[SeriesValue], around: Around, lineage: Lineage, *, is_count: bool) -> None:
        self.values, self.around, self.is_count = values, around, is_count
        self.by_release = {(value.release_id, value.place_id): value for value in values}
        self.same = {former.place_id: former for former in lineage.formers if former.descent is Descent.SAME}
        self.joined = [former for former in lineage.formers if former.descent is Descent.JOINED]
        self.others = {former.place_id: former for former in lineage.formers if former.descent is not Descent.SAME}

    def points(self) -> Iterator[SeriesPoint]:
        """The value of each year from the newest release; the place's own before that of the same land."""
        found: dict[int, SeriesValue] = {}
        for value in sorted(self.values, key=lambda value: value.place_id != self.around.here):
            if value.place_id == self.around.here or value.place_id in self.same:
                found.setdefault(value.year, value)
        for year in sorted(found, reverse=True):
            yield self._own(found[year])

    def apart(self) -> Iterator[SeriesPoint]:
        """The newest value of each year of every former county that is not the same land, by name."""
        found: dict[tuple[str, int], SeriesValue] = {}
        for value in self.values:
            if value.place_id in self.others:
                found.setdefault((self.others[value.place_id].name, -value.year), value)
        for key in sorted(found):
            yield self._point(found[key], found[key].level, Standing.OTHER_LAND, key[0])

    def _own(self, value: SeriesValue) -> SeriesPoint:
        if value.place_id in self.same:
            return self._point(value, value.level, Standing.SAME_LAND, self.same[value.place_id].name)
        outside = [former for former in self.joined if self._is_outside(former, value)]
        if not outside:
            return self._point(value, value.level, Standing.OWN)
        names = [former.name for former in outside]
        parts = [self.by_release.get((value.release_id, former.place_id)) for former in outside]
        levels = [value.level, *(part.level for part in parts if part)]
        if self.is_count and None not in parts and all(level.is_usable for level in levels):
            total = Level(sum((level.value or Decimal(0) for level in levels), Decimal(0)))
            return self._point(value, total, Standing.ADDED_UP, *names)
        return self._point(value, value.level, Standing.WITHOUT, *names)

    def _is_outside(self, former: Former, value: SeriesValue) -> bool:
        """Whether a release still counts a county that joined the place as one of its own."""
        is_named = (value.release_id, former.place_id) in self.by_release
        return is_named or (former.year is not None and value.release_year < former.year)

    def _point(self, value: SeriesValue, level: Level, standing: Standing, *names: str) -> SeriesPoint:
        beside = [
            self.by_release.get((value.release_id, place)) if place is not None else None
            for place in (self.around.state, self.around.nation)
        ]
        return SeriesPoint(standing, names, value, level, *(other.level if other else None for other in beside))
