"""Reads of a community's own values. All of them begin with the community: no other's can be reached."""

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.communities.models import Community
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job
from commonweal.kernel.prepared import prepared
from commonweal.kernel.selectors import jobs_visible_to
from commonweal.measures.enums import SheetState, ValueFormat
from commonweal.measures.methods.local_values import Known
from commonweal.measures.models import LocalValue, Measure, ValueSheet
from commonweal.warehouse.methods.chr_cells import plain_name
from commonweal.warehouse.models import Place

TEMPLATE_JOB = "measures.write_value_template"


def values_of(community: Community) -> QuerySet[LocalValue]:
    """The community's own values in use, newest period first; measure, place and the person are loaded."""
    return _with_facts(LocalValue.objects.live().filter(community_id=community.pk))


def values_on_the_list(community: Community) -> list[LocalValue]:
    """The same values, read at once."""
    return _values_of(community.pk)


def values_at(community: Community, measure: Measure, place: Place) -> list[LocalValue]:
    """The community's own values of one measure at one place, newest period first, with who entered them. One query."""
    return _values(community.pk, measure.pk, place.pk)


def sheets_of(community: Community) -> QuerySet[ValueSheet]:
    """The sheets of the community that were read and wait for a decision, newest first."""
    return _waiting(community.pk)


def sheets_waiting(community: Community) -> list[ValueSheet]:
    """The same sheets, read at once."""
    return _sheets(community.pk)


def known_in(community: Community) -> Known:
    """What may be named in a value of the community. Two queries."""
    measures = list(Measure.objects.offered().order_by("-position").values_list("key", "name", "value_format"))
    by_name = {plain_name(name): key for key, names, _format in measures for name in names.values()}
    chosen = list(community.community_places.select_related("place"))
    by_place = {plain_name(one.place.full_name): one.place.fips for one in chosen}
    return Known(
        measures=by_name | {key: key for key, _names, _format in measures},
        percents=frozenset(key for key, _names, written in measures if written == ValueFormat.PERCENT),
        places=by_place | {one.place.fips: one.place.fips for one in chosen},
        home=next((one.place.fips for one in chosen if one.is_home), ""),
    )


def template_jobs_of(person: User, community: Community) -> QuerySet[Job]:
    """The person's finished sheets to fill in for the community."""
    return jobs_visible_to(person).filter(name=TEMPLATE_JOB, state=JobState.DONE, arguments__community_id=community.pk)


def _with_facts(values: QuerySet[LocalValue]) -> QuerySet[LocalValue]:
    values = values.select_related("measure", "place", "entered_by")
    return values.order_by("measure__position", "place__name", "-last_year", "group", "pk")


def _waiting(community_id: int) -> QuerySet[ValueSheet]:
    waiting = ValueSheet.objects.filter(community_id=community_id, state=SheetState.READ)
    return waiting.select_related("file", "given_by", "community").order_by("-given_at")


@prepared
def _sheets(community_id: int) -> QuerySet[ValueSheet]:
    return _waiting(community_id)


@prepared
def _values_of(community_id: int) -> QuerySet[LocalValue]:
    return _with_facts(LocalValue.objects.live().filter(community_id=community_id))


@prepared
def _values(community_id: int, measure_id: int, place_id: int) -> QuerySet[LocalValue]:
    ours = LocalValue.objects.live().filter(community_id=community_id, measure_id=measure_id, place_id=place_id)
    return ours.select_related("entered_by").order_by("-last_year", "group", "pk")
