from uuid import UUID, uuid4

import pytest

from commonweal.answers.models import KeyFactor
from tests.answers.test_key_factor_services import UID, passage, plain, write

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def address(scene):
    return f"/c/{scene.community.slug}/profile/key-factors/"


def test_the_page_groups_them_by_kind_and_leads_to_each_passage(scene, client, now):
    write(scene, now, passage("Jobs leave"), passage("A river", uid=uuid4(), kind="identity"))
    client.force_login(scene.reader)
    page = client.get(address(scene))
    assert [(kind.name, [one.factor.text for one in kind.factors]) for kind in page.context["marked"]] == [
        ("Community identity", ["A river"]),
        ("Key challenge", ["Jobs leave"]),
    ]
    assert f'href="{scene.address}?beside=factors#kf-{UID}"' in page.text
    assert "Key challenge" not in [kind.name for kind in page.context["unmarked"]]


def test_a_kind_the_edition_does_not_know_is_shown_all_the_same(scene, client, now):
    write(scene, now, passage("Jobs leave", kind="of_old"))
    client.force_login(scene.reader)
    assert [kind.name for kind in client.get(address(scene)).context["marked"]] == ["Key factor"]


@pytest.mark.parametrize("n_factors", [1, 3])
def test_both_lists_cost_the_same_however_many_there_are(scene, client, now, django_assert_max_num_queries, n_factors):
    write(scene, now, *(passage(f"Fact {n}", uid=uuid4()) for n in range(n_factors)))
    client.force_login(scene.writer)
    for page in (address(scene), f"{scene.address}?beside=factors"):
        with django_assert_max_num_queries(12):
            assert client.get(page).text.count("<li><a href") >= n_factors


def test_who_writes_puts_back_and_retires_and_who_reads_sees_what_is_gone(scene, client, now):
    write(scene, now, passage("Jobs leave"))
    write(scene, now, plain("Nothing."))
    client.force_login(scene.reader)
    assert ("Jobs leave" in (page := client.get(address(scene)).text), "Put back" in page) == (True, False)
    client.force_login(scene.writer)
    assert "Put back" in client.get(address(scene)).text
    response = client.post(f"{scene.address}key-factors/{UID}/put-back/", {"from": "profile"})
    assert response["Location"] == address(scene)
    response = client.post(f"{scene.address}key-factors/{UID}/retire/")
    assert response["Location"] == f"{scene.address}?beside=factors"
    assert KeyFactor.objects.get().node.archived_at is not None
    assert "1 retired" in client.get(response["Location"]).text


def test_with_htmx_the_list_comes_back(scene, client, now):
    write(scene, now, passage("Jobs leave"))
    client.force_login(scene.writer)
    shown = client.get(f"{scene.address}key-factors/", **HTMX).text
    assert (shown.lstrip().startswith("<section"), "Jobs leave" in shown) == (True, True)
    assert client.get(f"{scene.address}key-factors/")["Location"] == f"{scene.address}?beside=factors"
    retired = client.post(f"{scene.address}key-factors/{UID}/retire/", **HTMX).text
    assert "1 retired" in retired


def test_a_factor_of_another_answer_is_not_here(scene, client, now):
    client.force_login(scene.writer)
    missing = UUID("00000000-0000-4000-8000-000000000000")
    assert client.post(f"{scene.address}key-factors/{missing}/retire/").status_code == 404


def test_people_read_the_kind_behind_the_words_in_their_language(scene, client, now):
    write(scene, now, passage("Jobs leave"))
    client.force_login(scene.reader)
    kind = '<small class="kf-kind"> Key challenge</small>'
    assert kind in client.get(f"/c/{scene.community.slug}/profile/").text
    scene.reader.language = "es"
    scene.reader.save()
    assert '<small class="kf-kind"> Desafío principal</small>' in client.get(scene.address).text
