"""One mapping of a content file as cells under headings, and back. Pure: no Django, no clock, no files.

What a column cannot hold exactly goes as JSON into the column ``more``, so that nothing changes on the way.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, NoReturn

from commonweal.frameworks.methods.sheets.layout import MORE, Column, Holds, IfEmpty, Keys, Table

Cell = str | int | float | bool | None
Path = tuple[str | int, ...]

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
MOST_TEXTS = 9
MAX_DEPTH = 20
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""How a workbook writes a character by its number; text that looks so would be taken for one."""
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no workbook can hold."""
NO_NUMBER = "null"


class CellFault(ValueError):
    """A cell cannot be understood; the sentence says why."""


def heading_paths(columns: Sequence[Column], languages: Sequence[str], n_texts: int) -> Iterator[str]:
    """The headings of a table, with a column for each language and text."""
    for column in columns:
        match column.holds:
            case Holds.TEXT:
                yield from (f"{column.heading}.{language}" for language in languages)
            case Holds.TEXTS:
                numbers = range(1, n_texts + 1)
                yield from (f"{column.heading}.{n}.{language}" for n in numbers for language in languages)
            case _:
                yield column.heading
    yield MORE


def column_under(heading: str, columns: Sequence[Column]) -> tuple[Holds, Path] | None:
    """What the cells under a heading hold, and where it belongs; None if no column has that name."""
    for column in columns:
        if column.holds not in {Holds.TEXT, Holds.TEXTS} and heading == column.heading:
            return column.holds, column.path
    for column in columns:
        rest = heading.removeprefix(f"{column.heading}.")
        if column.holds == Holds.TEXT and rest != heading and LANGUAGE.fullmatch(rest):
            return Holds.WORD, (*column.path, rest)
        number, _, language = rest.partition(".")
        if column.holds == Holds.TEXTS and re.fullmatch("[1-9]", number) and LANGUAGE.fullmatch(language):
            return Holds.WORD, (*column.path, int(number), language)
    return None


def encoded(plain: Mapping[str, Any], columns: Sequence[Column], tables: Sequence[Table] = ()) -> dict[str, Cell]:
    """The cells of a mapping by heading, such that ``decoded_cell`` and ``with_defaults`` give it back equal.

    ``tables`` are those that have no row for it.

    Raises:
        CellFault: if something is longer than a cell can hold.
    """
    cells: dict[str, Cell] = {}
    leaves: list[tuple[Path, Any]] = []
    for heading, cell in _leaves(plain, columns):
        if cell is None or column_under(heading, columns) is None:
            continue
        cells[heading] = cell
        leaves.append(decoded_cell(heading, cell, columns))
    more, replaced = _beyond(plain, with_defaults(plain_of(leaves), columns, tables))
    if not more:
        return cells
    is_kept = (not any(path[: len(gone)] == gone for gone in replaced) for path, _value in leaves)
    return dict(compress(cells.items(), is_kept)) | {MORE: _json(more)}


def with_more(plain: dict[str, Any], more: Mapping[str, Any], path: Keys = ()) -> Iterator[Keys]:
    """Put what the column ``more`` holds into a mapping, and yield the paths that were there already."""
    for key, value in more.items():
        if key not in plain:
            plain[key] = value
        elif isinstance(plain[key], dict) and isinstance(value, Mapping) and value:
            yield from with_more(plain[key], value, (*path, key))
        else:
            yield (*path, key)


def with_defaults(plain: dict[str, Any], columns: Sequence[Column], tables: Sequence[Table] = ()) -> dict[str, Any]:
    """The mapping with what an empty cell or a table without rows means, where it means something."""
    parts: list[Column | Table] = [*columns, *tables]
    for part in parts:
        if part.if_empty == IfEmpty.ABSENT or (part.within and mapping_at(plain, part.within) is None):
            continue
        around = mapping_at(plain, part.path[:-1], is_made=True)
        if around is not None:
            around.setdefault(part.path[-1], _meaning(part.if_empty))
    return plain


def mapping_at(plain: dict[str, Any], path: Keys, *, is_made: bool = False) -> dict[str, Any] | None:
    """The mapping at a path, made on the way if wanted; None if there is none, or something else is."""
    inner: Any = plain
    for step in path:
        if not isinstance(inner, dict) or (step not in inner and not is_made):
            return None
        inner = inner.setdefault(step, {})
    return inner if isinstance(inner, dict) else None


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
    texts: dict[tuple[Keys, int], dict[str, Any]] = {}
    for path, value in leaves:
        *around, last = path
        if around and isinstance(around[-1], int):
            keys = tuple(str(step) for step in around[:-1])
            texts.setdefault((keys, around[-1]), {})[str(last)] = value
        else:
            _put(plain, tuple(str(step) for step in path), value)
    for (keys, _number), text in sorted(texts.items(), key=lambda one: one[0]):
        around_of_list = mapping_at(plain, keys[:-1], is_made=True)
        if around_of_list is not None:
            around_of_list.setdefault(keys[-1], []).append(text)
    return plain


def word_of(cell: Cell) -> str:
    """The name in a cell; a number that a program made of a ref such as 1.1 is taken for the ref.

    Raises:
        CellFault: if it is true or false.
    """
    return str(_value(cell, Holds.WORD))


def cell_of(value: Any) -> Cell:
    """A cell that holds the value exactly, or none."""
    if isinstance(value, list):
        return _cell_of_list(value)
    if isinstance(value, str):
        fits = value and value == value.strip() and len(value) <= LONGEST
        return value if fits and not UNFIT.search(value) and not ESCAPE.search(value) else None
    return value if isinstance(value, bool | int) and abs(value) < 10**15 else None


def _cell_of_list(values: Sequence[Any]) -> Cell:
    """Names or numbers with commas between them; whether they come back equal is looked at by who asks."""
    names = [NO_NUMBER if one is None else str(one) for one in values if one is None or isinstance(one, str | int)]
    is_plain = all(name and "," not in name and name == name.strip() for name in names)
    return cell_of(", ".join(names)) if is_plain and len(names) == len(values) else None


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


def _beyond(
    plain: Mapping[str, Any], back: Mapping[str, Any], path: Keys = ()
) -> tuple[dict[str, Any], tuple[Keys, ...]]:
    """What cells do not give back, and the paths whose cells are to be left out for it."""
    more: dict[str, Any] = {}
    replaced: tuple[Keys, ...] = ()
    for key, value in plain.items():
        if key in back and is_same(back[key], value):
            continue
        if _is_within(back.get(key), value):
            more[key], inner = _beyond(value, back[key], (*path, key))
            replaced += inner
        else:
            more[key] = value
            replaced += ((*path, key),)
    return more, replaced


def _is_within(back: object, value: object) -> bool:
    """Whether something can be added to one mapping to make the other."""
    return isinstance(back, Mapping) and isinstance(value, Mapping) and back.keys() <= value.keys()


def _put(plain: dict[str, Any], keys: Keys, value: Any) -> None:
    around = mapping_at(plain, keys[:-1], is_made=True)
    if around is None:
        raise CellFault(f'"{".".join(keys[:-1])}" is one value and holds others, too.')
    around[keys[-1]] = value


def _meaning(if_empty: IfEmpty) -> Any:
    """What an empty cell means; a new value each time."""
    return [] if if_empty == IfEmpty.LIST else {} if if_empty == IfEmpty.MAPPING else None


def _leaves(plain: Mapping[str, Any], columns: Sequence[Column]) -> Iterator[tuple[str, Cell]]:
    for column in columns:
        value: Any = plain
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if column.holds == Holds.TEXT and isinstance(value, Mapping):
            yield from ((f"{column.heading}.{code}", cell_of(words)) for code, words in value.items())
        elif column.holds == Holds.TEXTS and isinstance(value, list):
            for number, text in enumerate(value[:MOST_TEXTS], 1):
                words = text.items() if isinstance(text, Mapping) else ()
                yield from ((f"{column.heading}.{number}.{code}", cell_of(word)) for code, word in words)
        elif column.holds not in {Holds.TEXT, Holds.TEXTS}:
            yield column.heading, cell_of(value)


def _value(cell: Cell, holds: Holds) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    match holds:
        case Holds.WORD:
            return _words(cell)
        case Holds.NAMES:
            return _names(cell)
        case Holds.NUMBERS:
            return [_number(name) for name in _names(cell)]
        case Holds.FLAG if isinstance(cell, str) and cell.casefold() in {"true", "false"}:
            return cell.casefold() == "true"
        case Holds.NUMBER if isinstance(cell, str):
            return _number(cell)
        case _:
            return str(cell) if isinstance(cell, float) else cell


def _number(text: str) -> str | int | None:
    """A whole number; a decimal stays text, as content has it; so does what is none, for the checks to tell."""
    if text == NO_NUMBER:
        return None
    return int(text) if re.fullmatch("-?(0|[1-9][0-9]{0,14})", text) and text != "-0" else text


def _names(cell: Cell) -> list[str]:
    return [name.strip() for name in _words(cell).split(",") if name.strip()]


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
