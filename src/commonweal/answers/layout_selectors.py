"""Reading how much room the Profile takes, and how much it may."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from commonweal.answers import selectors
from commonweal.answers.layout_models import ProfileLayout
from commonweal.answers.methods.ladder import Level, levels_of, profile_limit
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.models import ContentDocument
from commonweal.kernel.prepared import prepared

METHOD_VERSION = 2
"""Raise it when the template changes what fits on a page: every Profile is then counted anew."""
LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class Budget:
    """Pages used and allowed. ``layout`` is None before the first count; ``limit`` None where no level sets one."""

    layout: ProfileLayout | None
    is_current: bool
    limit: int | None

    def pages_of(self, ref: str) -> float | None:
        """The pages of one answer, or None where they were not counted."""
        return self.layout.pages_by_ref.get(ref) if self.layout else None

    @property
    def is_over(self) -> bool:
        """Whether there are more pages than allowed."""
        return self.layout is not None and self.limit is not None and self.layout.n_pages > self.limit


UNCOUNTED = Budget(None, is_current=False, limit=None)
"""Where nobody asks for pages."""


def budget_of(community: Community, edition: EditionDocument, answers: Iterable[Answer]) -> Budget:
    """The room of a community's Profile with these answers. Two queries."""
    layout = next(iter(_layout(community.pk)), None)
    is_current = layout is not None and layout.address == address_of(edition, answers)
    return Budget(layout, is_current, profile_limit(levels_for(edition), selectors.PROFILE))


def address_of(edition: EditionDocument, answers: Iterable[Answer]) -> str:
    """SHA-256 over what decides the room: the edition, and how far the log of each answer is."""
    stands = sorted((answer.ref, answer.pk, answer.last_seq) for answer in answers)
    text = json.dumps([METHOD_VERSION, edition.id, edition.edition, stands], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def levels_for(edition: EditionDocument) -> tuple[Level, ...]:
    """The levels that the ladder in force has for an edition, lowest first. One query; the ladder itself is kept."""
    found = (_levels(sha256, pk, edition.id, edition.edition) for sha256, pk in _ladders(LADDER))
    return next((levels for levels in found if levels), ())


@prepared
def _layout(community_id: int) -> QuerySet[ProfileLayout]:
    return ProfileLayout.objects.filter(community_id=community_id, copy=None).order_by("pk")[:1]


@prepared
def _ladders(kind: str) -> QuerySet[ContentDocument, tuple[str, int]]:
    return frameworks.content_in_force().filter(kind=kind).values_list("sha256", "pk")


@lru_cache(maxsize=8)
def _levels(sha256: str, pk: int, framework: str, edition: str) -> tuple[Level, ...]:  # noqa: ARG001 -- the hash is the key
    row = frameworks.content_in_force().defer(None).get(pk=pk)
    ladder: dict[str, Any] = json.loads(row.document)
    return levels_of(ladder, framework, edition)
