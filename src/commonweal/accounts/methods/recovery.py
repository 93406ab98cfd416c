"""Recovery codes: what lets a person in whose phone is lost. Pure functions: no Django."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look alike on paper: I, L, O, 0, 1."""
N_CODES = 10
N_GROUPS = 4
N_IN_GROUP = 4


def new_codes() -> list[str]:
    """Ten codes of 79 random bits each, in groups of four: long enough to be kept by a plain hash."""
    return ["-".join(_group() for _ in range(N_GROUPS)) for _ in range(N_CODES)]


def plain(typed: str) -> str:
    """What was typed, without what people put between groups.

    >>> plain(" ab2c-de3f gh4j\u2013km5n")
    'AB2CDE3FGH4JKM5N'
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(N_IN_GROUP))
