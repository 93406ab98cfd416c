"""The community's own words: kept, explained where the Profile uses them, listed at the end on paper."""

import pytest
from hypothesis import given

from commonweal.answers import document_selectors, glossary_selectors, glossary_services
from commonweal.answers.errors import NoSuchTerm, TermIncomplete, TermKnown
from commonweal.answers.methods.glossary import TAG, PageGlossary, term_of, with_own_words
from commonweal.answers.methods.projection import html_of
from commonweal.answers.models import GlossaryTerm
from commonweal.frameworks.selectors import current_edition
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event
from tests.answers.documents import documents
from tests.factories.people import make_community, make_person

OXBOW = term_of("own-1", {"en": "Oxbow", "es": "Meandro"}, {"en": "The old river.", "es": "El río viejo."})
BUTTON = '<button type="button" class="term" popovertarget="term-own-1" data-term>{}</button>'


def add(scene, now, name="Oxbow", meaning="The old river.", by=None):
    return glossary_services.add_term(
        community=scene.community, name={"en": name}, meaning={"en": meaning}, by=by or scene.writer, now=now
    )


def test_a_word_is_explained_at_its_first_place_and_not_within_a_link_or_heading():
    glossary = PageGlossary([OXBOW], "en")
    html = '<h3>Oxbow</h3><p><a href="/x">Oxbow</a> the Oxbow &amp; an oxbow</p>'
    assert glossary.explained(html) == html.replace("the Oxbow", f"the {BUTTON.format('Oxbow')}")
    assert (glossary.explained("<p>Oxbow</p>"), glossary.used) == ("<p>Oxbow</p>", (OXBOW,))


def test_a_text_in_spanish_is_searched_for_spanish_words():
    html = "<p>El Meandro es de los que la gente dice que no se olvida en la vida.</p>"
    assert BUTTON.format("Meandro") in PageGlossary([OXBOW], "en").explained(html)


def test_a_word_of_ours_stands_in_place_of_the_frameworks():
    framework = [term_of("oxbow", {"en": "oxbow"}, {"en": "x"}), term_of("river", {"en": "river"}, {"en": "y"})]
    assert [term.id for term in with_own_words([OXBOW], framework)] == ["river", "own-1"]


def test_a_word_only_in_spanish_is_shown_all_the_same():
    assert term_of("own-2", {"es": "Promotora"}, {"es": "Vecina que cuida."}).name.in_language("en") == "Promotora"


@given(documents)
def test_explaining_changes_no_words_and_no_other_markup(document):
    html = html_of(document)
    explained = PageGlossary([OXBOW, term_of("own-2", {"en": "a"}, {"en": "x"})], "en").explained(html)
    assert "".join(TAG.split(explained)[::2]) == "".join(TAG.split(html)[::2]).replace("&#x27;", "&#x27;")
    kept = [tag for tag in TAG.findall(explained) if not tag.startswith(("<button", "</button"))]
    assert kept == TAG.findall(html)


@pytest.mark.django_db
def test_a_word_is_kept_with_a_node_and_its_history(scene, now):
    term = add(scene, now)
    assert (term.node.title, str(term)) == ({"en": "Oxbow"}, "Oxbow")
    more = {"name": {"en": "Oxbow", "es": "Meandro"}, "meaning": {"en": "The old arm.", "es": "El brazo viejo."}}
    glossary_services.change_term(community=scene.community, uid=term.uid, by=scene.lead, now=now, **more)
    glossary_services.change_term(community=scene.community, uid=term.uid, by=scene.lead, now=now, **more)
    glossary_services.take_out(community=scene.community, uid=term.uid, by=scene.lead, now=now)
    verbs = Event.objects.filter(node=term.node).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["glossary_term.added", "glossary_term.changed", "node.archived"]
    assert list(glossary_selectors.terms_of(scene.community)) == []
    with pytest.raises(NoSuchTerm):
        glossary_selectors.term(scene.community, term.uid)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "meaning"),
    [({}, {}), ({"en": "Oxbow"}, {}), ({"en": "Oxbow"}, {"es": "El río."}), ({"en": " "}, {"en": " "})],
)
def test_a_word_needs_its_meaning_in_the_same_language(scene, now, name, meaning):
    with pytest.raises(TermIncomplete):
        glossary_services.add_term(community=scene.community, name=name, meaning=meaning, by=scene.writer, now=now)


@pytest.mark.django_db
def test_a_word_stands_once_and_readers_put_none_in(scene, now):
    add(scene, now)
    with pytest.raises(TermKnown):
        add(scene, now, name="oxbow")
    with pytest.raises(NotPermitted):
        add(scene, now, name="Levee", by=scene.reader)
    other = make_community("far", "Far", lead=(stranger := make_person("Far Away")))
    glossary_services.add_term(community=other, name={"en": "Oxbow"}, meaning={"en": "Another."}, by=stranger, now=now)
    assert GlossaryTerm.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("n_terms", [1, 3])
def test_the_page_costs_the_same_however_many_words(scene, client, now, django_assert_max_num_queries, n_terms):
    for number in range(n_terms):
        add(scene, now, name=f"Oxbow {number}")
    client.force_login(scene.writer)
    with django_assert_max_num_queries(12):
        page = client.get(f"/c/{scene.community.slug}/profile/glossary/").text
    assert page.count("The old river.") == n_terms


@pytest.mark.django_db
def test_a_writer_puts_in_changes_and_takes_out_on_the_page(scene, client, now):
    address = f"/c/{scene.community.slug}/profile/glossary/"
    client.force_login(scene.writer)
    refused = client.post(address, {"name_en": "Oxbow", "meaning_en": ""})
    assert (refused.status_code, "Nothing was saved" in refused.text, 'value="Oxbow"' in refused.text) == (
        422,
        True,
        True,
    )
    client.post(address, {"name_en": "Oxbow", "meaning_en": "<b>The</b> river."})
    page = client.get(address).text
    assert ("&lt;b&gt;The&lt;/b&gt; river." in page, "<b>The" in page) == (True, False)
    one = f"{address}{GlossaryTerm.objects.get().uid}/"
    assert 'value="Oxbow"' in client.get(one).text
    client.post(one, {"name_es": "Meandro", "meaning_es": "El río."})
    assert GlossaryTerm.objects.get().name == {"es": "Meandro"}
    assert client.post(one, {"name_en": "x" * 81}).status_code == 422
    client.post(f"{one}take-out/")
    assert "Meandro" not in client.get(address).text


@pytest.mark.django_db
def test_the_profile_opens_meanings_and_paper_ends_with_them(scene, client, now):
    add(scene, now)
    scene.write("We live along the Oxbow.", now=now)
    client.force_login(scene.reader)
    page = client.get(f"/c/{scene.community.slug}/profile/").text
    assert ("data-term>Oxbow</button>" in page, "<p>The old river.</p>" in page) == (True, True)
    assert "The old river." in client.get(f"/c/{scene.community.slug}/profile/print/").text
    edition = current_edition()
    answers = document_selectors.written_answers(scene.community, edition)
    context = document_selectors.profile_context(scene.community, edition, answers, language="en", at=now)
    assert context.as_data({})["glossary"] == [{"name": "Oxbow", "meaning": "The old river."}]
