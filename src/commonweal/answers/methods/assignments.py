"""Whether an answer is late. Pure functions: no Django, no clock."""

from datetime import date

from commonweal.answers.enums import AnswerState

UNFINISHED = frozenset({AnswerState.EMPTY, AnswerState.DRAFT})
"""States in which those who write still owe something; a text in group review waits for others."""


def is_late(due_on: date | None, today: date, state: AnswerState) -> bool:
    """Whether the day has passed and the answer is not yet with the group. On the day itself it is not late.

    >>> is_late(date(2026, 10, 14), date(2026, 10, 15), AnswerState.DRAFT)
    True
    >>> is_late(date(2026, 10, 14), date(2026, 10, 14), AnswerState.DRAFT)
    False
    """
    return due_on is not None and due_on < today and state in UNFINISHED
