from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accounts.models import User
from commonweal.communities.models import Community
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.models import StoredFile
from commonweal.measures import services
from commonweal.warehouse.models import Place


@jobs.handler("measures.import_workbook")
def import_workbook(job: JobContext, *, community_id: int, file_id: int, by_id: int) -> dict[str, str]:
    """Import the stored workbook a lead gave."""
    community = Community.objects.get(pk=community_id)
    release = services.import_file(
        file=StoredFile.objects.get(pk=file_id),
        by=User.objects.get(pk=by_id),
        now=timezone.now(),
        community=community,
        progress=job.progress,
    )
    return {"release": str(release.uid), "next": reverse("measures:places", args=[community.slug])}


@jobs.handler("measures.copy_values")
def copy_values(job: JobContext, *, community_id: int, place_id: int) -> dict[str, object]:
    """Copy the figures of a place a community has chosen."""
    community = Community.objects.get(pk=community_id)
    place = Place.objects.select_related("state").get(pk=place_id)
    job.progress(20, _("Copying the figures of %(place)s") % {"place": place.full_name})
    n_values = services.copy_values(place=place)
    copied = ngettext("%(n)s figure was copied.", "%(n)s figures were copied.", n_values) % {"n": n_values}
    job.progress(100, copied)
    return {"n_values": n_values, "next": reverse("measures:list", args=[community.slug])}
