"""Members talk beside an answer about its very words, and agree to it by name."""

from playwright.sync_api import Page, expect

ANSWER = "/c/prairie-bend/profile/p-1a-1/"
WORDS = "The river, and the flood of 1993."
SELECT = """words => {
  const text = document.querySelector(".ProseMirror"), walker = document.createTreeWalker(text, 4);
  let node;
  while ((node = walker.nextNode()) && !node.textContent.includes(words));
  const range = document.createRange(), from = node.textContent.indexOf(words);
  range.setStart(node, from);
  range.setEnd(node, from + words.length);
  text.focus();
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
BEHIND_ALL = """() => {
  const behind = document.createRange(), at = getSelection();
  behind.setStart(at.focusNode, at.focusOffset);
  behind.setEndAfter(document.querySelector(".ProseMirror").lastChild);
  return !behind.toString();
}"""


def at_answer(visitor, who: str, **options: object) -> Page:
    page = visitor(f"{who}@prairie-bend.example", **options)
    page.goto(ANSWER)
    if options.get("java_script_enabled", True):
        expect(page.locator(".ProseMirror")).to_be_visible()
    return page


def at_the_end(page: Page) -> None:
    """Put the caret behind the last word. Keys come faster after a click than from any hand: let the click be done."""
    text = page.locator(".ProseMirror")
    text.locator("p").last.click()
    expect(text).to_be_focused()
    page.evaluate(NEXT_FRAME)
    page.keyboard.press("Control+End")
    page.wait_for_function(BEHIND_ALL)


def passage(page: Page):
    return page.locator(".ProseMirror .anchor")


def test_a_comment_on_words_is_marked_for_everybody_and_moves_with_them(visitor):
    rosa = at_answer(visitor, "rosa")
    rosa.evaluate(SELECT, WORDS)
    rosa.keyboard.press("Control+Alt+m")
    expect(rosa.locator("[data-about-words]")).to_have_text(WORDS)
    rosa.keyboard.type("Was it not 1952, @mar")
    expect(rosa.get_by_role("option")).to_have_text("Marisol Ortega-Lund")
    rosa.keyboard.press("Enter")
    rosa.keyboard.press("Control+Enter")
    expect(passage(rosa)).to_have_text(WORDS)
    tom = at_answer(visitor, "tom")
    expect(passage(tom)).to_have_text(WORDS)
    rosa.locator(".ProseMirror p").first.click()
    rosa.keyboard.press("Control+Home")
    rosa.keyboard.type("Here is who we are. ")
    expect(tom.locator(".ProseMirror")).to_contain_text("Here is who we are.")
    expect(passage(tom)).to_have_text(WORDS)
    passage(tom).click()
    expect(tom.locator(".discussion li:focus")).to_contain_text("@Marisol Ortega-Lund")
    tom.keyboard.press("Tab")
    tom.locator(".discussion summary", has_text="Reply").first.click()
    expect(tom.locator(".discussion textarea:focus")).to_be_visible()
    tom.keyboard.type("The levee board says 1993.")
    tom.keyboard.press("Control+Enter")
    expect(tom.locator(".discussion .reply")).to_contain_text("The levee board says 1993.")


def test_when_the_words_are_gone_the_comment_says_so(visitor):
    rosa = at_answer(visitor, "rosa")
    rosa.evaluate(SELECT, "the Friday fish suppers")
    rosa.locator("[data-tool=comment]").click()
    rosa.keyboard.type("Only in Lent?")
    rosa.keyboard.press("Control+Enter")
    comment = rosa.locator(".discussion > li", has_text="Only in Lent?")
    comment.get_by_role("button", name="Show in the text").click()
    expect(rosa.locator(".ProseMirror:focus")).to_be_visible()
    rosa.keyboard.press("Delete")
    expect(comment.locator("[data-gone]")).to_be_visible()
    expect(comment.get_by_role("button", name="Show in the text")).to_be_hidden()


def test_a_comment_that_was_not_sent_is_kept_until_one_signs_out(visitor):
    page = at_answer(visitor, "priya")
    page.locator("#new-comment").fill("I am not sure that")
    page.reload()
    expect(page.locator("#new-comment")).to_have_value("I am not sure that")
    page.locator("#new-comment").press("Control+Enter")
    expect(page.locator(".discussion")).to_contain_text("I am not sure that")
    expect(page.locator("#new-comment")).to_have_value("")
    page.locator("#new-comment").fill("And then")
    kept = "Object.keys(localStorage).filter(key => key.includes('/comment/')).length"
    assert page.evaluate(kept) == 1
    page.locator("[data-signs-out]").evaluate("form => form.requestSubmit()")
    page.get_by_role("button", name="Sign out and lose them").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate(kept) == 0


def test_without_scripts_one_comments_replies_and_settles(visitor):
    page = at_answer(visitor, "rosa", java_script_enabled=False)
    page.locator("#new-comment").fill("Plain forms do.")
    page.get_by_role("button", name="Comment", exact=True).click()
    comment = page.locator(".discussion > li", has_text="Plain forms do.")
    comment.locator("summary", has_text="Reply").click()
    comment.locator("details[open] textarea").fill("They do.")
    comment.locator("details[open] button").click()
    expect(page.locator(".discussion .reply", has_text="They do.")).to_be_visible()
    page.locator(".discussion > li", has_text="Plain forms do.").get_by_role("button", name="Settle").click()
    expect(page.locator(".settled > summary")).to_contain_text("settled")


def test_from_draft_to_agreed_and_an_honest_draft_again(visitor):
    address = "/c/prairie-bend/profile/p-1b-2/"
    marisol = visitor("marisol@prairie-bend.example")
    marisol.goto(f"{address}review/")
    for name in ("Priya Venkat", "Marisol Ortega-Lund"):
        marisol.get_by_role("checkbox", name=name).uncheck()
    marisol.get_by_role("button", name="Send to group review").click()
    rosa = visitor("rosa@prairie-bend.example")
    rosa.goto(f"{address}review/")
    rosa.get_by_role("button", name="I agree to this text").click()
    expect(rosa.locator("main .page-head .badge")).to_have_text("Agreed")
    rosa.goto(address)
    expect(rosa.locator(".ProseMirror")).to_be_visible()
    expect(rosa.locator("[data-standing=agreed]")).to_be_visible()
    rosa.locator(".ProseMirror p").first.click()
    rosa.keyboard.type("And more. ")
    expect(rosa.locator("[data-changed]")).to_contain_text("changed since")
    expect(rosa.locator("[data-standing=agreed]")).to_be_hidden()
    expect(rosa.locator("[data-status][data-state=saved]")).to_be_visible()
    rosa.reload()
    expect(rosa.locator("[data-changed]")).to_contain_text("changed since")
