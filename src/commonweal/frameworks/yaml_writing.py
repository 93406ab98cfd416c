"""Writing plain values as a content file that ``yaml_source.read`` gives back unchanged."""

from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 120
ORDER = (
    "id", "ref", "edition", "schema", "layout", "kind", "title", "subtitle", "label", "headline", "name",
    "text", "about", "asks", "prompts", "guidance", "evidence", "yields", "report", "relates_to", "inferred",
    "points", "meaning", "from", "to", "note", "languages", "provenance", "redistribute", "owner", "license",
    "en", "es", "notice", "launch_notice", "stance", "superseded_by", "depths", "field", "not_for",
    "points_total", "core_values", "outcome_areas", "evidence_kinds", "yield_kinds", "glossary",
    "key_factor_marks", "linkage_rules", "purpose", "sections", "items", "areas", "questions",
)  # fmt: skip
"""How people read them; other keys follow by their names."""

RANK = {key: position for position, key in enumerate(ORDER)}


def written(plain: Mapping[str, Any]) -> bytes:
    """The bytes of a content file with these values, in the order of ``ORDER``."""
    text = yaml.dump(_ordered(plain), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text.encode()


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (RANK.get(key, len(RANK)), key))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return value
