from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from commonweal.documents.models import Drawing


def drawings() -> QuerySet[Drawing]:
    """Every drawing, without its specification. Its address is the key: see ``views.drawing_detail``."""
    return Drawing.objects.defer("spec")


def drawings_by_hash(addresses: Collection[str]) -> Mapping[str, Drawing]:
    """The kept drawings among these addresses, by address; one query, without the specification."""
    found = drawings().filter(address__in=addresses)
    return {drawing.address: drawing for drawing in found}
