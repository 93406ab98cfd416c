"""Reading e-mail addresses out of what somebody pasted. Whether an address is a good one is judged elsewhere."""

import re
from dataclasses import dataclass

_NAMED = re.compile(r"([^<>]*)<([^<>]*)>")
_SEPARATORS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Addressee:
    """An address as it was typed, and the name that stood before it, or none."""

    email: str
    full_name: str = ""


def addressees_in(text: str) -> list[Addressee]:
    """The addresses in a text, each once in any case, in the order in which they stand.

    Lines, commas, semicolons and blanks part them; a name may stand before an address in angle brackets, as mail
    programs copy it.

    >>> addressees_in('ana@a.org, bo@b.org; "Cruz, Eva" <eva@c.org>')
    [Addressee(email='ana@a.org', full_name=''), Addressee(email='bo@b.org', full_name=''), \
Addressee(email='eva@c.org', full_name='Eva Cruz')]
    """
    found: dict[str, Addressee] = {}
    for part in re.split(r"[;\r\n]", text):
        for one in _in_part(part):
            found.setdefault(one.email.lower(), one)
    return list(found.values())


def _in_part(part: str) -> list[Addressee]:
    """What one line holds: several names with addresses in brackets, then bare addresses."""
    named = [Addressee(email.strip(), _name(before)) for before, email in _NAMED.findall(part)]
    rest = _NAMED.sub(" ", part)
    return named + [Addressee(word) for word in _SEPARATORS.split(rest) if word]


def _name(before: str) -> str:
    """The name as one says it: ``Cruz, Eva`` is Eva Cruz."""
    words = before.strip(" \t,\"'")
    family, comma, given = words.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else words
