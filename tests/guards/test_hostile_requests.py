"""Nothing a signed-in person writes into an address, a query, a form or a cookie ends in an error page.

What is refused is refused with a page that says so; on PostgreSQL too, which takes neither NUL nor whole numbers
without end. No answer leads to another site, breaks a header or gives markup back as markup.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.conftest import NOW
from tests.factories.two_communities import Scene, build_scene
from tests.guards.test_access_matrix import FIELDS, MATRIX

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MARKUP = "<img src=zq9x onerror=zq9x()>"
HOSTILE = {
    "bytes that are no text": b"a%00b%ED%A0%80%FF%FE",
    "NUL": b"%00",
    "a number without end": b"9" * 40,
    "a number below nothing": b"-1",
    "not a number": b"nan",
    "digits of another script": quote("١٢٣").encode(),
    "markup": quote(f"\"'>{MARKUP}{{{{7*7}}}}").encode(),
    "a way out": b"%2F%2Felsewhere.example%2F..%2F..%2Fetc%2Fpasswd%0D%0ABcc:%20eve@example.org",
    "a day that is none": b"2026-02-30",
    "an identifier of nothing": b"00000000-0000-0000-0000-000000000000",
}
LONG = b"w" * 70_000
QUERY = ("q", "state", "place", "with", "page", "kind", "depth", "job", "next", "beside", "part", "language")
EVERYWHERE = (
    "next",
    "fips",
    "uid",
    "person",
    "people",
    "language",
    "text",
    "seen",
    "place",
    "home",
    "reply_to",
    "quote",
)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Built once; its lead may do what an operator may, so that every form is reached."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_scene(NOW)
        lead = built.people["lead"]
        lead.is_superuser = True
        lead.save(update_fields=["is_superuser"])
        yield built
        transaction.set_rollback(True)


def signed_in(scene: Scene) -> Client:
    cache.clear()
    client = Client()
    client.force_login(scene.people["lead"])
    return client


def fault_of(response) -> str:
    """What is wrong with an answer; empty when nothing is."""
    content = b"".join(response) if response.streaming else response.content
    is_page = response.get("Content-Type", "").startswith("text/html")
    if response.status_code >= 500:
        return f"status {response.status_code}"
    if response.get("Location", "").startswith(("//", "http://elsewhere", "/\\")):
        return f"leads to {response['Location']}"
    if "\n" in "".join(f"{name}{value}" for name, value in response.items()):
        return "a line break in a header"
    return "markup came back as markup" if is_page and MARKUP in content.decode(errors="replace") else ""


def asked(client: Client, act) -> str:
    """The fault of one request; what it did is taken back, in the database and in the client."""
    cache.clear()
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        try:
            fault = fault_of(act())
        except Exception as error:  # noqa: BLE001 -- every one is an error page
            fault = f"{type(error).__name__}: {error}"[:200]
        transaction.set_rollback(True)
    client.cookies = cookies
    return fault


def encoded(fields: Mapping[str, object]) -> bytes:
    return urlencode(fields, doseq=True).encode()


def bodies(client: Client, name: str, address: str) -> Iterator[tuple[str, bytes]]:
    """Posts with a hostile value in every field of the page at once, and in each needed one beside good ones."""
    page = client.get(address)
    content = b"".join(page) if page.streaming else page.content
    named = {*re.findall(r'name="([\w-]+)"', content.decode(errors="replace")), *EVERYWHERE} - {"csrfmiddlewaretoken"}
    needed = FIELDS.get(name, {})
    for title, value in {**HOSTILE, "a long word": LONG}.items():
        yield title, b"&".join(field.encode() + b"=" + value for field in sorted({*named, *needed}))
        for field in needed:
            others = encoded({other: good for other, good in needed.items() if other != field})
            yield f"{title} as {field}", others + f"&{field}=".encode() + value


@pytest.mark.parametrize("name", MATRIX)
def test_hostile_fields_end_in_a_page(scene, name):
    client = signed_in(scene)
    address = reverse(name, kwargs=scene.example.arguments(name))
    faults = {
        title: asked(client, partial(client.post, address, body, content_type=FORM))
        for title, body in bodies(client, name, address)
    }
    assert {title: fault for title, fault in faults.items() if fault} == {}


@pytest.mark.parametrize("name", MATRIX)
def test_hostile_queries_end_in_a_page(scene, name):
    client = signed_in(scene)
    address = reverse(name, kwargs=scene.example.arguments(name))
    queries = {title: "&".join(f"{one}={value.decode()}" for one in QUERY) for title, value in HOSTILE.items()}
    faults = {title: asked(client, partial(client.get, f"{address}?{query}")) for title, query in queries.items()}
    assert {title: fault for title, fault in faults.items() if fault} == {}


@pytest.mark.parametrize("name", MATRIX)
def test_hostile_addresses_end_in_a_page(scene, name):
    client = signed_in(scene)
    arguments, faults = scene.example.arguments(name), {}
    for argument, good in arguments.items():
        mark = 4711 if isinstance(good, int) else str(good)
        known = reverse(name, kwargs={**arguments, argument: mark})
        for title, value in HOSTILE.items():
            hostile = known.replace(quote(str(mark)), value.decode(), 1)
            faults[f"{title} as {argument}"] = asked(client, partial(client.get, hostile))
    assert {title: fault for title, fault in faults.items() if fault} == {}


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "language", "theme", "messages"])
def test_hostile_cookies_end_in_a_page(scene, cookie):
    faults = {}
    for title, value in {**HOSTILE, "NUL itself": b"a\0b"}.items():
        client = Client()
        client.cookies[cookie] = value.decode()
        for page in ("site:home", "site:help", "accounts:sign-in"):
            faults[f"{title} at {page}"] = asked(client, partial(client.get, reverse(page)))
    assert {title: fault for title, fault in faults.items() if fault} == {}
