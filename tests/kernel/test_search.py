from itertools import count

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.kernel import nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node, SearchEntry
from commonweal.kernel.search import finding, index
from commonweal.kernel.search.finding import Where
from commonweal.kernel.search.index import HERE, Findable, Kind
from commonweal.kernel.visibility import Reach

pytestmark = pytest.mark.django_db
_numbers = count(1)
SCOPES = ("community:1", "community:2", "catalogue:things")
MEMBER = Reach(None, {"community:1": Visibility.GROUP})


@pytest.fixture(autouse=True)
def things(monkeypatch):
    """Two kinds of the test alone; what the source of the first yields is what the test puts into the list."""
    held = []
    kinds = {
        "thing": Kind("thing", 1, "Things", "book", lambda: list(held)),
        "note": Kind("note", 2, "Notes", "book", list),
    }
    monkeypatch.setattr(index, "_kinds", kinds)
    return held


def a_node(scope="community:1", visibility=Visibility.GROUP, **fields):
    return nodes.create("thing", scope=scope, title={}, visibility=visibility, **fields)


def a_thing(title="", text="", *, node=None, name="", **fields):
    return Findable(
        thing=name or f"thing:{next(_numbers)}",
        kind=fields.pop("kind", "thing"),
        node_id=(node or a_node()).pk,
        path=fields.pop("path", "/somewhere/"),
        title={"en": title},
        text={"en": text},
        **fields,
    )


def put(title="", text="", **fields):
    index.put([a_thing(title, text, **fields)])


def search(query, reach=MEMBER, *, here="/c/x/", scope="", **options):
    return finding.search(query, Where(reach, "en", here, scope), **options)


def titles(query, **options):
    return [hit.title for group in search(query, **options) for hit in group.hits]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Uninsured adults", "uninsured"),
        ("Uninsured adults", "UNINSUR"),
        ("The communities of the valley", "community"),
        ("Our community", "communities"),
        ("Acción y educación", "accion"),
        ("Accion", "acción"),
        ("Niños", "nino"),
        ("P.1a(3) Groups", "P.1a(3)"),
        ("P.1a(3) Groups", "1a 3"),
        ("A running start", "run start"),
        ("Cafe\u0301 society", "café"),
        ("Straße", "strasse"),
        ("rate 12.5 percent", "12.5"),
    ],
)
def test_words_are_found_without_case_accents_and_endings(text, query):
    put(text)
    put("Something else", "about nothing")
    assert titles(query) == [" ".join(text.split())]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no Spanish stems")
def test_spanish_endings_do_not_count_on_postgresql():
    put("Las comunidades organizadas")
    assert titles("organizado comunidad") == ["Las comunidades organizadas"]


@pytest.mark.parametrize("query", ["", "  ", "***", "\0", '"', "()", "—"])
def test_query_without_words_finds_nothing(query):
    put("Anything")
    assert search(query) == ()


def test_every_word_must_be_held():
    put("Adult obesity", "of the county")
    assert (titles("obesity county"), titles("obesity state")) == (["Adult obesity"], [])


