import ibis
import pyarrow as pa

from commonweal.warehouse.frames import at_places

TEN_ROWS = [
    {"measure": measure, "fips": fips, "value": value}
    for measure, fips, value in [
        ("b", "99001", 1.0),
        ("a", "99001", 2.0),
        ("a", "99000", 3.0),
        ("a", "99003", 4.0),
        ("b", "99000", 5.0),
        ("b", "99003", None),
        ("c", "99001", None),
        ("c", "99000", 8.0),
        ("c", "99003", 9.0),
        ("c", "00000", 10.0),
    ]
]


def test_at_places_keeps_the_places_in_order():
    table = ibis.memtable(pa.Table.from_pylist(TEN_ROWS))
    rows = at_places(table, ["99001", "00000"]).to_pyarrow().to_pylist()
    assert [(r["measure"], r["fips"], r["value"]) for r in rows] == [
        ("a", "99001", 2.0),
        ("b", "99001", 1.0),
        ("c", "00000", 10.0),
        ("c", "99001", None),
    ]
