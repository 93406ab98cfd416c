from commonweal.accounts.models import User
from commonweal.communities.models import Invitation
from commonweal.kernel import own_data


@own_data.part("communities")
def communities(person: User) -> object:
    """The person's roles, and the invitations to their address."""
    roles = person.memberships.order_by("pk").values_list("community__name", "role", "created_at")
    invited = Invitation.objects.filter(email__iexact=person.email).order_by("pk")
    return {
        "roles": [{"community": name, "role": role, "since": at.isoformat()} for name, role, at in roles],
        "invitations": [
            {"community": name, "role": role, "sent": at.isoformat()}
            for name, role, at in invited.values_list("community__name", "role", "sent_at")
        ],
    }
