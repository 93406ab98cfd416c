"""Finds what an operator names, or says how to find out."""

from django.core.management.base import CommandError

from commonweal.accounts.models import User
from commonweal.accounts.selectors import person_with_address
from commonweal.communities.models import Community


def person_called(email: str) -> User:
    """The person with this e-mail address.

    Raises:
        CommandError: if there is none who may sign in.
    """
    if person := person_with_address(email):
        return person
    raise CommandError(f"Nobody who may sign in has the address {email}. List people with: commonweal user list")


def community_called(slug: str) -> Community:
    """The community with this address word. The operator of a machine may name any.

    Raises:
        CommandError: naming those that are there.
    """
    if community := Community.objects.filter(slug=slug).first():
        return community
    known = ", ".join(Community.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
    raise CommandError(f"There is no community {slug}. There are: {known}.")
