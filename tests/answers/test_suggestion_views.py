import pytest

from commonweal.answers.models import Answer, Comment

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
WORDS = {"quote": "four towns", "replacement": "five towns", "text": "Tolliver counts.", "start": "AQ==", "end": "Ag=="}


def made(scene, client, now, **more):
    scene.write("We are four towns.", now=now)
    client.force_login(scene.reader)
    client.post(f"{scene.address}suggestions/", WORDS, **more)
    client.force_login(scene.writer)
    return f"{scene.address}suggestions/{Comment.objects.get().uid}"


def test_it_stands_among_the_comments_with_what_leaves_and_what_comes(scene, client, now):
    made(scene, client, now)
    page = client.get(scene.address).text
    assert ("<del>four towns</del>" in page, "<ins>five towns</ins>" in page) == (True, True)
    assert 'data-start="AQ==" data-end="Ag==" data-suggestion="five towns"' in page


def test_accepted_without_script_it_leads_back_to_the_answer(scene, client, now):
    one = made(scene, client, now)
    response = client.post(f"{one}/accept/")
    assert response["Location"] == f"{scene.address}?beside=comments#comment-{Comment.objects.get().uid}"
    assert Answer.objects.get(pk=scene.answer.pk).text == "We are five towns."
    assert "Accepted by Writer Person" in client.get(scene.address).text


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_over_changed_words_it_says_so_and_is_done_by_hand(scene, client, now, htmx):
    one = made(scene, client, now)
    scene.write("We are six towns.", now=now)
    response = client.post(f"{one}/accept/", **htmx)
    assert (response.status_code, "The words changed since this was suggested, so" in response.text) == (422, True)
    assert client.post(f"{one}/accept/", {"by_hand": "on"}, **HTMX).status_code == 200
    assert Comment.objects.get().outcome == "accepted"


def test_declined_with_words_or_not_at_all(scene, client, now):
    one = made(scene, client, now)
    assert client.post(f"{one}/decline/", {"text": ""}, **HTMX).status_code == 422
    page = client.post(f"{one}/decline/", {"text": "It is a village."}, **HTMX).text
    assert ("Declined by Writer Person" in page, "It is a village." in page) == (True, True)


def test_readers_withdraw_their_own_and_decide_nothing(scene, client, now):
    one = made(scene, client, now)
    client.force_login(scene.reader)
    refused = [client.post(f"{one}/accept/"), client.post(f"{one}/decline/", {"text": ""})]
    assert [response.status_code for response in refused] == [403, 403]
    assert "Withdrawn on" in client.post(f"{one}/withdraw/", **HTMX).text


@pytest.mark.parametrize(
    "fields", [{"quote": ""}, {"quote": "x" * 1001}, {"replacement": "x" * 2001}, {"replacement": "four towns"}]
)
def test_a_refused_suggestion_comes_back_with_its_words(scene, client, now, fields):
    client.force_login(scene.reader)
    response = client.post(f"{scene.address}suggestions/", WORDS | fields, **HTMX)
    assert (response.status_code, Comment.objects.exists()) == (422, False)
    assert (">Tolliver counts.</textarea>" in response.text, (WORDS | fields)["replacement"] in response.text) == (
        True,
        True,
    )


def test_markup_in_a_suggestion_is_text(scene, client, now):
    client.force_login(scene.reader)
    page = client.post(f"{scene.address}suggestions/", WORDS | {"replacement": '"><img src=x>'}, **HTMX).text
    assert "<img" not in page
