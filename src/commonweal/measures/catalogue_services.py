"""Acts on the catalogue of measures: follow what ships, follow another, take that back."""

from datetime import datetime

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.models import ContentDocument
from commonweal.kernel import events, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node
from commonweal.kernel.permissions import require
from commonweal.measures import catalogue_selectors, findable
from commonweal.measures.errors import CatalogueAsItWas, NothingToMeasure
from commonweal.measures.methods.catalogue import FACTS, CatalogueMeasure, left_out
from commonweal.measures.models import CatalogueUse, Measure
from commonweal.measures.shipped import measures_of

SCOPE = "catalogue:measures"


@transaction.atomic
def load_catalogue(*, now: datetime) -> int:
    """Bring the measures in line with the catalogue in use, and return how many it has.

    That is the one that an operator chose, else the one that ships. Running it again changes nothing.
    """
    return _follow(catalogue_selectors.measures_by(catalogue_selectors.use_in_force()), now)


@transaction.atomic
def use_catalogue(*, document: ContentDocument, by: User, now: datetime) -> CatalogueUse:
    """Let the measures follow a catalogue: new ones are added, changed ones told anew, others retired.

    Measures are never removed, because values point at them: retired ones keep theirs and are not offered for new ones.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        CatalogueAsItWas: if they follow it already.
        NothingToMeasure: if it holds no measure that a page of a place can show.
    """
    require("kernel.operate", by, None)
    _one_at_a_time()
    before = catalogue_selectors.use_in_force()
    if before is not None and before.document_id == document.pk:
        raise CatalogueAsItWas
    plain = frameworks.plain_content(document)
    if len(left_out(plain)) == len(plain["measures"]):
        raise NothingToMeasure
    use = CatalogueUse.objects.create(document=document, by=by, used_at=now)
    n_measures = _follow(measures_of(plain), now)
    told = {"use": str(before.uid)} if before else None
    events.record("catalogue.used", document.node, by=by, at=now, before=told, after={"n_measures": n_measures})
    return use


@transaction.atomic
def take_catalogue_back(*, use: CatalogueUse, by: User, now: datetime) -> None:
    """Let the measures follow what they followed before this use. Values stay, whatever was retired or added.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        CatalogueAsItWas: if it was taken back before, or another catalogue is followed since.
    """
    require("kernel.operate", by, None)
    _one_at_a_time()
    in_force = catalogue_selectors.use_in_force()
    if in_force is None or in_force.pk != use.pk:
        raise CatalogueAsItWas
    in_force.taken_back_at = now
    in_force.save(update_fields=["taken_back_at"])
    n_measures = _follow(catalogue_selectors.measures_by(catalogue_selectors.use_in_force()), now)
    events.record("catalogue.taken_back", in_force.document.node, by=by, at=now, after={"n_measures": n_measures})


def _one_at_a_time() -> None:
    """Let whoever changes the measures meanwhile be done first."""
    list(Measure.objects.select_for_update().order_by("pk").values_list("pk"))


def _follow(wanted: tuple[CatalogueMeasure, ...], now: datetime) -> int:
    """Make the measures what a catalogue says, and retire those it does not have; return how many it has."""
    known = {measure.key: measure for measure in Measure.objects.select_related("node")}
    is_changed = False
    for position, entry in enumerate(wanted):
        values = _values_of(entry, position)
        measure = known.get(entry.key)
        if measure is None:
            Measure.objects.create(key=entry.key, node=_node_of(entry), **values)
        elif any(getattr(measure, field) != value for field, value in values.items()):
            _change(measure, values)
        else:
            continue
        is_changed = True
    gone = Measure.objects.offered().exclude(key__in=[entry.key for entry in wanted])
    if gone.update(retired_at=now) or is_changed:
        findable.put_catalogue()
    return len(wanted)


def _change(measure: Measure, values: dict[str, object]) -> None:
    Measure.objects.filter(pk=measure.pk).update(**values)
    if measure.node.title != values["name"]:
        measure.node.title = values["name"]
        measure.node.save(update_fields=["title"])


def _values_of(entry: CatalogueMeasure, position: int) -> dict[str, object]:
    facts = {fact: getattr(entry, fact) for fact in FACTS}
    return {**facts, "source_keys": dict(entry.source_keys), "position": position, "retired_at": None}


def _node_of(entry: CatalogueMeasure) -> Node:
    return nodes.create("measure", scope=SCOPE, title=entry.name, visibility=Visibility.PUBLIC)
