"""The files of a build, put together from its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

from kg.describe import prefixes
from kg.errors import OutputError
from kg.iris import Namespaces
from kg.pipeline.parts import Parts
from kg.store import Sections, Shorthand, head, write_together

# The files of which each holds some parts of a build and nothing of documents.
COMMON: Mapping[str, Callable[[Parts], Iterable[str]]] = {
    "vocabulary.ttl": lambda parts: parts.vocabulary,
    "edges.ttl": lambda parts: parts.edges,
    "quarantine.ttl": lambda parts: parts.quarantine,
    "report.ttl": lambda parts: parts.report,
}
GRAPH, TEXTS = "graph.ttl", "texts.ttl"
TRIG = "graph.trig"  # the graph once more, with its named graphs
FILES = (*COMMON, GRAPH, TEXTS, TRIG)


def write_files(
    out: Path, parts: Parts, sections: Sections, spaces: Namespaces
) -> None:
    """Write all files of a build at once, or none.

    Raises:
        LookupError: a section is not there any more.
        OutputError: the folder cannot be written.
    """
    write = partial(_write, parts=parts, sections=sections, spaces=spaces)
    write_together(out, FILES, write)


class _File:
    """A file of blocks, with an empty line between them."""

    def __init__(self, stream: IO[str], declared: str) -> None:
        self._stream = stream
        self._between = ""
        stream.write(declared)

    def add(self, block: str) -> None:
        """Write a block."""
        self._stream.write(f"{self._between}{block}")
        self._between = "\n"


def _write(
    folder: Path, *, parts: Parts, sections: Sections, spaces: Namespaces
) -> None:
    known = prefixes(spaces)
    with ExitStack() as stack:
        files = {name: _open(stack, folder / name, head(known)) for name in FILES}
        try:
            _write_documents(files, parts, sections, Shorthand(known))
            for name, of in COMMON.items():
                for reference in of(parts):
                    files[name].add(sections(reference).turtle)
        except UnicodeEncodeError as error:
            raise OutputError(f"cannot write {folder}: {error}") from error


def _open(stack: ExitStack, path: Path, declared: str) -> _File:
    stream = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    return _File(stream, declared)


def _write_documents(
    files: Mapping[str, _File], parts: Parts, sections: Sections, shorthand: Shorthand
) -> None:
    """Write what documents say and share, each section looked up once."""
    shared = [sections(reference).turtle for reference in parts.shared]
    for block in shared:
        files[TRIG].add(block)
    for name, references in parts.documents.items():
        own = [sections(reference).turtle for reference in references]
        for block in own:
            files[GRAPH].add(block)
        body = "\n".join(own)
        graph = shorthand.prefixed(name) or f"<{name}>"
        files[TRIG].add(f"{graph} {{\n{body}}}\n")
        if name in parts.texts:
            files[TEXTS].add(sections(parts.texts[name]).turtle)
    for block in shared:
        files[GRAPH].add(block)
