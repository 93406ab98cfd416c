from dataclasses import replace

import pytest

from commonweal.documents.booklet_context import booklet_context
from commonweal.documents.methods.booklet import WHOLE, BookletOrder, Size, Space, booklet_of, parts_of
from tests.frameworks.shipped import BUILDER, CURRENT, document

ORDER = BookletOrder("1.1", "multiple", "en", Size.ORDINARY, Space.LINES, has_guidance=True)


def questions_of(booklet):
    return [q for section in booklet.sections for item in section.items for area in item.areas for q in area.questions]


def test_the_whole_holds_every_question_in_order():
    booklet = booklet_of(document(CURRENT), replace(ORDER, part=WHOLE))
    assert [q.ref for q in questions_of(booklet)] == [q.ref for q in document(CURRENT).questions]


@pytest.mark.parametrize("part", ["P", "3", "7.2"])
def test_a_part_holds_its_own_questions_alone(part):
    booklet = booklet_of(document(CURRENT), replace(ORDER, part=part))
    assert [q.ref for q in questions_of(booklet)] == [q.ref for q in document(CURRENT).questions_of(part)]


def test_each_depth_holds_more():
    def held(depth):
        booklet = booklet_of(document(CURRENT), replace(ORDER, depth=depth))
        return bool(questions_of(booklet)), any(q.prompts for q in questions_of(booklet))

    assert [held(depth) for depth in ("basic", "overall", "multiple")] == [(False, False), (True, False), (True, True)]


def test_the_profile_is_read_question_by_question_even_at_the_basic_depth():
    booklet = booklet_of(document(CURRENT), replace(ORDER, part="P", depth="basic"))
    assert len(questions_of(booklet)) == len(document(CURRENT).questions_of("P"))


def test_guidance_and_evidence_only_when_asked_for():
    for has_guidance in (True, False):
        booklet = booklet_of(document(CURRENT), replace(ORDER, has_guidance=has_guidance))
        assert {bool(q.guidance and q.evidence) for q in questions_of(booklet)} == {has_guidance}


def test_terms_are_those_that_the_words_use_by_name():
    terms = booklet_of(document(CURRENT), ORDER).terms
    names = [name for name, _meaning in terms]
    assert names == sorted(names, key=str.casefold)
    assert 0 < len(names) < len(document(CURRENT).glossary)


def test_spanish_holds_no_english():
    english = {q.text["en"] for q in document(CURRENT).questions}
    booklet = booklet_of(document(CURRENT), replace(ORDER, part=WHOLE, language="es"))
    assert [q.ref for q in questions_of(booklet) if q.text in english] == []


@pytest.mark.parametrize("part", ["1.1a", "9", "p", "P.1a(1)"])
def test_a_part_that_is_none_is_refused(part):
    with pytest.raises(ValueError, match="not a section or item"):
        booklet_of(document(CURRENT), replace(ORDER, part=part))


def test_a_flat_edition_has_one_text_for_each_question():
    booklet = booklet_of(document(BUILDER), replace(ORDER, part=WHOLE))
    assert len(questions_of(booklet)) == len(document(BUILDER).questions)
    assert {(q.prompts, q.guidance) for q in questions_of(booklet)} == {((), "")}
    assert parts_of(document(BUILDER))[:2] == (WHOLE, "P")


def test_what_may_not_leave_does_not_leave():
    restricted = replace(document(CURRENT), may_be_redistributed=False)
    context = booklet_context(restricted, replace(ORDER, part=WHOLE))
    data = str(context.as_data())
    assert [q.ref for q in restricted.questions if q.ref not in data] == []
    assert [item.ref for item in restricted.items if item.title["en"] not in data] == []
    words = [
        *(text["en"] for q in restricted.questions for text in (q.label, q.text, q.guidance, *q.prompts)),
        *(item.headline["en"] for item in restricted.items),
        *(section.purpose["en"] for section in restricted.sections),
        restricted.title["en"],
        restricted.stance["en"],
    ]
    names = {item.title["en"] for item in restricted.items}
    assert [text for text in words if repr(text)[1:-1] in data and not any(text in name for name in names)] == []
    assert context.booklet.terms == ()


@pytest.mark.parametrize(
    ("order", "title", "name"),
    [
        (
            replace(ORDER, part=WHOLE),
            "Community Excellence Framework: Question booklet",
            "community-excellence-2026-booklet.pdf",
        ),
        (
            replace(ORDER, part="P", size=Size.LARGE),
            "Community Profile: Question booklet, large print",
            "community-excellence-2026-p-booklet-large-print.pdf",
        ),
        (
            ORDER,
            "1.1 Community Excellence Group Leadership: Question booklet",
            "community-excellence-2026-1-1-booklet.pdf",
        ),
    ],
)
def test_a_booklet_is_named_by_what_it_holds(order, title, name):
    context = booklet_context(document(CURRENT), order)
    assert (context.title, context.file_name) == (title, name)


def test_results_say_what_to_show():
    [section] = booklet_context(document(CURRENT), replace(ORDER, part="7.1")).as_data()["sections"]
    asked = section["items"][0]["areas"][0]["questions"][0]
    assert asked["report"] == "Show levels, trends, comparisons, results by group."
