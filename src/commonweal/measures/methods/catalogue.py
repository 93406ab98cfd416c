"""A catalogue and the sources' own measures, joined into one list, and what it changes. Pure: values in, values out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Text = Mapping[str, str]
Document = Mapping[str, Any]
"""A shipped document after YAML; the tests of this package read every one."""

DIRECTIONS = ("higher", "lower", "context")
ESTIMATES = ("count", "survey", "model", "rolling")
AREAS = ("health", "education", "economy", "safety", "quality_of_life", "people")
FORMAT_OF_TYPE = {"percent": "percent", "proportion": "percent", "currency": "dollars"}
FORMAT_OF_UNIT = {"percent": "percent", "dollars": "dollars"}
DECIMALS_OF_FORMAT = {"percent": 1, "dollars": 0, "number": 1}


FACTS = (
    "name", "definition", "unit", "area", "polarity", "estimate", "value_format", "decimals", "source_keys",
)  # fmt: skip
"""What a catalogue says of a measure, beside its place in the order."""


@dataclass(frozen=True, slots=True)
class CatalogueMeasure:
    """A measure as it is loaded. ``source_keys`` maps a source to the measure's key there."""

    key: str
    name: Text
    definition: Text
    unit: Text
    area: str
    polarity: str
    estimate: str
    value_format: str
    decimals: int
    source_keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure as it is here. ``facts`` are its values by the names in ``FACTS``."""

    key: str
    name: Text
    facts: Mapping[str, Any]
    is_retired: bool


@dataclass(frozen=True, slots=True)
class CatalogueChanges:
    """What a catalogue changes in the measures that are here."""

    added: tuple[CatalogueMeasure, ...]
    changed: tuple[tuple[CatalogueMeasure, tuple[str, ...]], ...]
    """With the names of the facts that differ."""
    returned: tuple[CatalogueMeasure, ...]
    """Retired before, and in this catalogue again."""
    retired: tuple[KnownMeasure, ...]
    n_same: int


def changes_by(known: Collection[KnownMeasure], wanted: Collection[CatalogueMeasure]) -> CatalogueChanges:
    """Compare the measures that are here with those of a catalogue, by their keys."""
    here = {measure.key: measure for measure in known}
    changed = [
        (measure, facts)
        for measure in wanted
        if measure.key in here and (facts := _facts_apart(here[measure.key], measure))
    ]
    live = {measure.key for measure in known if not measure.is_retired}
    keys = {measure.key for measure in wanted}
    changed_keys = {measure.key for measure, _facts in changed}
    return CatalogueChanges(
        added=tuple(measure for measure in wanted if measure.key not in here),
        changed=tuple((measure, facts) for measure, facts in changed if measure.key in live),
        returned=tuple(measure for measure in wanted if measure.key in here and measure.key not in live),
        retired=tuple(measure for measure in known if measure.key in live - keys),
        n_same=len((live & keys) - changed_keys),
    )


def _facts_apart(here: KnownMeasure, wanted: CatalogueMeasure) -> tuple[str, ...]:
    return tuple(fact for fact in FACTS if here.facts[fact] != _fact(wanted, fact))


def _fact(measure: CatalogueMeasure, fact: str) -> Any:
    value = getattr(measure, fact)
    return dict(value) if isinstance(value, Mapping) else value


def joined(catalogue: Document, *sources: Document) -> tuple[CatalogueMeasure, ...]:
    """The catalogue's measures of the place and the sources' own, in the order of areas.

    A measure that a source publishes too gets the source's key and, the first time, the decimals its values bear;
    what a source calls the same as a measure that this catalogue does not have is not there. Measures that pages of a
    place cannot show are no part of it (``left_out``).
    """
    of_the_place = [_of_catalogue(entry) for entry in catalogue["measures"] if _is_of_a_place(entry)]
    known = {measure.key: measure for measure in of_the_place}
    for source in sources:
        for name, same in source.get("same", {}).items():
            key = name.replace("_", "-")
            if key not in known:
                continue
            known[key] = _published_by(known[key], source["id"], same)
        known.update({measure.key: measure for measure in _of_source(source)})
    return tuple(sorted(known.values(), key=lambda measure: AREAS.index(measure.area)))


def left_out(catalogue: Document) -> tuple[Text, ...]:
    """The names of measures that pages of a place cannot show: of the group itself, or in words of the file's own."""
    return tuple(entry["name"] for entry in catalogue["measures"] if not _is_of_a_place(entry))


def _is_of_a_place(entry: Document) -> bool:
    return entry["area"] in AREAS and entry["polarity"] in DIRECTIONS and entry["estimate"] in ESTIMATES


def _published_by(measure: CatalogueMeasure, source_id: str, same: Document) -> CatalogueMeasure:
    decimals = measure.decimals if measure.source_keys else same["decimals"]
    return replace(measure, source_keys={**measure.source_keys, source_id: same["key"]}, decimals=decimals)


def _of_catalogue(entry: Document) -> CatalogueMeasure:
    value_format = FORMAT_OF_TYPE.get(entry["type"], "number")
    return CatalogueMeasure(
        key=entry["id"].replace("_", "-"),
        name=entry["name"],
        definition=entry["definition"],
        unit=entry["unit"],
        area=entry["area"],
        polarity=entry["polarity"],
        estimate=entry["estimate"],
        value_format=value_format,
        decimals=DECIMALS_OF_FORMAT[value_format],
        source_keys={},
    )


def _of_source(source: Document) -> Iterator[CatalogueMeasure]:
    for entry in source.get("measures", ()):
        yield CatalogueMeasure(
            key=entry["key"],
            name=entry["name"],
            definition=entry["definition"],
            unit=source["units"][entry["unit"]],
            area=entry["area"],
            polarity=entry["polarity"],
            estimate=entry["estimate"],
            value_format=entry.get("format", FORMAT_OF_UNIT.get(entry["unit"], "number")),
            decimals=entry["decimals"],
            source_keys={source["id"]: entry["key"]},
        )
