from datetime import timedelta
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from commonweal.accounts.models import User
from commonweal.kernel import events, links, nodes, outbox, retention, snapshots
from commonweal.kernel.enums import Visibility
from commonweal.kernel.errors import EventRedacted
from commonweal.kernel.models import Event, Link, PendingEvent, Snapshot
from commonweal.kernel.visibility import Reach
from tests.kernel.threads import both_at_once, in_own_connection

pytestmark = pytest.mark.django_db
needs_two_connections = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")

GROUP_REACH = Reach(None, {"community:a": Visibility.GROUP})


@pytest.fixture
def node():
    return nodes.create("answer", scope="community:a", title={"en": "Place and identity"})


@pytest.fixture
def consumer(monkeypatch):
    """One consumer of answers' events, and nobody else."""
    monkeypatch.setattr(outbox, "_verbs_by_consumer", {})
    outbox.register("test.digest", verbs=("answer.", "node."))
    return "test.digest"


@transaction.atomic
def record(node, at, verb="answer.edited", **values):
    return events.record(verb, node, by=None, at=at, **values)


@transaction.atomic
def mark_and_fail(consumer, event, before_failing=lambda: None):
    outbox.mark_done(consumer, event)
    before_failing()
    raise RuntimeError("no network")


def test_events_are_read_by_those_who_may_see_the_node(node, now):
    other = nodes.create("answer", scope="community:b", title={})
    private = nodes.create("answer", scope="community:a", title={}, visibility=Visibility.PRIVATE)
    seen = record(node, now)
    record(other, now)
    record(private, now)
    assert list(events.visible_to(GROUP_REACH)) == [seen]


def test_events_of_a_conflict_are_not_read(node, now):
    record(node, now)
    closed = Reach(None, {"community:a": Visibility.GROUP}, frozenset({"community:a"}))
    assert not events.visible_to(closed).exists()


def test_consumer_has_the_events_it_wants_until_it_marks_them_done(consumer, node, now):
    record(node, now, "member.added")
    event = record(node, now)
    assert outbox.pending(consumer) == [event]
    assert [outbox.mark_done(consumer, event), outbox.mark_done(consumer, event)] == [True, False]
    assert outbox.pending(consumer) == []


