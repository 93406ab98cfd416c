import pytest
from django.urls import reverse

from commonweal.frameworks import selectors, services
from commonweal.kernel.models import Job
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
EDITION = ["community-excellence", "2026"]
ADDRESS = reverse("documents:booklet", args=EDITION)
ASKED = {"part": "1", "depth": "multiple", "has_guidance": "on", "space": "lines", "size": "large", "language": "es"}


@pytest.fixture
def reader(client, db, now):
    services.load_shipped_content(now=now)
    client.force_login(make_person("Rosa Reader"))
    return client


def test_asking_leads_to_the_progress_then_to_the_file(reader, django_capture_on_commit_callbacks):
    asked = reader.post(ADDRESS, ASKED)
    job = Job.objects.get()
    assert asked["Location"] == f"{ADDRESS}?job={job.uid}"
    assert 'hx-trigger="every 1s"' in reader.get(asked["Location"], headers=HTMX).text
    assert reader.get(reverse("documents:booklet-file", args=[*EDITION, job.uid])).status_code == 404
    Job.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        asked = reader.post(ADDRESS, ASKED)
    job = Job.objects.get()
    download = reverse("documents:booklet-file", args=[*EDITION, job.uid])
    assert f'href="{download}"' in reader.get(asked["Location"]).text
    file = reader.get(download)
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith('attachment; filename="community-excellence-2026-1-')
    assert b"".join(file).startswith(b"%PDF")


@pytest.mark.parametrize(
    "wrong", [{"part": "9"}, {"depth": "x"}, {"space": ""}, {"size": "huge"}, {"language": "fr"}, {"language": ""}]
)
def test_what_is_not_offered_is_refused(reader, wrong):
    refused = reader.post(ADDRESS, ASKED | wrong)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert not Job.objects.exists()


def test_an_item_leads_to_its_own_booklet(reader):
    item = reader.get(reverse("frameworks:item", args=[*EDITION, "1-1"])).text
    assert f'href="{ADDRESS}?part=1.1"' in item
    shown = reader.get(f"{ADDRESS}?part=1.1").text
    assert '<option value="1.1" selected>' in shown
    assert '<option value="whole" selected>' in reader.get(f"{ADDRESS}?part=nonsense").text


def test_a_short_edition_has_no_depths(reader):
    shown = reader.get(reverse("documents:booklet", args=["community-excellence-builder", "2018"]))
    assert "depth" not in shown.context["form"].fields
    assert [code for code, _name in shown.context["form"].fields["language"].choices] == ["en"]


def test_somebody_elses_booklet_is_not_here(reader, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reader.post(ADDRESS, ASKED)
    job = Job.objects.get()
    client.force_login(make_person())
    assert client.get(reverse("documents:booklet-file", args=[*EDITION, job.uid])).status_code == 404
    assert client.get(f"{ADDRESS}?job={job.uid}").status_code == 404


def test_an_edition_that_is_not_here_has_no_booklet(reader):
    assert reader.get(reverse("documents:booklet", args=["no", "1"])).status_code == 404


def test_the_page_asks_for_session_person_and_hash(reader, django_assert_num_queries):
    selectors.edition(*EDITION)
    with django_assert_num_queries(3):
        reader.get(ADDRESS)


def test_a_page_with_a_job_asks_once_more(reader, django_assert_num_queries):
    asked = reader.post(ADDRESS, ASKED)
    with django_assert_num_queries(4):
        reader.get(asked["Location"])
