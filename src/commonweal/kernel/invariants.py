"""What must hold of snapshots, files, nodes, work, letters, notices and the index of words."""

from collections.abc import Iterator

from django.utils import timezone

from commonweal.kernel import files, jobs, mail, notices, outbox, schedule
from commonweal.kernel.enums import JobState, MailState
from commonweal.kernel.methods.canonical import content_address
from commonweal.kernel.methods.finding import words_of
from commonweal.kernel.models import Job, Mail, Node, Notice, PendingEvent, Schedule, SearchEntry, Snapshot, StoredFile
from commonweal.kernel.search import index
from commonweal.kernel.soundness import invariant


@invariant("kernel.snapshots_prove_themselves", "Every snapshot is kept under the hash of its content.")
def _snapshots() -> Iterator[str]:
    for snapshot in Snapshot.objects.iterator(chunk_size=200):
        if content_address(bytes(snapshot.content)) != snapshot.address:
            yield f"snapshot {snapshot.address}"


@invariant("kernel.files_are_there", "Every stored file lies in the data folder with as many bytes as its row says.")
def _files() -> Iterator[str]:
    for stored in StoredFile.objects.iterator():
        path = files.path_of(stored.address)
        if not path.is_file() or path.stat().st_size != stored.n_bytes:
            yield f"file {stored.uid}"


@invariant("kernel.nodes_belong_to_something", "Every node is owned by a row of some package.")
def _nodes() -> Iterator[str]:
    owners = [one.name for one in Node._meta.related_objects if one.one_to_one and one.name]
    for node in Node.objects.filter(**{f"{name}__isnull": True for name in owners}).iterator():
        yield f"node {node.uid} ({node.kind})"


@invariant("kernel.titles_are_by_language", "The title of a node is a text for each language.")
def _titles() -> Iterator[str]:
    for node in Node.objects.only("uid", "kind", "title").iterator():
        if not isinstance(node.title, dict) or not all(isinstance(text, str) for text in node.title.values()):
            yield f"node {node.uid} ({node.kind})"


def _look_after_jobs() -> None:
    forgotten = Job.objects.filter(state=JobState.QUEUED, look_again_at=None)
    forgotten.update(look_again_at=timezone.now())


@invariant("kernel.waiting_jobs_are_sent", "Every job that waits is looked at again.", mend=_look_after_jobs)
def _jobs() -> Iterator[str]:
    for job in Job.objects.filter(state=JobState.QUEUED, look_again_at=None).defer("arguments", "result").iterator():
        yield f"job {job.uid} ({job.name})"


@invariant(
    "kernel.schedules_follow_packages",
    "What the clock asks for is what packages registered.",
    mend=lambda: schedule.synchronise(timezone.now()),
)
def _schedules() -> Iterator[str]:
    planned = set(Schedule.objects.values_list("name", flat=True))
    for name in sorted(planned ^ set(jobs.recurrences())):
        yield f"schedule {name}"


def _give_up_letters() -> None:
    mail.give_up_stuck(timezone.now())


@invariant(
    "kernel.letters_leave",
    "Every letter that was released has left or failed within a day.",
    mend=_give_up_letters,
)
def _letters() -> Iterator[str]:
    stuck = Mail.objects.filter(state=MailState.RELEASED, released_at__lt=timezone.now() - mail.STUCK_AFTER)
    for letter in stuck.only("uid").iterator():
        yield f"letter {letter.uid}"


def _drop_pending() -> None:
    PendingEvent.objects.exclude(consumer__in=outbox.consumers()).delete()


@invariant("kernel.events_wait_for_somebody", "Every event that waits has a consumer.", mend=_drop_pending)
def _pending() -> Iterator[str]:
    for row in PendingEvent.objects.exclude(consumer__in=outbox.consumers()).iterator():
        yield f"{row.consumer} {row.event_id}"


def _drop_notices() -> None:
    Notice.objects.exclude(kind__in=[kind.name for kind in notices.kinds()]).delete()


@invariant("kernel.notices_can_be_told", "Every notice is of a kind that has a sentence.", mend=_drop_notices)
def _notices() -> Iterator[str]:
    for notice in Notice.objects.exclude(kind__in=[kind.name for kind in notices.kinds()]).iterator():
        yield f"notice {notice.uid} ({notice.kind})"


def _rebuild() -> None:
    index.rebuild()


@invariant("kernel.search_holds_what_there_is", "Exactly what there is can be found by words.", mend=_rebuild)
def _search() -> Iterator[str]:
    for kind in index.kinds():
        known = set(SearchEntry.objects.filter(kind=kind.name).values_list("thing", flat=True))
        there = {thing.thing for thing in kind.source()}
        yield from sorted(known ^ there)


@invariant("kernel.search_words_are_of_their_texts", "The words of the index are those of its texts.", mend=_rebuild)
def _words() -> Iterator[str]:
    for entry in SearchEntry.objects.iterator(chunk_size=200):
        words = " ".join(word for text in entry.title.values() for word in words_of(text))
        if words != entry.title_words:
            yield entry.thing
