"""A booklet of questions as plain JSON for the typesetter."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commonweal.documents import phrases
from commonweal.documents.methods.booklet import (
    WHOLE,
    Booklet,
    BookletOrder,
    BookletQuestion,
    BookletSection,
    Size,
    Space,
    booklet_of,
)
from commonweal.frameworks.methods.document import EditionDocument

PROFILE = "P"


@dataclass(frozen=True)
class BookletContext:
    """All that stands in a printed booklet. ``edition_title`` is empty where the words stay on the site."""

    slug: str
    edition: str
    edition_title: str
    notice: str
    stance: str
    order: BookletOrder
    booklet: Booklet
    is_restricted: bool

    @property
    def language(self) -> str:
        return self.order.language

    @property
    def framework(self) -> str:
        """The framework by its title, or by its id where that stays on the site, with the edition."""
        return f"{self.edition_title or self.slug} {self.edition}"

    @property
    def part_title(self) -> str:
        """What the cover names: the framework, a section or an item."""
        if self.order.part == WHOLE:
            return self.edition_title or self.slug
        section = self.booklet.sections[0]
        item = next((item for item in section.items if item.ref == self.order.part), None)
        return f"{item.ref} {item.title}" if item else _heading(section)

    @property
    def title(self) -> str:
        """The title of the document."""
        with translation.override(self.language):
            kind = _("Question booklet, large print") if self.order.size == Size.LARGE else _("Question booklet")
            return f"{self.part_title}: {kind}"

    @property
    def file_name(self) -> str:
        """Such as ``community-excellence-2026-category-1-booklet-large-print.pdf``."""
        with translation.override(self.language):
            size = pgettext("file name", "large print") if self.order.size == Size.LARGE else ""
            part = "" if self.order.part == WHOLE else self.order.part.replace(".", "-")
            words = (self.slug, self.edition, part, pgettext("file name", "booklet"), size)
            return f"{'-'.join(slugify(word) for word in words if word)}.pdf"

    def as_data(self) -> dict[str, Any]:
        """The context as JSON values."""
        with translation.override(self.language):
            return self._data()

    def _data(self) -> dict[str, Any]:
        is_whole = self.order.part == WHOLE
        return {
            "author": self.framework,
            "cover_title": self.part_title,
            "running": self.framework,
            "foot": _("Question booklet"),
            "kicker": _("Question booklet"),
            "lead": self._lead(),
            "notice": None,
            "made": _("Edition %(edition)s") % {"edition": self.edition} if is_whole else self.framework,
            "edition": _("Large print") if self.order.size == Size.LARGE else "",
            "size": self.order.size.value,
            "space": self.order.space.value,
            "words": _words(),
            "intro": self._intro(),
            "owner_notice": self.notice,
            "sections": [_section_data(section) for section in self.booklet.sections],
            "terms": [{"name": name, "meaning": meaning} for name, meaning in self.booklet.terms],
        }

    def _lead(self) -> str:
        if self.order.space == Space.NONE:
            return _("The questions a community asks itself, to read on paper.")
        return _("The questions a community asks itself, with room to write.")

    def _intro(self) -> list[str]:
        if self.is_restricted:
            return [
                _(
                    "The owner of this edition does not let its words leave the site where it is kept. This booklet "
                    "holds the numbers and the names of items, for your notes beside the text you have."
                )
            ]
        return [
            *filter(None, [self.stance]),
            _(
                "Read a question aloud, let everybody think for a minute, then write what you know and how you "
                "know it. “We do not know yet” is an answer too: write down whom to ask."
            ),
        ]


def booklet_context(document: EditionDocument, order: BookletOrder) -> BookletContext:
    """All that a booklet of an edition holds, in the language of the order.

    Raises:
        ValueError: if the edition has no such part.
    """
    may_leave = document.may_be_redistributed
    notice, stance = document.notice, document.stance
    return BookletContext(
        slug=document.id,
        edition=document.edition,
        edition_title=document.title.in_language(order.language) if may_leave else "",
        notice=notice.in_language(order.language) if notice and may_leave else "",
        stance=stance.in_language(order.language) if stance and may_leave else "",
        order=order,
        booklet=booklet_of(document, order),
        is_restricted=not may_leave,
    )


def _words() -> dict[str, str]:
    """What the template itself says."""
    return {
        "of": pgettext("page 3 of 24", "of"),
        "contents": _("Contents"),
        "how": _("How to use this booklet"),
        "guidance": _("What a strong answer covers"),
        "evidence": _("May support it"),
        "notes": _("Notes"),
        "terms": _("What the words mean here"),
    }


def _heading(section: BookletSection) -> str:
    if section.title:
        return section.title
    return _("Profile") if section.ref == PROFILE else _("Category %(ref)s") % {"ref": section.ref}


def _section_data(section: BookletSection) -> dict[str, Any]:
    data = asdict(section)
    data["title"] = _heading(section)
    for item, item_data in zip(section.items, data["items"], strict=True):
        for area, area_data in zip(item.areas, item_data["areas"], strict=True):
            area_data["questions"] = [_question_data(question) for question in area.questions]
    return data


def _question_data(question: BookletQuestion) -> dict[str, Any]:
    shown = ", ".join(str(phrases.REPORT[code]) for code in question.report)
    return asdict(question) | {
        "evidence": "; ".join(question.evidence),
        "report": _("Show %(what)s.") % {"what": shown} if shown else "",
    }
