"""Protecting one's account: a passkey in Chromium's own authenticator, a code from an app, a password's strength."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from commonweal.accounts.methods import totp
from commonweal.site.demo.cast import PASSWORD

HOST = "localhost"
"""Browsers offer no passkeys at a bare number."""

ROSA, PRIYA = "rosa@prairie-bend.example", "priya@prairie-bend.example"


def plug_in(page: Page, *, is_verified: bool = True) -> None:
    """Give the browser a device that makes passkeys without asking anybody."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": is_verified,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page: Page) -> None:
    page.locator("[popovertarget=account]").click()
    page.locator("[data-signs-out] button").click()
    page.wait_for_url("**/sign-in/")


def code_now(secret: str) -> str:
    return totp.code_of(secret, totp.step_at(datetime.now(tz=UTC)))


def test_passkey_is_added_named_used_and_removed(visitor):
    page = visitor(ROSA)
    plug_in(page)
    page.goto("/account/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey was added.")).to_be_visible()
    page.locator("summary", has_text="Rename").click()
    page.get_by_label("Another name for").fill("Kitchen computer")
    page.locator("details[open]").get_by_role("button", name="Save").click()
    expect(page.locator("p.strong", has_text="Kitchen computer")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This device has a passkey for this site already.")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/c/prairie-bend/**")
    page.goto("/account/")
    expect(page.get_by_text("Last used").first).to_be_visible()
    page.get_by_role("button", name="Remove Kitchen computer").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The passkey opens nothing here any more.")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That passkey could not be used.")).to_be_visible()


def test_device_that_asks_nobody_is_refused_in_words(visitor):
    page = visitor(ROSA)
    plug_in(page, is_verified=False)
    page.goto("/account/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Nothing was added: the window was closed, or your device took too long.")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_enabled()


def test_code_of_an_app_is_asked_for_from_then_on(visitor):
    page = visitor(PRIYA)
    page.goto("/account/two-step/")
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 100
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Turn on").click()
    recovery = page.locator(".recovery-codes li").all_inner_texts()
    assert len(recovery) == 10
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    sign_out(page)
    page.locator("[name=email]").fill(PRIYA)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button.primary").click()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(re.compile("That code does not fit")).first).to_be_visible()
    page.get_by_label("Code").fill(recovery[0])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/c/prairie-bend/**")


def test_strength_is_told_while_one_types(visitor):
    page = visitor(ROSA)
    page.goto("/account/password/")
    page.get_by_label("New password").press_sequentially("prairie")
    expect(page.locator("#strength")).to_contain_text("asy to guess")
    page.get_by_label("New password").fill("seven copper kettles sing")
    expect(page.locator("#strength")).to_contain_text("Very good.")


def test_a_time_zone_is_found_by_typing_a_city(visitor):
    page = visitor(ROSA)
    page.goto("/account/")
    zones, box = page.get_by_label("Time zone", exact=True), page.get_by_role("searchbox", name="Search the time zones")
    box.fill("madr")
    expect(page.get_by_text("Found: 1")).to_be_visible()
    expect(zones.locator("option")).to_have_text(["Madrid"])
    box.press("Escape")
    expect(zones).to_have_value("America/Chicago")
    box.fill("nowhere at all")
    expect(page.get_by_text("None has these words.")).to_be_visible()
    expect(zones).to_have_value("America/Chicago")
    box.fill("denv")
    box.press("Enter")
    expect(zones).to_have_value("America/Denver")
    expect(box).to_have_value("")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(zones).to_have_value("America/Denver")
