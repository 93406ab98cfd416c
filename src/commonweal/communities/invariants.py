"""What must hold of communities."""

from collections.abc import Iterator

from commonweal.communities.enums import Role
from commonweal.communities.models import Community
from commonweal.kernel.models import Node
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.soundness import invariant


@invariant("communities.somebody_leads", "Every community that is not archived has a lead.")
def _leads() -> Iterator[str]:
    led = Community.objects.filter(memberships__role=Role.LEAD)
    for community in Community.objects.filter(node__archived_at=None).exclude(pk__in=led.values("pk")):
        yield f"community {community.slug}"


def _set_scopes() -> None:
    for community in Community.objects.select_related("node"):
        Node.objects.filter(pk=community.node_id).exclude(scope=scope_of(community)).update(scope=scope_of(community))


@invariant("communities.scope_is_their_own", "The node of a community has the scope of it.", mend=_set_scopes)
def _scopes() -> Iterator[str]:
    for community in Community.objects.select_related("node"):
        if community.node.scope != scope_of(community):
            yield f"community {community.slug}"
