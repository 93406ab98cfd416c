"""Each page of the worked example: CPU time beside the floor, queries, and the bytes of a first visit."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.clock import cpu_ms_beside
from benchmarks.figures import Figure
from benchmarks.page_list import LISTED, OPERATOR_EMAIL, Arguments, Listed, Viewer
from benchmarks.requests import Answer, ask, bare_request, environ_of
from commonweal.accounts import half_way
from commonweal.accounts.models import User
from commonweal.accounts.session_store import SessionStore
from commonweal.accounts.signed_in import Proof
from commonweal.communities.models import Community

CPU_NOTE = "Most of it is the template engine at work: every variable and translation of the page is looked up anew."
CPU_GOAL, CPU_GOAL_OF_LARGE = 40, 120
"""Floors, for an ordinary page and for the largest (design.md, section 8)."""
QUERY_GOAL = 12
FIRST_VISIT_KB = 60
EDITOR_KB = 200
BACKEND = "commonweal.accounts.auth_backends.PersonBackend"
_ASSET = re.compile(rb"<(?:script|link)\b[^>]*?\s(?:src|href)=\"(/assets/[^\"]+\.(?:js|css))\"")

Cookies = Mapping[Viewer, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A listed page at its address."""

    listed: Listed
    address: str

    @property
    def title(self) -> str:
        """The words people know it by."""
        return self.listed.title

    @property
    def viewer(self) -> Viewer:
        """Who opens it."""
        return self.listed.viewer


def figures(pages: list[Page]) -> Iterator[Figure]:
    """CPU and queries of every page, then bytes. Needs the worked example in the database."""
    cookies = cookies_of_viewers()
    handler = WSGIHandler()
    bare = bare_request()
    for page in pages:
        yield from _costs_of(handler, page, cookies[page.viewer], bare)
    yield from _bytes_of(handler, pages, cookies)


def pages_of(arguments: Arguments) -> list[Page]:
    """Every listed page, at its address."""
    return [Page(one, _address(one, arguments[one.name])) for one in LISTED]


def cookies_of_viewers() -> Cookies:
    """What the browser of each viewer sends."""
    community = Community.objects.filter(is_example=True).earliest("pk")
    lead = community.memberships.filter(role="lead").earliest("pk").user
    return {
        Viewer.NOBODY: {},
        Viewer.LEAD: session_cookies(lead),
        Viewer.OPERATOR: session_cookies(User.objects.get(email=OPERATOR_EMAIL)),
        Viewer.HALF_WAY: _kept({half_way.ENTRY: _half_way(lead)}),
    }


def session_cookies(person: User) -> dict[str, str]:
    """The cookies of a person who signed in just now, by a mailed link: no page asks again who it is."""
    return _kept(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: person.get_session_auth_hash(),
            "confirmed_at": timezone.now().timestamp(),
            "confirmed_by": Proof.LINK,
        }
    )


def visit(handler: WSGIHandler, page: Page, cookies: Mapping[str, str]) -> Answer:
    """Ask for the page; it must be there."""
    answer = ask(handler, environ_of(page.address, cookies=cookies))
    assert answer.status == 200, f"{page.address} answered {answer.status}"
    return answer


def _address(one: Listed, arguments: Mapping[str, object]) -> str:
    return reverse(one.name, kwargs=dict(arguments)) + (f"?{one.query}" if one.query else "")


def _half_way(person: User) -> dict[str, object]:
    known = {"person": person.pk, "password": person.get_session_auth_hash()}
    return known | {"by": Proof.PASSWORD, "next": "", "at": timezone.now().timestamp()}


def _kept(values: Mapping[str, Any]) -> dict[str, str]:
    session = SessionStore()
    session.update(dict(values))
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
    goal = CPU_GOAL_OF_LARGE if page.listed.large else CPU_GOAL
    cost, floor = cpu_ms_beside(lambda: ask(handler, environ_of(page.address, cookies=cookies)), bare)
    note = page.listed.costs or CPU_NOTE
    yield Figure(f"Page: {page.title}, CPU", cost, "ms", floor=floor, goal=goal, note=note, large=page.listed.large)


def _bytes_of(handler: WSGIHandler, pages: list[Page], cookies: Cookies) -> Iterator[Figure]:
    """The wire weight of a first visit, compressed, without fonts and figures; the editor is counted apart."""
    seen: dict[str, int] = {}
    for page in pages:
        answer = visit(handler, page, cookies[page.viewer])
        assets = {address.decode() for address in _ASSET.findall(answer.page)}
        for address in assets - seen.keys():
            seen[address] = ask(handler, environ_of(address, cookies={})).n_bytes
        common = answer.n_bytes + sum(seen[address] for address in assets if "/editor." not in address)
        yield Figure(f"Page: {page.title}, first visit", common / 1024, "KB", goal=FIRST_VISIT_KB)
    editor = sum(size for address, size in seen.items() if "/editor." in address)
    yield Figure("Editor bundle, only where people write", editor / 1024, "KB", goal=EDITOR_KB)
