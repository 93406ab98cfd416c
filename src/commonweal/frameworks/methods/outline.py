"""What of a document around the editions may leave the installation. Pure: no Django, no clock, no files."""

import re
from collections.abc import Mapping
from typing import Any

from commonweal.frameworks.methods.refs import is_ref

STRUCTURE = frozenset(
    (
        "id", "edition", "kind", "schema", "year", "years", "number", "sessions", "session", "month", "week",
        "minutes", "assignment", "fills", "refs", "reads", "checkpoints", "checkpoint", "before_session",
        "after_session", "used_in", "expert_reviews", "module", "modules", "levels", "level", "editions",
        "framework", "answers", "sections", "items", "questions", "page_limit", "supporting_pages", "scheme",
        "prerequisites", "reviewer_hours", "team_size", "consensus_calls", "min", "max", "points", "points_total",
        "process", "results", "total", "applies_to", "ranges", "low", "high", "scores", "step", "allowed_scores",
        "bands", "band", "max_points", "measures", "framework_refs", "areas", "area", "generations", "birth_years",
        "age_bands", "ages", "age_groups", "sectors", "groups", "options", "entries", "from", "to", "steps",
        "question_kinds", "value", "maps_to", "comment_types", "dimensions",
    )
)  # fmt: skip
"""Keys under which ids, refs and numbers stand; a key that somebody adds to a format stays here until it is named."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def outline_of(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Ids, refs and numbers of a document, and no words: what may leave where its owner keeps the wording."""
    return {**_kept_mapping(plain), "schema": "commonweal/outline/1", "outline_of": plain["schema"]}


def _kept_mapping(plain: Mapping[str, Any]) -> dict[str, Any]:
    kept = {}
    for key, value in plain.items():
        if key in STRUCTURE or is_ref(key):
            inner = _kept(value)
            if inner not in (None, {}, []):
                kept[key] = inner
    return kept


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _kept_mapping(value)
    if isinstance(value, list):
        return [inner for one in value if (inner := _kept(one)) not in (None, {}, [])]
    if isinstance(value, str):
        return value if is_ref(value) or _NAME.fullmatch(value) else None
    return value
