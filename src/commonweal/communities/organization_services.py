"""Acts on organizations: add, change, archive and bring back."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.communities.errors import NameTaken
from commonweal.communities.models import Community, Organization
from commonweal.kernel import events, nodes
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of

FIELDS = ("name", "sector", "about", "website", "contact_name", "contact_email", "is_backbone")


@transaction.atomic
def add_organization(
    *, community: Community, values: Mapping[str, object], people: Collection[User], by: User, now: datetime
) -> Organization:
    """Add an organization with the people of it who are members. ``values`` holds ``FIELDS``.

    Raises:
        NotPermitted: if ``by`` neither leads the community nor writes for it.
        NameTaken: if the community has one of that name.
    """
    require("communities.keep_organizations", by, community)
    organization = Organization(community=community, **{name: values[name] for name in FIELDS})
    title = dict.fromkeys(community.languages, organization.name)
    organization.node = nodes.create("organization", scope=scope_of(community), title=title)
    _save(organization, people)
    events.record("organization.added", organization.node, by=by, at=now, after=_told(organization, people))
    return organization


@transaction.atomic
def change_organization(
    *, organization: Organization, values: Mapping[str, object], people: Collection[User], by: User, now: datetime
) -> Organization:
    """Change what is known of an organization, and who of the members belongs to it.

    Raises:
        NotPermitted: if ``by`` neither leads the community nor writes for it.
        NameTaken: if the community has another one of that name.
    """
    require("communities.keep_organizations", by, organization.community)
    known = Organization.objects.select_for_update(of=("self",)).select_related("community__node", "node")
    fresh = known.get(pk=organization.pk)
    before = _told(fresh, fresh.people.all())
    for name in FIELDS:
        setattr(fresh, name, values[name])
    _save(fresh, people)
    if (after := _told(fresh, people)) != before:
        fresh.node.title = dict.fromkeys(fresh.community.languages, fresh.name)
        fresh.node.save(update_fields=["title"])
        events.record("organization.changed", fresh.node, by=by, at=now, before=before, after=after)
    return fresh


@transaction.atomic
def archive_organization(*, organization: Organization, by: User, now: datetime) -> bool:
    """Put an organization away that takes part no longer. False if it was away before.

    Raises:
        NotPermitted: if ``by`` neither leads the community nor writes for it.
    """
    require("communities.keep_organizations", by, organization.community)
    return nodes.archive(organization.node, by=by, at=now)


@transaction.atomic
def restore_organization(*, organization: Organization, by: User, now: datetime) -> bool:
    """Take an organization out of the archive. False if it was not there.

    Raises:
        NotPermitted: if ``by`` neither leads the community nor writes for it.
    """
    require("communities.keep_organizations", by, organization.community)
    return nodes.restore(organization.node, by=by, at=now)


def _save(organization: Organization, people: Collection[User]) -> None:
    try:
        with transaction.atomic():
            organization.save()
    except IntegrityError:
        raise NameTaken from None
    organization.people.set(people)


def _told(organization: Organization, people: Collection[User]) -> dict[str, object]:
    """What the history keeps: people by uid, and of the contact only whether there is one."""
    told = {name: getattr(organization, name) for name in FIELDS if not name.startswith("contact")}
    return told | {
        "has_contact": bool(organization.contact_name or organization.contact_email),
        "people": sorted(str(person.uid) for person in people),
    }
