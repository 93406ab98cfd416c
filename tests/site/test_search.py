import pytest
from django.urls import reverse

from commonweal.accounts import services as accounts
from commonweal.answers import comment_services
from commonweal.answers import services as answers
from commonweal.communities import services as communities
from commonweal.communities.enums import Role
from commonweal.communities.models import Community
from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel import erasure
from commonweal.kernel.models import SearchEntry
from commonweal.kernel.search import index
from commonweal.measures.catalogue_services import load_catalogue
from commonweal.measures.models import Measure
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(now):
    """Willow Creek with an answer, and Reader Rhea in it; Juniper Falls with one of its own."""
    load_shipped_content(now=now)
    load_catalogue(now=now)
    willow = make_community()
    other = make_community("juniper-falls", "Juniper Falls", lead=make_person("Olive Outsider"))
    for community, text in ((willow, "Rivers and wheat."), (other, "Rivers and zinnias.")):
        lead = community.members.get()
        answer = answers.open_answer(community=community, ref="P.1a(3)", by=lead)
        paragraph = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
        document = {"type": "doc", "content": [paragraph]}
        answers.write_document(answer_id=answer.pk, document=document, by=lead, now=now)
        answer.refresh_from_db()
        comment_services.add_comment(answer=answer, text=f"Rivers? In {community.name}!", by=lead, now=now)
    reader = make_person("Rhea Reader")
    communities.add_member(community=willow, user=reader, role=Role.READER, by=willow.members.first(), now=now)
    return willow, reader


def test_member_finds_what_their_community_holds_and_nothing_else(client, scene):
    _willow, reader = scene
    client.force_login(reader)
    page = client.get(reverse("site:search"), {"q": "river"}).text
    assert "<mark>Rivers</mark> and wheat." in page
    assert "In Willow Creek" in page
    assert ("zinnia" in page, "Juniper" in page, "2 things hold" in page) == (False, False, True)


def test_stranger_to_every_community_finds_the_framework_only(client, scene):
    client.force_login(make_person("Nobody Here"))
    kinds = {group.kind.name for group in client.get(reverse("site:search"), {"q": "community"}).context["groups"]}
    assert kinds == {"question", "term"}


@pytest.mark.parametrize("kind", ["", "answer"])
def test_search_page_has_a_constant_number_of_queries(client, scene, django_assert_max_num_queries, kind):
    client.force_login(scene[1])
    with django_assert_max_num_queries(12):
        client.get(reverse("site:community-search", args=["willow-creek"]), {"q": "rivers", "kind": kind})


@pytest.mark.parametrize("query", ['"', "a AND (", "\0", "%", "<script>", "x" * 10_000, "'; --"])
def test_hostile_query_is_shown_as_text_and_is_no_error(client, scene, query):
    client.force_login(scene[1])
    response = client.get(reverse("site:search"), {"q": query, "page": "none", "kind": "nothing"})
    assert response.status_code == 200
    assert "<script>" not in response.text.partition("<main")[2]


def test_nothing_found_says_what_to_do(client, scene):
    client.force_login(scene[1])
    page = client.get(reverse("site:community-search", args=["willow-creek"]), {"q": "xylophone"}).text
    assert "Nothing holds all of these words" in page
    assert f'href="{reverse("site:search")}?q=xylophone"' in page


def test_every_address_that_is_found_opens(client, scene):
    willow, _reader = scene
    client.force_login(willow.members.first())
    paths = {}
    for query in ("rivers", "insured", "community", "rhea", "integration", "willow"):
        for group in client.get(reverse("site:search"), {"q": query}).context["groups"]:
            paths.setdefault(group.kind.name, group.hits[0].path)
    assert set(paths) >= {"answer", "comment", "community", "measure", "person", "question", "term"}
    assert {kind: client.get(path.partition("#")[0]).status_code for kind, path in paths.items()} == dict.fromkeys(
        paths, 200
    )


def found(*, kind):
    return sorted(next(iter(entry.title.values())) for entry in SearchEntry.objects.filter(kind=kind))


def test_people_are_kept_in_step(scene, now):
    willow, reader = scene
    lead = willow.members.first()
    assert "Rhea Reader" in found(kind="person")
    communities.remove_member(membership=willow.memberships.get(user=reader), by=lead, now=now)
    assert "Rhea Reader" not in found(kind="person")
    assert "Lena Lead" in found(kind="person")


