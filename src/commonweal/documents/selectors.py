from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from commonweal.documents.models import Drawing
from commonweal.kernel.prepared import prepared


def drawings() -> QuerySet[Drawing]:
    """Every drawing, without its specification. Its address is the key: see ``views.drawing_detail``."""
    return Drawing.objects.defer("spec")


def drawings_by_hash(addresses: Collection[str]) -> Mapping[str, Drawing]:
    """The kept drawings among these addresses, by address; one query, without the specification."""
    return {drawing.address: drawing for drawing in _drawings_at(addresses)}


@prepared
def _drawings_at(addresses: Collection[str]) -> QuerySet[Drawing]:
    return drawings().filter(address__in=addresses)
