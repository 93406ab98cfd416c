"""The operator's way of an edition: refused with its faults, mended, taken in, in use, and back; and its pages."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, environment
from tests.browser.test_pages import faults_by_axe, needs_axe, settle
from tests.frameworks.shipped import CURRENT, content

OTTO, OTTOS_PASSWORD = "otto@prairie-bend.example", "quilt-river-wheat-41"
EDITION = "/framework/community-excellence/2026/"
NEXT = content(CURRENT).replace(b"edition: '2026'", b"edition: '2027'", 1)
FAULTY = NEXT.replace(b"asks: what", b"asks: wonder", 1).replace(b"asks: how", b"asks: why", 1)
READING = (
    "/framework/",
    EDITION,
    f"{EDITION}1-1/?depth=multiple",
    f"{EDITION}booklet/",
    "/framework/around/scheme/baldrige-classic/2024/",
    "/framework/around/scheme/results-first-2025/2025/",
    "/framework/around/scheme/journey-feedback/2026/",
    "/framework/around/overlay/organizational-points/2026/",
    "/framework/around/ladder/community-recognition/",
    "/framework/around/curriculum/national-collaborative/2026/",
    "/framework/around/vocabulary/sectors-generations/",
    "/framework/around/catalogue/measures-catalogue/",
    "/help/framework/",
    "/help/words/",
)
OPERATING = (
    "/framework/uploads/",
    "/operations/measures/",
    "/framework/community-excellence-builder/2018/current/",
    "/operations/documents/",
)


def command(site: Site, *words: str, said: str = "") -> None:
    """Run ``commonweal`` on the site's data."""
    done = subprocess.run(
        [sys.executable, "-m", "commonweal.site.cli", *words],
        env=environment(site.data),
        cwd=ROOT,
        input=said,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def operator(site: Site) -> str:
    """The address of a person who runs the site."""
    command(site, "user", "add", OTTO, "Otto Operator", "--operator")
    command(site, "user", "password", OTTO, said=f"{OTTOS_PASSWORD}\n")
    return OTTO


def signed_in(page: Page, email: str) -> Page:
    page.goto("/sign-in/")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(OTTOS_PASSWORD)
    page.locator("main button.primary").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def press(page: Page, name: str) -> None:
    """Move with the Tab key to what has this name, and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || document.activeElement.value || ''").strip() == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"The Tab key never came to “{name}”.")


def give(page: Page, folder: Path, text: bytes) -> None:
    """Choose a file (the browser's own dialog cannot be driven by keys here) and have it read."""
    file = folder / "next.yaml"
    file.write_bytes(text)
    page.goto("/framework/uploads/")
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Read the file")


def test_an_edition_is_refused_mended_taken_in_and_used_by_keys_alone(visitor, operator, tmp_path):
    page = signed_in(visitor(), operator)
    give(page, tmp_path, FAULTY)
    expect(page.get_by_role("rowheader", name="next.yaml:")).to_have_count(2)
    expect(page.get_by_text("nothing was stored")).to_be_visible()
    expect(page.locator("table")).to_contain_text("is 'wonder'; it can be")
    give(page, tmp_path, NEXT)
    expect(page.get_by_text("The file has no faults.")).to_be_visible()
    press(page, "Take it in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2027")
    press(page, "Use it for new work…")
    expect(page.get_by_role("heading", name="What it means")).to_be_visible()
    press(page, "Use it for new work")
    expect(page.get_by_text("In use for new work", exact=True)).to_be_visible()
    press(page, "Go back to community-excellence 2026")
    expect(page.get_by_role("heading", name="What it means")).to_be_visible()
    press(page, "Use it for new work")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2026")
    expect(page.get_by_text("In use for new work", exact=True)).to_be_visible()


def test_a_booklet_is_made_in_spanish_on_a_phone(visitor):
    page = visitor("rosa@prairie-bend.example", viewport={"width": 360, "height": 760})
    page.goto(f"{EDITION}booklet/?part=1.1")
    page.get_by_label("Spanish", exact=True).check()
    page.get_by_label("Large print").check()
    page.get_by_role("button", name="Make the booklet").click()
    link = page.get_by_role("link", name="Download the booklet")
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.startswith("community-excellence-2026-1-1-")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_a_term_opens_by_focus_and_closes_by_escape(visitor):
    page = visitor("rosa@prairie-bend.example")
    settle(page, f"{EDITION}1-1/")
    term = page.locator("[data-term]").first
    meaning = page.locator(f"#{term.get_attribute('popovertarget')}")
    term.focus()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    term.hover()
    expect(meaning).to_be_visible()


def test_the_mark_in_the_header_leads_to_the_help_of_the_page(visitor):
    page = visitor("rosa@prairie-bend.example")
    page.goto(EDITION)
    page.get_by_role("link", name="Help with this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The framework and its questions")


@needs_axe
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitor, operator, language):
    page = signed_in(visitor(bypass_csp=True, viewport={"width": 360, "height": 760}), operator)
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").first.click()
        page.locator(f"html[lang={language}]").wait_for()
    faults, wide = {}, {}
    for path in (*READING, *OPERATING):
        settle(page, path)
        if found := faults_by_axe(page):
            faults[path] = found
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wide[path] = width
    assert (faults, wide) == ({}, {})
