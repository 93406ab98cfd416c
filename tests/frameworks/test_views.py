import pytest
from django.urls import reverse

from commonweal.frameworks import selectors
from tests.frameworks.shipped import BUILDER, CURRENT, document

pytestmark = pytest.mark.django_db

NOW_EDITION = {"slug": "community-excellence", "edition": "2026"}
OLD_EDITION = {"slug": "community-excellence-builder", "edition": "2018"}


def page(client, name, query="", **arguments):
    return client.get(reverse(f"frameworks:{name}", kwargs={**NOW_EDITION, **arguments}) + query)


def test_the_list_has_every_edition_and_opens_the_current_one(reader):
    shown = reader.get(reverse("frameworks:editions"))
    assert [str(row) for row in shown.context["editions"]] == [
        "community-excellence 2026",
        "community-excellence-builder 2018",
    ]
    assert shown.context["current"].edition == "2026"
    assert "Bring in a file" not in shown.text


def test_the_list_says_so_when_nothing_is_here(client, db):
    from tests.factories.people import make_person

    client.force_login(make_person())
    assert "No edition is here yet" in client.get(reverse("frameworks:editions")).text


@pytest.mark.parametrize("edition", [CURRENT, BUILDER])
def test_every_page_of_every_edition_can_be_read(reader, edition):
    key = {"slug": document(edition).id, "edition": document(edition).edition}
    for name in ("edition", "values", "terms", "print"):
        assert page(reader, name, **key).status_code == 200
    for item in document(edition).items:
        assert page(reader, "item", item=item.slug, **key).context["item"].ref == item.ref


def test_the_contents_name_every_item(reader):
    shown = page(reader, "edition").text
    assert [item.ref for item in document(CURRENT).items if f">{item.ref}<" not in shown] == []


def test_each_depth_shows_more(reader):
    shown = {depth: page(reader, "item", f"?depth={depth}", item="1-1") for depth in ("basic", "overall", "multiple")}
    assert ['class="asked-text"' in shown[depth].text for depth in shown] == [False, True, True]
    assert ['class="prompts"' in shown[depth].text for depth in shown] == [False, False, True]


def test_the_profile_has_no_basic_depth(reader):
    shown = page(reader, "item", "?depth=basic", item="p-1")
    assert shown.context["depth"] == "overall"
    assert [depth.id for depth in shown.context["depths"]] == ["overall", "multiple"]


def test_relations_are_links_both_ways(reader):
    edition = document(CURRENT)
    question = next(question for question in edition.questions if question.relates_to)
    other = edition.question(question.relates_to[0])
    there = page(reader, "item", item=question.item_slug).text
    back = page(reader, "item", item=other.item_slug).text
    assert f"#{other.slug}" in there
    assert f"#{question.slug}" in back


def test_terms_open_their_meaning(reader):
    shown = page(reader, "item", item="1-1")
    used = shown.context["explainer"].used
    assert used
    for term in used:
        assert shown.text.count(f'popovertarget="term-{term.id}"') == 1
        assert shown.text.count(f'id="term-{term.id}" popover') == 1


def test_what_is_not_translated_is_english_and_says_so(lector):
    shown = page(lector, "item", item="1-1", **OLD_EDITION).text
    assert '<span lang="en">' in shown
    assert shown.count('class="untranslated"') > 3
    assert "untranslated" not in page(lector, "item", item="1-1").text


@pytest.mark.parametrize("item", ["9-9", "p-1a-3", "nothing", "1-1a", "p"])
def test_an_item_that_is_none_is_not_found(reader, item):
    assert page(reader, "item", item=item).status_code == 404


def test_an_edition_that_is_not_here_is_not_found(reader):
    assert page(reader, "edition", edition="1999").status_code == 404


def test_search_marks_what_it_found(reader):
    shown = page(reader, "search", "?q=listening")
    assert shown.context["n_hits"] > 3
    assert "<mark>" in shown.text


def test_search_escapes_what_was_asked(reader):
    assert "<b>x" not in page(reader, "search", "?q=%3Cb%3Ex").text


def test_search_without_hits_says_what_to_try(reader):
    assert "Try fewer words" in page(reader, "search", "?q=xyzzy").text


def test_an_edition_asks_for_its_hash_and_those_of_crosswalks(reader, django_assert_num_queries):
    page(reader, "edition")
    with django_assert_num_queries(4):  # session, person, hash, crosswalks
        page(reader, "edition")


@pytest.mark.parametrize("name", ["values", "terms", "print", "search"])
def test_a_page_asks_for_session_person_and_hash(reader, name, django_assert_num_queries):
    selectors.edition(**NOW_EDITION)
    with django_assert_num_queries(3):
        page(reader, name, "?q=group")


def test_an_item_asks_for_session_person_and_hash(reader, django_assert_num_queries):
    selectors.edition(**NOW_EDITION)
    with django_assert_num_queries(3):
        page(reader, "item", item="7-1")


def test_nothing_is_shown_to_strangers(client, shipped):
    assert page(client, "edition").status_code == 302


COMPARE = {"slug": "builder-2018-to-2026"}


def compare(client, query=""):
    return client.get(reverse("frameworks:compare", kwargs=COMPARE) + query)


def test_two_editions_stand_beside_each_other(reader):
    shown = compare(reader)
    assert len(shown.context["pairs"]) == shown.context["n_entries"]
    assert "<ins>" in shown.text
    assert "<del>" in shown.text
    assert compare(reader, "?kind=nonsense").context["kind"] == ""


def test_one_kind_of_change_alone(reader):
    shown = compare(reader, "?kind=new")
    assert {pair.kind for pair in shown.context["pairs"]} == {"new"}
    assert len(shown.context["pairs"]) == next(
        n for kind, _label, n, _meaning in shown.context["kinds"] if kind == "new"
    )


def test_a_comparison_that_is_none_is_not_found(reader):
    assert reader.get(reverse("frameworks:compare", kwargs={"slug": "nothing"})).status_code == 404


def test_a_comparison_asks_for_hashes_only(reader, django_assert_num_queries):
    compare(reader)
    with django_assert_num_queries(5):  # session, person, crosswalk, two editions
        compare(reader)
