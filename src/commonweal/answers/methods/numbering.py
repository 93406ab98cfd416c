"""Numbering figures and tables: the item they stand in and their place in its reading order. Pure.

Each kind counts for itself. A table has a number when it has a caption, whose uid stands for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from commonweal.answers.methods.projection import figures_in
from commonweal.answers.methods.schema import Document
from commonweal.documents.methods.captions import captions_in, uid_of

FIGURE, TABLE = "figure", "table"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a figure or a table stands: the question in whose answer, its item, its place among its kind, from 1."""

    ref: str
    item_ref: str
    place: int
    kind: str = FIGURE

    @property
    def number(self) -> str:
        """Such as ``P.1-2``."""
        return f"{self.item_ref}-{self.place}"


def placed_figures(documents: Iterable[tuple[str, str, Document]]) -> dict[str, Placed]:
    """Where each figure stands, by its uid, in the order of reading; one that stands twice has its first place.

    ``documents`` are a question's ref, its item's ref and a document, in the order of reading.
    """
    return _placed(documents, figures_in, FIGURE)


def placed_tables(documents: Iterable[tuple[str, str, Document]]) -> dict[str, Placed]:
    """Where each table with a caption stands, by the caption's uid; ``documents`` as for figures."""
    return _placed(documents, lambda document: map(uid_of, captions_in(document)), TABLE)


def _placed(
    documents: Iterable[tuple[str, str, Document]], listed_in: Callable[[Document], Iterable[str]], kind: str
) -> dict[str, Placed]:
    n_in_item: dict[str, int] = {}
    placed: dict[str, Placed] = {}
    for ref, item_ref, document in documents:
        for uid in listed_in(document):
            if uid not in placed:
                n_in_item[item_ref] = n_in_item.get(item_ref, 0) + 1
                placed[uid] = Placed(ref, item_ref, n_in_item[item_ref], kind)
    return placed


def table_numbers(documents: Iterable[tuple[str, Document]]) -> dict[str, str]:
    """Number of each table with a caption by the caption's uid; ``documents`` as for ``figure_numbers``."""
    placed = placed_tables(("", item_ref, document) for item_ref, document in documents)
    return {uid: one.number for uid, one in placed.items()}


def figure_numbers(documents: Iterable[tuple[str, Document]]) -> dict[str, str]:
    """Number of each figure by its uid, such as ``P.1-2``, counted through all answers of an item.

    ``documents`` are pairs of an item's ref and a document, in the order of reading. A figure that
    stands twice has the number of its first place.

    >>> figure = {"type": "figure", "attrs": {"uid": "a"}}
    >>> figure_numbers([("P.1", {"type": "doc", "content": [figure]}), ("P.2", {"type": "doc", "content": []})])
    {'a': 'P.1-1'}
    """
    placed = placed_figures(("", item_ref, document) for item_ref, document in documents)
    return {uid: one.number for uid, one in placed.items()}
