import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.raking import rake

pytestmark = pytest.mark.any_database

CELLS = [(age, sex) for age in ("young", "old") for sex in ("f", "m")]
COUNTS = st.tuples(*[st.integers(1, 12)] * 4)
MARGINS = st.tuples(st.integers(10, 90), st.integers(10, 90)).map(
    lambda parts: {
        "age": {"young": parts[0], "old": 100 - parts[0]},
        "sex": {"f": parts[1], "m": 100 - parts[1]},
    }
)


def respondents(counts):
    everyone = [cell for cell, n in zip(CELLS, counts, strict=True) for _person in range(n)]
    return {"age": [age for age, _sex in everyone], "sex": [sex for _age, sex in everyone]}


@given(COUNTS, MARGINS)
def test_raked_weights_meet_every_margin(counts, margins):
    traits = respondents(counts)
    found = rake([1.0] * sum(counts), traits, margins)
    for trait, targets in margins.items():
        for value, target in targets.items():
            met = sum(w for w, mine in zip(found.weights, traits[trait], strict=True) if mine == value)
            assert met == pytest.approx(target, rel=1e-6)
    assert min(found.weights) > 0


@given(COUNTS, MARGINS, st.floats(0.1, 50))
def test_the_size_of_base_weights_does_not_matter(counts, margins, factor):
    traits = respondents(counts)
    one, other = (rake([size] * sum(counts), traits, margins) for size in (1.0, factor))
    assert other.weights == pytest.approx(one.weights, rel=1e-6)


@given(COUNTS, MARGINS)
def test_weighting_never_adds_respondents(counts, margins):
    found = rake([1.0] * sum(counts), respondents(counts), margins)
    assert found.design_effect >= 1 - 1e-9
    assert found.effective_n <= sum(counts) + 1e-9


def test_margins_that_are_met_change_nothing():
    found = rake([1.0] * 4, respondents((1, 1, 1, 1)), {"age": {"young": 2, "old": 2}})
    assert (found.weights, found.design_effect, found.n_rounds) == ((1, 1, 1, 1), 1, 1)


@given(COUNTS, MARGINS)
def test_bounds_hold_weights_near_their_mean(counts, margins):
    found = rake([1.0] * sum(counts), respondents(counts), margins, bounds=(0.3, 3.0))
    assert max(found.weights) <= 10 * min(found.weights) * (1 + 1e-9)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: rake([], {}, {}),
        lambda: rake([1.0], {"a": ["x"]}, {}),
        lambda: rake([1.0], {"a": ["x"]}, {"b": {"x": 1}}),
        lambda: rake([1.0], {"a": ["x"]}, {"a": {"x": 1, "y": 1}}),
        lambda: rake([1.0], {"a": ["x", "x"]}, {"a": {"x": 1}}),
        lambda: rake([0.0], {"a": ["x"]}, {"a": {"x": 1}}),
        lambda: rake([1.0], {"a": ["x"]}, {"a": {"x": 0}}),
        lambda: rake([1.0], {"a": ["x"], "b": ["y"]}, {"a": {"x": 1}, "b": {"y": 2}}),
        lambda: rake([1.0, 1.0], {"a": ["x", "z"], "b": ["x", "z"]}, {"a": {"x": 1, "z": 3}, "b": {"x": 3, "z": 1}}),
    ],
)
def test_what_bears_no_weights_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
