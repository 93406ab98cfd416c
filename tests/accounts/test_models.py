import pytest
from django.db import IntegrityError

from commonweal.accounts.models import SignInLink, User
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_address_is_unique_in_any_case():
    make_person(email="ada@example.org")
    with pytest.raises(IntegrityError):
        make_person(email="ADA@example.org")


@pytest.mark.parametrize(
    ("full_name", "initials"), [("Marisol Ortega-Lund", "MO"), ("Cher", "C"), ("Ana de la Cruz", "AC")]
)
def test_initials_are_of_first_and_last_name(full_name, initials):
    assert User(full_name=full_name).initials == initials


def test_token_hash_is_unique(now):
    person = make_person()
    SignInLink.objects.create(user=person, token_hash="a" * 64, expires_at=now)
    with pytest.raises(IntegrityError):
        SignInLink.objects.create(user=person, token_hash="a" * 64, expires_at=now)
