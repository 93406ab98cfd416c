"""Cells by their names. Pure: no Django, no clock, no files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell: sheet, row and column, both from 1."""

    sheet: str
    row: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.sheet}!{letters_of(self.column)}{self.row}"


def letters_of(column: int) -> str:
    """The letters of a column.

    >>> letters_of(1), letters_of(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
