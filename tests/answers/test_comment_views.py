import pytest

from commonweal.answers import comment_services
from commonweal.answers.models import Comment

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def say(scene, now, text="Should we say both?", **more):
    return comment_services.add_comment(answer=scene.answer, text=text, by=scene.reader, now=now, **more)


def test_a_comment_without_script_leads_back_to_the_answer(scene, client):
    client.force_login(scene.reader)
    response = client.post(f"{scene.address}comments/", {"text": "Should we say both?"})
    comment = Comment.objects.get()
    assert response["Location"] == f"{scene.address}?beside=comments#comment-{comment.uid}"
    assert "Should we say both?" in client.get(scene.address).text


def test_with_htmx_the_list_comes_back(scene, client):
    client.force_login(scene.reader)
    fields = {"text": "Is that so, @Writer Person?", "quote": "four  towns", "start": "AQ==", "end": "Ag=="}
    page = client.post(f"{scene.address}comments/", fields, **HTMX).text
    assert page.lstrip().startswith("<section")
    assert ('data-passage="four towns" data-start="AQ==" data-end="Ag=="' in page, "@Writer Person</b>" in page) == (
        True,
        True,
    )


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_a_refused_comment_keeps_what_was_typed(scene, client, htmx):
    client.force_login(scene.reader)
    response = client.post(f"{scene.address}comments/", {"text": "x" * 5_001}, **htmx)
    assert (response.status_code, "x" * 5_001 in response.text) == (422, True)
    assert "A comment holds 5000 characters. Yours is still here: make it shorter." in response.text


@pytest.mark.parametrize("fields", [{"start": "<b>", "end": "AQ=="}, {"start": "A" * 201}, {"quote": ""}])
def test_a_passage_that_makes_no_sense_is_left_out(scene, client, fields):
    client.force_login(scene.reader)
    client.post(f"{scene.address}comments/", {"text": "So?", "quote": "four towns", **fields})
    assert Comment.objects.get().anchor_start == ""


def test_a_long_quote_is_cut(scene, client):
    client.force_login(scene.reader)
    client.post(f"{scene.address}comments/", {"text": "So?", "quote": "word " * 100})
    assert (len(Comment.objects.get().quote), Comment.objects.get().quote[-1]) == (300, "…")


def test_markup_in_a_comment_is_text(scene, client):
    client.force_login(scene.reader)
    page = client.post(f"{scene.address}comments/", {"text": "<img src=x onerror=y>", "quote": '"><hr>'}, **HTMX).text
    assert ("<img" in page, "<hr" in page) == (False, False)


def test_change_settle_open_again_and_remove(scene, client, now):
    client.force_login(scene.reader)
    client.post(f"{scene.address}comments/", {"text": "First"})
    one = f"{scene.address}comments/{Comment.objects.get().uid}"
    client.post(f"{one}/change/", {"text": "Second"})
    client.post(f"{one}/resolve/")
    assert "Settled by Reader Person" in client.get(f"{scene.address}comments/").text
    client.post(f"{one}/reopen/")
    assert "Second" in client.get(scene.address).text
    client.post(f"{one}/remove/")
    assert "Second" not in client.get(scene.address).text


def test_an_old_comment_is_not_changed_and_says_why(scene, client, now):
    comment = say(scene, now.replace(year=2020))
    client.force_login(scene.reader)
    response = client.post(f"{scene.address}comments/{comment.uid}/change/", {"text": "Now"})
    assert (response.status_code, "can no longer be changed" in response.text) == (422, True)


def test_a_stranger_sees_neither_comments_nor_how_many(scene, client, now):
    comment = say(scene, now)
    client.force_login(scene.stranger)
    addresses = [f"{scene.address}comments/", scene.address]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert client.post(f"{scene.address}comments/{comment.uid}/resolve/").status_code == 404


def test_a_comment_of_another_answer_is_not_here(scene, client, now):
    comment = say(scene, now)
    client.force_login(scene.reader)
    other = f"/c/{scene.community.slug}/profile/p-1a-2/comments/{comment.uid}"
    assert [client.post(f"{other}/{act}/").status_code for act in ("resolve", "change", "remove")] == [404, 404, 404]


@pytest.mark.parametrize("n_comments", [1, 3])
def test_comments_have_constant_query_count(scene, client, now, django_assert_max_num_queries, n_comments):
    for _number in range(n_comments):
        say(scene, now, "Yes.", parent_uid=say(scene, now, "So, @Writer Person?").uid)
    client.force_login(scene.reader)
    with django_assert_max_num_queries(8):  # session, person, community, edition (2), answer, members, comments
        page = client.get(f"{scene.address}comments/", **HTMX)
    assert page.context["discussion"].n_open == 2 * n_comments
