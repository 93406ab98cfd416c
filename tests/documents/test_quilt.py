import re

import pytest

from commonweal.documents.methods.quilt import N_COLUMNS, N_ROWS, OWN, SIDE, Cloth, cloth_of, quilt_svg

pytestmark = pytest.mark.any_database


def test_every_square_has_its_ground_and_no_piece_leaves_the_quilt():
    svg = quilt_svg(Cloth(*OWN))
    points = [
        tuple(map(float, pair.split(","))) for found in re.findall(r'points="([^"]+)"', svg) for pair in found.split()
    ]
    assert svg.count("<polygon") > 3 * N_COLUMNS * N_ROWS - 1
    assert (min(x for x, _ in points), max(x for x, _ in points)) == (0, N_COLUMNS * SIDE)
    assert (min(y for _, y in points), max(y for _, y in points)) == (0, N_ROWS * SIDE)


def test_its_colours_are_our_own_until_somebody_chooses():
    assert cloth_of(None, None) == Cloth(*OWN)
    chosen = cloth_of("#204060", None)
    assert (chosen.night, chosen.deep) == ("#1d3b58", "#13263a")
    assert chosen.gold == OWN[2]
    assert cloth_of(None, "#800000").gold == "#a04040"
