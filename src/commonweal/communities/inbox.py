"""Who hears of acts on a community: whoever invited somebody, when they join."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.communities.models import Invitation
from commonweal.kernel import events, notices
from commonweal.kernel.models import Event
from commonweal.kernel.notices import Told

notices.register("invitation.accepted", label=_("Somebody you invited joins"), sentence=_("%(who)s joined %(what)s."))


@events.follow("invitation.accepted")
def tell_inviter(event: Event) -> None:
    """Tell who invited that the invitation was accepted."""
    after: dict[str, str] = event.after or {}
    invitation = Invitation.objects.select_related("community__node", "invited_by").get(uid=after["invitation"])
    if invitation.invited_by is None:
        return
    path = reverse("communities:people", args=[invitation.community.slug])
    told = Told(invitation.community.node, path)
    notices.give(
        "invitation.accepted", [invitation.invited_by], told, key=f"joined:{event.uid}", by=event.by, at=event.at
    )
