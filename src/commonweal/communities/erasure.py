"""What a community forgets of a person who is erased: the invitations to their address."""

from datetime import datetime

from commonweal.accounts.models import User
from commonweal.communities.models import Invitation
from commonweal.kernel.erasure import take_out, words_of


def forget_invitations(person: User, _at: datetime) -> None:
    """Remove those to the person; take their name out of the words of others."""
    Invitation.objects.filter(email__iexact=person.email).delete()
    take_out(Invitation.objects.all(), ["words"], words_of(person))
