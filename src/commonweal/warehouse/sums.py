"""What the counties of a table add up to, where it has no row of its own for state or nation. Job process only."""

import pyarrow as pa
import pyarrow.compute as pc

from commonweal.warehouse.methods.observations import NATION_FIPS, ValueStatus

LAST_STATE = "56"
"""The nation is the fifty states and the District of Columbia; territories come after them."""


def summed(fips: pa.Array, above: pa.Array, below: pa.Array | None, factor: float) -> dict[str, pa.Array] | None:
    """Sums, or ratios of sums times ``factor``, of states and the nation that have no row.

    A state of which one county has no number gets none, and neither does the nation then: half a sum is no sum.
    States that have rows of their own give the nation's. Null if every level has its rows.
    """
    is_state = pc.ends_with(fips, "000")
    has_states = pc.any(pc.and_(is_state, pc.not_equal(fips, NATION_FIPS))).as_py()
    has_nation = pc.any(pc.equal(fips, NATION_FIPS)).as_py()
    if has_nation:
        return None
    parts = is_state if has_states else pc.invert(is_state)
    table = pa.table(
        {
            "state": pc.utf8_slice_codeunits(fips, 0, 2),
            "above": above,
            "below": below if below is not None else pa.repeat(1.0, len(fips)),
        }
    ).filter(parts)
    by_state = _totals(table.group_by("state"), "state")
    rows = [] if has_states else [(f"{state}000", a, b) for state, a, b in by_state]
    nation = [(a, b) for state, a, b in by_state if state <= LAST_STATE]
    whole = [(a, b) for a, b in nation if a is not None and b is not None]
    if nation and len(whole) == len(nation):
        rows.append((NATION_FIPS, sum(a for a, _b in whole), sum(b for _a, b in whole)))
    found = {code: _value(a, b, factor, is_ratio=below is not None) for code, a, b in rows if a is not None and b}
    if not found:
        return None
    nothing = pa.nulls(len(found), pa.float64())
    return {
        "fips": pa.array(list(found), pa.string()),
        "value": pa.array(list(found.values()), pa.float64()),
        "lower": nothing,
        "upper": nothing,
        "status": pa.repeat(str(ValueStatus.OK), len(found)),
    }


def _totals(groups: pa.TableGroupBy, key: str) -> list[tuple[str, float | None, float | None]]:
    options = pc.ScalarAggregateOptions(skip_nulls=False)
    table = groups.aggregate([("above", "sum", options), ("below", "sum", options)])
    columns = (table.column(name).to_pylist() for name in (key, "above_sum", "below_sum"))
    return sorted(zip(*columns, strict=True))


def _value(above: float, below: float, factor: float, *, is_ratio: bool) -> float:
    return round(above / below * factor, 1) if is_ratio else above
