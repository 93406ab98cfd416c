"""What a community forgets of a person who is erased, and who cannot go yet."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Invitation, Membership, Organization
from commonweal.kernel.erasure import Obstacle, eraser, mentions, namesake, obstacle, take_out, words_of
from commonweal.warehouse.models import Place


@namesake
def is_within_the_name_of_a_place(person: User) -> bool:
    """Whether the name stands within that of a community or a place."""
    named = [(Community.objects, "name"), (Place.objects, "full_name")]
    return any(rows.filter(mentions([column], [person.full_name])).exists() for rows, column in named)


@obstacle
def communities_without_another_lead(person: User) -> Iterable[Obstacle]:
    """A community that is in use keeps a lead: somebody must let people in, and answer for what is handed in."""
    led = Membership.objects.filter(user=person, role=Role.LEAD).values("community_id")
    others = Membership.objects.filter(role=Role.LEAD).exclude(user=person).values("community_id")
    alone = Community.objects.filter(pk__in=led, node__archived_at=None).exclude(pk__in=others).order_by("name")
    words = _("You are the only lead of %(name)s. Make another member lead under People first, or archive it.")
    return [Obstacle(words, {"name": one.name}, reverse("communities:people", args=[one.slug])) for one in alone]


@eraser
def forget_invitations(person: User, _at: datetime) -> None:
    """Remove those to the person, also those they took at a former address; take their name out of the others."""
    Invitation.objects.filter(Q(email__iexact=person.email) | Q(accepted_by=person)).delete()
    take_out(Invitation.objects.all(), ["full_name", "words"], words_of(person))


@eraser
def forget_contacts(person: User, _at: datetime) -> None:
    """Take the person's name and address out of what is kept of organizations; the organizations stay."""
    take_out(Organization.objects.all(), ["about", "contact_name", "contact_email"], words_of(person))
