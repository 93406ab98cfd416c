"""What one person may ask of a process."""

from datetime import timedelta

from commonweal.answers.allowance import BYTES_PER_SECOND, MOST_BYTES, Allowance
from tests.conftest import NOW


def later(seconds):
    return NOW + timedelta(seconds=seconds)


def test_who_has_something_left_never_waits():
    allowance = Allowance(NOW)
    allowance.spend(MOST_BYTES, NOW)
    assert allowance.seconds_to_wait(NOW) == 0


def test_who_used_too_much_waits_as_long_as_it_takes_to_fill():
    allowance = Allowance(NOW)
    allowance.spend(MOST_BYTES + 4 * BYTES_PER_SECOND, NOW)
    assert [allowance.seconds_to_wait(later(n)) for n in (0, 1, 4, 9)] == [4, 3, 0, 0]


def test_it_fills_to_the_brim_and_not_above():
    allowance = Allowance(NOW)
    allowance.spend(BYTES_PER_SECOND, NOW)
    assert [allowance.is_full(later(n)) for n in (0, 0.5, 1, 3600)] == [False, False, True, True]
    assert allowance.n_bytes == MOST_BYTES


def test_a_clock_that_steps_back_takes_and_gives_nothing():
    allowance = Allowance(later(10))
    allowance.spend(MOST_BYTES, later(10))
    assert allowance.seconds_to_wait(NOW) == 0
    assert allowance.n_bytes == 0
