"""A writer marks what matters; others see it at once, and nothing marked is lost without a word."""

from playwright.sync_api import expect

from tests.browser.test_discussion import ANSWER, SELECT, at_answer

FACTS = "The river, and the flood of 1993."


def factors(page):
    return page.locator(".ProseMirror [data-key-factor]")


def test_a_sentence_is_marked_by_keyboard_and_seen_by_others(visitor):
    tom = at_answer(visitor, "tom")
    rosa = visitor("rosa@prairie-bend.example")
    rosa.goto(f"{ANSWER}?beside=factors")
    expect(rosa.locator(".ProseMirror")).to_be_visible()
    rosa.evaluate(SELECT, FACTS)
    rosa.keyboard.press("ArrowLeft")  # the caret is in the sentence, nothing is selected
    rosa.keyboard.press("Control+Alt+k")
    expect(rosa.locator("[data-factor-words]")).to_have_text(FACTS)
    rosa.keyboard.press("Enter")
    expect(tom.locator(".ProseMirror [data-key-factor]", has_text=FACTS)).to_be_visible()
    expect(rosa.locator("#factors")).to_contain_text(FACTS)
    expect(rosa.locator("[data-factors-tab] .tally")).to_have_text("2")
    expect(rosa.locator("[data-factor-said]")).to_have_text("Marked as: Community identity")
    rosa.goto("/c/prairie-bend/profile/key-factors/")
    rosa.get_by_role("link", name=FACTS).click()
    expect(rosa.locator(".ProseMirror:focus")).to_be_visible()
    assert rosa.evaluate("getSelection().toString()") == FACTS


def test_with_its_words_deleted_a_factor_is_kept_and_put_back(visitor):
    rosa = visitor("rosa@prairie-bend.example")
    rosa.goto("/c/prairie-bend/profile/p-1a-3/?beside=factors")
    expect(rosa.locator(".ProseMirror")).to_be_visible()
    words = "In Tolliver one home in three speaks Spanish first"
    rosa.locator("[data-show-factor]", has_text=words).click()
    expect(rosa.locator(".ProseMirror:focus")).to_be_visible()
    rosa.keyboard.press("Delete")
    expect(rosa.locator("#factors .is-gone")).to_contain_text(words)
    rosa.get_by_role("button", name="Put back into the text").click()
    expect(factors(rosa)).to_contain_text([words])
    expect(rosa.locator("#factors .is-gone")).to_have_count(0)


def test_a_mark_taken_off_retires_the_factor_and_undo_brings_it_back(visitor):
    priya = visitor("priya@prairie-bend.example")
    priya.goto("/c/prairie-bend/profile/p-1b-2/?beside=factors")
    expect(priya.locator(".ProseMirror")).to_be_visible()
    priya.locator(".ProseMirror p").first.click()
    priya.locator("[data-tool=factor]").click()
    priya.get_by_role("menuitemradio", name="Vision or purpose").click()
    expect(priya.locator("#factors .kf-list li")).to_have_count(1)
    priya.locator("[data-tool=factor]").click()
    priya.get_by_role("menuitem", name="Not a key factor").click()
    expect(priya.locator("#factors summary")).to_have_text("1 retired")
    priya.locator("[data-tool=undo]").click()
    expect(priya.locator("#factors .kf-list li a")).to_have_count(1)
    expect(priya.locator("#factors summary")).to_have_count(0)


def test_a_copied_passage_is_no_second_factor(visitor):
    rosa = at_answer(visitor, "rosa")
    expect(factors(rosa).first).to_be_visible()
    n_before = factors(rosa).count()
    rosa.locator(".ProseMirror").press("Control+a")
    rosa.keyboard.press("Control+c")
    rosa.keyboard.press("Control+End")
    rosa.keyboard.press("Control+v")
    expect(rosa.locator(".ProseMirror h3")).to_have_count(2)
    expect(factors(rosa)).to_have_count(n_before)
