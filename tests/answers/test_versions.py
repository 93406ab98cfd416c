"""Kept versions of the whole Profile: what they hold, what differs, who may, as which files."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from commonweal.answers import review_services, services, version_selectors, version_services
from commonweal.answers.methods.projection import text_of
from commonweal.answers.review_selectors import address_of
from commonweal.answers.version_errors import NameTaken, NothingToKeep
from commonweal.answers.version_models import ProfileVersion
from commonweal.frameworks.selectors import current_edition
from commonweal.kernel import files, notices, snapshots
from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Job, Notice, StoredFile
from tests.answers.conftest import REF, document_of
from tests.answers.figure_stage import set_up
from tests.conftest import NOW


@pytest.fixture
def keep(scene, now):
    def keep(name="First", by=None, at=now):
        return version_services.keep_version(
            community=scene.community, name=name, note="", by=by or scene.writer, now=at
        )

    return keep


def address(scene, name, *rest):
    return reverse(f"answers:{name}", args=[scene.community.slug, *rest])


def test_a_version_holds_the_texts_of_its_day(scene, keep, now):
    scene.write("Two rivers.", now=now)
    version = keep()
    scene.write("Three rivers.", now=now.replace(hour=18))
    texts = version_selectors.texts_of(version)
    assert {ref: text_of(document) for ref, document in texts.items()} == {REF: "Two rivers."}
    assert (version.n_words, version.n_answered, version.n_agreed, version.kept_by) == (2, 1, 0, scene.writer)


def test_a_version_says_who_had_agreed(scene, keep, now):
    answer = scene.write("Two rivers.", now=now)
    review_services.send_to_review(answer_id=answer.pk, asked=[scene.lead, scene.reader], by=scene.lead, now=now)
    for person in (scene.lead, scene.reader):
        review_services.agree(answer_id=answer.pk, seen=address_of(document_of("Two rivers.")), by=person, now=now)
    version = keep()
    assert version.n_agreed == 1
    assert sorted(version_selectors.agreed_in(version)[REF]) == sorted([scene.lead.full_name, scene.reader.full_name])
    scene.write("Three rivers.", now=now.replace(hour=18))
    assert keep("Second", at=now.replace(hour=19)).n_agreed == 0


def test_the_same_profile_has_the_same_address(scene, keep, now):
    scene.write("Two rivers.", now=now)
    first, second = keep("First"), keep("Second", by=scene.lead)
    assert first.snapshot_id == second.snapshot_id
    assert snapshots.export_bytes([first.snapshot]).count(b"profile.version") == 1


def test_keeping_is_an_event_with_the_snapshot(scene, keep, now):
    scene.write("Two rivers.", now=now)
    version = keep()
    event = Event.objects.get(verb="profile.version_kept")
    assert (event.node, event.snapshot, event.by) == (version.node, version.snapshot, scene.writer)


def test_those_whose_words_or_agreement_it_keeps_hear_of_it(scene, keep, now):
    answer = scene.write("Two rivers.", now=now)
    review_services.send_to_review(answer_id=answer.pk, asked=[scene.reader], by=scene.lead, now=now)
    review_services.agree(answer_id=answer.pk, seen=address_of(document_of("Two rivers.")), by=scene.reader, now=now)
    version = keep(by=scene.lead)
    told = Notice.objects.filter(kind="profile.version_kept")
    assert set(told.values_list("person", flat=True)) == {scene.writer.pk, scene.reader.pk}
    assert set(told.values_list("path", flat=True)) == {address(scene, "version", version.uid)}
    assert notices.sentence_of(told[0]) == (
        f"{scene.lead.full_name} kept the Profile, with words of yours or your agreement, as “First”."
    )


def test_who_kept_it_and_who_has_no_part_in_it_hear_nothing(scene, keep, now):
    scene.write("Two rivers.", now=now)
    keep(by=scene.writer)
    assert Notice.objects.filter(kind="profile.version_kept").count() == 0


def test_a_figure_that_changed_is_called_by_what_it_shows(scene, client, keep, now):
    stage = set_up(scene)
    scene.write("Two rivers.", now=now)
    version = keep()
    stage.place_figures(stage.add(now), now=now.replace(hour=18))
    client.force_login(scene.reader)
    page = client.get(address(scene, "version-differences", version.uid)).text
    assert f"<ins>Figure: {stage.measure.name['en']}, {stage.place.full_name}</ins>" in page


def test_who_looks_as_a_writer_is_not_offered_to_keep_one(scene, client):
    client.force_login(scene.lead)
    client.post(reverse("communities:view-as", args=[scene.community.slug]), {"role": "writer"})
    page = client.get(address(scene, "versions"))
    assert page.context["can_write"] is False


def test_a_name_is_used_once_and_nothing_is_not_kept(scene, keep, now):
    with pytest.raises(NothingToKeep):
        keep()
    scene.write("Two rivers.", now=now)
    keep()
    with pytest.raises(NameTaken):
        keep()
    assert ProfileVersion.objects.count() == 1


def test_readers_keep_nothing(scene, keep, now):
    scene.write("Two rivers.", now=now)
    with pytest.raises(NotPermitted):
        keep(by=scene.reader)


def test_differences_name_the_questions_that_changed(scene, keep, now):
    scene.write("Two rivers.", now=now)
    before = version_selectors.texts_of(keep())
    after = {REF: document_of("Three rivers."), "P.2c(1)": document_of("New.")}
    found = version_selectors.differences(before, after, current_edition())
    assert [(one.question.ref, one.n_changes) for one in found] == [(REF, 1), ("P.2c(1)", 1)]
    assert version_selectors.differences(before, before, current_edition()) == []


def test_a_version_is_kept_and_read_in_the_browser(scene, client, now):
    client.force_login(scene.writer)
    scene.write("Two rivers.", now=now)
    response = client.post(address(scene, "versions"), {"name": "As handed in", "note": "By mail"}, follow=True)
    assert "“As handed in” is kept." in response.text
    assert "Two rivers." in response.text
    assert "As handed in" in client.get(address(scene, "versions")).text
    assert client.post(address(scene, "versions"), {"name": "As handed in"}).status_code == 422


def test_what_changed_since_is_shown_and_between_two(scene, client, keep, now):
    client.force_login(scene.reader)
    scene.write("Two rivers meet.", now=now)
    first = keep("First")
    scene.write("Three rivers meet.", now=now.replace(hour=18))
    second = keep("Second", at=now.replace(hour=19))
    html = client.get(address(scene, "version-differences", first.uid)).text
    assert "<del>Two</del><ins>Three</ins>" in html
    backward = client.get(address(scene, "version-differences", second.uid), {"with": str(first.uid)}).text
    assert "From “First” to “Second”" in backward
    assert "<del>Two</del><ins>Three</ins>" in backward
    assert client.get(address(scene, "version-differences", first.uid), {"with": "x"}).status_code == 404


def test_readers_read_versions_and_cannot_keep_one(scene, client, keep, now):
    client.force_login(scene.reader)
    scene.write("Two rivers.", now=now)
    version = keep()
    assert "Two rivers." in client.get(address(scene, "version", version.uid)).text
    assert client.post(address(scene, "versions"), {"name": "Mine"}).status_code == 403


def test_another_communitys_version_is_not_here(scene, client, keep, now):
    scene.write("Two rivers.", now=now)
    version = keep()
    client.force_login(scene.stranger)
    assert client.get(address(scene, "version", version.uid)).status_code == 404
    form = {"language": "en", "form": "pdf", "version": str(version.uid)}
    assert client.post(address(scene, "pdf"), form).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_a_version_leaves_as_a_file_of_its_day(scene, client, keep, django_capture_on_commit_callbacks, form):
    stage = set_up(scene)
    stage.place_figures(stage.add(NOW), now=NOW)
    version = keep()
    services.write_document(
        answer_id=scene.answer.pk, document=document_of("Later words."), by=scene.writer, now=NOW.replace(hour=18)
    )
    client.force_login(scene.reader)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(scene, "pdf"), {"language": "en", "form": form, "version": str(version.uid)})
    job = Job.objects.filter(name__startswith="answers.make_profile").get()
    assert (job.state, job.error) == (JobState.DONE, "")
    content = files.read(StoredFile.objects.get(uid=job.result["file"]))
    if form == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        assert "We look at weight first." in text
        assert "Figure P.1-1" in text
        assert "Later words." not in text


@pytest.mark.parametrize("n_versions", [1, 3])
def test_the_list_has_constant_query_count(scene, client, keep, django_assert_max_num_queries, n_versions):
    client.force_login(scene.writer)
    scene.write("Two rivers.", now=NOW)
    for number in range(n_versions):
        keep(f"Number {number}")
    client.get(address(scene, "versions"))
    with django_assert_max_num_queries(7):
        assert client.get(address(scene, "versions")).text.count("Number ") >= n_versions
