"""Observations as Parquet under the hash of their bytes, each release with its manifest.

Only the job process imports this module: pyarrow and DuckDB are too heavy for the web process.
"""

import dataclasses
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from commonweal.kernel.methods.canonical import content_address
from commonweal.warehouse.methods.observations import Observation

SCHEMA = pa.schema(
    [
        pa.field("measure", pa.string(), nullable=False),
        pa.field("fips", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("lower", pa.float64()),
        pa.field("upper", pa.float64()),
        pa.field("status", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("estimate", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("start_year", pa.int16()),
        pa.field("end_year", pa.int16()),
        pa.field("source", pa.string(), nullable=False),
        pa.field("sheet", pa.string(), nullable=False),
        pa.field("column", pa.string(), nullable=False),
        pa.field("row", pa.int32(), nullable=False),
        pa.field("confidence_percent", pa.int16()),
    ]
)
MEMORY_LIMIT = "256MB"
CONFIDENCE_PERCENT = 95
"""Of the margins in workbooks of County Health Rankings."""
_FIELDS = [field.name for field in dataclasses.fields(Observation) if field.name != "period"]


def table_from(observations: Iterable[Observation]) -> pa.Table:
    """The observations as a table, sorted by measure and place. A row of 0 means that a value was computed."""
    rows = sorted(observations, key=lambda row: (row.measure, row.fips))
    columns: dict[str, list[object]] = {name: [getattr(row, name) for row in rows] for name in _FIELDS}
    columns["period"] = [row.period.label for row in rows]
    columns["start_year"] = [row.period.start_year for row in rows]
    columns["end_year"] = [row.period.end_year for row in rows]
    columns["confidence_percent"] = [None if row.lower is None else CONFIDENCE_PERCENT for row in rows]
    return pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], SCHEMA)


def write_table(table: pa.Table) -> str:
    """Write a table with the columns of ``SCHEMA`` and return the address of the file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    content = buffer.getvalue()
    address = content_address(content)
    _write(path_of(address), content)
    return address


def write_manifest(release_uid: UUID, manifest: Mapping[str, object]) -> Path:
    """Write what is known of a release beside its data, as JSON for people and programs."""
    path = Path(settings.WAREHOUSE_DIR) / "manifests" / f"{release_uid}.json"
    _write(path, json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode())
    return path


def path_of(address: str) -> Path:
    """Where the Parquet file with this content address lies."""
    return Path(settings.WAREHOUSE_DIR) / "observations" / address[:2] / f"{address}.parquet"


def table_of(address: str) -> ibis.Table:
    """The observations of a release as an Ibis table on an engine of its own, which never uses the network."""
    engine = ibis.duckdb.connect(
        ":memory:",
        memory_limit=MEMORY_LIMIT,
        threads=1,
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
    )
    return engine.read_parquet(str(path_of(address)))


def _write(path: Path, content: bytes) -> None:
    """Write beside the place and rename: a half-written file never has the final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).replace(path)
