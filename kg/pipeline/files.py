"""The files of a build, put together from its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from kg.describe import prefixes
from kg.errors import OutputError
from kg.iris import Namespaces
from kg.pipeline.parts import Parts
from kg.store import Sections, Shorthand, head, indented, write_folder

# Each file of Turtle and what it holds; the graph once more with its named graphs.
TURTLE: Mapping[str, Callable[[Parts], Iterable[str]]] = {
    "vocabulary.ttl": lambda parts: parts.vocabulary,
    "graph.ttl": lambda parts: parts.graph(),
    "edges.ttl": lambda parts: parts.edges,
    "texts.ttl": lambda parts: parts.texts.values(),
    "quarantine.ttl": lambda parts: parts.quarantine,
    "report.ttl": lambda parts: parts.report,
}
TRIG = "graph.trig"
FILES = (*TURTLE, TRIG)


def write_files(
    out: Path, parts: Parts, sections: Sections, spaces: Namespaces
) -> None:
    """Write all files of a build at once, or none.

    Raises:
        LookupError: a section is not there any more.
        OutputError: the folder cannot be written.
    """
    known = prefixes(spaces)
    files: dict[str, Iterable[str]] = {
        name: (sections(reference).turtle for reference in of(parts))
        for name, of in TURTLE.items()
    }
    shared = (sections(reference).turtle for reference in parts.shared)
    files[TRIG] = chain(shared, _named(parts, sections, Shorthand(known)))
    write_folder(
        out,
        {
            name: partial(_write, declared=head(known), blocks=blocks)
            for name, blocks in files.items()
        },
    )


def _named(parts: Parts, sections: Sections, shorthand: Shorthand) -> Iterator[str]:
    """Yield a named graph for each document, complete each."""
    for name, references in parts.documents.items():
        body = "\n".join(indented(sections(reference)) for reference in references)
        yield f"{shorthand.prefixed(name) or f'<{name}>'} {{\n{body}}}\n"


def _write(path: Path, *, declared: str, blocks: Iterable[str]) -> None:
    """Write blocks with an empty line between them."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(declared)
            for number, block in enumerate(blocks):
                file.write(f"\n{block}" if number else block)
    except UnicodeEncodeError as error:
        raise OutputError(f"cannot write {path}: {error}") from error
