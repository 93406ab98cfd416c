"""What of an edition may leave the installation. Pure: no Django, no clock, no files."""

from collections.abc import Mapping
from typing import Any

Plain = Mapping[str, Any]


def may_leave(document: Plain) -> bool:
    """Tell whether a document's owner lets its wording leave the installation; a crosswalk names no owner."""
    return bool(document.get("provenance", {}).get("redistribute", True))


def exportable_view(edition: Plain) -> dict[str, Any]:
    """The edition as it may leave: whole, or refs, numbers and names of items only where its owner says so.

    Every export passes here. The outline is built from what may leave, not by taking out what may not: a key that
    somebody adds to the format stays here until it is named below.
    """
    return dict(edition) if may_leave(edition) else _outline(edition)


def _outline(edition: Plain) -> dict[str, Any]:
    return {
        "id": edition["id"],
        "edition": edition["edition"],
        "schema": "commonweal/outline/1",
        "sections": [
            {"ref": section["ref"], "kind": section["kind"], "items": [_item(item) for item in section["items"]]}
            for section in edition["sections"]
        ],
    }


def _item(item: Plain) -> dict[str, Any]:
    outline: dict[str, Any] = {"ref": item["ref"], "title": dict(item["title"]), "points": item["points"]}
    if "areas" in item:
        areas = [{"ref": area["ref"], "questions": _refs(area)} for area in item["areas"]]
        return outline | {"areas": areas}
    return outline | {"questions": _refs(item)}


def _refs(parent: Plain) -> list[dict[str, str]]:
    return [{"ref": question["ref"]} for question in parent["questions"]]
