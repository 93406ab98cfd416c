"""Application copies: their own texts, their room, and what they offer back."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from commonweal.answers import (
    copy_selectors,
    copy_services,
    document_selectors,
    figure_services,
    findable,
    layout_services,
    selectors,
    services,
    version_services,
)
from commonweal.answers.copy_errors import CopyNameTaken, NoSuchLevel, OfferChanged
from commonweal.answers.copy_models import ApplicationCopy, CopyDecision
from commonweal.answers.layout_models import ProfileLayout
from commonweal.answers.methods.copies import Stand, stand_of
from commonweal.answers.methods.projection import EMPTY_DOCUMENT, figures_in
from commonweal.answers.models import Answer, Figure
from commonweal.answers.review_selectors import address_of
from commonweal.frameworks.selectors import current_edition
from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel import files, soundness
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Job, Link, StoredFile
from commonweal.measures import selectors as measures
from commonweal.measures.models import Measure
from tests.answers.conftest import REF, SLUG, document_of
from tests.answers.figure_stage import set_up
from tests.conftest import NOW

LATER, LATEST = NOW.replace(hour=17), NOW.replace(hour=19)


@pytest.fixture
def copy(scene):
    """A copy of a Profile with one answer, for the first level."""
    load_shipped_content(now=NOW)
    scene.write("Two rivers meet here.", now=NOW)
    return make(scene)


def make(scene, name="Application", level="level-1", by=None):
    return copy_services.make_copy(community=scene.community, name=name, level_id=level, by=by or scene.writer, now=NOW)


def text_in(copy, ref=REF):
    return services.up_to_date(Answer.texts.get(copy=copy, ref=ref))


def trim(scene, copy, words, at=LATER):
    text = text_in(copy)
    services.write_document(answer_id=text.pk, document=document_of(words), by=scene.writer, now=at)


def stand(scene, copy):
    edition = current_edition()
    texts = [services.up_to_date(one) for one in copy_selectors.texts_of(copy)]
    living = {one.ref: one for one in version_services.current_answers(scene.community, edition)}
    budget = copy_selectors.budget_of(copy, edition, texts)
    rows = copy_selectors.rows_of(copy, edition, texts, living, budget)
    return next(row.stand for row in rows if row.question.ref == REF)


def seen(scene, copy):
    """The two texts as a person has read them."""
    living = services.up_to_date(Answer.objects.get(pk=scene.answer.pk))
    return {"seen": address_of(text_in(copy).document), "seen_living": address_of(living.document)}


def decide(act, scene, copy, by=None, **texts):
    return act(text_id=text_in(copy).pk, by=by or scene.writer, now=LATEST, **{**seen(scene, copy), **texts})


def address(scene, name, *rest):
    return reverse(f"answers:{name}", args=[scene.community.slug, *rest])


def test_a_copy_has_every_question_with_its_own_text(scene, copy):
    assert len(copy_selectors.texts_of(copy)) == 18
    assert text_in(copy).text == "Two rivers meet here."
    trim(scene, copy, "Two rivers.")
    assert text_in(copy).text == "Two rivers."
    assert services.up_to_date(Answer.objects.get(pk=scene.answer.pk)).text == "Two rivers meet here."


def test_a_copy_keeps_the_rules_of_its_level(copy):
    assert (copy.level, copy.rules, copy.page_limit, copy.level_name["es"]) == ("level-1", "2026", 10, "Compromiso")


def test_texts_of_copies_stand_in_no_list_of_answers(scene, copy):
    edition = current_edition()
    assert [one.pk for one in selectors.answers_of(scene.community, edition)] == [scene.answer.pk]
    assert [one.pk for one in document_selectors.written_answers(scene.community, edition)] == [scene.answer.pk]
    assert list(scene.community.answers.values_list("pk", flat=True)) == [scene.answer.pk]
    assert len(list(findable._answers())) == 1


def test_members_open_the_text_of_a_copy_for_writing_and_strangers_do_not(scene, copy):
    uid = text_in(copy).uid
    assert selectors.answers_visible_to(scene.reader).filter(uid=uid).exists()
    assert not selectors.answers_visible_to(scene.stranger).filter(uid=uid).exists()


def test_one_text_for_each_question_of_a_copy(scene, copy):
    text = text_in(copy)
    text.pk = text.id = None
    text.uid, text.node = None, scene.community.node
    with pytest.raises(IntegrityError), transaction.atomic():
        text.save()


def test_levels_and_names_are_checked_and_readers_copy_nothing(scene, copy):
    with pytest.raises(NoSuchLevel):
        make(scene, "Other", level="level-9")
    with pytest.raises(CopyNameTaken):
        make(scene)
    with pytest.raises(NotPermitted):
        make(scene, "Other", by=scene.reader)
    assert ApplicationCopy.objects.count() == 1


def test_how_a_text_stands_follows_both_texts(scene, copy):
    assert stand(scene, copy) is Stand.SAME
    trim(scene, copy, "Two rivers.")
    assert stand(scene, copy) is Stand.OFFERED
    scene.write("Three rivers meet here.", now=LATEST)
    assert stand(scene, copy) is Stand.BOTH
    trim(scene, copy, "Two rivers meet here.", at=LATEST)
    assert stand(scene, copy) is Stand.BEHIND


def test_an_offer_is_taken_with_an_event_and_can_be_brought_back(scene, copy):
    trim(scene, copy, "Two rivers.")
    decide(copy_services.take_offer, scene, copy)
    assert services.up_to_date(Answer.objects.get(pk=scene.answer.pk)).text == "Two rivers."
    assert stand(scene, copy) is Stand.SAME
    event = Event.objects.get(verb="application_copy.offer_taken")
    assert (event.by, event.node) == (scene.writer, text_in(copy).node)
    living = Answer.objects.get(pk=scene.answer.pk)
    latest = selectors.history_of(living).first()
    restored = services.restore_version(answer_id=living.pk, event_uid=latest.uid, by=scene.writer, now=LATEST)
    assert services.up_to_date(restored).text == "Two rivers meet here."


def test_what_was_taken_is_the_new_common_ground(scene, copy):
    trim(scene, copy, "Two rivers.")
    decide(copy_services.take_offer, scene, copy)
    scene.write("Two rivers and a lake.", now=LATEST)
    assert stand(scene, copy) is Stand.BEHIND


def test_a_declined_offer_comes_again_only_with_another_text(scene, copy):
    trim(scene, copy, "Two rivers.")
    decide(copy_services.decline_offer, scene, copy)
    assert stand(scene, copy) is Stand.KEPT_APART
    assert services.up_to_date(Answer.objects.get(pk=scene.answer.pk)).text == "Two rivers meet here."
    trim(scene, copy, "Rivers.", at=LATEST)
    assert stand(scene, copy) is Stand.OFFERED
    assert Event.objects.filter(verb="application_copy.offer_declined").count() == 1


def test_the_living_text_can_be_brought_in(scene, copy):
    scene.write("Three rivers meet here.", now=LATER)
    decide(copy_services.bring_living_text, scene, copy)
    assert text_in(copy).text == "Three rivers meet here."
    scene.write("Four rivers meet here.", now=LATEST)
    assert stand(scene, copy) is Stand.BEHIND


@pytest.mark.parametrize(
    "act", [copy_services.take_offer, copy_services.decline_offer, copy_services.bring_living_text]
)
def test_nobody_decides_about_texts_they_have_not_read_or_without_the_role(scene, copy, act):
    trim(scene, copy, "Two rivers.")
    unread = address_of(dict(EMPTY_DOCUMENT))
    with pytest.raises(OfferChanged):
        decide(act, scene, copy, seen=unread)
    with pytest.raises(OfferChanged):
        decide(act, scene, copy, seen_living=unread)
    with pytest.raises(NotPermitted):
        decide(act, scene, copy, by=scene.reader)
    assert CopyDecision.objects.count() == 0


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("texts", "is_declined", "expected"),
    [
        (("a", "a", "a"), False, Stand.SAME), (("b", "b", "a"), True, Stand.SAME),
        (("b", "a", "a"), False, Stand.OFFERED), (("b", "a", "a"), True, Stand.KEPT_APART),
        (("a", "b", "a"), False, Stand.BEHIND), (("a", "b", "a"), True, Stand.BEHIND),
        (("b", "c", "a"), False, Stand.BOTH), (("b", "c", "a"), True, Stand.BOTH_APART),
    ],
)  # fmt: skip
def test_every_way_three_texts_can_stand(texts, is_declined, expected):
    assert stand_of(*texts, is_declined=is_declined) is expected


def test_a_copy_has_pages_of_its_own(scene, copy):
    scene.write(*["A long line about rivers and towns, again and again and again. " * 10] * 30, now=LATER)
    layout_services.count_pages(community_id=scene.community.pk, now=LATER)
    layout_services.count_pages(community_id=scene.community.pk, copy_id=copy.pk, now=LATER)
    of_all, of_copy = ProfileLayout.objects.get(copy=None), ProfileLayout.objects.get(copy=copy)
    assert of_all.pages_by_ref[REF] > of_copy.pages_by_ref[REF] + 2


def test_a_copy_is_made_trimmed_and_offered_in_the_browser(scene, client, copy):
    client.force_login(scene.writer)
    made = client.post(address(scene, "copies"), {"name": "For 2027", "level": "level-2"}, follow=True)
    assert "For 2027" in made.text
    trim(scene, copy, "Two rivers.")
    html = client.get(address(scene, "copy", copy.uid)).text
    assert "1 text is offered back to the living Profile." in html
    offer = client.get(address(scene, "copy-offer", copy.uid, SLUG)).text
    assert "<del> meet here</del>" in offer
    client.post(address(scene, "offer-take", copy.uid, SLUG), seen(scene, copy))
    assert services.up_to_date(Answer.objects.get(pk=scene.answer.pk)).text == "Two rivers."


def test_a_stale_decision_is_refused_with_a_sentence(scene, client, copy):
    client.force_login(scene.writer)
    trim(scene, copy, "Two rivers.")
    response = client.post(address(scene, "offer-decline", copy.uid, SLUG), {"seen": "x"}, follow=True)
    assert "One of the two texts changed while you read." in response.text


def test_the_writing_page_opens_the_text_of_the_copy(scene, client, copy):
    client.force_login(scene.writer)
    html = client.get(address(scene, "copy-write", copy.uid, SLUG)).text
    assert f'data-socket="/ws/answers/{text_in(copy).uid}/"' in html
    assert 'data-tool="comment"' not in html
    assert client.get(address(scene, "copy-write", copy.uid, "p-9z-9")).status_code == 404


def test_readers_see_copies_and_decide_nothing(scene, client, copy):
    client.force_login(scene.reader)
    trim(scene, copy, "Two rivers.")
    assert client.get(address(scene, "copy", copy.uid)).status_code == 200
    assert "Take it into the living Profile" not in client.get(address(scene, "copy-offer", copy.uid, SLUG)).text
    for name in ("offer-take", "offer-decline", "copy-renew"):
        assert client.post(address(scene, name, copy.uid, SLUG), seen(scene, copy)).status_code == 403
    assert client.post(address(scene, "copies"), {"name": "x", "level": "level-1"}).status_code == 403


def test_a_copy_leaves_as_a_file(scene, client, copy, django_capture_on_commit_callbacks):
    trim(scene, copy, "Only in the copy.")
    client.force_login(scene.reader)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(scene, "pdf"), {"language": "es", "form": "pdf", "copy": str(copy.uid)})
    job = Job.objects.get(name="answers.make_profile_pdf")
    content = files.read(StoredFile.objects.get(uid=job.result["file"]))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "Only in the copy." in text
    assert "Application: Compromiso, 2026" in text


@pytest.mark.parametrize("n_copies", [1, 3])
def test_the_pages_have_constant_query_counts(scene, client, copy, django_assert_max_num_queries, n_copies):
    for number in range(n_copies - 1):
        make(scene, f"Other {number}")
    client.force_login(scene.writer)
    for name, rest, most in (("copies", (), 8), ("copy", (copy.uid,), 12)):
        client.get(address(scene, name, *rest))
        with django_assert_max_num_queries(most):
            client.get(address(scene, name, *rest))


def test_texts_of_copies_are_checked_like_the_living_ones(copy):
    Answer.texts.filter(copy=copy, ref=REF).update(last_seq=99)
    broken = {found.invariant.name: found.broken for found in soundness.check() if not found.is_sound}
    assert REF in broken["answers.log_ends_where_it_says"][0]


@pytest.fixture
def figured(copy, scene):
    """The address of the copy's first text; a measure of a place has a value."""
    set_up(scene)
    return reverse("answers:copy-write", args=[scene.community.slug, copy.uid, "p-1a-1"])


