"""Loading editions and what stands around them, and judging content files."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.frameworks import usage
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.errors import EditionAnswered, EditionInvalid
from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.models import ContentDocument, Edition
from commonweal.frameworks.reach import SCOPE
from commonweal.frameworks.validation import (
    CONTENT,
    content_files,
    faults_of_paths,
    faults_of_sources,
    register_shipped,
    shipped_files,
)
from commonweal.frameworks.yaml_source import Source, Unreadable, read
from commonweal.kernel import events, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.methods.canonical import canonical_bytes, content_address
from commonweal.kernel.permissions import require

logger = logging.getLogger(__name__)

SHIPPED_CURRENT = ("community-excellence", "2026")
EDITION_SCHEMA = "commonweal/framework/1"
KIND_OF_SCHEMA = {
    "commonweal/scheme/1": ContentKind.SCHEME,
    "commonweal/overlay/1": ContentKind.OVERLAY,
    "commonweal/crosswalk/1": ContentKind.CROSSWALK,
    "commonweal/curriculum/1": ContentKind.CURRICULUM,
    "commonweal/recognition/1": ContentKind.LADDER,
    "commonweal/coverage/1": ContentKind.VOCABULARY,
    "commonweal/measures/1": ContentKind.CATALOGUE,
}


def register_content(path: Path) -> None:
    """Let a content file of a package above be loaded with what ships, and be named by other files."""
    register_shipped(path)


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
    return load_plain_edition(_valid_edition(name, content).value, by=by, now=now)


@transaction.atomic
def load_plain_edition(plain: Mapping[str, Any], *, by: User | None, now: datetime) -> Edition:
    """Load an edition whose plain values were found valid.

    Raises:
        EditionAnswered: if work was already written against this edition.
    """
    document = canonical_bytes(plain)
    sha256 = content_address(document)
    loaded = Edition.objects.select_for_update().filter(slug=plain["id"], edition=plain["edition"]).first()
    if loaded is None:
        return _create(plain, document.decode(), sha256, by=by, now=now)
    if loaded.sha256 != sha256:
        _replace(loaded, document.decode(), sha256, by=by, now=now)
    return loaded


@transaction.atomic
def load_content(plain: Mapping[str, Any], *, by: User | None, now: datetime) -> ContentDocument:
    """Load a scheme, an overlay or a crosswalk whose plain values were found valid.

    The same content again changes nothing. Other content under the same name comes in force, and what was in
    force stays as a row that is superseded: whatever cites it can still read it. What Commonweal ships
    (``by`` is None) comes in force once: a program's own version is not undone by the next start.
    """
    document = canonical_bytes(plain)
    sha256 = content_address(document)
    name = {"kind": KIND_OF_SCHEMA[plain["schema"]], "slug": plain["id"], "edition": plain.get("edition", "")}
    rows = ContentDocument.objects.select_for_update().select_related("node").filter(**name)
    in_force = rows.filter(superseded_at=None).first()
    if in_force is not None and (in_force.sha256 == sha256 or (by is None and rows.filter(sha256=sha256).exists())):
        return in_force
    if in_force is not None:
        _supersede(in_force, by=by, now=now)
    title = plain.get("title") or {"en": plain["id"]}
    node = nodes.create(name["kind"], scope=SCOPE, title=title, owner=by, visibility=Visibility.PROGRAM)
    loaded = ContentDocument.objects.create(node=node, document=document.decode(), sha256=sha256, loaded_at=now, **name)
    events.record("content.loaded", node, by=by, at=now, after={"sha256": sha256})
    return loaded


@transaction.atomic
def make_current(edition: Edition, *, by: User | None, now: datetime) -> None:
    """Let new work use this edition; work on others stays with them. ``by`` is None when Commonweal begins.

    The event tells which edition was in use before, so that the way back is known.

    Raises:
        NotPermitted: if ``by`` does not run the site.
    """
    if by is not None:
        require("kernel.operate", by, None)
    before = Edition.objects.select_for_update().filter(is_current=True).first()
    if before is not None and before.pk == edition.pk:
        return
    if before is not None:
        before.is_current = False
        before.save(update_fields=["is_current"])
    edition.is_current = True
    edition.save(update_fields=["is_current"])
    told = {"edition": str(before.uid)} if before else None
    events.record("edition.made_current", edition.node, by=by, at=now, before=told)


def load_shipped_content(*, now: datetime) -> list[Edition]:
    """Load every edition that comes with Commonweal, and make one current if none is; then what stands around them.

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
    for path in shipped_files():
        plain = read(path.name, path.read_bytes()).value
        if plain["schema"] in KIND_OF_SCHEMA:
            load_content(plain, by=None, now=now)
    return loaded


def _valid_edition(name: str, content: bytes) -> Source:
    try:
        source = read(name, content)
    except Unreadable as unreadable:
        raise EditionInvalid([unreadable.fault]) from unreadable
    if faults := faults_of_sources([source]):
        raise EditionInvalid(faults)
    if source.value["schema"] != EDITION_SCHEMA:
        raise EditionInvalid([source.fault(("schema",), "This is not a framework edition.")])
    return source


def _create(plain: Mapping[str, Any], document: str, sha256: str, *, by: User | None, now: datetime) -> Edition:
    node = nodes.create("edition", scope=SCOPE, title=plain["title"], owner=by, visibility=Visibility.PROGRAM)
    edition = Edition.objects.create(
        node=node, slug=plain["id"], edition=plain["edition"], document=document, sha256=sha256, loaded_at=now
    )
    events.record("edition.loaded", node, by=by, at=now, after={"sha256": sha256})
    return edition


def _supersede(in_force: ContentDocument, *, by: User | None, now: datetime) -> None:
    in_force.superseded_at = now
    in_force.save(update_fields=["superseded_at"])
    nodes.archive(in_force.node, by=by, at=now)


def _replace(loaded: Edition, document: str, sha256: str, *, by: User | None, now: datetime) -> None:
    if usage.is_in_use(loaded.slug, loaded.edition):
        raise EditionAnswered(loaded.slug, loaded.edition)
    before = {"sha256": loaded.sha256}
    loaded.document, loaded.sha256, loaded.loaded_at = document, sha256, now
    loaded.save(update_fields=["document", "sha256", "loaded_at"])
    events.record("edition.replaced", loaded.node, by=by, at=now, before=before, after={"sha256": sha256})
