"""One mapping of an edition as cells under headings, and back. Pure: no Django, no clock, no files.

What a column cannot hold exactly goes as JSON into the column ``more``, so that nothing changes on the way.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, NoReturn

from commonweal.frameworks.methods.sheets.layout import MORE, Column, Holds

Cell = str | int | float | bool | None
Path = tuple[str | int, ...]

DEFAULTS: Mapping[Holds, list[str] | None] = {Holds.WHOLE_OR_NULL: None, Holds.NAMES_OR_EMPTY: []}
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
MOST_TEXTS = 5
MAX_DEPTH = 20
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""How a workbook writes a character by its number; text that looks so would be taken for one."""
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no workbook can hold."""


class CellFault(ValueError):
    """A cell cannot be understood; the sentence says why."""


def heading_paths(columns: Sequence[Column], languages: Sequence[str], n_texts: int) -> Iterator[str]:
    """The headings of a table, with a column for each language and text."""
    for column in columns:
        match column.holds:
            case Holds.TEXT:
                yield from (f"{column.path}.{language}" for language in languages)
            case Holds.TEXTS:
                numbers = range(1, n_texts + 1)
                yield from (f"{column.path}.{n}.{language}" for n in numbers for language in languages)
            case _:
                yield column.path
    yield MORE


def column_under(heading: str, columns: Sequence[Column]) -> tuple[Holds, Path] | None:
    """What the cells under a heading hold, and where it belongs; None if no column has that name."""
    for column in columns:
        if column.holds not in {Holds.TEXT, Holds.TEXTS} and heading == column.path:
            return column.holds, tuple(column.path.split("."))
    for column in columns:
        rest = heading.removeprefix(f"{column.path}.")
        if column.holds == Holds.TEXT and rest != heading and LANGUAGE.fullmatch(rest):
            return Holds.WORD, (*column.path.split("."), rest)
        number, _, language = rest.partition(".")
        if column.holds == Holds.TEXTS and re.fullmatch("[1-9]", number) and LANGUAGE.fullmatch(language):
            return Holds.WORD, (column.path, int(number), language)
    return None


def encoded(plain: Mapping[str, Any], columns: Sequence[Column]) -> dict[str, Cell]:
    """The cells of a mapping by heading, such that ``decoded`` gives it back equal.

    Raises:
        CellFault: if something is longer than a cell can hold.
    """
    cells: dict[str, Cell] = {
        heading: cell
        for heading, cell in _leaves(plain, columns)
        if cell is not None and column_under(heading, columns)
    }
    back = with_defaults(plain_of(decoded_cell(heading, cell, columns) for heading, cell in cells.items()), columns)
    more = {key: value for key, value in plain.items() if key not in back or not is_same(back[key], value)}
    kept: dict[str, Cell] = {heading: cell for heading, cell in cells.items() if heading.partition(".")[0] not in more}
    return kept | {MORE: _json(more)} if more else kept


def with_defaults(plain: dict[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    """The mapping with what an empty cell means, where it means something."""
    for column in columns:
        if column.holds in DEFAULTS:
            plain.setdefault(column.path, copy(DEFAULTS[column.holds]))
    return plain


def is_same(one: object, other: object) -> bool:
    """Equality that tells true from 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def decoded_cell(heading: str, cell: Cell, columns: Sequence[Column]) -> tuple[Path, Any]:
    """Where a cell belongs and its value.

    Raises:
        CellFault: if the cell does not hold what its column is for.
    """
    found = column_under(heading, columns)
    if found is None:
        raise CellFault(f'There is no column "{heading}" here.')
    holds, path = found
    return path, _value(cell, holds)


def plain_of(leaves: Iterable[tuple[Path, Any]]) -> dict[str, Any]:
    """The mapping that values at their paths make; numbered texts become a list without gaps."""
    plain: dict[str, Any] = {}
    lists: dict[tuple[str, int], dict[str, Any]] = {}
    for path, value in leaves:
        if len(path) == 3 and isinstance(path[1], int):
            lists.setdefault((str(path[0]), path[1]), {})[str(path[2])] = value
            continue
        inner = plain
        for step in path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(path[-1])] = value
    for (key, _number), text in sorted(lists.items()):
        plain.setdefault(key, []).append(text)
    return plain


