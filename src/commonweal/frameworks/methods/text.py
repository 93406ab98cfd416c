"""A text in one or more languages. Pure: no Django, no clock, no files."""

from collections.abc import Iterator, Mapping

FALLBACK = "en"
"""Every text has words in this language; they are shown where a translation is missing."""


class Text(Mapping[str, str]):
    """Words by language code: ``Text({"en": "Health", "es": "Salud"})``. Frozen and hashable."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        if not words.get(FALLBACK):
            raise ValueError(f"A text needs words in {FALLBACK!r}; this one has {sorted(words)}.")
        self._words = dict(words)

    def in_language(self, language: str) -> str:
        """The words in a language, else in its base language (``es`` for ``es-mx``), else in English."""
        return self._words.get(self._key(language), self._words[FALLBACK])

    def is_translated(self, language: str) -> bool:
        """Tell whether ``in_language`` would answer in that language rather than fall back."""
        return self._key(language) in self._words

    def _key(self, language: str) -> str:
        code = language.lower()
        return code if code in self._words else code.partition("-")[0]

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"
