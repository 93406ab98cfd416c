"""Which catalogue the measures follow: what another changes, that it does, and the way back."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks.services import load_content
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Node, SearchEntry
from commonweal.measures import catalogue_phrases, catalogue_selectors, catalogue_services, selectors, value_selectors
from commonweal.measures.errors import CatalogueAsItWas, NothingToMeasure
from commonweal.measures.methods.catalogue import FACTS, KnownMeasure, changes_by
from commonweal.measures.models import CatalogueUse, Measure, PublishedValue
from commonweal.measures.shipped import shipped_document, shipped_measures
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

OBESITY, NEW = "adult-obesity", "quilts-sewn"


def own_plain():
    """The shipped catalogue without obesity, with another name for poverty and one measure more."""
    plain = deepcopy(shipped_document("catalogue.yaml"))
    plain["id"], plain["title"] = "our-measures", {"en": "Our measures", "es": "Nuestros indicadores"}
    kept = [entry for entry in plain["measures"] if entry["id"] != "adult_obesity"]
    poverty = next(entry for entry in kept if entry["id"] == "poverty")
    poverty["name"] = {"en": "People who are poor", "es": "Personas en pobreza"}
    quilts = {**poverty, "id": "quilts_sewn", "name": {"en": "Quilts sewn", "es": "Colchas cosidas"}}
    plain["measures"] = [*kept, quilts]
    return plain


@pytest.fixture
def otto(db):
    return make_person("Otto Operator", is_superuser=True)


@pytest.fixture
def own(catalogue, otto, now):
    """A catalogue that was brought in."""
    return load_content(own_plain(), by=otto, now=now)


@pytest.fixture
def used(own, otto, now):
    return catalogue_services.use_catalogue(document=own, by=otto, now=now)


def keys(measures):
    return {measure.key for measure in measures}


def test_the_catalogue_is_loaded_once_with_a_node_for_each_measure(db, now):
    n = catalogue_services.load_catalogue(now=now)
    Measure.objects.filter(key=OBESITY).update(decimals=3)
    again = catalogue_services.load_catalogue(now=now)
    assert again == n == Measure.objects.count() == Node.objects.filter(kind="measure").count()
    assert Measure.objects.get(key=OBESITY).decimals == 1


def test_a_preview_says_what_is_added_changed_and_retired(home, own):
    preview = catalogue_selectors.preview_of(own_plain())
    assert keys(preview.changes.added) == {NEW}
    assert [(one.key, facts) for one, facts in preview.changes.changed] == [("poverty", ("name",))]
    assert keys(preview.changes.retired) == {OBESITY}
    assert preview.n_values == {OBESITY: 3}
    assert "coalition" not in {one.area for one in preview.changes.added}
    assert len(preview.left_out) == sum(one["area"] == "coalition" for one in own_plain()["measures"])
    assert Measure.objects.filter(key=NEW).exists() is False


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Name", "People in poverty", "People who are poor")),
        ("es", ("Nombre (en)", "People in poverty", "People who are poor")),
    ],
)
def test_a_text_that_differs_in_another_language_is_told_in_that_one(catalogue, language, told):
    with translation.override(language):
        ((_name, facts),) = catalogue_phrases.told(catalogue_selectors.preview_of(own_plain())).changed
    assert [(fact.label, fact.before, fact.after) for fact in facts] == [told]


def test_measures_follow_what_is_used(home, community, used):
    assert Measure.objects.get(key=NEW).retired_at is None
    poverty = Measure.objects.select_related("node").get(key="poverty")
    assert poverty.name["en"] == poverty.node.title["en"] == "People who are poor"
    assert Measure.objects.get(key=OBESITY).retired_at == used.used_at
    assert Event.objects.get(verb="catalogue.used").after == {"n_measures": len(Measure.objects.offered())}


@pytest.mark.usefixtures("used")
def test_values_of_a_retired_measure_are_kept_and_it_is_not_offered(home, community, client, lead):
    obesity = Measure.objects.get(key=OBESITY)
    assert PublishedValue.objects.filter(measure=obesity).count() == 3
    assert selectors.measure_card(community, obesity, home).here.level.value is not None
    assert OBESITY not in keys(selectors.cards_at(community, home))
    assert OBESITY not in keys(selectors.leading_cards(community, home))
    assert OBESITY not in value_selectors.known_in(community).measures
    assert selectors.n_measures_at(community, home) == len(selectors.cards_at(community, home))
    assert not SearchEntry.objects.filter(thing=f"measure:{obesity.uid}").exists()
    client.force_login(lead)
    shown = client.get(reverse("measures:measure", args=[community.slug, OBESITY])).text
    assert "This measure is kept for its figures" in shown
    assert client.get(reverse("measures:value-add", args=[community.slug, OBESITY])).status_code == 404


def test_a_restart_does_not_undo_the_choice(used, now):
    catalogue_services.load_catalogue(now=now + timedelta(days=1))
    assert Measure.objects.get(key=OBESITY).retired_at == used.used_at
    assert Measure.objects.get(key=NEW).retired_at is None


def test_taking_it_back_brings_everything_back(home, community, used, otto, now):
    before = {measure.key for measure in shipped_measures()}
    catalogue_services.take_catalogue_back(use=used, by=otto, now=now + timedelta(hours=1))
    assert keys(Measure.objects.offered()) == before
    assert Measure.objects.get(key="poverty").name["en"] != "People who are poor"
    assert OBESITY in keys(selectors.cards_at(community, home))
    assert Measure.objects.get(key=NEW).retired_at is not None
    assert Event.objects.filter(verb="catalogue.taken_back").count() == 1


def test_taking_back_leads_to_the_catalogue_used_before(used, own, otto, now):
    plain = own_plain()
    plain["id"] = "third"
    plain["measures"] = [entry for entry in plain["measures"] if entry["id"] != "poverty"]
    third = load_content(plain, by=otto, now=now)
    last = catalogue_services.use_catalogue(document=third, by=otto, now=now + timedelta(hours=1))
    with pytest.raises(CatalogueAsItWas):
        catalogue_services.take_catalogue_back(use=used, by=otto, now=now + timedelta(hours=2))
    assert catalogue_selectors.use_before(last) == used
    catalogue_services.take_catalogue_back(use=last, by=otto, now=now + timedelta(hours=2))
    assert Measure.objects.get(key="poverty").retired_at is None
    assert catalogue_selectors.followed() == own


def test_a_newer_version_is_followed_only_when_it_is_used(used, otto, now):
    plain = own_plain()
    plain["measures"] = plain["measures"][:5]
    load_content(plain, by=otto, now=now)
    catalogue_services.load_catalogue(now=now)
    assert Measure.objects.get(key=NEW).retired_at is None
    assert catalogue_selectors.measures_by(used)


def test_what_is_followed_already_is_not_used_twice(used, own, otto, now):
    with pytest.raises(CatalogueAsItWas):
        catalogue_services.use_catalogue(document=own, by=otto, now=now)
    assert CatalogueUse.objects.count() == 1


def test_a_catalogue_without_measures_of_a_place_is_refused(catalogue, otto, now):
    plain = own_plain()
    plain["measures"] = [entry for entry in plain["measures"] if entry["area"] == "coalition"]
    with pytest.raises(NothingToMeasure):
        catalogue_services.use_catalogue(document=load_content(plain, by=otto, now=now), by=otto, now=now)
    assert Measure.objects.filter(retired_at=None).count() == len(shipped_measures())


def test_only_operators_choose(own, used, otto, lead, now):
    with pytest.raises(NotPermitted):
        catalogue_services.use_catalogue(document=own, by=lead, now=now)
    with pytest.raises(NotPermitted):
        catalogue_services.take_catalogue_back(use=used, by=lead, now=now)


def test_a_use_ends_after_it_began(used):
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueUse.objects.update(taken_back_at=used.used_at - timedelta(seconds=1))


def test_an_operator_looks_uses_and_takes_back_on_pages(home, own, otto, client):
    client.force_login(otto)
    assert "in use" in client.get(reverse("catalogues:list")).text
    page = reverse("catalogues:use", args=[own.uid])
    shown = client.get(page).text
    for words in ("Quilts sewn", "People who are poor", "3 published values are kept", "Retired", "Told otherwise"):
        assert words in shown
    assert "Our measures" in client.post(page, follow=True).text
    again = client.post(page, follow=True)
    assert "Nothing was changed" in again.text
    use = CatalogueUse.objects.get()
    back = reverse("catalogues:take-back", args=[use.uid])
    assert "Offered again" in client.get(back).text
    assert "what they were before" in client.post(back, follow=True).text
    assert Measure.objects.get(key=OBESITY).retired_at is None
    assert "Nothing was changed" in client.post(back, follow=True).text


def test_the_page_of_a_catalogue_leads_there_for_operators(own, otto, client):
    page = reverse("frameworks:content", args=["catalogue", "our-measures"])
    client.force_login(otto)
    assert reverse("catalogues:use", args=[own.uid]) in client.get(page).text
    client.force_login(make_person())
    assert reverse("catalogues:use", args=[own.uid]) not in client.get(page).text


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_has_constant_queries(own, client, now, n, django_assert_max_num_queries):
    CatalogueUse.objects.bulk_create(CatalogueUse(document=own, used_at=now) for _ in range(n))
    client.force_login(make_person(is_superuser=True))
    client.get(reverse("catalogues:list"))
    with django_assert_max_num_queries(6):
        client.get(reverse("catalogues:list"))


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
@pytest.mark.any_database
def test_changes_part_the_measures(live, retired):
    shipped = shipped_measures()[:20]
    here = [
        KnownMeasure(one.key, one.name, {fact: getattr(one, fact) for fact in FACTS}, is_retired=n in retired)
        for n, one in enumerate(shipped_measures()[:31])
        if n in live | retired
    ]
    changes = changes_by(here, shipped)
    assert len(changes.added) + len(changes.changed) + len(changes.returned) + changes.n_same == len(shipped)
    assert keys(changes.retired) == keys(one for one in here if not one.is_retired) - keys(shipped)
    assert changes.changed == ()
