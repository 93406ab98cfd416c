import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.making_data_count import SpecialCause, read
from commonweal.measures.methods.xmr_cube import CAUSES, read_cube
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

GAPPED = st.one_of(st.just(np.nan), st.integers(-5, 5).map(float), st.integers(-100, 100).map(float))
CUBES = st_numpy.arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 24)), elements=GAPPED)
STEADY = st.lists(st.integers(-2, 3), min_size=8, max_size=24).map(
    lambda steps: np.cumsum(steps, dtype=np.float64)[None]
)


def by_one_series(cube, **named):
    """What the methods for one series say of each row, with its gaps put back."""
    for row in cube:
        known = np.flatnonzero(~np.isnan(row))
        if len(known) < 2:
            continue
        found = read(row[known].tolist(), better=Better.CONTEXT, **named)
        causes = [SpecialCause.NONE] * len(row)
        for place, cause in zip(known, found.causes, strict=True):
            causes[place] = cause
        yield found.phases[0].limits, causes


@pytest.mark.parametrize("named", [{}, {"screen": False}, {"lock_after": 5}])
@given(cube=st.one_of(CUBES, STEADY))
def test_the_cube_says_what_one_series_says(cube, named):
    found = read_cube(cube, **named)
    rows = [i for i, row in enumerate(cube) if (~np.isnan(row)).sum() >= 2]
    for i, (limits, causes) in zip(rows, by_one_series(cube, **named), strict=True):
        assert (found.centre[i], found.mean_range[i]) == pytest.approx((limits.centre, limits.mean_range), abs=1e-9)
        assert (found.lower[i], found.upper[i]) == pytest.approx((limits.lower, limits.upper), abs=1e-9)
        edges = np.abs(
            cube[i][:, None] - [limits.lower, limits.upper, limits.near_lower, limits.near_upper, limits.centre]
        )
        if np.nanmin(edges) > 1e-9:
            assert [CAUSES[code] for code in found.causes[i]] == causes


@given(CUBES)
def test_series_of_one_value_or_none_have_no_limits_and_no_signals(cube):
    cube[:, 1:] = np.nan
    found = read_cube(cube)
    assert np.isnan(found.upper).all()
    assert (found.causes == 0).all()
    assert (found.n_points <= 1).all()


@given(CUBES)
def test_a_cube_is_left_as_it_was(cube):
    before = cube.copy()
    read_cube(cube)
    np.testing.assert_array_equal(cube, before)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: read_cube(np.zeros(3)),
        lambda: read_cube(np.array([[1.0, np.inf]])),
        lambda: read_cube(np.zeros((1, 3)), lock_after=1),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
