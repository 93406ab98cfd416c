"""What readers and writers see of the pages, pages in a state of their own, and valid HTML.

``test_every_page`` opens every page of the URL table once, by whoever it is for.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PUBLIC = ("/sign-in/", "/sign-in/link/", "/sign-in/link/sent/", f"/sign-in/link/{'x' * 43}/", "/help/", "/nowhere/")
HERE = "/c/prairie-bend"
READING = (
    f"{HERE}/",
    f"{HERE}/first-steps/",
    f"{HERE}/people/",
    f"{HERE}/people/roles/",
    f"{HERE}/people/looked/",
    f"{HERE}/organizations/",
    f"{HERE}/boundary/",
    f"{HERE}/profile/",
    f"{HERE}/profile/p-1a-3/",
    f"{HERE}/profile/p-1a-3/history/",
    f"{HERE}/profile/p-1a-3/review/",
    f"{HERE}/profile/p-1a-3/comments/",
    f"{HERE}/profile/p-1a-3/?beside=factors",
    f"{HERE}/profile/key-factors/",
    f"{HERE}/profile/glossary/",
    f"{HERE}/profile/print/",
    f"{HERE}/profile/pdf/",
    f"{HERE}/profile/versions/",
    f"{HERE}/profile/copies/",
    f"{HERE}/profile/pages/",
    f"{HERE}/measures/",
    f"{HERE}/measures/mental-distress/",
    f"{HERE}/measures/violent-crime/",
    "/account/",
    "/account/address/",
    "/account/password/",
    "/account/confirm/",
    "/account/two-step/",
    "/account/delete/",
    "/help/",
    "/accessibility/",
    "/privacy/",
)
WRITING = (
    *READING,
    f"{HERE}/organizations/add/",
    f"{HERE}/profile/import/",
    f"{HERE}/profile/p-1a-2/",
    f"{HERE}/profile/p-1a-3/figures/new/",
)
LEADING = (
    *WRITING,
    f"{HERE}/profile/p-1a-3/assign/",
    f"{HERE}/measures/import/",
    f"{HERE}/places/",
    f"{HERE}/people/invitations/",
    f"{HERE}/people/view-as/",
    f"{HERE}/settings/",
    f"{HERE}/boundary/?q=adams",
)
PAGES = {"": PUBLIC, "tom": READING, "rosa": WRITING, "marisol": LEADING}
STATES = (f"{HERE}/profile/p-1a-2/", f"{HERE}/profile/p-1a-3/?beside=factors", f"{HERE}/boundary/?q=adams")
"""Pages that are listed, in a state that the list does not ask for."""
LOOKED_AT = PAGES | {"marisol": STATES}
NARROW = (390, 320)
PHONE = {"width": 390, "height": 844}

needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci)")
needs_vnu = pytest.mark.skipif(not VNU.exists() or not shutil.which("java"), reason="vnu-jar or Java is not installed")


def faults_by_axe(page: Page) -> list[str]:
    """Each violation with the first elements it was found at. axe measures with inline styles: past the policy only."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {json.dumps(TAGS)}}}}})")
    return [f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}" for fault in found["violations"]]


def settle(page: Page, path: str) -> None:
    """Open a page and wait until its scripts and drawings are in."""
    page.goto(path)
    page.wait_for_load_state("networkidle")


@needs_axe
@pytest.mark.parametrize(("who", "scheme"), [*((who, "light") for who in LOOKED_AT), ("", "dark")])
def test_axe_finds_nothing(visitor, who, scheme):
    page = visitor(f"{who}@prairie-bend.example" if who else "", color_scheme=scheme, bypass_csp=True)
    found = {}
    for path in LOOKED_AT[who]:
        settle(page, path)
        found[path] = faults_by_axe(page)
    assert {path: faults for path, faults in found.items() if faults} == {}


@needs_axe
@pytest.mark.parametrize("who", ["", "marisol"])
def test_axe_finds_nothing_in_spanish_on_a_phone(visitor, who):
    page = visitor(f"{who}@prairie-bend.example" if who else "", viewport=PHONE, bypass_csp=True)
    page.goto("/help/")
    page.locator("button[name=language]").first.click()
    found = {}
    for path in LOOKED_AT[who]:
        settle(page, path)
        assert page.locator("html").get_attribute("lang") == "es"
        found[path] = faults_by_axe(page)
    page.locator("button[name=language]").first.click()
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", NARROW)
@pytest.mark.parametrize("who", ["", "marisol"])
def test_no_page_scrolls_sideways(visitor, who, width):
    page = visitor(f"{who}@prairie-bend.example" if who else "", viewport={"width": width, "height": 700})
    too_wide = {}
    for path in LOOKED_AT[who]:
        settle(page, path)
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            too_wide[path] = found
    assert too_wide == {}


@needs_vnu
@pytest.mark.parametrize("who", PAGES)
def test_html_is_valid(visitor, who, tmp_path):
    page = visitor(f"{who}@prairie-bend.example" if who else "")
    for path in PAGES[who]:
        response = page.request.get(path)
        name = re.sub(r"\W+", "-", path).strip("-") or "start"
        (tmp_path / f"{name}.html").write_bytes(response.body())
    # htmx reads attributes of its own; every browser passes them by.
    command = [
        "java",
        "-jar",
        str(VNU),
        "--errors-only",
        "--filterpattern",
        "Attribute .hx-.*",
        "--format",
        "json",
        *map(str, tmp_path.glob("*.html")),
    ]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr
    faults = [f"{Path(one['url']).name}:{one.get('lastLine')} {one['message']}" for one in json.loads(said)["messages"]]
    assert faults == []
