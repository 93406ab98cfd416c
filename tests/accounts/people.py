"""People who sign in as a person does, so that session, device and confirmation are there."""

from django.test import Client

from commonweal.accounts.models import User
from tests.factories.people import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"


def signed_in(person: User, *, agent: str = FIREFOX) -> Client:
    """A browser in which the person signed in with their password a moment ago."""
    client = Client(headers={"user-agent": agent})
    response = client.post("/sign-in/", {"email": person.email, "password": PASSWORD})
    assert response.status_code == 302
    return client


def let_confirmation_pass(client: Client) -> None:
    """Have the person's last confirmation be an hour old."""
    session = client.session
    session["confirmed_at"] -= 3600
    session.save()
