"""The formats of an export, and how a format is told from the name of a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SettingsError, UnknownName
from kg.export.annotated import write_annotated
from kg.export.csv_tables import write_csv
from kg.export.jsonld import write_jsonld
from kg.export.network import write_graphml
from kg.export.parquet_tables import write_parquet
from kg.export.rdf import write_nquads, write_ntriples, write_trig, write_turtle
from kg.export.selection import cut
from kg.export.subset import Subset
from kg.export.tables import Table

FileWriter = Callable[[Subset, Path], None]
TableWriter = Callable[[Subset, Table, Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A format in which an export is one file.

    Its name is what such files end in; but Web Annotations are JSON-LD too, so that
    they must be asked for.
    """

    name: str
    title: str
    write: FileWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A format in which an export is a folder with a file for each table."""

    name: str
    title: str
    write: TableWriter


Format = FileFormat | TableFormat


def _graph(write: FileWriter) -> FileWriter:
    """Return a writer of RDF that writes the layer that was asked for."""
    return lambda subset, path: write(cut(subset), path)


# To add a format, add a line.
FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        FileFormat(name="ttl", title="Turtle", write=_graph(write_turtle)),
        FileFormat(name="nt", title="N-Triples", write=_graph(write_ntriples)),
        FileFormat(name="trig", title="TriG", write=_graph(write_trig)),
        FileFormat(name="nq", title="N-Quads", write=_graph(write_nquads)),
        FileFormat(name="jsonld", title="JSON-LD", write=_graph(write_jsonld)),
        FileFormat(name="graphml", title="GraphML", write=write_graphml),
        FileFormat(
            name="annotations", title="Web Annotations", write=_graph(write_annotated)
        ),
        TableFormat(name="csv", title="CSV", write=write_csv),
        TableFormat(name="parquet", title="Parquet", write=write_parquet),
    )
}


def find_format(name: str | None, out: Path | None) -> Format:
    """Return the format of a name, else that which a file ends in, else Turtle.

    >>> find_format(None, Path("mali.graphml")).title
    'GraphML'

    Raises:
        UnknownName: there is no such format.
        SettingsError: neither a name nor a file tells one.
    """
    if name is None and out is None:
        return FORMATS["ttl"]
    found = name or (out.suffix.removeprefix(".") if out is not None else "")
    if not found:
        raise SettingsError(f"{out} tells no format: add -f, one of {_listed()}")
    if found not in FORMATS:
        raise UnknownName("format", found, FORMATS)
    return FORMATS[found]


def _listed() -> str:
    return ", ".join(FORMATS)
