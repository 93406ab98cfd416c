import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.answers import import_services, services
from commonweal.answers.import_models import ImportPiece, ProfileImport
from commonweal.answers.models import Answer
from commonweal.kernel import nodes
from commonweal.kernel.models import Job
from tests.answers.conftest import REF
from tests.answers.test_import_services import TEXT
from tests.answers.word_files import line, word_file


@pytest.fixture
def given(scene, client, now, django_capture_on_commit_callbacks):
    """A text that was sorted, seen by a writer."""
    client.force_login(scene.writer)
    with django_capture_on_commit_callbacks(execute=True):
        import_services.request_text_reading(text=TEXT, community=scene.community, by=scene.writer, now=now)
    return ProfileImport.objects.get()


def address(scene, name, *rest):
    return reverse(f"answers:{name}", args=[scene.community.slug, *rest])


def test_a_file_and_a_text_lead_to_the_progress(scene, client):
    client.force_login(scene.writer)
    file = SimpleUploadedFile("Profile.docx", word_file(line("P.1a(1)", "Kop1") + line("Here.")))
    for data in ({"file": file}, {"text": "P.1a(1)\n\nHere."}):
        response = client.post(address(scene, "import"), data)
        assert response["Location"] == f"/jobs/{Job.objects.latest('pk').uid}/"


@pytest.mark.parametrize("data", [{}, {"text": "  "}, {"text": "x", "file": SimpleUploadedFile("a.docx", b"PK")}])
def test_neither_or_both_are_refused_with_a_sentence(scene, client, data):
    client.force_login(scene.writer)
    response = client.post(address(scene, "import"), data)
    assert response.status_code == 422
    assert Job.objects.count() == 0


def test_the_page_shows_each_piece_with_its_reason(scene, client, given):
    html = client.get(address(scene, "import-detail", given.uid)).text
    assert "Between two rivers." in html
    assert "The heading has the number of this question." in html
    assert "The heading names a part with several questions. Choose one." in html
    assert '<option value="P.1a(1)" selected>' in html


def test_a_piece_is_put_in_and_taken_out(scene, client, given):
    client.post(address(scene, "piece-place", given.uid, 2), {"ref": REF, "manner": "append"})
    assert services.up_to_date(Answer.objects.get(ref=REF)).text == "Between two rivers."
    assert "Put into P.1a(1) by Writer Person." in client.get(address(scene, "import-detail", given.uid)).text
    client.post(address(scene, "piece-take-back", given.uid, 2))
    assert services.up_to_date(Answer.objects.get(ref=REF)).text == ""


def test_what_would_be_replaced_is_said(scene, client, given, now):
    scene.write("There already.", now=now)
    html = client.get(address(scene, "import-detail", given.uid)).text
    assert "P.1a(1) holds 2 words now" in html
    assert 'value="replace"' in html


@pytest.mark.parametrize("ref", ["", "P.9z(9)"])
def test_a_piece_needs_a_question(scene, client, given, ref):
    response = client.post(address(scene, "piece-place", given.uid, 2), {"ref": ref, "manner": "append"}, follow=True)
    assert "Choose a question first." in response.text
    assert ImportPiece.objects.filter(answer=None).count() == 4


def test_a_piece_is_set_aside_and_the_import_put_away(scene, client, given):
    client.post(address(scene, "piece-aside", given.uid, 1))
    assert "Bring it back" in client.get(address(scene, "import-detail", given.uid)).text
    client.post(address(scene, "import-end", given.uid))
    assert client.get(address(scene, "import-detail", given.uid)).status_code == 404


def test_what_stands_in_a_file_stays_text(scene, client, now, django_capture_on_commit_callbacks):
    client.force_login(scene.writer)
    hostile = "P.1a(1) <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>"
    with django_capture_on_commit_callbacks(execute=True):
        import_services.request_text_reading(text=hostile, community=scene.community, by=scene.writer, now=now)
    html = client.get(address(scene, "import-detail", ProfileImport.objects.get().uid)).text
    assert "<img src=x" not in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("role", ["reader", "stranger"])
def test_who_does_not_write_sees_nothing_of_it(scene, client, given, role):
    client.force_login(getattr(scene, role))
    expected = 403 if role == "reader" else 404
    assert client.get(address(scene, "import-detail", given.uid)).status_code == expected
    assert client.post(address(scene, "piece-place", given.uid, 2), {"ref": REF}).status_code == expected


@pytest.mark.parametrize("n_pieces", [1, 3])
def test_the_page_has_constant_query_count(scene, client, given, django_assert_max_num_queries, n_pieces):
    ImportPiece.objects.filter(number__gt=n_pieces).delete()
    client.get(address(scene, "import-detail", given.uid))
    with django_assert_max_num_queries(9):
        client.get(address(scene, "import-detail", given.uid))


@pytest.mark.parametrize("n_imports", [1, 3])
def test_the_list_has_constant_query_count(scene, client, given, django_assert_max_num_queries, n_imports):
    for number in range(n_imports - 1):
        node = nodes.create("profile-import", scope="", title={"en": f"{number}"})
        again = {"community": given.community, "file": given.file, "state": given.state, "given_at": given.given_at}
        ProfileImport.objects.create(node=node, **again)
    client.get(address(scene, "import"))
    with django_assert_max_num_queries(8):
        assert client.get(address(scene, "import")).text.count("wait") >= n_imports
