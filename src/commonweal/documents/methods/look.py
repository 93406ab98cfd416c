"""How a program's documents look: plain data for every writer. Pure: no Django, no clock, no files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from commonweal.documents.methods.logos import CleanLogo

MAIN, ACCENT = "#1b4a72", "#745006"
"""Commonweal's own colours of links and bands, and of codes and marks."""
FALLBACK = "en"
SUFFIXES: Mapping[str, str] = {"image/svg+xml": "svg", "image/png": "png"}
_BLANK_LINES = re.compile(r"\n\s*\n")


class Cover(StrEnum):
    """What stands on the first page: the quilt, or a plain page under a band of the main colour."""

    QUILT = "quilt"
    PLAIN = "plain"


@dataclass(frozen=True)
class Look:
    """What an operator chose. Texts are by language; one without words in a language is shown in English."""

    organization: str = ""
    logo: CleanLogo | None = None
    main_colour: str = MAIN
    accent_colour: str = ACCENT
    cover: Cover = Cover.QUILT
    front_matter: Mapping[str, str] = field(default_factory=dict)
    footer: Mapping[str, str] = field(default_factory=dict)

    @property
    def logo_name(self) -> str:
        """The file of the logo beside a document; empty without a logo."""
        return f"logo.{SUFFIXES[self.logo.media_type]}" if self.logo else ""

    def as_data(self, language: str) -> dict[str, Any]:
        """JSON values for a document in a language. Colours that are Commonweal's own are null."""
        return {
            "organization": self.organization,
            "logo": self.logo_name or None,
            "main": self.main_colour if self.main_colour != MAIN else None,
            "accent": self.accent_colour if self.accent_colour != ACCENT else None,
            "cover": self.cover.value,
            "front_matter": paragraphs_of(_in_language(self.front_matter, language)),
            "footer": _in_language(self.footer, language),
        }


OWN_LOOK = Look()
"""Commonweal's own."""


def paragraphs_of(text: str) -> list[str]:
    r"""The paragraphs of a plain text: blank lines stand between them, single ends of lines are spaces.

    >>> paragraphs_of("One\nline.\n\nTwo.")
    ['One line.', 'Two.']
    """
    parts = (" ".join(part.split()) for part in _BLANK_LINES.split(text.replace("\r\n", "\n")))
    return [part for part in parts if part]


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get(language.partition("-")[0]) or texts.get(FALLBACK) or ""
