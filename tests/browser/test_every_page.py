"""Every page of the URL table: axe in light and dark, both languages, 320 and 1440 pixels, and the keyboard alone.

The list is that of ``make bench``, which a guard compares with the URL table: no new page can be forgotten here.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT, Site, environment
from tests.browser.test_pages import AXE, TAGS, needs_axe

KEYBOARD = Path(__file__).with_name("keyboard.js").read_text(encoding="utf-8")
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules whose outcome the theme decides; all the others hold in both if they hold in one."""
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 700}


@dataclass(frozen=True, slots=True)
class Listed:
    """The pages as ``[name, path, viewer]``, and what the browser of each viewer sends."""

    pages: list[tuple[str, str, str]]
    cookies: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def listed(site: Site) -> Listed:
    """Every page, on a site that has one of each thing."""
    file = site.data / "page-scene.json"
    command = [sys.executable, "-m", "tests.browser.write_page_scene", str(file)]
    done = subprocess.run(command, env=environment(site.data), cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return Listed(**json.loads(file.read_text(encoding="utf-8")))


@pytest.fixture
def visits(browser: Browser, site: Site, listed: Listed):
    """A function from how to look to each page in turn, opened by whoever it is for."""
    contexts = []

    def each(*, language: str, viewport: dict[str, int], scheme: str):
        for viewer, cookies in listed.cookies.items():
            host = urlsplit(site.url).hostname
            context = browser.new_context(
                base_url=site.url,
                locale="en-US",
                viewport=viewport,
                color_scheme=scheme,
                reduced_motion="reduce",
                bypass_csp=True,
            )
            contexts.append(context)
            context.add_cookies(
                [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in cookies.items()]
            )
            page = context.new_page()
            speak(page, language)
            for name, path, whose in listed.pages:
                if whose == viewer:
                    assert page.goto(path).status == 200, name
                    settle(page)
                    assert page.locator("html").get_attribute("lang") == language, name
                    yield name, page

    yield each
    for context in contexts:
        context.close()


def speak(page: Page, language: str) -> None:
    """Let the pages be in a language, as a person does: by the button at the top."""
    page.goto("/help/")
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").first.click()
        page.wait_for_function("language => document.documentElement.lang === language", arg=language)


def settle(page: Page) -> None:
    """Wait until what makes the page whole is there: the editor with its tools, where one writes."""
    page.wait_for_function("!document.querySelector('[data-toolbar][data-waiting]')")


def axe(page: Page, **options: object) -> list[str]:
    """Each violation with the first elements it was found at. axe measures with inline styles: past the policy only."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, {resultTypes: ['violations'], ...options})", options)
    return [f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}" for fault in found["violations"]]


def in_both_themes(page: Page, first: str) -> list[str]:
    """What axe finds as the page stands, then what the other theme's colours add."""
    found = axe(page, runOnly={"type": "tag", "values": TAGS})
    page.emulate_media(color_scheme="dark" if first == "light" else "light")
    page.evaluate("Promise.allSettled(document.getAnimations().map(({finished}) => finished))")
    found += axe(page, runOnly={"type": "rule", "values": COLOURS})
    page.emulate_media(color_scheme=first)
    return found


def sideways(page: Page, viewport: dict[str, int]) -> list[str]:
    """Whether the page is wider than its window."""
    page.set_viewport_size(viewport)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} wide in {viewport['width']}"] if width > viewport["width"] else []


@needs_axe
@pytest.mark.parametrize(
    "look",
    [
        {"language": "en", "viewport": WIDE, "scheme": "light"},
        {"language": "es", "viewport": NARROW, "scheme": "dark"},
    ],
    ids=["English wide and light first", "Spanish narrow and dark first"],
)
def test_every_page_is_clean(visits, look):
    faults = {}
    for name, page in visits(**look):
        found = in_both_themes(page, look["scheme"]) + sideways(page, WIDE) + sideways(page, NARROW)
        page.set_viewport_size(look["viewport"])
        if found:
            faults[name] = found
    assert faults == {}


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_control_is_reached_and_seen_by_keyboard(visits, viewport):
    faults = {}
    for name, page in visits(language="en", viewport=viewport, scheme="light"):
        page.keyboard.press("Tab")
        if found := page.evaluate(KEYBOARD):
            faults[name] = found
    assert faults == {}
