import pytest
from django.urls import reverse

from commonweal.kernel.models import Job
from tests.answers.figure_stage import set_up

HTMX = {"HX-Request": "true"}


@pytest.fixture
def stage(scene, client):
    client.force_login(scene.reader)
    return set_up(scene)


def address(stage, name, *rest):
    return reverse(f"answers:{name}", args=[stage.scene.community.slug, *rest])


def ask(client, stage, **data):
    return client.post(address(stage, "pdf"), {"language": "en", "form": "pdf", **data})


def test_asking_leads_to_the_progress(client, stage):
    response = ask(client, stage)
    job = Job.objects.get()
    assert response["Location"] == f"{address(stage, 'pdf')}?job={job.uid}"
    assert 'hx-trigger="every 1s"' in client.get(response["Location"], headers=HTMX).text


def test_an_unknown_language_is_refused(client, stage):
    assert ask(client, stage, language="fr").status_code == 422


def test_a_finished_pdf_is_downloaded_under_its_name(client, stage, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, stage)
    job = Job.objects.get(name="answers.make_profile_pdf")
    progress = client.get(address(stage, "pdf"), {"job": str(job.uid)}, headers=HTMX).text
    download = address(stage, "pdf-file", job.uid)
    assert f'href="{download}"' in progress
    response = client.get(download)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="willow-creek-community-profile-')
    assert b"".join(response).startswith(b"%PDF")


def test_an_unfinished_pdf_is_not_here(client, stage):
    ask(client, stage)
    assert client.get(address(stage, "pdf-file", Job.objects.get().uid)).status_code == 404


def test_another_persons_pdf_is_not_here(client, stage, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, stage)
    job = Job.objects.get(name="answers.make_profile_pdf")
    client.force_login(stage.scene.writer)
    assert client.get(address(stage, "pdf-file", job.uid)).status_code == 404
    assert client.get(address(stage, "pdf"), {"job": str(job.uid)}).status_code == 404


@pytest.mark.parametrize("name", ["pdf", "print"])
def test_a_stranger_finds_no_profile(client, stage, name):
    client.force_login(stage.scene.stranger)
    assert client.get(address(stage, name)).status_code == 404


def test_the_print_page_holds_what_the_pdf_holds(client, stage, now):
    stage.place_figures(stage.add(now), now=now)
    html = client.get(address(stage, "print")).text
    assert "We look at weight first." in html
    assert "Figure P.1-1" in html
    assert html.count("Not answered yet.") == 17


def test_the_print_page_speaks_spanish(client, stage):
    assert '<html lang="es"' in client.get(address(stage, "print"), {"language": "es"}).text


@pytest.mark.parametrize("n_figures", [1, 3])
def test_the_print_page_has_constant_query_count(client, stage, now, django_assert_num_queries, n_figures):
    stage.place_figures(*(stage.add(now) for _ in range(n_figures)), now=now)
    client.get(address(stage, "print"))
    with django_assert_num_queries(10):
        client.get(address(stage, "print"))
