"""Counting the pages of the Profile as it is laid out. ``count_pages`` runs in the job process."""

from datetime import datetime, timedelta

from django.db import transaction

from commonweal.answers import document_services, layout_selectors
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.layout_models import ProfileLayout
from commonweal.communities.models import Community
from commonweal.documents import look_selectors, typst_engine
from commonweal.kernel import jobs
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job

REST = timedelta(seconds=20)
"""Between two counts of the same texts: open pages ask every few seconds, while people write and also when it fails."""
COUNT = "answers.count_pages"


@transaction.atomic
def request_count(*, community: Community, now: datetime, copy: ApplicationCopy | None = None) -> None:
    """Have the pages counted, once for all who ask meanwhile, and not again right after a count, however that ended.

    Nothing a person would call a change happens.
    """
    key = f"{community.pk}/{copy.pk}" if copy else f"{community.pk}"
    if Job.objects.filter(name=COUNT, key=key, asked_at__gt=now - REST).exists():
        return
    asked = {"community_id": community.pk} | ({"copy_id": copy.pk} if copy else {})
    jobs.enqueue("answers.count_pages", at=now, key=key, **asked)


def forget_counts_before(job: Job) -> None:
    """Remove the ended counts of the same texts: people write all day, and only the last count tells anything."""
    Job.objects.filter(name=job.name, key=job.key, state=JobState.DONE, pk__lt=job.pk).delete()


def count_pages(*, community_id: int, now: datetime, copy_id: int | None = None) -> ProfileLayout:
    """Lay the Profile, or a copy of it, out as it stands and keep how many pages it takes. Safe to run twice.

    Raises:
        DocumentFailed: if the typesetter refuses it or takes too long.
    """
    community = Community.objects.get(pk=community_id)
    language = (community.languages or ["en"])[0]
    printed = document_services.printed_now(community, language, now, copy_id=copy_id)
    context = printed.context
    pictures = document_services.drawn_pictures(context, now)
    name_by_uid = {uid: f"figures/{uid}.svg" for uid in pictures}
    extents = typst_engine.measure(
        document_services.TEMPLATE,
        context.as_data(name_by_uid),
        files={name_by_uid[uid]: picture for uid, picture in pictures.items()},
        title=context.title,
        language=language,
        made_at=now,
        look=look_selectors.look_in_force(),
    )
    layout, _is_new = ProfileLayout.objects.update_or_create(
        community=community,
        copy_id=copy_id,
        defaults={
            "address": layout_selectors.address_of(printed.edition, printed.answers),
            "n_pages": extents.n_pages,
            "pages_by_ref": dict(extents.pages_by_ref),
            "counted_at": now,
        },
    )
    return layout
