"""The shipped catalogue and the sources' own measures, joined into one list. Pure: mappings in, values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Text = Mapping[str, str]
Document = Mapping[str, Any]
"""A shipped document after YAML; the tests of this package read every one."""

AREAS = ("health", "education", "economy", "safety", "quality_of_life", "people")
FORMAT_OF_TYPE = {"percent": "percent", "proportion": "percent", "currency": "dollars"}
FORMAT_OF_UNIT = {"percent": "percent", "dollars": "dollars"}
DECIMALS_OF_FORMAT = {"percent": 1, "dollars": 0, "number": 1}


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


def joined(catalogue: Document, *sources: Document) -> tuple[CatalogueMeasure, ...]:
    """The catalogue's measures of the place and the sources' own, in the order of areas.

    A measure that a source publishes too gets the source's key and, the first time, the decimals its values bear.
    Measures of the group itself (area ``coalition``) are no part of it.

    Raises:
        KeyError: if a source calls a measure the same as one that nobody before it has.
    """
    of_the_place = [_of_catalogue(entry) for entry in catalogue["measures"] if entry["area"] in AREAS]
    known = {measure.key: measure for measure in of_the_place}
    for source in sources:
        for name, same in source.get("same", {}).items():
            key = name.replace("_", "-")
            known[key] = _published_by(known[key], source["id"], same)
        known.update({measure.key: measure for measure in _of_source(source)})
    return tuple(sorted(known.values(), key=lambda measure: AREAS.index(measure.area)))


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
