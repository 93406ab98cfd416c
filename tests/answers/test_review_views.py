from datetime import timedelta

import pytest

from commonweal.answers import review_selectors, review_services, services

pytestmark = pytest.mark.django_db


def agreed(scene, now, answer=None):
    """An answer that its writer agreed to."""
    answer = answer or scene.answer
    answer.refresh_from_db()
    review_services.send_to_review(answer_id=answer.pk, by=scene.lead, now=now, asked=[scene.writer])
    seen = review_selectors.address_of(answer.document)
    review_services.agree(answer_id=answer.pk, seen=seen, by=scene.writer, now=now)


def test_from_draft_to_agreed_by_pages(scene, client, now):
    scene.write("Four towns.", now=now)
    address = f"{scene.address}review/"
    client.force_login(scene.lead)
    client.post(address, {"people": [scene.lead.uid, scene.reader.uid]})
    for person in (scene.lead, scene.reader):
        client.force_login(person)
        page = client.get(address)
        assert "I agree to this text" in page.text
        page = client.post(f"{address}agree/", {"seen": page.context["seen"]}, follow=True)
    assert page.context["standing"].state == "agreed"
    history = client.get(f"{scene.address}history/").text
    assert "Everybody who was asked has agreed" in history


def test_the_page_of_a_writer_names_who_will_be_asked(scene, client, now):
    scene.write("Four towns.", now=now)
    client.force_login(scene.writer)
    page = client.get(f"{scene.address}review/")
    assert [person.full_name for person in page.context["to_ask"]] == ["Lena Lead", "Reader Person", "Writer Person"]
    client.post(f"{scene.address}review/")
    assert "0 of 3 agreed" in client.get(f"{scene.address}review/").text


def test_a_text_that_changed_while_one_read_it_is_shown_again(scene, client, now):
    scene.write("Four towns.", now=now)
    review_services.send_to_review(answer_id=scene.answer.pk, by=scene.lead, now=now, asked=[scene.writer])
    client.force_login(scene.writer)
    seen = client.get(f"{scene.address}review/").context["seen"]
    scene.write("Three towns.", now=now)
    response = client.post(f"{scene.address}review/agree/", {"seen": seen})
    assert (response.status_code, "Three towns." in response.text) == (409, True)
    assert "The text changed while you read it" in response.text


def test_what_changed_since_all_agreed_is_shown(scene, client, now):
    scene.write("We are four towns.", now=now)
    agreed(scene, now)
    scene.write("We are three towns.", now=now + timedelta(days=1))
    client.force_login(scene.reader)
    page = client.get(f"{scene.address}review/").text
    assert "<del>four</del><ins>three</ins>" in page
    assert "Agreed on November 24; changed since" in page
    assert "Agreed on November 24; changed since" in client.get(f"/c/{scene.community.slug}/profile/").text


def test_an_empty_choice_of_people_is_refused(scene, client, now):
    scene.write("Four towns.", now=now)
    client.force_login(scene.lead)
    response = client.post(f"{scene.address}review/")
    assert (response.status_code, "Choose at least one person" in response.text) == (422, True)


def test_acting_on_a_review_that_ended_says_so(scene, client, now):
    scene.write("Four towns.", now=now)
    client.force_login(scene.writer)
    page = client.post(f"{scene.address}review/take-back/", follow=True).text
    assert "This answer is not with the group any more." in page


def test_a_stranger_sees_nothing_of_a_review(scene, client, now):
    scene.write("Four towns.", now=now)
    agreed(scene, now)
    client.force_login(scene.stranger)
    assert client.get(f"{scene.address}review/").status_code == 404


@pytest.mark.parametrize("n_agreed", [1, 3])
def test_profile_has_constant_query_count_with_reviews(scene, client, now, django_assert_max_num_queries, n_agreed):
    for number in range(1, n_agreed + 1):
        scene.answer = services.open_answer(community=scene.community, ref=f"P.1a({number})", by=scene.lead)
        scene.write("Four towns.", now=now)
        agreed(scene, now)
        scene.write("Three towns.", now=now)
    client.force_login(scene.writer)
    with django_assert_max_num_queries(9):  # the eight of the contents, and texts that changed since
        page = client.get(f"/c/{scene.community.slug}/profile/")
    assert page.text.count("changed since") == n_agreed


@pytest.mark.parametrize("n_asked", [1, 3])
def test_review_has_constant_query_count(scene, client, now, django_assert_max_num_queries, n_asked):
    scene.write("Four towns.", now=now)
    people = [scene.writer, scene.lead, scene.reader][:n_asked]
    review_services.send_to_review(answer_id=scene.answer.pk, by=scene.lead, now=now, asked=people)
    client.force_login(scene.writer)
    with django_assert_max_num_queries(
        9
    ):  # session, person, community, edition, answer, review, voices, members, switcher
        page = client.get(f"{scene.address}review/")
    assert len(page.context["said"]) == n_asked
