"""What must hold of editions."""

from collections.abc import Iterator

from commonweal.frameworks.models import ContentDocument, Edition
from commonweal.kernel.methods.canonical import content_address
from commonweal.kernel.soundness import invariant


@invariant("frameworks.editions_prove_themselves", "Every edition and document has the hash of its content.")
def _hashes() -> Iterator[str]:
    for model in (Edition, ContentDocument):
        for row in model.objects.iterator(chunk_size=10):
            if content_address(row.document.encode()) != row.sha256:
                yield str(row)


@invariant("frameworks.one_edition_is_current", "Where there are editions, new work uses one of them.")
def _current() -> Iterator[str]:
    if Edition.objects.exists() and not Edition.objects.filter(is_current=True).exists():
        yield "no edition is current"
