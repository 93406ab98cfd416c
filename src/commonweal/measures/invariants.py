"""What must hold of values."""

from collections.abc import Iterator

from django.db.models import F

from commonweal.kernel.models import Node
from commonweal.kernel.soundness import invariant
from commonweal.measures.models import LocalValue


def _set_scopes() -> None:
    for value in _strays():
        Node.objects.filter(pk=value.node_id).update(scope=value.community.node.scope)


def _strays() -> list[LocalValue]:
    values = LocalValue.objects.select_related("community__node", "node")
    return list(values.exclude(node__scope=F("community__node__scope")))


@invariant(
    "measures.own_values_stay_inside", "A community's own value is seen by that community alone.", mend=_set_scopes
)
def _scopes() -> Iterator[str]:
    return (f"value {value.uid}" for value in _strays())


@invariant("measures.values_belong_to_their_sheet", "Every value of a sheet belongs to the community of the sheet.")
def _sheets() -> Iterator[str]:
    for value in LocalValue.objects.exclude(sheet=None).exclude(sheet__community=F("community")):
        yield f"value {value.uid}"
