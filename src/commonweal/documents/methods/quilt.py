"""The quilt of a document's cover as an SVG, pieced of the same squares as in ``typst/commonweal.typ``. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

N_COLUMNS, N_ROWS = 12, 5
SIDE = 40
"""Of a square, in drawing units."""
OWN = ("#1d4263", "#285377", "#c98f1d", "#e3c27a", "#f3ead6", "#0f2a41")
BLACK, WHITE = "#000000", "#ffffff"

Point = tuple[float, float]


@dataclass(frozen=True)
class Cloth:
    """The six colours of a quilt."""

    night: str
    dusk: str
    gold: str
    straw: str
    cream: str
    deep: str


def cloth_of(main: str | None, accent: str | None) -> Cloth:
    """The colours of a quilt from those that an operator chose; None where it is Commonweal's own."""
    if main is None and accent is None:
        return Cloth(*OWN)
    ground, bright = main or "#1b4a72", _mixed(accent, WHITE, 0.25) if accent else OWN[2]
    return Cloth(
        night=_mixed(ground, BLACK, 0.08),
        dusk=_mixed(ground, WHITE, 0.10),
        gold=bright,
        straw=_mixed(bright, WHITE, 0.45),
        cream=_mixed(bright, WHITE, 0.82),
        deep=_mixed(ground, BLACK, 0.40),
    )


def quilt_svg(cloth: Cloth) -> str:
    """The whole quilt. It says nothing, so it has no label."""
    width, height = N_COLUMNS * SIDE, N_ROWS * SIDE
    pieces = "".join(
        piece for row in range(N_ROWS) for column in range(N_COLUMNS) for piece in _square(column, row, cloth)
    )
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{pieces}</svg>'


def _square(column: int, row: int, cloth: Cloth) -> Iterator[str]:
    n = (column * 5 + row * 3 + column * row * 7 + column * column) % 11
    at = (column * SIDE, row * SIDE)
    ground = cloth.deep if n in {1, 4, 6, 9} else cloth.night
    yield _piece(at, ground, [(0, 0), (1, 0), (1, 1), (0, 1)])
    if n in {4, 9} and row > 0:
        yield from _star(at, cloth.gold, cloth.cream, cloth.straw)
    elif n in {1, 6}:
        yield from _star(at, cloth.dusk, cloth.dusk, cloth.night)
    else:
        yield _piece(at, cloth.gold if n == 2 and row > 2 else cloth.dusk, [(0, 0), (1, 0), (0, 1)])
        yield _piece(at, cloth.night, [(0.5, 0.5), (1, 0), (1, 1)])


def _star(at: Point, points: str, heart: str, corners: str) -> Iterator[str]:
    for left, top in ((0, 0), (1, 0), (0, 1), (1, 1)):
        yield _piece(at, corners, [(left, top), (abs(left - 0.25), top), (left, abs(top - 0.25))])
    for x, y, fill in ((0, 0.25, points), (0.5, 0.25, points), (0.25, 0, heart), (0.25, 0.5, heart)):
        yield _piece(at, fill, [(x, y + 0.25), (x + 0.25, y), (x + 0.5, y + 0.25), (x + 0.25, y + 0.5)])


def _piece(at: Point, fill: str, corners: Sequence[Point]) -> str:
    points = " ".join(f"{at[0] + x * SIDE:g},{at[1] + y * SIDE:g}" for x, y in corners)
    return f'<polygon fill="{fill}" points="{points}"/>'


def _mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another one."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
