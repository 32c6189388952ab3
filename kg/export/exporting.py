"""Exporting a graph: choose what passes, then write all of it, or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import pyoxigraph

from kg.errors import SettingsError, UnknownName
from kg.export.closure import is_edge
from kg.export.csv_tables import METADATA, write_metadata
from kg.export.filters import Filters
from kg.export.formats import FileFormat, Format, TableFormat, find_format
from kg.export.selection import select
from kg.export.source import open_source
from kg.export.subset import Layer, Subset
from kg.export.tables import list_tables, tables_of
from kg.store import as_named, write_file, write_folder, write_stream
from kg.vocabulary import KG

Write = Callable[[Path], None]

_ABOUT_EVENT = as_named(KG.aboutEvent)
_FACTUALITY = as_named(KG.factuality)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many claims, events or edges were exported, and of how many.

    `what` is the layer that was asked for, else claims; `left_out` is that of `Subset`.
    """

    what: Layer
    number: int
    of: int
    left_out: int


def export(  # noqa: PLR0913  each a choice of its own
    source: Path | str,
    out: Path | str | IO[bytes],
    *,
    form: str | None = None,
    filters: Filters | None = None,
    only: Layer | str | None = None,
    table: str | None = None,
) -> Exported:
    """Write a graph, or the part of it that passes filters, in one of `FORMATS`.

    Args:
        source: a build folder, a store, or a file of RDF such as an export.
        out: a file; for all tables a folder; or a stream of bytes. What is there stays
            until all is made.
        form: the name of a format; by default the one that `out` ends in, and Turtle
            for a stream.
        filters: what claims must be to be exported.
        only: the layer to export, with what it rests on, or its name.
        table: the one table to write, in a format of tables.

    Raises:
        InputError: there is no graph, or nothing in it passes.
        UnknownName: there is no such format, layer or table.
        SettingsError: a table and a format, or file, do not go together.
        OutputError: it cannot be written.
    """
    path = Path(out) if isinstance(out, (str, Path)) else None
    chosen = find_format(form, path)
    _check(chosen, path, table)
    layer = None if only is None else _layer(only)
    opened = open_source(Path(source))
    subset = select(opened, filters, layer)
    if isinstance(chosen, FileFormat):
        _write_one(out, partial(chosen.write, subset))
    elif table is not None:
        _write_one(out, partial(chosen.write, subset, list_tables()[table]))
    elif path is not None:
        write_folder(path, _files(chosen, subset))
    what = layer or Layer.CLAIMS
    return Exported(
        what=what,
        number=_count(subset.store, what),
        of=_count(opened.data, what),
        left_out=subset.left_out,
    )


def _layer(name: str) -> Layer:
    if name not in set(Layer):
        raise UnknownName("layer", name, Layer)
    return Layer(name)


def _check(form: Format, path: Path | None, table: str | None) -> None:
    """Refuse a table where there are none, and a file where there are several."""
    if table is not None:
        tables_of(None, table)
        if isinstance(form, FileFormat):
            raise SettingsError(f"--table: {form.title} has no tables; csv does")
    elif isinstance(form, TableFormat) and (path is None or path.suffix):
        raise SettingsError(
            f"{form.title} is a folder of tables: give one with -o, as -o tables/, or"
            f" choose a table with --table: {', '.join(list_tables())}"
        )


def _write_one(out: Path | str | IO[bytes], write: Write) -> None:
    """Write an export that is one file."""
    if isinstance(out, (str, Path)):
        write_file(Path(out), write)
    else:
        write_stream(out, write, getattr(out, "name", "the stream"))


def _files(form: TableFormat, subset: Subset) -> Mapping[str, Write]:
    """Return what writes each table, and for CSV what their columns are."""
    tables = tables_of(subset.only)
    files: dict[str, Write] = {
        f"{table.name}.{form.name}": partial(form.write, subset, table)
        for table in tables
    }
    if form.name == "csv":
        files[METADATA] = partial(write_metadata, tables)
    return files


def _count(store: pyoxigraph.Store, what: Layer) -> int:
    """Return the number of claims (of events and relations), events or edges."""
    if what is Layer.CLAIMS:
        return sum(1 for _ in store.quads_for_pattern(None, _FACTUALITY, None))
    if what is Layer.EVENTS:
        about = store.quads_for_pattern(None, _ABOUT_EVENT, None)
        return len({quad.object for quad in about})
    return len({quad.triple for quad in store if is_edge(quad)})
