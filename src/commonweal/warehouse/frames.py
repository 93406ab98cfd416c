"""Ibis expressions over observations: table in, table out, nothing executed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def at_places(t: "ir.Table", fips: Sequence[str]) -> "ir.Table":
    """The observations at some places, one row per measure and place, ordered by both.

    Needs: ``measure`` and ``fips`` (text). All other columns stay as they are.
    """
    return t.filter(t.fips.isin(list(fips))).order_by(["measure", "fips"])
