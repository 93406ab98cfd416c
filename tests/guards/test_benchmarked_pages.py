"""``make bench`` measures every page: its list names each address that can be read, or says why that is no page."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from benchmarks import page_scene, pages
from benchmarks.page_list import LISTED, NO_PAGES
from benchmarks.requests import ask, environ_of
from commonweal.site import content, demo
from tests.guards.test_access_matrix import MATRIX

NAMES = [one.name for one in LISTED]


def readable() -> set[str]:
    """Addresses that answer a reader at all: the others take forms only."""
    return {name for name, row in MATRIX.items() if "405" not in row.partition("|")[0]}


def test_every_address_to_read_is_listed_once_or_told_to_be_no_page():
    assert sorted([*NAMES, *NO_PAGES]) == sorted(readable())


def test_no_two_pages_have_one_title():
    titles = [one.title for one in LISTED]
    assert len(titles) == len(set(titles))


def test_the_largest_are_few():
    assert sum(bool(one.large) for one in LISTED) <= len(LISTED) // 6


@pytest.fixture
def scene(db):
    """The worked example at its first stage, and one of each thing; mailed links count by the clock."""
    now = timezone.now()
    list(content.load_shipped(now=now))
    demo.build("start", now=now, progress=lambda _percent, _message: None)
    return page_scene.build(now)


@pytest.fixture
def _one_connection():
    """The end of a request closes the connection of its thread; here it is the one in which all of this happens."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_each_listed_page_opens_for_its_viewer(scene):
    handler, cookies = WSGIHandler(), pages.cookies_of_viewers()
    opened = {
        page.title: ask(handler, environ_of(page.address, cookies=cookies[page.viewer]))
        for page in pages.pages_of(scene)
    }
    assert {title: answer.status for title, answer in opened.items() if answer.status != 200} == {}
    assert [title for title, answer in opened.items() if b"</html>" not in answer.page] == []
