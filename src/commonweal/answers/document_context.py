"""The Community Profile as it is printed: a frozen context, then plain JSON for the typesetter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commonweal.answers import phrases
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.methods.numbering import table_numbers
from commonweal.answers.methods.projection import html_of
from commonweal.answers.methods.tongues import language_of
from commonweal.documents.methods.prose import Printing, printable
from commonweal.frameworks.methods.refs import slug_of

Document = Mapping[str, Any]


@dataclass(frozen=True)
class PrintedQuestion:
    """A question and what was answered; ``document`` is empty while nothing was."""

    ref: str
    label: str
    text: str
    document: Document

    @property
    def slug(self) -> str:
        """Its address within the page."""
        return slug_of(self.ref)


@dataclass(frozen=True)
class PrintedTerm:
    """A word and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True)
class PrintedItem:
    """An item with its questions, in the edition's order."""

    ref: str
    title: str
    questions: tuple[PrintedQuestion, ...]


@dataclass(frozen=True)
class ProfileContext:
    """All that stands in a printed Profile, in one language. ``figures`` are by uid."""

    community: str
    slug: str
    edition: str
    language: str
    day: date
    is_example: bool
    site_url: str
    items: tuple[PrintedItem, ...]
    figures: Mapping[str, FigureCard]
    glossary: tuple[PrintedTerm, ...] = ()
    """The words the answers use that are explained at the end, by name."""

    @property
    def title(self) -> str:
        """The title of the document."""
        with translation.override(self.language):
            return _("%(community)s: Community Profile") % {"community": self.community}

    def file_name(self, ending: str = "pdf") -> str:
        """Such as ``prairie-bend-community-profile-2026-11-24.pdf``."""
        with translation.override(self.language):
            kind = slugify(pgettext("file name", "community profile"))
        return f"{self.slug}-{kind}-{self.day.isoformat()}.{ending}"

    @property
    def written_day(self) -> str:
        """The day in the words of the language: ``November 24, 2026``."""
        return format_date(self.day, format="long", locale=self.language)

    @property
    def notice(self) -> str:
        """What is said about invented numbers; empty where there are none."""
        if self.is_example:
            return _("Worked example. People, places and figures are invented unless a publisher is named.")
        if any(card.is_invented for card in self.figures.values()):
            return _("Figures marked as invented are examples.")
        return ""

    @property
    def table_codes(self) -> dict[str, str]:
        """What each table with a caption is called, such as ``Table P.1-2``, by the caption's uid."""
        documents = ((item.ref, question.document) for item in self.items for question in item.questions)
        return {uid: phrases.table_code(number) for uid, number in table_numbers(documents).items()}

    def as_data(self, files: Mapping[str, str]) -> dict[str, Any]:
        """The context as JSON values. ``files`` names the picture of each figure by its uid."""
        with translation.override(self.language):
            return self._data(files)

    def _data(self, files: Mapping[str, str]) -> dict[str, Any]:
        references = {uid: card.code for uid, card in self.figures.items() if card.number} | self.table_codes
        printing = Printing(self.site_url, references=references, lost_reference=str(phrases.LOST))
        foot = _("As of %(day)s.") % {"day": self.written_day}
        return {
            "author": self.community,
            "cover_title": self.community,
            "running": f"{self.community}, {_('Community Profile')}",
            "foot": f"{foot} {self.notice}".strip(),
            "kicker": _("Community Profile"),
            "lead": _("Who we are, whom we serve, where we stand and what is changing."),
            "notice": self.notice or None,
            "made": foot,
            "edition": self.edition,
            "words": _words(),
            "glossary": [{"name": term.name, "meaning": term.meaning} for term in self.glossary],
            "items": [_item_data(item, printing, self.language) for item in self.items],
            "figures": {uid: _figure_data(card, files.get(uid)) for uid, card in self.figures.items()},
        }


def _words() -> dict[str, str]:
    """What the template itself says."""
    return {
        "of": pgettext("page 3 of 24", "of"),
        "contents": _("Contents"),
        "glossary": _("What words mean here"),
        "no_answer": _("Not answered yet."),
        "missing_figure": _("A figure stood here and was taken out."),
    }


def _item_data(item: PrintedItem, printing: Printing, language: str) -> dict[str, Any]:
    questions = [
        {
            "ref": question.ref,
            "label": question.label,
            "text": question.text,
            "lang": _foreign_language(question.document, language),
            "blocks": printable(question.document, printing),
        }
        for question in item.questions
    ]
    return {"ref": item.ref, "title": item.title, "questions": questions}


def _foreign_language(document: Document, language: str) -> str:
    """The language of an answer where it is told and another one than the document's; empty otherwise."""
    written_in = language_of(html_of(document)) if document else ""
    return written_in if written_in != language else ""


def _figure_data(card: FigureCard, file: str | None) -> dict[str, Any]:
    table = {
        "caption": _("The numbers of %(figure)s") % {"figure": card.code},
        "head": list(card.head),
        "rows": [list(row) for row in card.rows],
    }
    return {
        "number": card.code,
        "title": card.title,
        "sentence": card.sentence,
        "alt": card.alt,
        "file": file,
        "source": card.source,
        "invented": _("Invented figures") if card.is_invented else None,
        "table": table if card.rows else None,
    }
