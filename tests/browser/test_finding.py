"""Searching and going by keyboard alone, and by a button on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.test_pages import faults_by_axe, needs_axe

MARISOL = "marisol@prairie-bend.example"
PHONE = {"width": 390, "height": 844}
HERE = "/c/prairie-bend/"


def test_palette_goes_to_a_person_without_a_mouse(visitor):
    page = visitor(MARISOL)
    page.goto(HERE)
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Page, person, question or measure")
    expect(field).to_be_focused()
    expect(page.get_by_role("option", name="Community Profile")).to_be_visible()
    page.keyboard.type("rosa")
    person = page.get_by_role("option", name="Rosa Delgado")
    expect(person).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", person.get_attribute("id"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/#member-"))


def test_arrows_move_the_choice_and_escape_closes(visitor):
    page = visitor(MARISOL)
    page.goto(HERE)
    page.keyboard.press("Control+k")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_enter_without_a_choice_searches(visitor):
    page = visitor(MARISOL)
    page.goto(HERE)
    page.keyboard.press("Control+k")
    page.keyboard.type("xylophone")
    expect(page.get_by_text("Enter searches everywhere")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing holds all of these words")).to_be_visible()


def test_single_keys_rest_while_one_writes_and_can_be_switched_off(visitor):
    page = visitor(MARISOL)
    page.goto(HERE)
    page.keyboard.press("/")
    search = page.get_by_role("searchbox", name="Words to look for")
    expect(search).to_be_focused()
    page.keyboard.type("a/b?")
    expect(search).to_have_value("a/b?")
    page.locator("h1").click()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_be_visible()
    sheet.get_by_label("Use single keys on this device").uncheck()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(sheet).to_be_hidden()


def test_phone_has_a_button_for_it_and_works_without_scripts(visitor):
    page = visitor(MARISOL, viewport=PHONE)
    page.goto(HERE)
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.get_by_role("button", name="Close").first.click()
    plain = visitor(MARISOL, viewport=PHONE, java_script_enabled=False)
    plain.goto(HERE)
    plain.get_by_role("link", name="Search", exact=True).click()
    plain.get_by_label("Words to look for").last.fill("wheat river")
    plain.get_by_role("button", name="Search").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Search in Prairie Bend County")


@needs_axe
def test_axe_finds_nothing_in_search_palette_and_keys(visitor):
    page = visitor(MARISOL, bypass_csp=True)
    page.goto(f"{HERE}search/?q=language")
    assert faults_by_axe(page) == []
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    assert faults_by_axe(page) == []
    page.get_by_role("button", name="All keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert faults_by_axe(page) == []
