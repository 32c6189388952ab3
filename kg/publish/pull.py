"""Reading what was published from a graph store, back into files."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import pyoxigraph

from kg.describe import prefixes
from kg.endpoint import count_graphs, list_graphs, read_graph
from kg.errors import EndpointError, InputError, UnknownName
from kg.iris import Namespaces, local_name, slug
from kg.publish.ledger import ledger_of, read_ledger
from kg.publish.parts import PARTS
from kg.publish.skolem import root_of, unskolemised
from kg.publish.target import Target
from kg.store import write_folder, write_trig, write_turtle

Triples = list[pyoxigraph.Triple]
Progress = Callable[[int, int], None]


def pull(
    target: Target,
    folder: Path,
    spaces: Namespaces,
    *,
    progress: Progress | None = None,
) -> Mapping[str, int]:
    """Write a published build to a folder, in the files that `kg build` makes.

    Args:
        target: the store.
        folder: for the files; what it held stays until all are made.
        spaces: the namespaces of the build.
        progress: called with how many graphs are done, and of how many.

    Returns:
        How many triples each graph has.

    Raises:
        InputError: nothing was published there under this base.
        EndpointError: the store cannot be asked, or has not all that was published.
        OutputError: the folder cannot be written.
    """
    names = _complete(target, spaces)
    graphs = _read(target, names, root_of(spaces), progress)
    write_folder(folder, _build_files(graphs, spaces))
    return {name: len(triples) for name, triples in graphs.items()}


def pull_graphs(
    target: Target,
    folder: Path,
    names: Iterable[str],
    spaces: Namespaces,
    *,
    progress: Progress | None = None,
) -> Mapping[str, int]:
    """Write named graphs, whoever made them, to a folder: a Turtle file for each.

    Args:
        target: the store.
        folder: for the files; what it held stays until all are made.
        names: IRIs of the graphs.
        spaces: tells how prefixes are spelled.
        progress: called with how many graphs are done, and of how many.

    Returns:
        How many triples each graph has.

    Raises:
        UnknownName: the store has no such graph.
        EndpointError: the store cannot be asked.
        OutputError: the folder cannot be written.
    """
    wanted, there = list(dict.fromkeys(names)), list_graphs(target.endpoint)
    for name in wanted:
        if name not in there:
            raise UnknownName(f"graph in {target.addresses.query}:", name, there)
    graphs = _read(target, wanted, root_of(spaces), progress)
    known = prefixes(spaces)
    files = {
        file: partial(_write_turtle, triples=graphs[name], known=known)
        for name, file in _file_names(wanted).items()
    }
    write_folder(folder, files)
    return {name: len(triples) for name, triples in graphs.items()}


def _complete(target: Target, spaces: Namespaces) -> list[str]:
    """Return the names of the published graphs, if all of them are complete."""
    ledger = read_ledger(read_graph(target.endpoint, ledger_of(spaces)))
    if not ledger:
        raise InputError(
            f"no build in {target.addresses.query} under {spaces.base}: `kg push` makes"
            " one, --base-iri names another base, --graph any graph"
        )
    counts = count_graphs(target.endpoint, ledger)
    for entry in ledger.values():
        if counts[entry.name] != entry.size:
            expected = "unknown" if entry.size is None else entry.size
            raise EndpointError(
                f"<{entry.name}> is not complete in {target.addresses.query}: it has"
                f" {counts[entry.name]} triples of {expected}; push it again"
            )
    return sorted(ledger)


def _read(
    target: Target, names: list[str], root: str, progress: Progress | None
) -> dict[str, Triples]:
    graphs = {}
    for number, name in enumerate(names):
        if progress is not None:
            progress(number, len(names))
        graphs[name] = unskolemised(read_graph(target.endpoint, name), root)
    return graphs


def _build_files(
    graphs: Mapping[str, Triples], spaces: Namespaces
) -> dict[str, Callable[[Path], None]]:
    """Return what writes each file of a build folder; one without triples is empty."""
    special = {spaces.graph(part): files for part, files in PARTS.items()}
    triples: dict[str, Triples] = {"vocabulary": [], "graph": [], "edges": []}
    quads: list[pyoxigraph.Quad] = []
    for name, held in graphs.items():
        files = special.get(name, ("graph",))
        for file in files:
            triples.setdefault(file, []).extend(held)
        if "graph" in files:
            document = [] if name in special else [pyoxigraph.NamedNode(name)]
            quads.extend(pyoxigraph.Quad(*triple, *document) for triple in held)
    known = prefixes(spaces)
    writers: dict[str, Callable[[Path], None]] = {
        f"{file}.ttl": partial(_write_turtle, triples=held, known=known)
        for file, held in triples.items()
    }
    writers["graph.trig"] = lambda path: write_trig(quads, path, known)
    return writers


def _write_turtle(path: Path, *, triples: Triples, known: Mapping[str, str]) -> None:
    write_turtle(triples, path, known)


def _file_names(names: Iterable[str]) -> dict[str, str]:
    """Return a name of a file for each graph, by the end of its IRI.

    >>> list(_file_names(["http://a.org/mali", "http://b.org/Mali", "urn:g"]).values())
    ['mali.ttl', 'mali-2.ttl', 'urn-g.ttl']
    """
    taken: set[str] = set()
    found = {}
    for name in names:
        stem = slug(local_name(name.rstrip("/#")))
        number = 1
        while (file := f"{stem}{f'-{number}' if number > 1 else ''}.ttl") in taken:
            number += 1
        taken.add(file)
        found[name] = file
    return found
