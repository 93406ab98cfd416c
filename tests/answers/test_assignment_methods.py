from datetime import date

import pytest

from commonweal.answers.enums import AnswerState
from commonweal.answers.methods.assignments import is_late

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("due_on", "state", "expected"),
    [
        (date(2026, 10, 14), AnswerState.EMPTY, True),
        (date(2026, 10, 14), AnswerState.DRAFT, True),
        (date(2026, 10, 15), AnswerState.DRAFT, False),
        (None, AnswerState.EMPTY, False),
    ],
)
def test_an_answer_is_late_the_day_after_it_was_due_until_it_is_with_the_group(due_on, state, expected):
    assert is_late(due_on, TODAY, state) is expected
