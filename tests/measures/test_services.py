from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Job
from commonweal.measures import services
from commonweal.measures.errors import FileTooLarge
from commonweal.measures.models import PublishedValue
from commonweal.warehouse.errors import AlreadyDecided, AlreadyUndone
from commonweal.warehouse.models import Upload
from tests.factories.people import make_community
from tests.factories.workbooks import tiny_sheets, workbook_bytes

pytestmark = pytest.mark.django_db


def test_choosing_a_place_copies_its_figures_with_state_and_nation(home, release):
    values = PublishedValue.objects.filter(measure__key="adult-obesity").order_by("place__fips")
    assert [(v.place.fips, v.value, v.lower, v.confidence_percent) for v in values] == [
        ("00000", Decimal(32), None, None),
        ("99000", Decimal("34.2"), Decimal("33.4"), 95),
        ("99001", Decimal("41.2"), Decimal("39.1"), 95),
    ]
    assert values[2].provenance == {
        "version": 1,
        "source": "Behavioral Risk Factor Surveillance System",
        "sheet": "Ranked Measure Data",
        "column": "% Adults with Obesity",
        "row": 4,
    }


def test_the_job_says_how_many_figures_it_copied(home):
    job = Job.objects.get(name="measures.copy_values")
    assert (job.state, job.message) == (JobState.DONE, "13 figures of Prairie Bend County are here.")
    assert job.result["next"] == "/c/willow-creek/measures/"


def test_copying_again_changes_nothing(home):
    before = list(PublishedValue.objects.order_by("pk").values())
    services.copy_values(place=home)
    assert list(PublishedValue.objects.order_by("pk").values()) == before


def test_a_later_import_brings_its_figures_to_places_already_chosen(home, community, lead, tmp_path, now):
    sheets = tiny_sheets()
    sheets["Introduction"] = [["The 2023 County Health Rankings."]]
    later = tmp_path / "later.xlsx"
    later.write_bytes(workbook_bytes(sheets))
    release = services.import_file(file=later, by=lead, now=now, community=community)
    assert PublishedValue.objects.filter(release=release, place=home).count() == 5


def test_only_a_lead_chooses_places_and_imports(community, release, reader, now):
    place = release.places.get(fips="99003")
    for act in (
        lambda: services.choose_place(community=community, place=place, by=reader, now=now),
        lambda: services.leave_place(community=community, place=place, by=reader, now=now),
        lambda: services.request_reading(community=community, content=b"x", name="x.xls", by=reader, now=now),
        lambda: services.undo_import(community=community, release=release, by=reader, now=now),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_an_upload_is_imported_by_a_job(catalogue, community, lead, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.request_reading(community=community, content=workbook_bytes(), name="oxbow.xlsx", by=lead, now=now)
    upload = Upload.objects.get()
    assert Event.objects.filter(node=upload.node).values_list("verb", flat=True).get() == "upload.given"
    with django_capture_on_commit_callbacks(execute=True):
        job = services.request_import(community=community, upload=upload, by=lead, now=now)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.DONE, "County Health Rankings & Roadmaps 2022, Oxbow was read.")
    assert job.result["next"] == "/c/willow-creek/places/"


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "is empty"), (b"<html></html>", "is a web page"), (b"PK\x03\x04x", "damaged")]
)
def test_a_wrong_upload_fails_with_a_sentence(community, content, words, now, django_capture_on_commit_callbacks):
    lead = community.memberships.get().user
    with django_capture_on_commit_callbacks(execute=True):
        job = services.request_reading(community=community, content=content, name="data.xls", by=lead, now=now)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert words in job.error
    assert "Nothing was changed." in job.error


def test_an_imported_upload_has_its_release(catalogue, community, lead, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.request_reading(community=community, content=workbook_bytes(), name="oxbow.xlsx", by=lead, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.update(state="imported")
    services.import_upload(upload=Upload.objects.get(), by=lead, now=now)
    with pytest.raises(AlreadyDecided):
        services.import_upload(upload=Upload.objects.get(), by=lead, now=now)
    with pytest.raises(AlreadyDecided):
        services.discard_upload(community=community, upload=Upload.objects.get(), by=lead, now=now)


def test_an_upload_that_is_too_large_is_not_taken(community, lead, now):
    content = b"x" * (services.MAX_UPLOAD_BYTES + 1)
    with pytest.raises(FileTooLarge):
        services.request_reading(community=community, content=content, name="big.xlsx", by=lead, now=now)


def test_undoing_keeps_the_values_and_the_history(home, release, community, lead, now):
    services.undo_import(community=community, release=release, by=lead, now=now + timedelta(hours=1))
    assert PublishedValue.objects.filter(release=release).exists()
    assert Event.objects.filter(node=release.node, verb="release.undone", by=lead).count() == 1
    with pytest.raises(AlreadyUndone):
        services.undo_import(community=community, release=release, by=lead, now=now)


def test_another_communitys_import_cannot_be_undone(release, now):
    other = make_community("elsewhere", "Elsewhere")
    stranger = other.memberships.get().user
    with pytest.raises(NotPermitted):
        services.undo_import(community=other, release=release, by=stranger, now=now)


def test_example_release_is_invented_through_and_through(catalogue, community, lead, now):
    place = services.add_example_release(community=community, by=lead, now=now)
    assert (place.full_name, place.is_invented, place.fips) == ("Prairie Bend County", True, "99001")
    values = PublishedValue.objects.filter(place=place)
    assert values.count() == 34
    assert {value.release.is_invented for value in values.select_related("release")} == {True}
    assert {other.is_invented for other in values[0].release.places.all()} == {True}
    assert values.get(measure__key="population").value == 61840


def test_example_release_can_be_added_again(catalogue, community, lead, now):
    services.add_example_release(community=community, by=lead, now=now)
    n_values, n_events = PublishedValue.objects.count(), Event.objects.count()
    services.add_example_release(community=community, by=lead, now=now)
    assert (PublishedValue.objects.count(), Event.objects.count()) == (n_values, n_events)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "ok", "value": None},
        {"status": "missing", "value": 1},
        {"lower": 1, "upper": None, "confidence_percent": 95},
        {"lower": 2, "upper": 1, "confidence_percent": 95},
        {"lower": 1, "upper": 2, "confidence_percent": None},
    ],
)
def test_half_a_value_cannot_be_kept(home, facts):
    value = PublishedValue.objects.filter(place=home, measure__key="life-expectancy")
    with pytest.raises(IntegrityError), transaction.atomic():
        value.update(**facts)
