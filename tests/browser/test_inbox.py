"""The inbox of a writer: what waits, read by keyboard, all at once and back, chosen kind by kind, in Spanish too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import faults_by_axe, needs_axe

ROSA, PRIYA, TOM = (f"{name}@prairie-bend.example" for name in ("rosa", "priya", "tom"))


def unread(page):
    return page.locator(".inbox li.unread")


def keep_inbox_whole(page):
    """Let everything be unread again, whatever a test before this one did."""
    page.goto("/inbox/?show=all")
    while (again := page.get_by_role("button", name="Mark unread")).count():
        n = again.count()
        again.first.click()
        expect(again).to_have_count(n - 1)


def speak(page, language):
    """Choose the language of pages and letters on the page of one's account, as on a phone."""
    page.goto("/account/")
    page.locator("select[name=language]").select_option(language)
    page.locator("form:has([name=full_name]) button.primary").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.fixture
def rosas(visitor):
    page = visitor(ROSA)
    keep_inbox_whole(page)
    page.goto("/inbox/")
    expect(unread(page).first).to_be_visible()
    return page


def test_a_notice_is_read_by_keyboard_alone(rosas):
    n = unread(rosas).count()
    first = unread(rosas).first.get_by_role("link")
    told = first.inner_text()
    first.focus()
    rosas.keyboard.press("Tab")
    mark = rosas.locator(":focus")
    expect(mark).to_have_accessible_name(re.compile(f"^Mark read ?: {re.escape(told)}$"))
    rosas.keyboard.press("Enter")
    expect(unread(rosas)).to_have_count(n - 1)


def test_opening_what_a_notice_tells_of_reads_it(rosas):
    n = unread(rosas).count()
    unread(rosas).first.get_by_role("link").focus()
    rosas.keyboard.press("Enter")
    rosas.wait_for_url("**/c/prairie-bend/**")
    rosas.goto("/inbox/")
    expect(unread(rosas)).to_have_count(n - 1)


def test_everything_is_marked_read_and_taken_back(rosas):
    n = unread(rosas).count()
    rosas.get_by_role("button", name="Mark all read").press("Enter")
    expect(rosas.get_by_text("Everything is marked read.")).to_be_visible()
    expect(rosas.get_by_text("Nothing waits for you.")).to_be_visible()
    rosas.get_by_role("button", name="Undo").press("Enter")
    expect(unread(rosas)).to_have_count(n)


def test_choices_are_kept_and_there_again(visitor):
    page = visitor(PRIYA)
    page.goto("/inbox/")
    page.get_by_role("link", name="How you hear of it").click()
    page.wait_for_url("**/inbox/choices/")
    page.get_by_label("You are named in a comment").select_option("daily")
    page.get_by_label("Prairie Bend").check()
    page.get_by_role("button", name="Keep these choices").click()
    expect(page.get_by_text("Kept. It counts for what happens from now on.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("You are named in a comment")).to_have_value("daily")
    expect(page.get_by_label("Prairie Bend")).to_be_checked()


@needs_axe
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitor, language, width):
    page = visitor(TOM, viewport={"width": width, "height": 800}, color_scheme="dark" if width == 320 else "light")
    speak(page, language)
    for path in ("/inbox/", "/inbox/?show=all", "/inbox/choices/", "/inbox/letters/cut-off/"):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        assert faults_by_axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_inbox_speaks_spanish(visitor):
    page = visitor(PRIYA)
    speak(page, "es")
    page.goto("/inbox/?show=all")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bandeja")
    expect(page.get_by_role("link", name="No leído")).to_be_visible()
