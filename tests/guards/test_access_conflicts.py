"""The rest of the matrix: conflict of interest on every address, the operator, and each level of visibility.

A conflict closes a community altogether, also what is public in it and what the person owns there; being an operator
is no way in; a level shows to exactly those it names, on pages as in the kernel's filter.
"""

import pytest
from django.core.cache import cache
from django.test import Client

from commonweal.answers.selectors import answers_visible_to
from commonweal.kernel import nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node, SearchEntry
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.visibility import conflict_provider, reach_of, visible_nodes
from tests.factories.people import make_person
from tests.factories.two_communities import Scene
from tests.guards.test_access_matrix import FIELDS, MATRIX, ROLES, scene, visit

__all__ = ["scene"]  # the fixture is shared

pytestmark = pytest.mark.django_db

MEMBERS = ("reader", "writer", "lead")
ITS_WORDS = ("Prairie Bend", "Rosa Delgado", "Tolliver")
"""Words of the example that no page shows to somebody in conflict with it."""
OWN_PAGES = {"kernel:job", "accounts:account", "accounts:devices", "entrance:invitation", "site:inbox"}
"""Pages of a person's own things, which may name the community they were done for, and a letter in their hands."""

OPERATORS = {
    "kernel:jobs": "200 405",
    "kernel:mail": "200 405",
    "kernel:job-retry": "405 302",
    "kernel:mail-release": "405 302",
    "kernel:mail-discard": "405 302",
    "kernel:mail-retry": "405 404",
    "entrance:communities": "200 405",
    "entrance:found": "200 422",
    "communities:invitations": "403 403",
    "communities:invitation-send": "405 403",
    "communities:invitation-revoke": "405 403",
}
"""What an operator gets other than an outsider, of the kernel and of communities."""


def is_of_a_community(scene: Scene, name: str) -> bool:
    return "slug" in scene.example.arguments(name) and not name.startswith(("frameworks:", "documents:"))


@pytest.fixture
def conflict(scene, monkeypatch) -> None:
    """Everybody is in conflict with the example."""
    closed = [scope_of(scene.example.community)]
    monkeypatch.setattr("commonweal.kernel.visibility._conflict_providers", [])
    conflict_provider(lambda _person: closed)


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize("name", MATRIX)
def test_conflict_closes_every_address_of_the_community(scene, name):
    if not is_of_a_community(scene, name):
        return
    # Whoever may act is asked in every role; for what is only read, the roles take turns from address to address.
    roles = MEMBERS if "*" in MATRIX[name] else MEMBERS[len(name) % len(MEMBERS) :][:1]
    answers = {visit(scene, role, method, name, scene.example)[0] for role in roles for method in ("get", "post")}
    assert answers == {"404"}


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize("role", MEMBERS)
def test_conflict_closes_the_sockets_of_answers_too(scene, role):
    """A socket knows no address of the community: its only door is this selector."""
    assert not answers_visible_to(scene.people[role]).exists()


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize("name", sorted(MATRIX.keys() - OWN_PAGES))
def test_conflict_leaves_no_word_of_the_community_anywhere(scene, name):
    if is_of_a_community(scene, name):
        return  # the page that says 404, as the test before makes sure
    shown = "".join(visit(scene, role, "get", name, scene.example)[1] for role in MEMBERS)
    names = [scene.people[role].full_name for role in MEMBERS]
    for one in names:  # everybody's own name stands in their own menu
        shown = shown.replace(one, "")
    assert [word for word in ITS_WORDS if word in shown] == []


@pytest.fixture
def with_operator(scene) -> Scene:
    """The scene with an operator who is a member of nothing."""
    operator = make_person("Opal Operator", is_superuser=True)
    return Scene(scene.example, scene.other, scene.people | {"operator": operator})


@pytest.mark.parametrize("name", [name for name in MATRIX if name.partition(":")[0] in {"kernel", "entrance"}])
def test_operator_gets_exactly_this(with_operator, name):
    assert both(with_operator, "operator", name) == OPERATORS.get(name, both(with_operator, "outsider", name))


@pytest.mark.parametrize("name", MATRIX)
def test_operator_is_a_stranger_in_a_community(with_operator, name):
    if is_of_a_community(with_operator, name):
        assert both(with_operator, "operator", name) == OPERATORS.get(name, "404 404")


def both(scene: Scene, role: str, name: str) -> str:
    """The statuses of reading and posting."""
    return " ".join(visit(scene, role, method, name, scene.example)[0] for method in ("get", "post"))


SEEN = {
    Visibility.PRIVATE: {"lead"},
    Visibility.GROUP: {"reader", "writer", "lead"},
    Visibility.COHORT: {"reader", "writer", "lead"},
    Visibility.PROGRAM: {"reader", "writer", "lead"},
    Visibility.PUBLIC: {"reader", "writer", "lead", "outsider", "anonymous"},
}
"""Who sees a thing of the example that the lead owns. Nobody is of a cohort or a program yet."""


@pytest.fixture
def things(scene) -> dict[Visibility, Node]:
    """One findable thing of the example on each level, owned by its lead."""
    made = {}
    for level in Visibility:
        title = {"en": f"Quillwort {level.name}"}
        node = nodes.create(
            "note", scope=scope_of(scene.example.community), title=title, owner=scene.people["lead"], visibility=level
        )
        SearchEntry.objects.create(
            thing=f"note:{node.uid}", kind="answer", node=node, path="/", title=title,
            title_words=f"quillwort {level.name.lower()}",
        )  # fmt: skip
        made[level] = node
    return made


def seen_by(scene: Scene, role: str, things: dict[Visibility, Node]) -> tuple[set[Visibility], set[Visibility]]:
    """The levels that the kernel's filter lets a role see, and those that the search page shows."""
    person = scene.people.get(role)
    visible = set(visible_nodes(reach_of(person)).filter(pk__in=[node.pk for node in things.values()]))
    client = Client()
    cache.clear()
    if person:
        client.force_login(person)
    text = client.get("/search/", {"q": "quillwort"}).text
    return {level for level in things if things[level] in visible}, {
        level for level in things if f"Quillwort</mark> {level.name}" in text or f"Quillwort {level.name}" in text
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_level_shows_to_exactly_those_it_names(scene, things, role):
    expected = {level for level, roles in SEEN.items() if role in roles}
    in_filter, on_page = seen_by(scene, role, things)
    assert in_filter == expected
    assert on_page == (expected if role in MEMBERS else on_page & expected)


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize("role", [*MEMBERS, "outsider"])
def test_conflict_hides_every_level_also_public_and_ones_own(scene, things, role):
    assert seen_by(scene, role, things) == (set(), set())


def test_every_act_has_its_fields_checked():
    assert [name for name in FIELDS if name not in MATRIX] == []
