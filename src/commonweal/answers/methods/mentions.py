"""People named in comments. Pure functions: no Django.

A person is written as ``@`` and their full name, and kept as ``@`` and their uid in braces, so that a comment
follows a new name and forgets a person who is erased.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

KEPT = re.compile(r"@\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comment; ``person`` is the uid where it names somebody, and ``text`` then their name."""

    text: str
    person: str = ""


def with_uids(written: str, name_by_uid: Mapping[str, str]) -> str:
    """What a person wrote, with the names of members kept as uids. Of two names that fit, the longer is meant.

    >>> with_uids("Ask @Rosa Delgado.", {"11111111-1111-4111-8111-111111111111": "Rosa Delgado"})
    'Ask @{11111111-1111-4111-8111-111111111111}.'
    """
    named = {name.casefold(): uid for uid, name in name_by_uid.items() if name}
    if not named:
        return written
    names = "|".join(re.escape(name) for name in sorted(name_by_uid.values(), key=len, reverse=True) if name)

    def kept(found: re.Match[str]) -> str:
        uid = named.get(found[1].casefold())
        return f"@{{{uid}}}" if uid else found[0]

    return re.sub(rf"(?<!\w)@({names})(?!\w)", kept, written, flags=re.IGNORECASE)


def mentioned(kept: str) -> list[str]:
    """The uids of those named, each once, in order."""
    return list(dict.fromkeys(KEPT.findall(kept)))


def pieces(kept: str, name_by_uid: Mapping[str, str], nobody: str) -> list[Piece]:
    """The comment as stretches of text and of people; who is not known is called ``nobody``."""
    found, end = [], 0
    for match in KEPT.finditer(kept):
        if match.start() > end:
            found.append(Piece(kept[end : match.start()]))
        uid = match[1]
        found.append(Piece(f"@{name_by_uid.get(uid, nobody)}", uid))
        end = match.end()
    return [*found, Piece(kept[end:])] if end < len(kept) else found


def as_written(kept: str, name_by_uid: Mapping[str, str], nobody: str) -> str:
    """The comment as its writer sees it when they change it."""
    return "".join(piece.text for piece in pieces(kept, name_by_uid, nobody))
