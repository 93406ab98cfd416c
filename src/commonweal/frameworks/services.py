"""Loading editions and judging content files."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.frameworks import usage
from commonweal.frameworks.errors import EditionAnswered, EditionInvalid
from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.models import Edition
from commonweal.frameworks.reach import SCOPE
from commonweal.frameworks.validation import CONTENT, content_files, faults_of_paths, faults_of_sources
from commonweal.frameworks.yaml_source import Source, Unreadable, read
from commonweal.kernel import events, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.methods.canonical import canonical_bytes, content_address

logger = logging.getLogger(__name__)

SHIPPED_CURRENT = ("community-excellence", "2026")


def validate_paths(paths: Iterable[str | Path]) -> list[Fault]:
    """Every fault of content files, and of all content files in folders, by file and line."""
    return faults_of_paths(Path(path) for path in paths)


@transaction.atomic
def load_edition(content: bytes, *, name: str, by: User | None, now: datetime) -> Edition:
    """Load one framework edition from the bytes of its file; ``name`` names the file in faults.

    Loading the same content again changes nothing and returns the row. Changed content replaces
    an edition that nobody has used; ``by`` is None when Commonweal loads what it ships.

    Raises:
        EditionInvalid: with every fault of the file.
        EditionAnswered: if work was already written against this edition.
    """
    plain = _valid_edition(name, content).value
    document = canonical_bytes(plain)
    sha256 = content_address(document)
    loaded = Edition.objects.select_for_update().filter(slug=plain["id"], edition=plain["edition"]).first()
    if loaded is None:
        return _create(plain, document.decode(), sha256, by=by, now=now)
    if loaded.sha256 != sha256:
        _replace(loaded, document.decode(), sha256, by=by, now=now)
    return loaded


@transaction.atomic
def make_current(edition: Edition, *, by: User | None, now: datetime) -> None:
    """Let new work use this edition; work on others stays with them."""
    if edition.is_current:
        return
    Edition.objects.filter(is_current=True).update(is_current=False)
    edition.is_current = True
    edition.save(update_fields=["is_current"])
    events.record("edition.made_current", edition.node, by=by, at=now)


def load_shipped_content(*, now: datetime) -> list[Edition]:
    """Load every edition that comes with Commonweal, and make one current if none is.

    A shipped edition that was corrected after people answered it here stays as they know it.
    """
    loaded = []
    for path in content_files(CONTENT / "framework"):
        if path.parent.name == "overlays":
            continue
        try:
            loaded.append(load_edition(path.read_bytes(), name=path.name, by=None, now=now))
        except EditionAnswered:
            logger.warning("edition.kept", extra={"file_name": path.name})
    if not Edition.objects.filter(is_current=True).exists():
        slug, edition = SHIPPED_CURRENT
        make_current(Edition.objects.get(slug=slug, edition=edition), by=None, now=now)
    return loaded


def _valid_edition(name: str, content: bytes) -> Source:
    try:
        source = read(name, content)
    except Unreadable as unreadable:
        raise EditionInvalid([unreadable.fault]) from unreadable
    if faults := faults_of_sources([source]):
        raise EditionInvalid(faults)
    if source.value["schema"] != "commonweal/framework/1":
        raise EditionInvalid([source.fault(("schema",), "This is not a framework edition.")])
    return source


def _create(plain: Mapping[str, Any], document: str, sha256: str, *, by: User | None, now: datetime) -> Edition:
    node = nodes.create("edition", scope=SCOPE, title=plain["title"], owner=by, visibility=Visibility.PROGRAM)
    edition = Edition.objects.create(
        node=node, slug=plain["id"], edition=plain["edition"], document=document, sha256=sha256, loaded_at=now
    )
    events.record("edition.loaded", node, by=by, at=now, after={"sha256": sha256})
    return edition


def _replace(loaded: Edition, document: str, sha256: str, *, by: User | None, now: datetime) -> None:
    if usage.is_in_use(loaded.slug, loaded.edition):
        raise EditionAnswered(loaded.slug, loaded.edition)
    before = {"sha256": loaded.sha256}
    loaded.document, loaded.sha256, loaded.loaded_at = document, sha256, now
    loaded.save(update_fields=["document", "sha256", "loaded_at"])
    events.record("edition.replaced", loaded.node, by=by, at=now, before=before, after={"sha256": sha256})
