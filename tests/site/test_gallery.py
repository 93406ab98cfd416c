import pytest

from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_operator_sees_every_part_in_both_themes_with_ids_of_their_own(client):
    client.force_login(make_person(is_superuser=True))
    text = client.get("/operations/components/").text
    assert ("in-light" in text, "in-dark" in text) == (True, True)
    ids = [part.partition('"')[0] for part in text.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))


def test_members_are_refused(client):
    client.force_login(make_person())
    assert client.get("/operations/components/").status_code == 403
