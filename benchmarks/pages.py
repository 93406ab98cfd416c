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
from commonweal.frameworks.models import Edition
from commonweal.measures.models import PublishedValue

CPU_NOTE = "Most of it is the template engine at work: every variable and translation of the page is looked up anew."
CPU_GOAL, CPU_GOAL_OF_LARGE = 40, 120
"""Floors, for an ordinary page and for the largest (design.md, section 8)."""
QUERY_GOAL = 12
FIRST_VISIT_KB = 60
EDITOR_KB = 200
BACKEND = "commonweal.accounts.auth_backends.PersonBackend"
QUESTION = "p-1a-3"
SITE_PAGES = (
    ("inbox", "site:inbox"),
    ("inbox: what reaches me", "site:inbox-choices"),
    ("search", "site:search"),
    ("help", "site:help"),
    ("help: words", "site:words"),
    ("accessibility", "site:accessibility"),
    ("privacy", "site:privacy"),
    ("account", "accounts:account"),
    ("account: password", "accounts:password"),
    ("framework: editions", "frameworks:editions"),
)
COMMUNITY_PAGES = (
    ("start", "communities:start", False),
    ("first steps", "communities:steps", False),
    ("people", "communities:people", False),
    ("people: invitations", "communities:invitations", False),
    ("people: roles", "communities:roles", False),
    ("people: look as others", "communities:view-as", False),
    ("people: who looked", "communities:viewings", False),
    ("organizations", "communities:organizations", False),
    ("organizations: add", "communities:organization-add", False),
    ("counties of the community", "communities:boundary", False),
    ("settings", "communities:settings", False),
    ("profile: contents", "answers:profile", True),
    ("profile: print view", "answers:print", True),
    ("profile: take it along", "answers:pdf", False),
    ("profile: key factors", "answers:key-factors", False),
    ("profile: glossary", "answers:glossary", False),
    ("profile: versions", "answers:versions", False),
    ("profile: application copies", "answers:copies", False),
    ("profile: bring one in", "answers:import", False),
    ("measures: list", "measures:list", True),
    ("measures: places", "measures:places", False),
    ("measures: import", "measures:import", False),
    ("measures: own values", "measures:values", False),
)
QUESTION_PAGES = (
    ("profile: writing", "answers:write", True),
    ("profile: history", "answers:history", False),
    ("profile: review", "answers:review", False),
    ("profile: whose it is", "answers:assign", False),
    ("profile: choose a figure", "answers:figure-add", True),
)
EDITION_PAGES = (
    ("framework: an edition", "frameworks:edition", True),
    ("framework: values", "frameworks:values", False),
    ("framework: terms", "frameworks:terms", False),
    ("framework: print view", "frameworks:print", True),
    ("framework: booklet", "documents:booklet", False),
)
"""Title, name of the address, and whether it is one of the largest."""
_ASSET = re.compile(rb"<(?:script|link)\b[^>]*?\s(?:src|href)=\"(/assets/[^\"]+\.(?:js|css))\"")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, by the words people know it by.

    The largest are those that show every question of the Profile, every measure of a place, or all of an edition.
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
    """Every page that a person opens by an address of its own."""
    slug, question = {"slug": community.slug}, {"slug": community.slug, "ref_slug": QUESTION}
    value = PublishedValue.objects.select_related("measure").filter(place__is_invented=True).earliest("pk")
    measure = {"slug": community.slug, "key": value.measure.key}
    edition = dict(Edition.objects.filter(is_current=True).values("slug", "edition").get())
    return [
        Page("sign-in", reverse("accounts:sign-in"), is_public=True),
        *(Page(title, reverse(name)) for title, name in SITE_PAGES),
        Page("search: found", reverse("site:community-search", kwargs=slug) + "?q=clinic"),
        Page("help: a topic", reverse("site:help-topic", kwargs={"topic": "writing"})),
        *(Page(title, reverse(name, kwargs=slug), is_large=is_large) for title, name, is_large in COMMUNITY_PAGES),
        *(Page(title, reverse(name, kwargs=question), is_large=is_large) for title, name, is_large in QUESTION_PAGES),
        Page("measures: one", reverse("measures:measure", kwargs=measure)),
        Page("measures: enter a value", reverse("measures:value-add", kwargs=measure)),
        *(Page(title, reverse(name, kwargs=edition), is_large=is_large) for title, name, is_large in EDITION_PAGES),
        Page("framework: an item", reverse("frameworks:item", kwargs={**edition, "item": "p-1"})),
    ]


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
