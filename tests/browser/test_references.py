"""A sentence names a figure by its number, and the number stays right while figures come and go."""

from playwright.sync_api import expect

ANSWER = "/c/prairie-bend/profile/p-1a-3/"


def test_a_reference_is_chosen_by_keyboard_and_follows_its_figure(visitor):
    rosa = visitor("rosa@prairie-bend.example")
    rosa.goto(ANSWER)
    references = rosa.locator(".ProseMirror .fig-ref")
    expect(references).to_have_text(["Figure P.1-1"])
    rosa.locator(".ProseMirror p").first.click()
    rosa.keyboard.press("End")
    rosa.locator("[data-tool=reference]").click()
    expect(rosa.locator("[data-refer]").first).to_be_focused()
    rosa.keyboard.press("Enter")
    expect(references).to_have_text(["Figure P.1-1", "Figure P.1-1"])
    expect(rosa.locator("[data-status][data-state=saved]")).to_be_visible()
    rosa.wait_for_timeout(700)  # what is done within half a second of each other is undone together
    rosa.get_by_role("button", name="Take the figure out").click()
    lost = "[a figure or table that is not in the text]"
    expect(references).to_have_text([lost, lost])
    rosa.locator("[data-tool=undo]").click()
    expect(references).to_have_text(["Figure P.1-1", "Figure P.1-1"])
    expect(rosa.locator("[data-status][data-state=saved]")).to_be_visible()
    tom = visitor("tom@prairie-bend.example")
    tom.goto("/c/prairie-bend/profile/print/")
    tom.locator(".fig-ref").first.click()
    assert tom.evaluate("document.querySelector(':target .fig-title .code').textContent") == "Figure P.1-1"
