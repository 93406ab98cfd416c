"""What of measures can be found by words: every measure of the catalogue in use, opened in the community one is in."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commonweal.kernel.search import index
from commonweal.kernel.search.index import HERE, Findable
from commonweal.measures.models import Measure


def put_catalogue() -> None:
    """Let the measures be found as they are now; part of the transaction of the change."""
    index.rebuild_kind("measure")


def _measures() -> Iterator[Findable]:
    return (_measure(one) for one in Measure.objects.offered().iterator())


def _measure(measure: Measure) -> Findable:
    # By hand: the community it is opened in is not known yet. A test opens it.
    path = f"{HERE}measures/{measure.key}/"
    return Findable(f"measure:{measure.uid}", "measure", measure.node_id, path, measure.name, measure.definition)


index.register("measure", order=50, label=_("Measures"), icon="chart", source=_measures)
