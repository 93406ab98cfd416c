"""Keeping the whole Profile as it is on a day."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.answers import document_selectors, services, version_selectors
from commonweal.answers.methods.projection import n_words, text_of
from commonweal.answers.models import Answer
from commonweal.answers.version_errors import NameTaken, NothingToKeep
from commonweal.answers.version_models import ProfileVersion
from commonweal.answers.yjs import SCHEMA
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.models import Edition
from commonweal.kernel import events, nodes, snapshots
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of

KIND = "profile.version"


@transaction.atomic
def keep_version(*, community: Community, name: str, note: str, by: User, now: datetime) -> ProfileVersion:
    """Keep the Profile as it stands now, under a name.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        NothingToKeep: if nothing is written.
        NameTaken: if the community has a version of this name.
    """
    require("communities.write_answers", by, community)
    edition = frameworks.current_edition()
    answers = current_answers(community, edition)
    texts = version_selectors.living_texts(answers)
    if not texts:
        raise NothingToKeep
    agreed = version_selectors.agreed_uids(answers)
    version = ProfileVersion(
        community=community,
        edition=Edition.objects.get(slug=edition.id, edition=edition.edition),
        name=name,
        note=note,
        snapshot=snapshots.keep(KIND, kept_value(edition, answers, agreed)),
        n_words=sum(n_words(text_of(document)) for document in texts.values()),
        n_answered=len(texts),
        n_agreed=len(agreed),
        kept_by=by,
        kept_at=now,
    )
    version.node = nodes.create("profile-version", scope=scope_of(community), title={"en": name}, owner=by)
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError:
        raise NameTaken from None
    after = {"version": str(version.uid), "answers": version.n_answered, "agreed": version.n_agreed}
    events.record("profile.version_kept", version.node, by=by, at=now, after=after, snapshot=version.snapshot)
    return version


def current_answers(community: Community, edition: EditionDocument) -> list[Answer]:
    """The community's answers with their texts up to date."""
    return [services.up_to_date(answer) for answer in document_selectors.written_answers(community, edition)]


def kept_value(edition: EditionDocument, answers: Sequence[Answer], agreed: Mapping[int, list[str]]) -> dict[str, Any]:
    """What the snapshot of a version holds: the edition, and each written text with the uids of who agreed to it."""
    written = sorted((answer for answer in answers if answer.last_seq and answer.document), key=lambda one: one.ref)
    return {
        "schema": SCHEMA.version,
        "edition": {"id": edition.id, "edition": edition.edition},
        "answers": [
            {"ref": answer.ref, "document": answer.document, "agreed": agreed.get(answer.pk, [])} for answer in written
        ],
    }