HOSTILE = [
    "' OR 1=1 --", 'title_words : "x" NEAR(y)', "a AND", "NOT b", "x*", "^y", "{a b}", "a & ! | b <-> c:*", "%s %d %%",
    "\0null", "\\", "a" * 10_000, "ab " * 5_000, "\u202e\ud7ff\U0010ffff", "'; DROP TABLE kernel_node; --", "$$", ":A",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_query_is_only_words(query):
    put("Anything at all")
    assert isinstance(search(query), tuple)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_what_was_put_in_is_found_by_its_own_words(text):
    SearchEntry.objects.all().delete()
    put("zz", text, name="thing:any")
    words = finding.query_words(text)
    found = titles(" ".join(words))
    assert found in ([], ["zz"])
    assert found == ["zz"] or not all(word.isascii() for word in words) or not words


def test_long_texts_are_put_in_and_their_beginning_is_found():
    put("Long", " ".join(f"слово{n}" for n in range(30_000)))
    assert titles("слово7") == ["Long"]


levels = st.sampled_from(Visibility.values)
entries = st.lists(
    st.tuples(st.sampled_from(SCOPES), levels, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=6
)
reaches = st.tuples(
    st.dictionaries(st.sampled_from(SCOPES), st.sampled_from(list(Visibility)), max_size=3),
    st.sets(st.sampled_from(SCOPES), max_size=1),
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=entries, reach=reaches)
def test_nothing_is_found_or_counted_that_may_not_be_seen(django_user_model, entries, reach):
    person = django_user_model.objects.first() or django_user_model.objects.create_user("a@example.org", "Ada")
    SearchEntry.objects.all().delete()
    lowest, conflicts = reach
    reach = Reach(person.pk, lowest, frozenset(conflicts))
    expected = set()
    for number, (scope, level, is_inner, is_own, is_archived) in enumerate(entries):
        node = a_node(scope, level, owner=person if is_own else None)
        Node.objects.filter(pk=node.pk).update(archived_at="2026-11-24T12:00Z" if is_archived else None)
        put(f"secret {number}", node=node, is_inner=is_inner)
        is_inside = scope in lowest and lowest[scope] <= Visibility.GROUP
        sees = reach.sees(scope=scope, visibility=level, owner_id=node.owner_id)
        if sees and not is_archived and (is_inside or not is_inner):
            expected.add(f"secret {number}")
    groups = search("secret", reach, most=50)
    assert {hit.title for group in groups for hit in group.hits} == expected
    assert sum(group.n for group in groups) == len(expected)


def test_search_in_a_community_covers_it_and_the_catalogues():
    for scope in SCOPES:
        put(f"river {scope}", node=a_node(scope, Visibility.PUBLIC))
    assert set(titles("river", scope="community:1")) == {"river community:1", "river catalogue:things"}


def test_thing_of_the_installation_is_opened_where_one_is_or_not_found():
    put("river", path=f"{HERE}measures/river/")
    [group] = search("river", here="/c/prairie-bend/")
    assert group.hits[0].path == "/c/prairie-bend/measures/river/"
    assert search("river", here="") == ()


def test_node_with_stale_things_of_a_kind_keeps_the_new_ones():
    node = a_node()
    put("old tree", node=node)
    put("tree note", node=node, kind="note")
    index.replace("thing", node.pk, [a_thing("new tree", node=node)])
    assert titles("tree") == ["new tree", "tree note"]


def test_words_in_the_title_come_first_and_whole_words_before_beginnings():
    put("Other", "health is wealth")
    put("Healthy eating")
    put("Health")
    assert titles("health") == ["Health", "Healthy eating", "Other"]


def test_kinds_are_groups_with_their_counts():
    for n in range(3):
        put(f"tree {n}")
    put("tree note", kind="note")
    groups = search("tree", most=2)
    assert [(group.kind.name, group.n, len(group.hits)) for group in groups] == [("thing", 3, 2), ("note", 1, 1)]
    alone = search("tree", kind="note")
    assert [(group.kind.name, group.n, len(group.hits)) for group in alone] == [("thing", 3, 0), ("note", 1, 1)]


def test_reader_gets_their_language_and_the_passage_that_holds_the_word():
    thing = a_thing(node=a_node())
    index.put([Findable(thing.thing, "thing", thing.node_id, "/", {"en": "Water", "es": "Agua"},
                        {"en": "clean water", "es": "agua limpia"})])  # fmt: skip
    [group] = search("limpia")
    hit = group.hits[0]
    assert (hit.title, hit.language, "".join(piece.text for piece in hit.excerpt)) == ("Water", "es", "agua limpia")
    assert [piece.text for piece in hit.excerpt if piece.is_hit] == ["limpia"]


def test_changed_thing_is_found_by_its_new_words_only():
    put("old words", name="thing:x")
    put("new sentence", name="thing:x")
    assert (titles("old"), titles("sentence"), SearchEntry.objects.count()) == ([], ["new sentence"], 1)


def test_thing_taken_out_or_whose_node_is_gone_is_not_found():
    node = a_node()
    put("first tree", name="thing:1")
    put("second tree", node=node)
    index.take_out("thing:1", "thing:never")
    node.delete()
    assert titles("tree") == []


def test_forgotten_names_are_in_no_entry():
    put("Zoë Ångström", "a person", name="thing:zoe")
    put("A text", "that Zoe Angstrom is named in")
    put("Another text")
    index.forget(["Zoë Ångström", ""])
    assert [entry.title["en"] for entry in SearchEntry.objects.all()] == ["Another text"]


def test_rebuild_puts_in_what_there_is_and_takes_out_what_is_not(things):
    put("gone tree")
    put("of no kind", kind="unknown")
    things.append(a_thing("new tree"))
    assert index.rebuild() == {"thing": 1, "note": 0}
    assert (titles("tree"), SearchEntry.objects.count()) == (["new tree"], 1)


def test_rebuild_of_what_is_empty_leaves_the_rest(things):
    put("kept tree")
    things.append(a_thing("new tree"))
    assert index.rebuild(only_empty=True) == {"thing": 1, "note": 0}
    assert titles("tree") == ["kept tree"]


def test_search_takes_two_queries(django_assert_num_queries):
    for n in range(3):
        put(f"tree {n}")
    with django_assert_num_queries(2):
        titles("tree")


@pytest.mark.django_db(transaction=True)
def test_migration_goes_back_and_forth():
    executor = MigrationExecutor(connection)
    every = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("kernel", "0003_index_of_visibility")])
        assert "kernel_searchentry" not in connection.introspection.table_names()
    finally:
        MigrationExecutor(connection).migrate(every)
    put("tree")
    assert titles("tree") == ["tree"]
    assert apps.get_model("kernel", "SearchEntry").objects.count() == 1
