"""With the keyboard alone, and without scripts."""

import re

from playwright.sync_api import Page, expect

MARISOL = "marisol@prairie-bend.example"
PASSWORD = "prairie-bend"


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"Tab never comes to {words}.")


def test_keyboard_signs_in_skips_writes_and_signs_out(visitor):
    page = visitor()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").focus()
    page.keyboard.type(MARISOL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/prairie-bend/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto("/c/prairie-bend/profile/p-1b-5/")
    writing = page.locator("[contenteditable=true]")
    expect(writing).to_be_visible()
    tab_to(page, "Bold")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.isContentEditable"):
            break
    page.keyboard.type("Word travels at the co-op.")
    expect(writing).to_contain_text("Word travels at the co-op.")
    page.goto("/c/prairie-bend/people/")
    tab_to(page, "account of Marisol Ortega-Lund")
    page.keyboard.press("Enter")
    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_section_menu_of_a_phone_opens_and_closes_by_keyboard(visitor):
    page = visitor(MARISOL, viewport={"width": 390, "height": 844})
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Measures", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Measures", exact=True)).to_be_hidden()


def test_without_scripts_one_reads_chooses_and_invites(visitor):
    page = visitor(MARISOL, java_script_enabled=False)
    page.goto("/c/prairie-bend/profile/p-1a-3/")
    expect(page.get_by_text("We plan for five groups of residents").first).to_be_visible()
    page.goto("/c/prairie-bend/measures/mental-distress/")
    expect(page.get_by_text(re.compile(r"16\.4")).first).to_be_visible()
    page.goto("/c/prairie-bend/people/")
    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("E-mail addresses").fill("Nina New <nina@prairie-bend.example>")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.get_by_text("1 letter is on its way.")).to_be_visible()


def test_without_scripts_theme_and_language_are_kept(visitor):
    page = visitor(MARISOL, java_script_enabled=False)
    page.get_by_role("button", name=re.compile("account of")).click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
