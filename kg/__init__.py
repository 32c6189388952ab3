"""Kroniek: a knowledge graph of what political papers say, by whom, and how surely.

In a notebook or script:

    import kg

    kg.build("corpus/", "build/")
    g = kg.open("build/")
    g.network(country="ml")

All commands are here: `build` and `read`, and of an opened graph `query`, `evidence`,
`network`, `timeline`, `validate`, `export` and `push`. See `docs/python.md`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from kg.model import ReadDocument
    from kg.pipeline import Summary

__version__ = "0.1.0"
__all__ = ["build", "open", "read"]

# Who uses this as a library decides what becomes of its log.
logging.getLogger(__name__).addHandler(logging.NullHandler())


# The imports stand inside, so that `import kg` stays light.
def build(corpus: str | Path, out: str | Path, **options: Any) -> Summary:
    """Read the papers of a folder and write their graph; see `kg.pipeline.build`.

    Args:
        corpus: folder with papers and `corpus.toml`, or as `kg.corpus.open_corpus`
            takes it.
        out: folder for the graph; what it held stays until all is made.
        options: `settings`, `progress`, `store`, `cache`, `jobs`, `engine` and
            `scheduler`.

    Raises:
        InputError: there is no document to read, or something given cannot be used.
        OutputError: a folder cannot be written.
    """
    from kg.pipeline import build as run  # noqa: PLC0415

    return run(corpus, out, **options)


def read(text: str, *, issued: date, **details: Any) -> ReadDocument:
    """Return what a text says, without a corpus; see `kg.pipeline.read_text`.

    Args:
        text: in Dutch, as copied from the paper.
        issued: the day from which *gisteren* and *dit jaar* are reckoned.
        details: other fields of the document, such as `country` or `title`, and the
            `pipeline` to read with.

    Raises:
        UnknownName: the pipeline is not installed.
        InputError: the document has no such field, or the text has half a character.
    """
    from kg.pipeline import read_text  # noqa: PLC0415

    return read_text(text, issued=issued, **details)


def open(folder: str | Path) -> KnowledgeGraph:  # noqa: A001  it is read as `kg.open`
    """Return the graph of a build folder or a store, to be looked at and asked.

    Raises:
        InputError: there is no build there, or it cannot be read.
    """
    from kg.graph import open_graph  # noqa: PLC0415

    return open_graph(folder)
