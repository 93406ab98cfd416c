"""The first hour of a lead, on a phone: mailed link, place, figures, invitation, first paragraph with a figure."""

import os
import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT
from tests.browser.test_journey import expect_saved, text_of
from tests.factories.workbooks import tiny_sheets, workbook_bytes

ANA, BO = "ana@adams.example", "bo@adams.example"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
REAL = {
    "99000": "17000", "99001": "17001", "99003": "17003",
    "Oxbow": "Illinois", "Prairie Bend": "Adams", "Otter Lake": "Alexander",
}  # fmt: skip
"""Codes and names of a real county, so that the tiny workbook holds what a lead can choose."""


def found_community(site) -> None:
    """What an operator does at the command line."""
    words = ["community", "create", "Adams County", "--slug", "adams", "--lead", ANA, "--lead-name", "Ana Morales"]
    environment = {**os.environ, "COMMONWEAL_DATA": str(site.data)}
    done = subprocess.run(
        [sys.executable, "-m", "commonweal.site.cli", *words],
        env=environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr


def workbook() -> bytes:
    sheets = tiny_sheets()
    return workbook_bytes(
        {name: [[REAL.get(cell, cell) for cell in row] for row in rows] for name, rows in sheets.items()}
    )


def fits(page: Page) -> None:
    """Nothing stands out at the side of a phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def step(page: Page, title: str) -> None:
    """Go to the first steps and follow one of them."""
    page.goto("/c/adams/first-steps/")
    fits(page)
    item = page.locator(".checklist li", has=page.get_by_role("heading", name=re.compile(f"^{title}")))
    item.get_by_role("link").click()
    fits(page)


def wait_for_job(page: Page) -> None:
    expect(page.locator("#job-status")).to_contain_text("Done.", timeout=60_000)


def test_first_hour_of_a_lead_on_a_phone(visitor, site):
    found_community(site)
    page = visitor(**PHONE)
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(ANA)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    page.goto(site.newest_link(ANA))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/c/adams/")
    expect(page.get_by_role("heading", name="Welcome, Ana. Start here.")).to_be_visible()

    step(page, "Say where you are")
    page.get_by_label("County or state").fill("adams illinois")
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_role("button", name=re.compile("This is us.*Adams County")).click()
    wait_for_job(page)
    page.goto("/c/adams/boundary/")
    expect(page.locator("main")).to_contain_text("Adams County covers 1 county today.")
    fits(page)

    step(page, "Bring in public numbers")
    file = {"name": "illinois.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("button", name="Read the file").click()
    wait_for_job(page)
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("button", name="Import these figures").click()
    wait_for_job(page)

    step(page, "Invite two people")
    page.get_by_label("E-mail addresses").fill(f"Bo Lindgren <{BO}>")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.locator("main")).to_contain_text("1 letter is on its way.")
    expect(page.locator("main")).to_contain_text("Waits for an answer until")
    fits(page)

    step(page, "Write the first paragraph")
    text_of(page).click()
    page.keyboard.type("Adams County lies on the river.")
    expect_saved(page)
    page.goto("/c/adams/")
    expect(page.get_by_role("heading", name=re.compile("^Good (morning|afternoon|evening), Ana"))).to_be_visible()
    fits(page)

    step(page, "Put a figure into an answer")
    page.get_by_role("button", name=re.compile("^Put in .*life expectancy", re.IGNORECASE)).first.click()
    page.wait_for_url("**/profile/p-1a-1/", timeout=60_000)
    expect(text_of(page)).to_contain_text("Adams County lies on the river.")
    expect(text_of(page).locator("figure").first).to_be_visible(timeout=40_000)
    fits(page)


def test_invited_person_joins_by_a_press(visitor, site):
    page = visitor(**PHONE)
    page.goto(site.newest_letter_line(BO, "/invitation/"))
    expect(page.get_by_role("heading", name="Join Adams County")).to_be_visible()
    expect(page.get_by_label("Your full name")).to_have_value("Bo Lindgren")
    fits(page)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/c/adams/")
    page.goto("/c/adams/people/")
    expect(page.locator("main")).to_contain_text("2 people work on Adams County.")
