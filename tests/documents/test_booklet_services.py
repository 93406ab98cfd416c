"""Real booklets, set by the real typesetter and read back."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from commonweal.documents import booklet_services, typst_engine
from commonweal.documents.booklet_context import booklet_context
from commonweal.documents.methods.booklet import WHOLE, BookletOrder, Size, Space
from commonweal.frameworks import services as frameworks
from commonweal.frameworks.errors import UnknownEdition
from commonweal.kernel import files
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job, StoredFile
from tests.documents.test_typst_engine import structure, text_of
from tests.factories.people import make_person
from tests.frameworks.shipped import BUILDER, CURRENT, document

EDITION = {"slug": "community-excellence", "edition": "2026"}
ORDER = BookletOrder("1", "multiple", "en", Size.ORDINARY, Space.LINES, has_guidance=True)
LARGEST_OF_SMALL = 18 - 0.01


def made(now, order, edition=CURRENT, **changes):
    context = booklet_context(replace(document(edition), **changes), order)
    return typst_engine.compile_pdf(
        booklet_services.TEMPLATE,
        context.as_data(),
        files={},
        title=context.title,
        language=order.language,
        made_at=now,
    )


def read(pdf):
    return PdfReader(io.BytesIO(pdf))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", Size)
def test_a_booklet_is_tagged_and_says_what_it_is(now, language, size):
    reader = read(made(now, replace(ORDER, language=language, size=size)))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == f"{language}-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document(CURRENT).section("1").title[language] in reader.metadata.title
    tags = {element.get("/S") for element in structure(root["/StructTreeRoot"])}
    assert {"/Title", "/H1", "/H2", "/H3", "/H4", "/L", "/P", "/TOC"} <= tags


@pytest.mark.parametrize("space", Space)
def test_every_question_stands_in_it_with_its_ref_and_a_bookmark(now, space):
    reader = read(made(now, replace(ORDER, space=space, has_guidance=False)))
    text = text_of(reader)
    asked = document(CURRENT).questions_of("1")
    assert [q.ref for q in asked if q.ref not in text or q.label["en"] not in text] == []
    assert text.count("Notes") == (0 if space == Space.NONE else len(asked))
    assert reader.outline[0].title == "1 Community Leadership"


def test_pages_are_numbered_of_how_many(now):
    reader = read(made(now, ORDER))
    assert f"3 of {len(reader.pages)}" in reader.pages[2].extract_text()


def sizes_in(reader):
    """Every size in which letters are set, in points."""
    sizes = set()

    def visit(text, _cm, matrix, _font, size):
        if text.strip():
            sizes.add(round(abs(size * matrix[3]), 2))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return sizes


@pytest.mark.parametrize("order", [ORDER, replace(ORDER, part="7", language="es", space=Space.PAGE)])
def test_large_print_has_no_small_letter(now, order):
    assert min(sizes_in(read(made(now, order)))) < LARGEST_OF_SMALL
    assert min(sizes_in(read(made(now, replace(order, size=Size.LARGE))))) >= LARGEST_OF_SMALL


def test_a_page_for_each_question_is_a_page_for_each_question(now):
    reader = read(made(now, replace(ORDER, part="1.1", space=Space.PAGE)))
    pages = [page.extract_text() for page in reader.pages]
    refs = [q.ref for q in document(CURRENT).questions_of("1.1")]
    assert [sum(ref in page for page in pages) for ref in refs] == [1] * len(refs)
    assert all(sum(ref in page for ref in refs) <= 1 for page in pages)


def test_the_same_order_gives_the_same_bytes(now):
    assert made(now, ORDER) == made(now, ORDER)


def test_a_flat_edition_and_a_restricted_one_are_booklets(now):
    flat = text_of(read(made(now, replace(ORDER, part=WHOLE), BUILDER)))
    assert [q.ref for q in document(BUILDER).questions if q.ref not in flat] == []
    restricted = text_of(read(made(now, ORDER, may_be_redistributed=False)))
    asked = document(CURRENT).questions_of("1")
    assert [q.ref for q in asked if q.ref not in restricted or q.text["en"][:40] in restricted] == []


def test_what_a_file_says_cannot_become_code(now):
    attempt = '#read("/data.json") $x$ *bold* ") #panic("stop'
    spoiled = type(document(CURRENT).stance)({"en": attempt})
    assert attempt in text_of(read(made(now, ORDER, stance=spoiled)))


@pytest.fixture
def shipped(db, now):
    return frameworks.load_shipped_content(now=now)


def test_a_booklet_is_made_once_for_two_who_press_twice(shipped, now, django_capture_on_commit_callbacks):
    person = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        first = booklet_services.request_booklet(**EDITION, order=ORDER, by=person, now=now)
        assert booklet_services.request_booklet(**EDITION, order=ORDER, by=person, now=now) == first
    job = Job.objects.get(name="documents.make_booklet")
    assert (job.state, job.error) == (JobState.DONE, "")
    stored = StoredFile.objects.get(uid=job.result["file"])
    assert (stored.by, stored.name) == (person, "community-excellence-2026-1-booklet.pdf")
    assert files.read(stored).startswith(b"%PDF")


def test_a_booklet_made_later_has_the_same_address(shipped, now, django_capture_on_commit_callbacks):
    for days in (0, 9):
        with django_capture_on_commit_callbacks(execute=True):
            later = now.replace(month=12, day=1 + days)
            booklet_services.request_booklet(**EDITION, order=ORDER, by=make_person(), now=later)
    assert len(set(StoredFile.objects.values_list("address", flat=True))) == 1


def test_what_is_not_there_cannot_be_asked_for(shipped, now):
    person = make_person()
    with pytest.raises(UnknownEdition):
        booklet_services.request_booklet(slug="no", edition="1", order=ORDER, by=person, now=now)
    with pytest.raises(ValueError, match="not a part"):
        booklet_services.request_booklet(**EDITION, order=replace(ORDER, part="9"), by=person, now=now)
