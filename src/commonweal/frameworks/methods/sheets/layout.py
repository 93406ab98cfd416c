"""Which table of a workbook holds what of a content file. Pure: no Django, no clock, no files.

A layout is derived from the declared shape of a kind (``schema.sheets``); nothing here knows any kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

Keys = tuple[str, ...]
"""Keys from a mapping inwards."""


class Holds(StrEnum):
    """What the cells of a column hold."""

    WORD = "word"
    NUMBER = "number"
    DECIMAL = "decimal"
    FLAG = "flag"
    NAMES = "names"
    """Ids or refs with commas between them."""
    NUMBERS = "numbers"
    """Numbers with commas between them; ``null`` for none."""
    TEXT = "text"
    """One column for each language: ``title.en``."""
    TEXTS = "texts"
    """Several texts: ``prompts.1.en``."""


class IfEmpty(StrEnum):
    """What it means that a column has no cell, or a table no row."""

    ABSENT = "absent"
    NULL = "null"
    LIST = "an empty list"
    MAPPING = "an empty mapping"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or for texts a family of them."""

    path: Keys
    holds: Holds = Holds.WORD
    if_empty: IfEmpty = IfEmpty.ABSENT
    within: Keys = ()
    """``if_empty`` counts only where this optional mapping is there."""

    @property
    def heading(self) -> str:
        """How the column is headed; for texts, how its headings begin."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Row:
    """What one mapping holds: cells of its own, and rows of other tables."""

    columns: tuple[Column, ...]
    tables: tuple["Table", ...] = ()
    named_by: str = ""
    """The key by whose value other tables name the row: ``ref``, ``id`` or none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet. Its rows are a list, a mapping, or a mapping of lists at ``path`` of the mapping around them."""

    sheet: str
    path: Keys
    row: Row
    n_keys: int = 0
    """How many columns say under which keys a row stands; 0 for a list."""
    is_list: bool = True
    """Whether there is a list below the keys."""
    is_bare: bool = False
    """Whether a row is one value, in the column ``value``, and no mapping."""
    if_empty: IfEmpty = IfEmpty.ABSENT
    within: Keys = ()

    @property
    def key_headings(self) -> tuple[str, ...]:
        """``key``, then ``key.2`` and so on."""
        return tuple(KEY if number == 1 else f"{KEY}.{number}" for number in range(1, self.n_keys + 1))


PARENT = "in"
"""The column that names the row of another sheet in which a row stands."""
KEY = "key"
"""The column that says under which key a row stands."""
VALUE = "value"
"""The column of a row that is one value."""
MORE = "more"
"""The column for what no other column can hold, as JSON."""
BETWEEN = "/"
"""Between the names of rows inside one another."""


def tables_in(row: Row) -> Iterator[Table]:
    """Every table below a row, each before those inside it."""
    for table in row.tables:
        yield table
        yield from tables_in(table.row)


def address_of(named_by: str, name: str, around: str) -> str:
    """How another sheet names a row: a ref alone, for it names one place; an id after what it is inside.

    >>> address_of("id", "level-1", "2026"), address_of("ref", "1.1", "1")
    ('2026/level-1', '1.1')
    """
    return name if named_by == "ref" or not around else f"{around}{BETWEEN}{name}"
