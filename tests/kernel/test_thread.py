from collections import deque
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from commonweal.kernel import links, nodes, thread
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Link, Node
from commonweal.kernel.thread import Direction
from commonweal.kernel.visibility import Reach, visible_nodes

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

SCOPES = ["community:a", "community:b", "program:x"]
levels = st.sampled_from(list(Visibility))
reaches = st.builds(
    Reach,
    person_id=st.none(),
    lowest_levels=st.dictionaries(st.sampled_from(SCOPES), levels, max_size=3),
    conflicts=st.frozensets(st.sampled_from(SCOPES), max_size=1),
)
graphs = st.integers(2, 8).flatmap(
    lambda n: st.tuples(
        st.lists(st.tuples(st.sampled_from(SCOPES), levels), min_size=n, max_size=n),
        st.sets(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] != pair[1]), max_size=14
        ),
    )
)


def build(graph):
    facts, pairs = graph
    made = [nodes.create("thing", scope=scope, title={"en": "x"}, visibility=level) for scope, level in facts]
    for source, target in pairs:
        links.connect(made[source], "cites", made[target], by=None, at=NOW)
    return made


def distances_by_hand(start, reach, direction, longest):
    """Breadth first over what is visible, in plain Python."""
    visible = {
        node.pk
        for node in Node.objects.all()
        if reach.sees(scope=node.scope, visibility=node.visibility, owner_id=node.owner_id)
    }
    pairs = list(Link.objects.values_list("source_id", "target_id"))
    steps = [] if direction is Direction.BACK else pairs
    steps = steps + ([] if direction is Direction.ONWARD else [(there, here) for here, there in pairs])
    found = {start.pk: 0} if start.pk in visible else {}
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for there in {t for h, t in steps if h == here and t in visible and t not in found}:
            if found[here] < longest:
                found[there] = found[here] + 1
                waiting.append(there)
    return found


class TestWalk(HypothesisTestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(graph=graphs, reach=reaches, direction=st.sampled_from(Direction), longest=st.integers(0, 6))
    def test_walk_finds_what_a_walk_by_hand_over_visible_nodes_finds(self, graph, reach, direction, longest):
        start = build(graph)[0]
        found = thread.walk(start, reach, direction=direction, longest=longest)
        assert found.distance == distances_by_hand(start, reach, direction, longest)
        assert {end for link in found.links for end in (link.source_id, link.target_id)} <= set(found.nodes)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(graph=graphs, reach=reaches, most_steps=st.integers(1, 12))
    def test_walk_that_is_cut_holds_the_nearest_at_their_true_distance(self, graph, reach, most_steps):
        start = build(graph)[0]
        whole = distances_by_hand(start, reach, Direction.BOTH, thread.LONGEST_WALK)
        found = thread.walk(start, reach, most_steps=most_steps)
        farthest = max(found.distance.values(), default=0)
        assert found.distance.items() <= whole.items()
        assert {node for node, distance in whole.items() if distance < farthest} <= set(found.nodes)
        assert found.is_cut or found.distance == whole

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(graph=graphs, reach=reaches)
    def test_filter_and_predicate_are_the_same_rule(self, graph, reach):
        made = build(graph)
        seen = {n.pk for n in made if reach.sees(scope=n.scope, visibility=n.visibility, owner_id=n.owner_id)}
        assert set(visible_nodes(reach).values_list("pk", flat=True)) == seen


@pytest.mark.django_db
def test_walk_does_not_pass_through_a_hidden_node(django_assert_num_queries):
    open_reach = Reach(None, {"community:a": Visibility.GROUP})
    first, hidden, behind = (
        nodes.create("thing", scope="community:a", title={}, visibility=level)
        for level in (Visibility.GROUP, Visibility.PRIVATE, Visibility.GROUP)
    )
    links.connect(first, "cites", hidden, by=None, at=NOW)
    links.connect(hidden, "cites", behind, by=None, at=NOW)
    with django_assert_num_queries(3):
        found = thread.walk(first, open_reach)
    assert (list(found.nodes), found.links) == ([first.pk], ())


@pytest.mark.django_db
def test_conflict_closes_also_what_is_public():
    node = nodes.create("thing", scope="community:a", title={}, visibility=Visibility.PUBLIC)
    assert list(visible_nodes(Reach(None))) == [node]
    assert not visible_nodes(Reach(None, conflicts=frozenset({"community:a"}))).exists()


@pytest.mark.django_db
def test_walk_from_a_node_one_may_not_see_is_empty():
    node = nodes.create("thing", scope="community:a", title={}, visibility=Visibility.PRIVATE)
    assert thread.walk(node, Reach(None)) == thread.Walk({}, {}, ())
