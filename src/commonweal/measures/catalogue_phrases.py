"""What a catalogue changes, in the words of the active language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.measures.catalogue_selectors import Preview
from commonweal.measures.enums import Area, Estimate, Polarity, ValueFormat
from commonweal.measures.methods.catalogue import CatalogueMeasure, Text
from commonweal.measures.phrases import in_language

FACTS = {
    "name": gettext_lazy("Name"),
    "definition": gettext_lazy("Definition"),
    "unit": gettext_lazy("Unit"),
    "area": gettext_lazy("Area"),
    "polarity": gettext_lazy("Better direction"),
    "estimate": gettext_lazy("How it comes about"),
    "value_format": gettext_lazy("How a value is written"),
    "decimals": gettext_lazy("Decimals shown"),
    "source_keys": gettext_lazy("Published by"),
}
CHOICES = {"area": Area, "polarity": Polarity, "estimate": Estimate, "value_format": ValueFormat}


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One thing that is told anew of a measure."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldPreview:
    """A preview in one language."""

    added: tuple[tuple[str, str], ...]
    """Name and area."""
    changed: tuple[tuple[str, tuple[ToldFact, ...]], ...]
    returned: tuple[str, ...]
    retired: tuple[tuple[str, int], ...]
    """Name, and how many published values it keeps."""
    left_out: tuple[str, ...]
    n_same: int
    n_measures: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.changed or self.returned or self.retired)


def told(preview: Preview) -> ToldPreview:
    """Tell what a catalogue changes."""
    changes = preview.changes
    return ToldPreview(
        added=tuple((in_language(one.name), str(Area(one.area).label)) for one in changes.added),
        changed=tuple(
            (in_language(preview.before[one.key].name), _facts(preview.before[one.key].facts, one, facts))
            for one, facts in changes.changed
        ),
        returned=_names(one.name for one in changes.returned),
        retired=tuple((in_language(one.name), preview.n_values.get(one.key, 0)) for one in changes.retired),
        left_out=_names(preview.left_out),
        n_same=changes.n_same,
        n_measures=preview.n_measures,
    )


def _names(names: Iterable[Text]) -> tuple[str, ...]:
    return tuple(in_language(name) for name in names)


def _facts(before: Mapping[str, Any], after: CatalogueMeasure, facts: Iterable[str]) -> tuple[ToldFact, ...]:
    return tuple(_told_fact(fact, before[fact], getattr(after, fact)) for fact in facts)


def _told_fact(fact: str, before: Any, after: Any) -> ToldFact:
    """A fact before and after; of a text that differs in another language only, the words of that one."""
    label = str(FACTS[fact])
    told_before, told_after = _fact(fact, before), _fact(fact, after)
    if fact not in {"name", "definition", "unit"} or told_before != told_after:
        return ToldFact(label, told_before, told_after)
    code = next(code for code in {**before, **after} if before.get(code) != after.get(code))
    return ToldFact(f"{label} ({code})", before.get(code, ""), after.get(code, ""))


def _fact(fact: str, value: Any) -> str:
    if fact == "source_keys":
        return ", ".join(sorted(value)) or _("no publisher")
    if fact in CHOICES:
        return str(CHOICES[fact](value).label)
    return in_language(value) if isinstance(value, Mapping) else str(value)
