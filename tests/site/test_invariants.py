"""Each invariant: sound in a lively installation, broken by hand, found, and mended where it says so."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import override_settings

from commonweal.accounts.models import User
from commonweal.answers import comment_services, copy_services
from commonweal.answers import services as answers
from commonweal.answers.models import Answer, AnswerUpdate, Assignment, Comment
from commonweal.communities.enums import Role
from commonweal.communities.models import Membership
from commonweal.frameworks.models import Edition
from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel import files, nodes, schedule, snapshots, soundness
from commonweal.kernel.models import (
    Event,
    Job,
    Mail,
    Node,
    Notice,
    PendingEvent,
    Schedule,
    SearchEntry,
    Snapshot,
    StoredFile,
)  # fmt: skip
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.search import index
from commonweal.measures.catalogue_services import load_catalogue
from commonweal.measures.models import LocalValue, Measure, ValueSheet
from commonweal.warehouse.models import Place, Release
from tests.conftest import NOW
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lively(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once, and taken back as a whole: nothing of it reaches another test."""
    folder = tmp_path_factory.mktemp("data")
    with (
        override_settings(FILES_DIR=folder / "files", WAREHOUSE_DIR=folder / "warehouse"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        build()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def scene(lively):
    """The lively installation with its files whole."""
    stored = StoredFile.objects.get()
    files.path_of(stored.address).write_bytes(b"%PDF-1.7")


def build():
    """A community with an answer, a comment, a reply, a copy, a task, a value of its own and a file; all sound."""
    load_shipped_content(now=NOW)
    load_catalogue(now=NOW)
    schedule.synchronise(NOW)
    community = make_community()
    lead = community.members.get()
    join(community, make_person("Rhea Reader"), Role.READER)
    answer = answers.open_answer(community=community, ref="P.1a(3)", by=lead)
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": "Rivers."}]}
    answers.write_document(answer_id=answer.pk, document={"type": "doc", "content": [paragraph]}, by=lead, now=NOW)
    first = comment_services.add_comment(answer=answer, text="So?", by=lead, now=NOW)
    comment_services.add_comment(answer=answer, text="Yes.", by=lead, now=NOW, parent_uid=first.uid)
    copy_services.make_copy(community=community, name="For the award", level_id="level-1", by=lead, now=NOW)
    Assignment.objects.create(answer=answer, user=lead, at=NOW)
    stored = files.put(b"%PDF-1.7", media_type="application/pdf", name="a.pdf")
    _own_value(community, stored)
    snapshots.keep("test", {"a": 1})
    index.rebuild()


def _own_value(community, stored):
    state = Place.objects.create(fips="48", kind="state", name="Texas", full_name="Texas")
    place = Place.objects.create(fips="48001", kind="county", name="Sage", full_name="Sage County", state=state)
    node = {"scope": scope_of(community), "title": {"en": "x"}}
    sheet = ValueSheet.objects.create(
        node=nodes.create("value-sheet", **node), community=community, file=stored, given_at=NOW
    )
    LocalValue.objects.create(
        node=nodes.create("local-value", **node), community=community, measure=Measure.objects.first(), place=place,
        period="2024", first_year=2024, last_year=2024, value=1, entered_at=NOW, sheet=sheet,
    )  # fmt: skip


def other_community():
    return make_community("juniper-falls", "Juniper Falls", lead=make_person("Olive Outsider"))


def a_release():
    Release.objects.create(
        node=nodes.create("release", scope="catalogue:releases", title={"en": "x"}), source="x", title="x",
        publisher="x", citation="x", licence="x", release_year=2024, file_name="x", file_sha256="0" * 64,
        retrieved_at=NOW, method_version=1, parquet_address="0" * 64, n_rows=1, imported_at=NOW,
    )  # fmt: skip


def a_stuck_letter():
    Mail.objects.create(
        to="a@example.org", language="en", template="x", kind="single", state="released", asked_at=NOW,
        released_at=NOW - timedelta(days=400),
    )  # fmt: skip


def a_reply_elsewhere():
    other = answers.open_answer(
        community=other_community(), ref="P.1a(3)", by=User.objects.get(full_name="Olive Outsider")
    )
    Comment.objects.exclude(parent=None).update(answer=other)


BREAKING = {
    "accounts.languages_are_known": lambda: User.objects.update(language="xx"),
    "accounts.time_zones_are_known": lambda: User.objects.update(time_zone="Moon/Base"),
    "answers.log_ends_where_it_says": lambda: AnswerUpdate.objects.all().delete(),
    "answers.refs_are_of_their_edition": lambda: Answer.objects.update(ref="P.9z(9)"),
    "answers.replies_stay_beside": a_reply_elsewhere,
    "answers.scope_is_the_community": lambda: Node.objects.filter(kind="answer").update(scope="community:else"),
    "answers.text_follows_its_log": lambda: Answer.objects.update(materialised_seq=0),
    "answers.writers_are_members": lambda: Assignment.objects.update(user=make_person("Stranger")),
    "communities.scope_is_their_own": lambda: Node.objects.filter(kind="community").update(scope="community:else"),
    "communities.somebody_leads": lambda: Membership.objects.update(role=Role.READER),
    "frameworks.editions_prove_themselves": lambda: Edition.objects.update(sha256="0" * 64),
    "frameworks.one_edition_is_current": lambda: Edition.objects.update(is_current=False),
    "kernel.events_wait_for_somebody": lambda: PendingEvent.objects.create(
        consumer="nobody", event=Event.objects.earliest("pk")
    ),
    "kernel.files_are_there": lambda: files.path_of(StoredFile.objects.get().address).write_bytes(b"half"),
    "kernel.letters_leave": a_stuck_letter,
    "kernel.nodes_belong_to_something": lambda: nodes.create("thing", scope="x", title={"en": "lost"}),
    "kernel.notices_can_be_told": lambda: Notice.objects.create(
        person=User.objects.first(), kind="of.old", key="k", path="/", at=NOW, way="inbox"
    ),
    "kernel.schedules_follow_packages": lambda: Schedule.objects.earliest("pk").delete(),
    "kernel.search_holds_what_there_is": lambda: SearchEntry.objects.filter(kind="measure").delete(),
    "kernel.search_words_are_of_their_texts": lambda: SearchEntry.objects.filter(kind="person").update(title_words="x"),
    "kernel.snapshots_prove_themselves": lambda: Snapshot.objects.update(content=b"changed"),
    "kernel.titles_are_by_language": lambda: Node.objects.filter(kind="answer").update(title={"en": 5}),
    "kernel.waiting_jobs_are_sent": lambda: Job.objects.create(name="answers.compact_log", asked_at=NOW),
    "measures.own_values_stay_inside": lambda: Node.objects.filter(kind="local-value").update(scope="community:else"),
    "measures.values_belong_to_their_sheet": lambda: ValueSheet.objects.update(community=other_community()),
    "warehouse.counties_stand_in_their_state": lambda: Place.objects.filter(fips="48001").update(fips="49001"),
    "warehouse.releases_have_their_file": a_release,
}


def broken():
    return {finding.invariant.name for finding in soundness.check() if finding.broken}


def test_there_are_at_least_twenty_and_each_is_broken_here():
    names = [one.name for one in soundness.invariants()]
    assert sorted(BREAKING) == names
    assert len(names) >= 20


def test_lively_installation_is_sound(scene):
    assert broken() == set()


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_an_invariant_is_found_and_mended(scene, name):
    with transaction.atomic():
        BREAKING[name]()
        one = next(one for one in soundness.invariants() if one.name == name)
        assert list(one.find()) != []
        rehearsed = next(
            found for found in soundness.check(is_mending=True, is_rehearsal=True) if found.invariant == one
        )
        assert rehearsed.is_sound is (one.mend is not None)
        assert list(one.find()) != []
        mended = next(found for found in soundness.check(is_mending=True) if found.invariant == one)
        assert mended.is_sound is (one.mend is not None)
        assert (list(one.find()) == []) is (one.mend is not None)


def of_copies():
    """The one text that the copy holds; what ``Answer.objects`` has stays sound."""
    return Answer.texts.exclude(copy=None).filter(last_seq__gt=0)


BREAKING_A_COPY = {
    "answers.log_ends_where_it_says": lambda: AnswerUpdate.objects.filter(answer__in=of_copies()).delete(),
    "answers.refs_are_of_their_edition": lambda: of_copies().update(ref="P.9z(9)"),
    "answers.scope_is_the_community": lambda: Node.objects.filter(answer__in=of_copies()).update(
        scope="community:else"
    ),
    "answers.text_follows_its_log": lambda: of_copies().update(materialised_seq=0),
}


@pytest.mark.parametrize("name", BREAKING_A_COPY)
def test_a_copy_keeps_what_answers_promise(scene, name):
    one = next(one for one in soundness.invariants() if one.name == name)
    with transaction.atomic():
        BREAKING_A_COPY[name]()
        assert list(one.find()) == [f"answer {text.uid} ({text.ref})" for text in of_copies()]
        if one.mend:
            one.mend()
            assert list(one.find()) == []
        transaction.set_rollback(True)


def test_command_tells_rehearses_and_mends(scene, capsys):
    User.objects.filter(full_name="Rhea Reader").update(language="xx")
    with pytest.raises(CommandError, match="not sound"):
        call_command("check_installation")
    assert "commonweal check --fix --dry-run" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not sound"):
        call_command("check_installation", "--fix", "--dry-run")
    assert "would be mended: 1" in capsys.readouterr().out
    assert User.objects.filter(language="xx").exists()
    call_command("check_installation", "--fix")
    assert not User.objects.filter(language="xx").exists()


def test_invariant_that_cannot_be_asked_is_broken(scene):
    Node.objects.filter(kind="answer").update(title=["no", "language"])
    finding = next(one for one in soundness.check() if one.invariant.name == "kernel.search_holds_what_there_is")
    assert finding.broken == ("could not be asked (AttributeError)",)


def test_reference_page_lists_every_invariant():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "invariants.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| (yes|) ?\|$", page, re.MULTILINE)
    assert rows == [(one.name, one.sentence, "yes" if one.mend else "") for one in soundness.invariants()]


def test_dry_run_alone_is_refused(scene):
    with pytest.raises(CommandError, match="goes with --fix"):
        call_command("check_installation", "--dry-run")
