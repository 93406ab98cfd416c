"""Numbering figures: the item they stand in and their place in its reading order. Pure."""

from collections.abc import Iterable

from commonweal.answers.methods.projection import figures_in
from commonweal.answers.methods.schema import Document


def figure_numbers(documents: Iterable[tuple[str, Document]]) -> dict[str, str]:
    """Number of each figure by its uid, such as ``P.1-2``, counted through all answers of an item.

    ``documents`` are pairs of an item's ref and a document, in the order of reading. A figure that
    stands twice has the number of its first place.

    >>> figure = {"type": "figure", "attrs": {"uid": "a"}}
    >>> figure_numbers([("P.1", {"type": "doc", "content": [figure]}), ("P.2", {"type": "doc", "content": []})])
    {'a': 'P.1-1'}
    """
    n_in_item: dict[str, int] = {}
    numbers: dict[str, str] = {}
    for item_ref, document in documents:
        for uid in figures_in(document):
            if uid not in numbers:
                n_in_item[item_ref] = n_in_item.get(item_ref, 0) + 1
                numbers[uid] = f"{item_ref}-{n_in_item[item_ref]}"
    return numbers
