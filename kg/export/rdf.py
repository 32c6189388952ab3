"""Turtle, TriG, N-Triples and N-Quads, written subject by subject."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph

from kg.describe import prefixes
from kg.export.subset import Subset, write_text
from kg.store import RDF_TYPE, Shorthand, subject_block


def write_turtle(subset: Subset, path: Path) -> None:
    """Write Turtle 1.1: the prefixes that are used, then a block for each subject."""
    shorthand = _shorthand(subset, (quad.triple for quad in subset.store))
    blocks = (subject_block(about, shorthand) for about in subset.subjects())
    write_text(path, [shorthand.head()], _apart(blocks))


def write_trig(subset: Subset, path: Path) -> None:
    """Write TriG 1.1: the default graph, then the named graph of each document."""
    shorthand = _shorthand(subset, subset.store)
    write_text(path, [shorthand.head()], _graphs(subset, shorthand))


def write_ntriples(subset: Subset, path: Path) -> None:
    """Write N-Triples 1.1 in canonical form, its lines sorted by code point."""
    write_text(path, _lines(subset.subjects()))


def write_nquads(subset: Subset, path: Path) -> None:
    """Write N-Quads 1.1 in canonical form, its lines sorted by code point."""
    write_text(path, _lines(subset.by_subject()))


def _shorthand(
    subset: Subset, statements: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]
) -> Shorthand:
    """Return the prefixes, of which those are marked that statements need."""
    shorthand = Shorthand(prefixes(subset.namespaces))
    for subject, predicate, *rest in statements:
        for term in (subject, *rest, *([predicate] if predicate != RDF_TYPE else ())):
            if not isinstance(term, pyoxigraph.DefaultGraph):
                shorthand.term(term)
    return shorthand


def _graphs(subset: Subset, shorthand: Shorthand) -> Iterator[str]:
    gap = ""
    for name, subjects in subset.graphs():
        if isinstance(name, pyoxigraph.DefaultGraph):
            for block in _apart(subject_block(about, shorthand) for about in subjects):
                yield block
                gap = "\n"
            continue
        indented = (
            subject_block(about, shorthand, indent="    ") for about in subjects
        )
        yield f"{gap}{shorthand.term(name)} {{\n"
        yield from _apart(indented)
        yield "}\n"
        gap = "\n"


def _apart(blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks with an empty line between them."""
    for number, block in enumerate(blocks):
        yield f"\n{block}" if number else block


def _lines(
    subjects: Iterable[Iterable[pyoxigraph.Triple | pyoxigraph.Quad]],
) -> Iterator[str]:
    for about in subjects:
        yield from sorted(f"{statement} .\n" for statement in about)
