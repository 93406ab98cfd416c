"""How the words of an edition are written on a page."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.frameworks import phrases
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.methods.crosswalk import EntryKind
from commonweal.frameworks.methods.document import About, Asks, Question, SectionKind, Term
from commonweal.frameworks.methods.search import Found
from commonweal.frameworks.methods.terms import Explainer, Run
from commonweal.frameworks.methods.text import FALLBACK, Text
from commonweal.frameworks.methods.words import Change, WordRun

register = template.Library()

LEAP_YEAR = 2024
"""A year in which every day of a year exists."""

CHANGES = {Change.SAME: "{}", Change.ADDED: "<ins>{}</ins>", Change.REMOVED: "<del>{}</del>"}


@register.simple_tag
def words(text: Text) -> SafeString:
    """A text in the reader's language; where it is not translated, in English, which is said and marked."""
    language = get_language() or FALLBACK
    return _marked(text, language, escape(text.in_language(language)))


@register.simple_tag
def explained(text: Text, explainer: Explainer) -> SafeString:
    """As ``words``, and each term of the glossary is a button that opens its meaning, the first time on the page."""
    return _marked(text, explainer.language, SafeString("".join(_run(run) for run in explainer.runs(text))))


@register.simple_tag
def changes(runs: Iterable[WordRun]) -> SafeString:
    """The runs of a comparison: what was added and what was removed are marked as such."""
    return SafeString("".join(CHANGES[run.change].format(escape(run.text)) for run in runs))


@register.simple_tag
def names(terms: Iterable[Term]) -> SafeString:
    """The names of some terms, one after the other."""
    return SafeString("; ".join(words(term.name) for term in terms))


@register.simple_tag
def leads(questions: Iterable[Question], here: str, depth: str) -> SafeString:
    """Items of a list that lead to questions of the edition at the address ``here``, each at its place in its item."""
    item = '<li><a href="{}{}/?depth={}#{}"><span class="code">{}</span> {}</a></li>'
    return SafeString(
        "".join(
            item.format(escape(here), one.item_slug, escape(depth), one.slug, escape(one.ref), words(one.label))
            for one in questions
        )
    )


@register.simple_tag
def refs(questions: Iterable[Question]) -> str:
    """The refs of some questions, one after the other."""
    return ", ".join(question.ref for question in questions)


@register.filter
def about(whom: About) -> str:
    """Whom a question is about, in words."""
    return str(phrases.ABOUT[whom])


@register.filter
def asks(what: Asks) -> str:
    """What a question asks for, in words."""
    return str(phrases.ASKS[what])


@register.filter
def reported(codes: tuple[str, ...]) -> str:
    """What a results question wants to be shown, in words."""
    return ", ".join(str(phrases.REPORT[code]) for code in codes)


@register.filter
def section_kind(kind: SectionKind) -> str:
    """What a section is for, in words."""
    return str(phrases.SECTION_KINDS[kind])


@register.filter
def entry_kind(kind: EntryKind) -> str:
    """What became of a question, in words."""
    return str(phrases.ENTRY_KINDS[kind])


@register.filter
def found_in(kind: Found) -> str:
    """In what a search found its words."""
    return str(phrases.FOUND[kind])


@register.filter
def content_kind(code: str) -> str:
    """What a file holds, in words."""
    return str(_("framework edition") if code == "edition" else ContentKind(code).label)


@register.filter
def month_day(day: str) -> str:
    """A day of the year as content writes it (``MM-DD``), in words: October 31."""
    month, _dash, number = day.partition("-")
    return date_format(dt.date(LEAP_YEAR, int(month), int(number)), "MONTH_DAY_FORMAT")


@register.filter
def month_name(month: int) -> str:
    """The name of a month."""
    return str(MONTHS[month])


@register.filter
def counted(name: str, n: int) -> str:
    """The word for what a preview counted."""
    return phrases.counted(name, n)


def _run(run: Run) -> SafeString:
    if run.term is None:
        return escape(run.text)
    button = '<button type="button" class="term" popovertarget="term-{}" data-term>{}</button>'
    return format_html(button, run.term.id, run.text)


def _marked(text: Text, language: str, html: SafeString) -> SafeString:
    if text.is_translated(language):
        return html
    return format_html(
        '<span lang="{0}">{1}</span> <span class="untranslated">'
        '<span aria-hidden="true">{2}</span><span class="sr-only">({3})</span></span>',
        FALLBACK,
        html,
        FALLBACK.upper(),
        _("not translated"),
    )
