"""Prepared querysets answer as the querysets they were made of, each time anew and in each thread."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from commonweal.accounts.models import User
from commonweal.kernel.models import Event, Node
from commonweal.kernel.prepared import prepared
from tests.factories.people import make_person
from tests.kernel.threads import in_own_connection


@prepared
def _by_uid(uid: UUID) -> QuerySet[User]:
    return User.objects.filter(uid=uid)


@prepared
def _events_until(node_id: int, moment: datetime) -> QuerySet[Event]:
    return Event.objects.filter(node_id=node_id, at__lte=moment).select_related("node").order_by("-at")[:2]


@prepared
def _counts(is_active: bool, part: str) -> QuerySet[User, tuple[str, int]]:
    rows = User.objects.filter(is_active=is_active, email__contains=part).annotate(n=Count("memberships"))
    return rows.order_by("email").values_list("email", "n")


@prepared
def _some(uids: Collection[UUID], names: Collection[str], keys: Collection[int]) -> QuerySet[User]:
    return User.objects.filter(Q(uid__in=uids) | Q(full_name__in=names) | Q(pk__in=keys)).order_by("full_name")


@pytest.mark.django_db
class TestPrepared:
    def test_it_answers_what_the_queryset_would(self):
        ana, _ben = make_person("Ana"), make_person("Ben")
        assert _by_uid(ana.uid) == [User.objects.get(uid=ana.uid)]
        assert _by_uid(uuid4()) == []
        assert _by_uid(ana.uid)[0].created_at == ana.created_at

    def test_each_call_reads_anew_and_gives_objects_of_its_own(self):
        ana = make_person("Ana")
        first = _by_uid(ana.uid)[0]
        User.objects.filter(pk=ana.pk).update(full_name="Ana Maria")
        second = _by_uid(ana.uid)[0]
        assert (second.full_name, first is second) == ("Ana Maria", False)

    def test_joined_objects_come_along_in_one_query_and_slices_hold(self):
        node = Node.objects.create(kind="answer", title="A")
        moments = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3, 4)]
        for moment in moments:
            Event.objects.create(verb="kernel.tried", node=node, at=moment)
        with CaptureQueriesContext(connection) as queries:
            found = _events_until(node.pk, moments[2])
            assert [event.node.title for event in found] == ["A", "A"]
        assert [event.at for event in found] == [moments[2], moments[1]]
        assert len(queries) == 1

    def test_rows_of_values_and_counts(self):
        make_person("Ana", email="ana@example.org")
        assert _counts(is_active=True, part="ana") == [(User.objects.get().email, 0)]
        assert _counts(False, "ana") == []

    def test_any_number_of_values_is_one_parameter(self):
        ana, ben, eve = make_person("Ana"), make_person("Ben"), make_person("Eve")
        assert _some([], [], []) == []
        assert _some([ana.uid], ["Ben", "Nobody"], {eve.pk}) == [ana, ben, eve]
        assert _some({ana.uid, eve.uid}, [], [-1]) == [ana, eve]

    def test_it_takes_what_it_was_built_for(self):
        for ask in (lambda: _counts(True), lambda: _counts(True, "a", "b"), lambda: _counts(True, "a", part="b")):
            with pytest.raises(TypeError, match="is_active, part"):
                ask()

    def test_a_parameter_must_say_what_kind_it_is(self):
        def vague(node) -> QuerySet[Node]:
            return Node.objects.filter(pk=node)

        with pytest.raises(TypeError, match="node"):
            prepared(vague)


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_by_its_own_connection():
    ana = make_person("Ana")

    with ThreadPoolExecutor(3) as pool:
        assert [
            one.result() for one in [pool.submit(in_own_connection, lambda: _by_uid(ana.uid)) for _n in range(6)]
        ] == [[ana]] * 6
