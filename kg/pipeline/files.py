"""The files of a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pyoxigraph

from kg.describe import prefixes
from kg.iris import Namespaces
from kg.pipeline.parts import Parts, Triples
from kg.store import as_quad, write_folder, write_trig, write_turtle

# Each file of Turtle and what it holds; the graph once more with its named graphs.
TURTLE: Mapping[str, Callable[[Parts], Triples]] = {
    "vocabulary.ttl": lambda parts: parts.vocabulary,
    "graph.ttl": lambda parts: list(parts.graph()),
    "edges.ttl": lambda parts: parts.edges,
    "texts.ttl": lambda parts: parts.texts,
    "quarantine.ttl": lambda parts: parts.quarantine,
    "report.ttl": lambda parts: parts.report,
}
TRIG = "graph.trig"
FILES = (*TURTLE, TRIG)


def write_files(out: Path, parts: Parts, spaces: Namespaces) -> None:
    """Write all files of a build at once, or none.

    Raises:
        OutputError: the folder cannot be written.
    """
    known = prefixes(spaces)
    files: dict[str, Callable[[Path], None]] = {
        name: partial(_write_turtle, triples=of(parts), known=known)
        for name, of in TURTLE.items()
    }
    files[TRIG] = partial(_write_trig, parts=parts, known=known)
    write_folder(out, files)


def _write_turtle(path: Path, *, triples: Triples, known: Mapping[str, str]) -> None:
    write_turtle(triples, path, known)


def _write_trig(path: Path, *, parts: Parts, known: Mapping[str, str]) -> None:
    """Write the same triples with a named graph for each document, complete each."""
    quads = list(map(as_quad, parts.shared))
    for name, triples in parts.documents.items():
        node = pyoxigraph.NamedNode(name)
        quads += [as_quad(triple, node) for triple in triples]
    write_trig(quads, path, known)
