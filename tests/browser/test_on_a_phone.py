"""On a phone: a real county and its state's file, every tool in sight, and the state of the words below them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import MARISOL, ROSA, expect_saved, text_of

HERE = "/c/prairie-bend"
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True}
XLS = "county-health-rankings/state-workbooks/2017 County Health Rankings Virginia Data.xls"


def wait_for_the_job(page: Page) -> None:
    """The page of the job has the community's menu, and leads on by itself to where its work is seen."""
    expect(page.get_by_role("link", name="Prairie Bend County")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    expect(page.locator("#job-status")).to_contain_text("Done.", timeout=60_000)
    page.get_by_role("link", name="Continue").click()


def test_a_lead_chooses_a_county_and_imports_an_old_workbook_of_its_state(visitor, shared_data):
    page = visitor(MARISOL, **PHONE)
    page.goto(f"{HERE}/places/")
    page.get_by_role("link", name="Virginia", exact=True).click()
    page.get_by_role("button", name=re.compile("This is us.*Albemarle")).click()
    wait_for_the_job(page)
    expect(page.get_by_role("heading", name="No figures yet")).to_be_visible()

    page.get_by_role("link", name="Import figures").last.click()
    page.get_by_label("Publisher’s file").set_input_files(shared_data / XLS)
    page.get_by_role("button", name="Read the file").click()
    wait_for_the_job(page)
    expect(page.get_by_role("heading", name="County Health Rankings & Roadmaps 2017, Virginia")).to_be_visible()
    page.get_by_role("button", name="Import these figures").click()
    wait_for_the_job(page)
    page.get_by_role("link", name="Adult obesity").click()
    expect(page.get_by_role("heading", name="Adult obesity")).to_be_visible()
    expect(page.locator("svg.chart.narrow")).to_be_visible(timeout=40_000)


@pytest.mark.parametrize("width", [390, 320])
def test_every_tool_is_in_sight_on_a_phone(visitor, width):
    page = visitor(MARISOL, viewport={"width": width, "height": 780})
    page.goto(f"{HERE}/profile/p-1a-2/")
    expect(text_of(page)).to_be_visible()
    for tool in page.locator("[data-tool]").all():
        box = tool.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert min(box["width"], box["height"]) >= 24


def test_the_state_of_the_words_stays_in_sight_below_the_tools(visitor):
    page = visitor(MARISOL, **PHONE)
    page.goto(f"{HERE}/profile/p-1a-3/")
    text_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" They come by the bridge.")
    expect_saved(page)
    saved = page.locator("[data-status]").bounding_box()
    tools = page.locator(".doc-bar").bounding_box()
    assert saved["y"] >= tools["y"] + tools["height"] - 1
    assert saved["y"] + saved["height"] <= 780


def test_figures_are_numbered_anew_on_open_pages(visitor):
    marisol, rosa = visitor(MARISOL), visitor(ROSA)
    for page in (marisol, rosa):
        page.goto(f"{HERE}/profile/p-1a-3/")
        expect(text_of(page).locator(".fig-title .code")).to_have_text(["Figure P.1-1"])
    text_of(marisol).locator("p").first.click()
    marisol.get_by_role("button", name="Figure", exact=True).click()
    marisol.get_by_role("button", name=re.compile("^Put in .*diabetes")).click()
    for page in (marisol, rosa):
        expect(text_of(page).locator(".fig-title .code")).to_have_text(["Figure P.1-1", "Figure P.1-2"], timeout=30_000)
        expect(text_of(page).locator(".fig-title").last).to_contain_text("People who speak little English")
