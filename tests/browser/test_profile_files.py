"""The Profile from draft to agreed to PDF and Word with four people, a version of it, and a copy that is trimmed."""

import io
import re
from pathlib import Path

import docx
from playwright.sync_api import Page, expect
from pypdf import PdfReader

MARISOL, ROSA, PRIYA, TOM = (f"{name}@prairie-bend.example" for name in ("marisol", "rosa", "priya", "tom"))
PROFILE = "/c/prairie-bend/profile/"
SLUG = "p-1b-5"
ANSWER = f"{PROFILE}{SLUG}/"
SENTENCE = "Word travels by the parish bulletin and by the radio at noon."
PDF, WORD = "PDF: to send, print and keep", "Word: to edit elsewhere, with headings, captions and contents"


def text_of(page: Page):
    return page.locator("[contenteditable=true]")


def expect_saved(page: Page) -> None:
    expect(page.locator("[data-status-seen]")).to_have_text(re.compile(r"^Saved \d"))


def assign(page: Page, name: str) -> None:
    page.goto(f"{ANSWER}assign/")
    page.get_by_label(name).check()
    page.get_by_role("button", name="Save", exact=True).click()


def write(page: Page, address: str, words: str) -> None:
    page.goto(address)
    text_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    expect_saved(page)


def agree(page: Page) -> None:
    page.goto(f"{ANSWER}review/")
    expect(page.locator("main")).to_contain_text(SENTENCE)
    page.get_by_role("button", name="I agree to this text").click()
    page.wait_for_load_state()


def downloaded(page: Page, kind: str) -> Path:
    page.goto(f"{PROFILE}pdf/")
    page.get_by_label(kind).check()
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("link", name="Download the file").click(timeout=90_000)
    return download.value.path()


def test_four_people_take_the_profile_from_draft_to_agreed_to_pdf_and_word(visitor):
    marisol, rosa, priya, tom = (visitor(who) for who in (MARISOL, ROSA, PRIYA, TOM))
    assign(marisol, "Rosa Delgado")
    rosa.goto(PROFILE)
    expect(rosa.get_by_role("region", name="Yours")).to_contain_text("P.1b(5)")

    write(rosa, ANSWER, SENTENCE)
    rosa.goto(f"{ANSWER}review/")
    rosa.get_by_role("button", name="Send to group review").click()
    for page in (marisol, priya, tom):
        agree(page)
    rosa.goto(PROFILE)
    expect(rosa.get_by_role("row", name=re.compile(r"P\.1b\(5\)"))).to_contain_text("Agreed")

    pages = PdfReader(io.BytesIO(downloaded(tom, PDF).read_bytes())).pages
    assert SENTENCE in " ".join(" ".join(page.extract_text() for page in pages).split())
    document = docx.Document(io.BytesIO(downloaded(priya, WORD).read_bytes()))
    assert SENTENCE in [one.text for one in document.paragraphs]
    assert next(one.text for one in document.paragraphs if one.style.name == "Heading 1").startswith("P.1 ")
    assert len(document.inline_shapes) > 0

    marisol.goto(f"{PROFILE}versions/")
    marisol.get_by_label("Name").fill("As agreed")
    marisol.get_by_role("button", name="Keep it").click()
    expect(marisol.locator("main")).to_contain_text("Agreed by Marisol Ortega-Lund, Priya Venkat, Tom Lindqvist")


def test_pages_are_counted_while_one_writes(visitor):
    rosa = visitor(ROSA)
    write(rosa, f"{PROFILE}p-2a-2/", "What is changing is the river. ")
    expect(rosa.locator(".doc-foot")).to_contain_text("This answer takes about 0.", timeout=60_000)
    expect(rosa.locator(".doc-foot")).to_contain_text("the first level allows 10.")


def test_a_copy_is_trimmed_with_the_editor_and_offered_back(visitor):
    marisol = visitor(MARISOL)
    marisol.goto(f"{PROFILE}copies/")
    marisol.get_by_label("Name").fill("Application 2027")
    marisol.get_by_label(re.compile("Commitment")).check()
    marisol.get_by_role("button", name="Copy the Profile").click()
    copy = marisol.url
    write(marisol, f"{copy}p-1a-1/", " Only in the copy.")
    marisol.goto(f"{PROFILE}p-1a-1/")
    expect(text_of(marisol)).not_to_contain_text("Only in the copy.")
    marisol.goto(copy)
    marisol.get_by_role("link", name="Changed here: decide P.1a(1)").click()
    expect(marisol.locator("ins").first).to_contain_text("Only in the copy.")
    marisol.get_by_role("button", name="Take it into the living Profile").click()
    marisol.goto(f"{PROFILE}p-1a-1/")
    expect(text_of(marisol)).to_contain_text("Only in the copy.")


def test_a_pasted_profile_is_sorted_and_put_in_after_a_look(visitor):
    rosa = visitor(ROSA)
    rosa.goto(f"{PROFILE}import/")
    rosa.get_by_label("Or paste the text").fill("P.1a(5) Rules\n\nWe live by the levee code.\n\nAnnex\n\nA list.")
    rosa.get_by_role("button", name="Sort it").click()
    rosa.get_by_role("link", name="Continue").click(timeout=60_000)
    rosa.get_by_role("button", name=re.compile(r"Put it in\s*: P\.1a\(5\) Rules")).click()
    expect(rosa.locator("main")).to_contain_text("Put into P.1a(5) by Rosa Delgado.")
    rosa.goto(f"{PROFILE}p-1a-5/")
    expect(text_of(rosa)).to_contain_text("We live by the levee code.")
