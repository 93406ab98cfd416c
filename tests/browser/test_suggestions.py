"""Whoever reads may suggest other words; whoever writes puts them in with a press, and nothing is replaced blindly."""

from playwright.sync_api import expect

from tests.browser.test_discussion import SELECT, at_answer, at_the_end

WORDS = "steady for fifteen years"
OTHERS = "almost the same for fifteen years"


def suggest(page, words, others, why=""):
    expect(page.locator(".ProseMirror")).to_contain_text(words)
    page.evaluate(SELECT, words)
    page.locator("#new-comment").click()
    page.get_by_role("button", name="Suggest other words").click()
    page.locator("#new-words").fill(others)
    page.locator("#new-comment").fill(why)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".discussion li", has_text=others)).to_be_visible()


def test_a_reader_suggests_and_a_writer_accepts(visitor):
    rosa = at_answer(visitor, "rosa")
    tom = at_answer(visitor, "tom")
    suggest(tom, WORDS, OTHERS, "It fell by 120.")
    expect(tom.locator(".ProseMirror .coming")).to_have_text(OTHERS)
    rosa.reload()
    expect(rosa.locator(".ProseMirror .leaving")).to_have_text(WORDS)
    suggestion = rosa.locator(".discussion > li", has_text="It fell by 120.")
    suggestion.get_by_role("button", name="Accept").click()
    expect(rosa.locator(".ProseMirror")).to_contain_text(f"Our number has been {OTHERS}, which")
    expect(tom.locator(".ProseMirror")).to_contain_text(f"Our number has been {OTHERS}, which")
    expect(rosa.locator(".settled")).to_contain_text("Accepted by Rosa Delgado")
    expect(rosa.locator(".ProseMirror .coming")).to_have_count(0)


def test_of_the_same_words_in_two_places_the_chosen_one_changes(visitor):
    priya = at_answer(visitor, "priya")
    at_the_end(priya)
    priya.keyboard.press("Enter")
    priya.keyboard.type("Here a combine. There a combine too.")
    priya.evaluate(SELECT, "a combine too")
    priya.keyboard.press("Control+Alt+r")
    expect(priya.locator("#new-words")).to_have_value("a combine too")
    priya.locator("#new-words").fill("a combine, too")
    priya.keyboard.press("Control+Enter")
    expect(priya.locator(".ProseMirror .coming")).to_have_text("a combine, too")
    priya.locator("[data-accept] button").click()
    expect(priya.locator(".ProseMirror")).to_contain_text("Here a combine. There a combine, too.")


def test_over_changed_words_a_writer_is_told_and_does_it_by_hand(visitor):
    priya = at_answer(visitor, "priya")
    suggest(priya, "Threshing Days", "Threshing Week")
    suggestion = priya.locator(".discussion > li", has_text="Threshing Week")
    suggestion.get_by_role("button", name="Show in the text").click()
    priya.keyboard.press("ArrowRight")
    priya.keyboard.press("ArrowLeft")
    priya.keyboard.type("-")
    expect(suggestion.locator("[data-gone]")).to_be_visible()
    expect(suggestion.get_by_role("button", name="Accept")).to_be_hidden()
    suggestion.get_by_role("button", name="I changed it by hand").click()
    expect(priya.locator(".settled")).to_contain_text("Threshing Week")


def test_a_selection_over_two_paragraphs_says_to_select_less(visitor):
    rosa = at_answer(visitor, "rosa")
    rosa.locator(".ProseMirror").press("Control+a")
    rosa.keyboard.press("Control+Alt+r")
    expect(rosa.locator("[data-about-parts]")).to_be_visible()
    expect(rosa.locator("#new-words")).to_be_hidden()


def test_on_a_phone_a_writer_declines_with_words(visitor):
    tom = at_answer(visitor, "tom")
    suggest(tom, "the Friday fish suppers", "fish on Fridays")
    rosa = at_answer(visitor, "rosa", viewport={"width": 320, "height": 640})
    suggestion = rosa.locator(".discussion > li", has_text="fish on Fridays")
    suggestion.locator("summary", has_text="Decline").click()
    suggestion.get_by_label("Why not?").fill("Everybody calls them suppers.")
    suggestion.locator("details[open] button").click()
    expect(rosa.locator(".settled")).to_contain_text("Everybody calls them suppers.")
    assert rosa.evaluate("document.documentElement.scrollWidth") <= 320
    tom.reload()
    tom.locator(".settled > summary").click()
    expect(tom.locator(".settled")).to_contain_text("Everybody calls them suppers.")
