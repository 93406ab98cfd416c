"""The shipped catalogue and a source's own measures, joined into one list. Pure: mappings in, values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


def joined(catalogue: Document, source: Document) -> tuple[CatalogueMeasure, ...]:
    """The catalogue's measures of the place and the source's own, in the order of areas.

    A catalogue measure the source publishes gets the source's key and the decimals its values bear.
    Measures of the group itself (area ``coalition``) are no part of it.

    Raises:
        KeyError: if the source calls a measure the same as one the catalogue does not have.
    """
    same = dict(source["same"])
    measures = [
        _of_catalogue(entry, source["id"], same.pop(entry["id"], None))
        for entry in catalogue["measures"]
        if entry["area"] in AREAS
    ]
    if same:
        raise KeyError(f"The catalogue has no {sorted(same)}.")
    measures.extend(_of_source(source))
    return tuple(sorted(measures, key=lambda measure: AREAS.index(measure.area)))


def _of_catalogue(entry: Document, source_id: str, same: Document | None) -> CatalogueMeasure:
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
        decimals=same["decimals"] if same else DECIMALS_OF_FORMAT[value_format],
        source_keys={source_id: same["key"]} if same else {},
    )


def _of_source(source: Document) -> Iterator[CatalogueMeasure]:
    for entry in source["measures"]:
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
