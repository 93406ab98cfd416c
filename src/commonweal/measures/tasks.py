from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.communities.models import Community
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.measures import services, value_services
from commonweal.measures.models import ValueSheet
from commonweal.warehouse.models import Place, Upload


@jobs.handler("measures.read_upload")
def read_upload(job: JobContext, *, community_id: int, upload_id: int) -> dict[str, str]:
    """Read a file a lead gave, to show what it holds."""
    community = Community.objects.get(pk=community_id)
    job.progress(10, _("Reading the file"))
    upload = services.read_upload(community=community, upload=Upload.objects.select_related("file").get(pk=upload_id))
    job.progress(100, _("Look at what it holds, then decide."))
    return {"next": reverse("measures:import-preview", args=[community.slug, upload.uid])}


@jobs.handler("measures.import_upload")
def import_upload(job: JobContext, *, community_id: int, upload_id: int, by_id: int) -> dict[str, str]:
    """Import a file a lead confirmed."""
    community = Community.objects.get(pk=community_id)
    release = services.import_upload(
        upload=Upload.objects.select_related("file", "node").get(pk=upload_id),
        by=User.objects.get(pk=by_id),
        now=timezone.now(),
        progress=job.progress,
    )
    has_place = community.community_places.exists()
    next_page = reverse("measures:list" if has_place else "measures:places", args=[community.slug])
    return {"release": str(release.uid), "next": next_page}


@jobs.handler("measures.read_value_sheet")
def read_value_sheet(job: JobContext, *, sheet_id: int) -> dict[str, str]:
    """Read a filled sheet of a community's own values, to show what it holds."""
    sheet = ValueSheet.objects.select_related("file", "community").get(pk=sheet_id)
    value_services.read_sheet(sheet=sheet)
    job.progress(100, _("Look at what it holds, then decide."))
    return {"next": reverse("measures:sheet-preview", args=[sheet.community.slug, sheet.uid])}


@jobs.handler("measures.enter_value_sheet")
def enter_value_sheet(job: JobContext, *, sheet_id: int, by_id: int) -> dict[str, object]:
    """Enter the rows of a sheet that a person looked at."""
    sheet = ValueSheet.objects.select_related("community").get(pk=sheet_id)
    job.progress(10, _("Entering the values"))
    n_entered, n_known = value_services.enter_sheet(sheet=sheet, by=User.objects.get(pk=by_id), now=timezone.now())
    told = ngettext("%(n)s value is entered.", "%(n)s values are entered.", n_entered) % {"n": n_entered}
    if n_known:
        kept = ngettext("%(n)s was there already and kept.", "%(n)s were there already and kept.", n_known)
        told = f"{told} {kept % {'n': n_known}}"
    job.progress(100, told)
    return {"n_entered": n_entered, "next": reverse("measures:values", args=[sheet.community.slug])}


@jobs.handler("measures.write_value_template")
def write_value_template(job: JobContext, *, community_id: int) -> dict[str, str]:
    """Write the sheet to fill in."""
    community = Community.objects.get(pk=community_id)
    stored = value_services.write_template(community=community, language=get_language() or "en")
    next_page = reverse("measures:value-template-file", args=[community.slug, job.job.uid])
    return {"file": str(stored.uid), "next": next_page}


@jobs.handler("measures.copy_values")
def copy_values(job: JobContext, *, community_id: int, place_id: int) -> dict[str, object]:
    """Copy the figures of a place a community has chosen."""
    community = Community.objects.get(pk=community_id)
    place = Place.objects.select_related("state").get(pk=place_id)
    job.progress(20, _("Copying the figures of %(place)s") % {"place": place.full_name})
    n_values = services.copy_values(place=place)
    told = ngettext("%(n)s figure of %(place)s is here.", "%(n)s figures of %(place)s are here.", n_values)
    if not n_values:
        told = _("%(place)s is chosen. Import the file of its state next: no figure of it is here yet.")
    job.progress(100, told % {"n": n_values, "place": place.full_name})
    return {"n_values": n_values, "next": reverse("measures:list", args=[community.slug])}
