"""Each page of the worked example: CPU time beside the floor, queries, and the bytes of a first visit."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.clock import cpu_ms_beside
from benchmarks.figures import Figure
from benchmarks.requests import Answer, ask, bare_request, environ_of
from commonweal.accounts.models import User
from commonweal.accounts.session_store import SessionStore
from commonweal.communities.models import Community
from commonweal.measures.models import PublishedValue

CPU_NOTE = "Most of it is the template engine at work: every variable and translation of the page is looked up anew."
CPU_GOAL, CPU_GOAL_OF_LARGE = 40, 120
"""Floors, for an ordinary page and for the largest (design.md, section 8)."""
QUERY_GOAL = 12
FIRST_VISIT_KB = 60
EDITOR_KB = 200
BACKEND = "commonweal.accounts.auth_backends.PersonBackend"
_ASSET = re.compile(rb"<(?:script|link)\b[^>]*?\s(?:src|href)=\"(/assets/[^\"]+\.(?:js|css))\"")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, by the words people know it by.

    The largest are those that show every question of the Profile, or every measure of a place, at once.
    """

    title: str
    address: str
    is_public: bool = False
    is_large: bool = False


def figures() -> Iterator[Figure]:
    """CPU and queries of every page, then bytes. Needs the worked example in the database."""
    community = Community.objects.filter(is_example=True).earliest("pk")
    cookies = session_cookies(community.memberships.filter(role="lead").earliest("pk").user)
    handler = WSGIHandler()
    pages = pages_of(community)
    bare = bare_request()
    for page in pages:
        yield from _costs_of(handler, page, {} if page.is_public else cookies, bare)
    yield from _bytes_of(handler, pages, cookies)


def pages_of(community: Community) -> list[Page]:
    """The pages there are."""
    slug = {"slug": community.slug}
    value = PublishedValue.objects.select_related("measure").filter(place__is_invented=True).first()
    pages = [
        Page("sign-in", reverse("accounts:sign-in"), is_public=True),
        Page("start", reverse("communities:start", kwargs=slug)),
        Page("first steps", reverse("communities:steps", kwargs=slug)),
        Page("people", reverse("communities:people", kwargs=slug)),
        Page("people: invitations", reverse("communities:invitations", kwargs=slug)),
        Page("people: roles", reverse("communities:roles", kwargs=slug)),
        Page("people: look as others", reverse("communities:view-as", kwargs=slug)),
        Page("people: who looked", reverse("communities:viewings", kwargs=slug)),
        Page("organizations", reverse("communities:organizations", kwargs=slug)),
        Page("organizations: add", reverse("communities:organization-add", kwargs=slug)),
        Page("counties of the community", reverse("communities:boundary", kwargs=slug)),
        Page("settings", reverse("communities:settings", kwargs=slug)),
        Page("profile: contents", reverse("answers:profile", kwargs=slug), is_large=True),
        Page("profile: writing", reverse("answers:write", kwargs={**slug, "ref_slug": "p-1a-3"}), is_large=True),
        Page("profile: history", reverse("answers:history", kwargs={**slug, "ref_slug": "p-1a-3"})),
        Page("profile: print view", reverse("answers:print", kwargs=slug), is_large=True),
        Page("measures: list", reverse("measures:list", kwargs=slug), is_large=True),
        Page("measures: places", reverse("measures:places", kwargs=slug)),
    ]
    if value:
        pages.append(Page("measures: one", reverse("measures:measure", kwargs={**slug, "key": value.measure.key})))
    return pages


def session_cookies(person: User) -> dict[str, str]:
    """The cookies of a person who is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {"sessionid": str(session.session_key)}


def _costs_of(
    handler: WSGIHandler, page: Page, cookies: Mapping[str, str], bare: Callable[[], object]
) -> Iterator[Figure]:
    visit(handler, page, cookies)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        visit(handler, page, cookies)
    counted = [query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]
    yield Figure(f"Page: {page.title}, queries", len(counted), "queries", goal=QUERY_GOAL)
    goal = CPU_GOAL_OF_LARGE if page.is_large else CPU_GOAL
    cost, floor = cpu_ms_beside(lambda: ask(handler, environ_of(page.address, cookies=cookies)), bare)
    yield Figure(f"Page: {page.title}, CPU", cost, "ms", floor=floor, goal=goal, note=CPU_NOTE)


def visit(handler: WSGIHandler, page: Page, cookies: Mapping[str, str]) -> Answer:
    """Ask for the page; it must be there."""
    answer = ask(handler, environ_of(page.address, cookies=cookies))
    assert answer.status == 200, f"{page.address} answered {answer.status}"
    return answer


def _bytes_of(handler: WSGIHandler, pages: list[Page], cookies: Mapping[str, str]) -> Iterator[Figure]:
    """The wire weight of a first visit, compressed, without fonts and figures; the editor is counted apart."""
    seen: dict[str, int] = {}
    for page in pages:
        answer = visit(handler, page, {} if page.is_public else cookies)
        assets = {address.decode() for address in _ASSET.findall(answer.page)}
        for address in assets - seen.keys():
            seen[address] = ask(handler, environ_of(address, cookies={})).n_bytes
        common = answer.n_bytes + sum(seen[address] for address in assets if "/editor." not in address)
        yield Figure(f"Page: {page.title}, first visit", common / 1024, "KB", goal=FIRST_VISIT_KB)
    editor = sum(size for address, size in seen.items() if "/editor." in address)
    yield Figure("Editor bundle, only where people write", editor / 1024, "KB", goal=EDITOR_KB)
