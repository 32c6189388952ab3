"""Tables as Parquet, through pyarrow, which is installed with `kroniek[tables]`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import SettingsError
from kg.export.subset import Subset
from kg.export.tables import Column, Kind, Row, Table, rows_of

BATCH = 10_000  # rows that are held in memory at a time


def write_parquet(subset: Subset, table: Table, path: Path) -> None:
    """Write a table with typed columns; lists are lists of strings.

    Raises:
        SettingsError: pyarrow is not installed.
        OutputError: a literal is not what its column holds.
    """
    pa, parquet = _library()
    schema = pa.schema([_field(pa, column) for column in table.columns])
    names = [column.name for column in table.columns]
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _batches(rows_of(subset, table)):
            records = [dict(zip(names, row, strict=True)) for row in rows]
            writer.write_table(pa.Table.from_pylist(records, schema=schema))


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  an optional dependency
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise SettingsError(
            "Parquet needs pyarrow: pip install 'kroniek[tables]', or export CSV"
        ) from None
    return pa, parquet


def _field(pa: Any, column: Column) -> Any:
    types = {
        Kind.INTEGER: pa.int64(),
        Kind.DECIMAL: pa.float64(),
        Kind.DATE: pa.date32(),
        Kind.BOOLEAN: pa.bool_(),
    }
    listed = pa.list_(pa.string())
    kind = listed if column.kind.is_list else types.get(column.kind, pa.string())
    return pa.field(column.name, kind, metadata={"description": column.help})


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch
