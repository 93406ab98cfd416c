"""Who hears of public figures: who asked for an import, when it was read."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.communities.models import Community
from commonweal.kernel import events, notices
from commonweal.kernel.enums import Way
from commonweal.kernel.models import Event
from commonweal.kernel.notices import Told
from commonweal.warehouse.models import Release

notices.register(
    "release.imported",
    label=_("An import you asked for is done"),
    sentence=_("“%(what)s” was read; its figures are here."),
    usual=Way.INBOX,
)


@events.follow("release.imported")
def tell_importer(event: Event) -> None:
    """Tell who asked for the import of a community; they may have gone on to other pages since."""
    release = Release.objects.filter(node=event.node_id).first()
    community = release and Community.objects.select_related("node").filter(node__scope=release.imported_for).first()
    if event.by is None or not release or not community:
        return
    told = Told(community.node, reverse("measures:list", args=[community.slug]), {"en": release.title})
    notices.give("release.imported", [event.by], told, key=f"imported:{release.uid}", by=None, at=event.at)
