"""How far an answer is: draft, with the group, agreed. Pure functions: no Django, no clock.

A text is known by its address, the hash of its content. People agree to a text, not to an answer: when the text
changes, what they said stays true of the old one and says nothing of the new one. When the old text comes back,
so does their agreement.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from commonweal.answers.enums import AnswerState

Person = TypeVar("Person")
N_OTHERS = 2
"""People beside the leads who are asked to agree, where a lead chose nobody."""


class Voice(StrEnum):
    """What a person who was asked has said of the text as it is now."""

    ASKED = "asked"
    AGREED = "agreed"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Round:
    """A group review that was not taken back. ``agreed_to`` is the text all agreed to; None while it is open."""

    agreed_to: str | None


def voice_of(agreed_to: str | None, current: str) -> Voice:
    """What somebody who agreed to a text (None: to none yet) has said of the current one."""
    if agreed_to is None:
        return Voice.ASKED
    return Voice.AGREED if agreed_to == current else Voice.OUTDATED


def all_agree(agreed_to: Collection[str | None], current: str) -> bool:
    """Whether everybody who was asked agreed to the current text. Nobody asked is not everybody."""
    return bool(agreed_to) and all(voice_of(one, current) is Voice.AGREED for one in agreed_to)


def state_of(review: Round | None, current: str, *, is_begun: bool) -> AnswerState:
    """How far an answer is, from its latest group review and its current text."""
    if not is_begun:
        return AnswerState.EMPTY
    if review is None:
        return AnswerState.DRAFT
    if review.agreed_to is None:
        return AnswerState.REVIEW
    return AnswerState.AGREED if review.agreed_to == current else AnswerState.DRAFT


def whom_to_ask(
    leads: Sequence[Person], assigned: Sequence[Person], others: Sequence[Person], sender: Person
) -> list[Person]:
    """Every lead and two others: first those whose answer it is; the one who sends it only if others are missing.

    >>> whom_to_ask(["Lena"], ["Will"], ["Ada", "Bo", "Will"], "Will")
    ['Lena', 'Ada', 'Bo']
    """
    ordered = list(dict.fromkeys([*assigned, *others]))
    ranked = [one for one in ordered if one not in leads and one != sender]
    if sender in ordered and sender not in leads:
        ranked.append(sender)
    return [*leads, *ranked[:N_OTHERS]]