def test_event_costs_one_query_more_with_consumers(consumer, node, now, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(2):
        events.record("node.renamed", node, by=None, at=now)
    with transaction.atomic(), django_assert_num_queries(1):
        events.record("viewing.started", node, by=None, at=now)


def test_pending_events_bring_their_nodes(consumer, node, now, django_assert_num_queries):
    for n in range(3):
        record(node, now + timedelta(minutes=n))
    with django_assert_num_queries(1):
        assert [event.node.kind for event in outbox.pending(consumer, most=2)] == ["answer", "answer"]


def test_mark_goes_when_the_work_fails(consumer, node, now):
    event = record(node, now)
    with pytest.raises(RuntimeError, match="no network"):
        mark_and_fail(consumer, event)
    assert outbox.pending(consumer) == [event]


def test_event_waits_once_however_often_it_is_replayed(consumer, node, now):
    event = record(node, now)
    outbox.mark_done(consumer, event)
    outbox.replay(consumer, [event])
    outbox.replay(consumer, [event])
    assert outbox.pending(consumer) == [event]
    with pytest.raises(IntegrityError), transaction.atomic():
        PendingEvent.objects.create(consumer=consumer, event=event)


@needs_two_connections
@pytest.mark.django_db(transaction=True)
def test_event_committed_after_a_later_one_is_not_missed(consumer, node, now):
    recorded, may_commit, made = Signal(), Signal(), []

    @transaction.atomic
    def slow():
        made.append(events.record("answer.edited", node, by=None, at=now))
        recorded.set()
        assert may_commit.wait(10)

    thread = Thread(target=in_own_connection, args=[slow])
    thread.start()
    assert recorded.wait(10)
    later = record(node, now)
    assert made[0].pk < later.pk
    assert outbox.pending(consumer) == [later]
    assert outbox.mark_done(consumer, later)
    may_commit.set()
    thread.join(10)
    assert outbox.pending(consumer) == made


@needs_two_connections
@pytest.mark.django_db(transaction=True)
def test_of_two_processes_one_marks(consumer, node, now):
    event = record(node, now)
    assert sorted(both_at_once(transaction.atomic(lambda: outbox.mark_done(consumer, event)))) == [False, True]


@needs_two_connections
@pytest.mark.django_db(transaction=True)
def test_second_process_marks_when_the_work_of_the_first_fails(consumer, node, now):
    event = record(node, now)
    marked, outcome = Signal(), []

    def second():
        assert marked.wait(10)
        outcome.append(outbox.mark_done(consumer, event))

    thread = Thread(target=in_own_connection, args=[second])
    thread.start()
    with pytest.raises(RuntimeError, match="no network"):
        mark_and_fail(consumer, event, before_failing=lambda: (marked.set(), thread.join(0.3)))
    thread.join(10)
    assert outcome == [True]


def test_old_events_lose_their_values_and_keep_the_rest(node, now, monkeypatch):
    monkeypatch.setattr(retention, "_kept_for", {})
    retention.keep_values("member", for_days=30)
    kept = snapshots.keep("answer", "text")
    old = record(node, now - timedelta(days=31), "member.added", after={"role": "lead"}, snapshot=kept)
    young = record(node, now - timedelta(days=29), "member.added", after={"role": "lead"})
    other = record(node, now - timedelta(days=99), "memberships.counted", after={"n": 1})
    assert [retention.retain(now), retention.retain(now)] == [1, 0]
    for event in (old, young, other):
        event.refresh_from_db()
    assert (old.after, old.verb, old.at, old.snapshot) == (None, "member.added", now - timedelta(days=31), kept)
    assert (young.after, other.after) == ({"role": "lead"}, {"n": 1})


def test_redacted_event_keeps_that_it_happened(node, now):
    ana = User.objects.create_user("ana@example.org", "Ana")
    event = record(node, now, before={"words": 3}, after={"words": 4}, snapshot=snapshots.keep("answer", "secret"))
    told = events.redact(event, by=ana, at=now, reason="Names a child.")
    event.refresh_from_db()
    assert (event.before, event.after, event.snapshot, event.redacted_at) == (None, None, None, now)
    assert (event.verb, event.at) == ("answer.edited", now)
    assert (told.verb, told.by, told.after["reason"]) == ("event.redacted", ana, "Names a child.")
    assert told.after["event"] == str(event.uid)
    assert not Snapshot.objects.exists()


def test_snapshot_that_another_event_stands_on_survives_a_redaction(node, now):
    kept = snapshots.keep("answer", "shared")
    event, _other = (record(node, now, snapshot=kept) for _n in range(2))
    events.redact(event, by=None, at=now, reason="")
    assert Snapshot.objects.get() == kept


def test_event_is_redacted_once(node, now):
    event = record(node, now, after={"words": 4})
    events.redact(event, by=None, at=now, reason="")
    with pytest.raises(EventRedacted):
        events.redact(event, by=None, at=now, reason="")
    assert Event.objects.filter(verb="event.redacted").count() == 1


def test_redacted_event_cannot_hold_anything_again(node, now):
    event = record(node, now)
    events.redact(event, by=None, at=now, reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(after={"words": 4})


def test_archived_node_keeps_links_and_history_and_can_come_back(consumer, node, now):
    links.connect(node, "cites", nodes.create("measure", scope="community:a", title={}), by=None, at=now)
    assert [nodes.archive(node, by=None, at=now), nodes.archive(node, by=None, at=now)] == [True, False]
    assert list(type(node).objects.present().filter(pk=node.pk)) == []
    assert Link.objects.count() == 1
    assert [nodes.restore(node, by=None, at=now), nodes.restore(node, by=None, at=now)] == [True, False]
    assert [event.verb for event in outbox.pending(consumer)] == ["node.archived", "node.restored"]
    assert node.archived_at is None