def test_a_new_name_is_found_at_once_and_the_old_one_is_not(scene, now):
    willow, reader = scene
    comment = comment_services.add_comment(
        answer=willow.answers.get(), text="Ask @Rhea Reader.", by=willow.members.first(), now=now
    )
    accounts.describe_self(person=reader, full_name="Rhea Brook", language="en", time_zone="America/Chicago")
    assert "Rhea Brook" in found(kind="person")
    assert not SearchEntry.objects.filter(title_words__contains="rhea reader").exists()
    assert SearchEntry.objects.get(thing=f"comment:{comment.uid}").text == {"": "Ask @Rhea Brook."}


def test_a_new_name_of_a_community_is_found_at_once_with_all_that_is_told_by_it(scene, now):
    willow, _reader = scene
    about = {"name": "Willow Bend", "languages": ["en"], "time_zone": "America/Chicago"}
    communities.change_settings(community=willow, by=willow.members.first(), now=now, **about)
    assert sorted(found(kind="community")) == ["Juniper Falls", "Willow Bend"]
    members = SearchEntry.objects.filter(kind="person", node_id=willow.node_id)
    assert {entry.text[""] for entry in members} == {"Willow Bend"}


def test_comments_are_kept_in_step(scene, now):
    willow, _reader = scene
    comment = willow.answers.get().comments.get()
    lead = comment.by
    entry = SearchEntry.objects.get(thing=f"comment:{comment.uid}")
    comment_services.change_comment(answer=comment.answer, uid=comment.uid, text="Lakes!", by=lead, now=now)
    entry.refresh_from_db()
    assert entry.text == {"": "Lakes!"}
    comment_services.remove_comment(answer=comment.answer, uid=comment.uid, by=lead, now=now)
    assert not SearchEntry.objects.filter(pk=entry.pk).exists()


def test_answer_that_was_emptied_is_not_found(scene, now):
    willow, _reader = scene
    answer = willow.answers.get()
    empty = {"type": "doc", "content": [{"type": "paragraph"}]}
    answers.write_document(answer_id=answer.pk, document=empty, by=willow.members.first(), now=now)
    answers.see_to_closed(answer.pk, now)
    assert not SearchEntry.objects.filter(thing=f"answer:{answer.uid}").exists()


def test_rebuilt_index_is_the_one_that_acts_left(scene):
    fields = ("thing", "kind", "node_id", "path", "title", "text", "title_words", "text_words", "is_inner")
    before = list(SearchEntry.objects.order_by("thing").values(*fields))
    SearchEntry.objects.all().delete()
    index.rebuild()
    assert list(SearchEntry.objects.order_by("thing").values(*fields)) == before


def test_catalogue_that_is_loaded_anew_is_found_anew(scene, now):
    assert len(found(kind="measure")) == Measure.objects.count()
    Measure.objects.filter(key="uninsured").update(name={"en": "Something"})
    SearchEntry.objects.filter(kind="measure").delete()
    load_catalogue(now=now)
    assert len(found(kind="measure")) == Measure.objects.count()


def test_erased_person_is_found_nowhere(scene, now):
    willow, reader = scene
    comment_services.add_comment(
        answer=willow.answers.get(), text="@Rhea Reader knows.", by=willow.members.first(), now=now
    )
    erasure.erase_person(reader, at=now)
    told = SearchEntry.objects.filter(text_words__contains="rhea") | SearchEntry.objects.filter(
        title_words__contains="rhea"
    )
    assert not told.exists()


def test_member_of_two_communities_finds_both(client, scene):
    _willow, reader = scene
    join(Community.objects.get(slug="juniper-falls"), reader, Role.READER)
    client.force_login(reader)
    assert client.get(reverse("site:search"), {"q": "rivers"}).context["n"] == 4


def labels(response):
    return {name: [choice.label for choice in choices] for name, _label, choices in response.context["groups"]}


def test_palette_offers_pages_and_what_one_worked_on(client, scene):
    willow, reader = scene
    client.force_login(willow.members.first())
    offered = labels(client.get(reverse("site:community-palette", args=["willow-creek"])))
    assert list(offered) == ["recent", "pages"]
    assert [label.partition(" ")[0] for label in offered["recent"]] == ["P.1a(3)"]
    client.force_login(reader)
    assert list(labels(client.get(reverse("site:palette")))) == ["pages"]


def test_palette_finds_pages_by_the_beginnings_of_their_words(client, scene):
    client.force_login(scene[1])
    offered = labels(client.get(reverse("site:community-palette", args=["willow-creek"]), {"q": "comm prof"}))
    assert offered["pages"] == ["Community Profile"]


def test_palette_says_when_it_has_nothing(client, scene, django_assert_max_num_queries):
    client.force_login(scene[1])
    with django_assert_max_num_queries(12):
        page = client.get(reverse("site:palette"), {"q": "xylophone"}).text
    assert "Enter searches everywhere" in page
