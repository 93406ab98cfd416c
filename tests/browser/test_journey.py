"""The whole path of two people: sign in, write together, a figure, reload, history, restore, PDF."""

import io
import re

from playwright.sync_api import Page, expect
from pypdf import PdfReader

MARISOL, ROSA, TOM = (f"{name}@prairie-bend.example" for name in ("marisol", "rosa", "tom"))
ANSWER = "/c/prairie-bend/profile/p-1a-2/"


def text_of(page: Page):
    return page.locator("[contenteditable=true]")


def expect_saved(page: Page) -> None:
    expect(page.locator("[data-status-seen]")).to_have_text(re.compile(r"^Saved \d"))


def sign_in_by_link(page: Page, site, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    page.goto(site.newest_link(email))
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/c/prairie-bend/")


def test_two_people_write_one_answer_with_a_figure_and_take_it_as_pdf(visitor, site):
    marisol, rosa = visitor(MARISOL), visitor()
    sign_in_by_link(rosa, site, ROSA)
    for page in (marisol, rosa):
        page.goto(ANSWER)
        expect(text_of(page)).to_be_visible()

    text_of(marisol).click()
    marisol.keyboard.type("The clinic in Riverton is open on two evenings.")
    expect(text_of(rosa)).to_contain_text("The clinic in Riverton is open on two evenings.")
    text_of(rosa).click()
    rosa.keyboard.press("Control+End")
    rosa.keyboard.type(" Tolliver has none.")
    expect(text_of(marisol)).to_contain_text("open on two evenings. Tolliver has none.")
    for page in (marisol, rosa):
        expect_saved(page)

    rosa.get_by_role("button", name="Figure", exact=True).click()
    rosa.get_by_role("button", name=re.compile("^Put in .*primary care", re.IGNORECASE)).first.click()
    for page in (rosa, marisol):
        expect(text_of(page).locator("figure svg, .figure svg").first).to_be_visible(timeout=40_000)
    expect_saved(rosa)

    marisol.reload()
    expect(text_of(marisol)).to_contain_text("Tolliver has none.")
    expect(text_of(marisol).locator("figure svg, .figure svg").first).to_be_visible()

    download_pdf(marisol, "The clinic in Riverton is open on two evenings. Tolliver has none.")


def download_pdf(page: Page, sentence: str) -> None:
    page.goto("/c/prairie-bend/profile/pdf/")
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="Download the file").click(timeout=60_000)
    reader = PdfReader(io.BytesIO(download.value.path().read_bytes()))
    whole = " ".join(" ".join(part.extract_text() for part in reader.pages).split())
    assert sentence in whole
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")


def test_earlier_text_comes_back_on_open_pages(visitor):
    marisol, rosa = visitor(MARISOL), visitor(ROSA)
    rosa.goto("/c/prairie-bend/profile/p-1a-1/")
    expect(text_of(rosa)).to_contain_text("the flood of 1993")
    marisol.goto("/c/prairie-bend/profile/p-1a-1/history/")
    marisol.get_by_role("link", name="Rosa Delgado wrote").click()
    expect(marisol.locator("ins").first).to_be_visible()
    marisol.get_by_role("button", name="Bring back the text from before").click()
    expect(text_of(rosa)).not_to_contain_text("the flood of 1993")
    expect(text_of(rosa)).to_contain_text("home to 61,840 people.")


def test_reader_reads_and_cannot_write(visitor):
    tom = visitor(TOM)
    tom.goto("/c/prairie-bend/profile/p-1a-3/")
    expect(tom.get_by_text("We plan for five groups of residents")).to_be_visible()
    expect(text_of(tom)).to_have_count(0)


def test_role_taken_away_stops_the_open_page_and_keeps_the_text(visitor):
    marisol, priya = visitor(MARISOL), visitor("priya@prairie-bend.example")
    priya.goto("/c/prairie-bend/profile/p-1a-4/")
    text_of(priya).click()
    priya.keyboard.type("Before the change.")
    expect_saved(priya)
    marisol.goto("/c/prairie-bend/people/")
    marisol.get_by_label("Role of Priya Venkat").select_option("reader")
    marisol.get_by_role("button", name="Save the role of Priya Venkat").click()
    expect(marisol.get_by_text("Priya Venkat is reader now.")).to_be_visible()
    expect(text_of(priya)).to_have_count(0)
    expect(priya.get_by_text("Before the change.").first).to_be_visible()


def test_signing_out_ends_the_session_and_clears_the_device(visitor):
    rosa = visitor(ROSA)
    rosa.goto("/c/prairie-bend/profile/p-1a-5/")
    text_of(rosa).click()
    rosa.keyboard.type("A levee board rule.")
    expect_saved(rosa)
    rosa.get_by_role("button", name=re.compile("account of Rosa Delgado")).click()
    rosa.get_by_role("button", name="Sign out").click()
    expect(rosa.get_by_role("heading", name="Sign in")).to_be_visible()
    assert rosa.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    rosa.goto("/c/prairie-bend/people/")
    expect(rosa.get_by_role("heading", name="Sign in")).to_be_visible()