def test_a_figure_put_into_a_copy_belongs_to_the_copy(client, scene, copy, figured):
    client.force_login(scene.writer)
    response = client.post(f"{figured}figures/new/", {"measure": Measure.objects.get().key, "place": place_of(scene)})
    assert (response.status_code, response.url) == (302, figured)
    figure = Figure.objects.get()
    assert figure.answer == text_in(copy)
    assert figure_in(text_in(copy)) == str(figure.uid)
    assert living(scene).document == document_of("Two rivers meet here.")
    shown = client.get(f"/c/{scene.community.slug}/figures/{figure.uid}/", headers={"HX-Request": "true"}).text
    assert "Figure P.1-1" in shown


def test_the_places_of_a_copy_are_its_own(client, scene, copy, figured):
    add_figure_to(copy, scene)
    client.force_login(scene.reader)
    told = client.get(f"{figured}figures/").json()
    assert [one["url"] for one in told["figures"]] == [f"{figured}#figure-{figure_in(text_in(copy))}"]
    living = client.get(reverse("answers:figure-places", args=[scene.community.slug, "p-1a-1"])).json()
    assert living["figures"] == []


def test_readers_put_no_figure_into_a_copy(client, scene, figured):
    client.force_login(scene.reader)
    assert client.post(f"{figured}figures/new/", {"measure": "x", "place": "y"}).status_code == 403
    assert Figure.objects.count() == 0


def test_the_figures_of_words_taken_over_go_with_them(scene, copy, figured):
    add_figure_to(copy, scene)
    figure = Figure.objects.get()
    decide(copy_services.take_offer, scene, copy)
    assert Figure.objects.get().answer == living(scene)
    assert Link.objects.filter(source=living(scene).node, verb="cites", target=figure.node).count() == 1


def add_figure_to(copy, scene):
    figure_services.add_figure_at_end(
        answer_id=text_in(copy).pk,
        measure_key=Measure.objects.get().key,
        place_fips=place_of(scene),
        by=scene.writer,
        now=LATER,
    )


def figure_in(text):
    return figures_in(text.document)[0]


def place_of(scene):
    return measures.places_of(scene.community).get().place.fips


def living(scene):
    return services.up_to_date(Answer.objects.get(ref=REF))