def decoded_more(cell: Cell) -> dict[str, Any]:
    """What the column ``more`` holds.

    Raises:
        CellFault: if it is not a mapping as JSON, or holds what no content file may.
    """
    try:
        more = json.loads(str(cell), parse_float=_no_fraction, parse_constant=_no_fraction)
    except CellFault:
        raise
    except (ValueError, RecursionError):
        raise CellFault("This is not valid JSON.") from None
    if not isinstance(more, dict):
        raise CellFault('The column "more" holds a mapping as JSON, such as {"key": "value"}.')
    _look_at(more, MAX_DEPTH)
    return more


def _leaves(plain: Mapping[str, Any], columns: Sequence[Column]) -> Iterator[tuple[str, Cell]]:
    for column in columns:
        value: Any = plain
        for step in column.path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if column.holds == Holds.TEXT and isinstance(value, Mapping):
            yield from ((f"{column.path}.{code}", _cell(words)) for code, words in value.items())
        elif column.holds == Holds.TEXTS and isinstance(value, list):
            for number, text in enumerate(value[:MOST_TEXTS], 1):
                words = text.items() if isinstance(text, Mapping) else ()
                yield from ((f"{column.path}.{number}.{code}", _cell(word)) for code, word in words)
        elif column.holds not in {Holds.TEXT, Holds.TEXTS}:
            yield column.path, _cell(value)


def _cell(value: Any) -> Cell:
    """A cell that holds the value exactly, or none."""
    if isinstance(value, list):
        names = [name for name in value if isinstance(name, str) and name and "," not in name and name == name.strip()]
        value = ", ".join(names) if len(names) == len(value) else ""
    if isinstance(value, str):
        fits = value and value == value.strip() and len(value) <= LONGEST
        return value if fits and not UNFIT.search(value) and not ESCAPE.search(value) else None
    return value if isinstance(value, bool | int) and abs(value) < 10**15 else None


def _value(cell: Cell, holds: Holds) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    match holds:
        case Holds.WORD:
            return _words(cell)
        case Holds.NAMES | Holds.NAMES_OR_EMPTY:
            return [name.strip() for name in _words(cell).split(",") if name.strip()]
        case Holds.FLAG if isinstance(cell, str) and cell.casefold() in {"true", "false"}:
            return cell.casefold() == "true"
        case Holds.WHOLE | Holds.WHOLE_OR_NULL if isinstance(cell, str) and re.fullmatch("[0-9]{1,9}", cell):
            return int(cell)
        case _:
            return str(cell) if isinstance(cell, float) else cell


def _words(cell: Cell) -> str:
    """Text as it stands; a number that a program made of a ref such as 1.1 is taken for the ref."""
    if isinstance(cell, bool):
        raise CellFault("This is true or false, but text is needed: make the cell a text cell and write it again.")
    return cell if isinstance(cell, str) else str(cell)


def _json(more: Mapping[str, Any]) -> str:
    text = json.dumps(more, sort_keys=True).replace("_x", "\\u005fx")
    if len(text) > LONGEST:
        raise CellFault("A text is longer than a cell can hold.")
    return text


def _no_fraction(number: str) -> NoReturn:
    raise CellFault(f"{number[:20]} is not a whole number; put quotes around it.")


def _look_at(value: object, depth: int) -> None:
    if depth < 0:
        raise CellFault(f"Values are nested more than {MAX_DEPTH} deep.")
    if isinstance(value, str) and UNFIT.search(value):
        raise CellFault("This text holds a control character.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _look_at(key, depth)
            _look_at(inner, depth - 1)
    if isinstance(value, list):
        for inner in value:
            _look_at(inner, depth - 1)
