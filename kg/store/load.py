"""Opening a build or a store, and deriving the direct edges of events."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from kg import resources
from kg.errors import InputError, KnowledgeError, UnknownName
from kg.iris import VOCABULARY, Namespaces
from kg.store.folder import standing
from kg.store.generations import has_build, open_generation
from kg.store.marker import is_store
from kg.store.terms import DEFAULT_GRAPH, RDF_TYPE, AnyTriple, as_triple, of_rdflib

# What is loaded, in this order; the texts of the documents only where asked for.
GRAPH = "graph.ttl"
VOCABULARY_FILE = "vocabulary.ttl"
EDGES = "edges.ttl"
BUILD_FILES = (VOCABULARY_FILE, GRAPH, EDGES)
# The same as `GRAPH`, with a named graph for each document.
QUADS = "graph.trig"
TEXTS = "texts.ttl"
STORE = "store"  # where a build folder may hold a store of the same graph
# The formats that a single file may have, by how its name ends.
FORMATS = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".owl": pyoxigraph.RdfFormat.RDF_XML,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
}

_CLASS = re.compile(r"^# class: kg:(\w+)$", re.MULTILINE)
_DOCUMENT = pyoxigraph.NamedNode(f"{VOCABULARY}Document")


def open_store(
    source: Path | Iterable[Path], *, texts: bool = True
) -> pyoxigraph.Store:
    """Open a store, or load a build folder or files of RDF into one in memory.

    Its default graph holds the vocabulary, the graph and the edges. A store on disk is
    for reading only, and has the parts of the graph as named graphs besides.

    Args:
        source: a store, a build folder (in which a store is preferred) or files.
        texts: whether the texts of the documents are to be loaded too where they are
            there; without them only quotes can be shown. A store has them anyway.

    Raises:
        InputError: the folder holds no build, or a file cannot be read.
        UnknownName: a file's name ends in none of `FORMATS`.
    """
    kept = find_store(source) if isinstance(source, Path) else None
    if kept is not None:
        return open_generation(kept)
    paths = _build_paths(source, texts) if isinstance(source, Path) else source
    store = pyoxigraph.Store()
    load_files(store, paths)
    return store


def load_files(store: pyoxigraph.Store, paths: Iterable[Path]) -> None:
    """Load files of RDF into a store.

    Raises:
        InputError: a file cannot be read.
        UnknownName: a file's name ends in none of `FORMATS`.
    """
    for path in paths:
        _load(store, path)


def find_store(folder: Path) -> Path | None:
    """Return the store that a folder is, or that a build folder holds, if any."""
    if is_store(folder):
        return folder
    inside = folder / STORE
    return inside if is_store(inside) and has_build(inside) else None


def read_triples(source: Path) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of a build with its texts, of a file, or of a folder of files.

    Of files and folders all named graphs count, of a store what its default graph has.

    Raises:
        InputError: there is no such file or folder, or it cannot be read.
        UnknownName: a file is of an unknown format.
    """
    kept = find_store(source)
    if kept is None:
        for path in rdf_files(source):
            yield from parse_file(path)
        return
    for quad in open_generation(kept).quads_for_pattern(
        None, None, None, DEFAULT_GRAPH
    ):
        yield quad.triple


def parse_file(path: Path) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of a file of RDF, of all its named graphs.

    Literals are as they are written; a store writes numbers, dates and truth values in
    a form of its own. Blank nodes have labels that no other file has.

    Raises:
        InputError: the file cannot be read.
        UnknownName: its name ends in none of `FORMATS`.
    """
    with _reading(path) as form:
        for quad in pyoxigraph.parse(path=path, format=form, rename_blank_nodes=True):
            yield quad.triple


def parse_graph(paths: Iterable[Path]) -> Graph:
    """Return files of RDF as one graph, literals as written and with their prefixes.

    Raises:
        InputError: a file cannot be read.
        UnknownName: a file's name ends in none of `FORMATS`.
    """
    graph = Graph(bind_namespaces="none")
    for path in paths:
        with _reading(path) as form:
            parser = pyoxigraph.parse(path=path, format=form, rename_blank_nodes=True)
            graph += of_rdflib(quad.triple for quad in parser)
            for prefix, namespace in parser.prefixes.items():
                graph.bind(prefix, namespace)
    return graph


def rdf_files(source: Path) -> list[Path]:
    """Return the files of RDF that a file or folder stands for.

    Of a build folder these are its parts with the texts; of another folder all files in
    it of a known format, by name.

    Raises:
        InputError: there is no such file or folder, or the folder has none.
    """
    if not source.exists():
        raise InputError(f"cannot read {source}: there is no such file or folder")
    if source.is_file() or (source / GRAPH).is_file():
        return _build_paths(source, texts=True)
    found = sorted(path for path in source.iterdir() if path.suffix in FORMATS)
    if not found:
        raise InputError(f"no RDF in {source}: no file ends in {', '.join(FORMATS)}")
    return found


def dataset_files(source: Path) -> list[Path]:
    """Return the files of RDF that a file or folder stands for, as `rdf_files` does.

    Of a build folder these are also its named graphs, one for each document.

    Raises:
        InputError: there is no such file or folder, or the folder has none.
    """
    files = rdf_files(source)
    is_build = source.is_dir() and (source / GRAPH).is_file()
    quads = source / QUADS
    return [*files, quads] if is_build and quads.is_file() else files


def as_store(triples: Iterable[AnyTriple]) -> pyoxigraph.Store:
    """Return triples, of rdflib or pyoxigraph, as a store in memory."""
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*as_triple(triple)) for triple in triples)
    return store


def namespaces_of(store: pyoxigraph.Store) -> Namespaces:
    """Find out under which base a graph was minted, from one of its documents."""
    for quad in store.quads_for_pattern(None, RDF_TYPE, _DOCUMENT):
        if isinstance(quad.subject, pyoxigraph.NamedNode):
            base, _, local = quad.subject.value.rpartition("doc/")
            if base and "/" not in local:
                return Namespaces(base)
    return Namespaces()


def construct_edges(store: pyoxigraph.Store) -> list[pyoxigraph.Triple]:
    """Derive the direct edges: what every `queries/edges/*.rq` constructs, sorted.

    A query whose head names a class (`# class: kg:Coup`) is asked where there is
    anything of that class.

    Raises:
        KnowledgeError: one of these queries does not run.
    """
    edges: set[pyoxigraph.Triple] = set()
    for path in edge_queries():
        try:
            query, kind = _edge_query(path)
            if kind and not _has_any(kind, store):
                continue
            found = store.query(query)
        except (SyntaxError, RuntimeError, ValueError, OSError) as error:
            raise KnowledgeError(f"{path}: {error}") from error
        if not isinstance(found, pyoxigraph.QueryTriples):
            raise KnowledgeError(f"{path}: not a CONSTRUCT query")
        edges.update(found)
    return sorted(edges, key=str)


def _has_any(kind: pyoxigraph.NamedNode, store: pyoxigraph.Store) -> bool:
    """Tell whether a store has anything of a class."""
    return any(True for _ in store.quads_for_pattern(None, RDF_TYPE, kind))


@cache
def _edge_query(path: Path) -> tuple[str, pyoxigraph.NamedNode | None]:
    """Return a query for edges, read once, and the class that it is about, if any."""
    query = path.read_text(encoding="utf-8")
    named = _CLASS.search(query)
    return query, pyoxigraph.NamedNode(f"{VOCABULARY}{named[1]}") if named else None


def edge_queries() -> list[Path]:
    """Return the files that each derive one direct edge, by name."""
    return sorted((resources.folder("queries") / "edges").glob("*.rq"))


def _build_paths(folder: Path, texts: bool) -> list[Path]:  # noqa: FBT001
    if folder.is_file():
        return [folder]
    names = (*BUILD_FILES, TEXTS) if texts else BUILD_FILES
    files = {name: standing(folder, name) for name in names}
    if not files[GRAPH].is_file():
        raise InputError(f"no build in {folder}: run `kg build`")
    return [path for path in files.values() if path.is_file()]


def _load(store: pyoxigraph.Store, path: Path) -> None:
    with _reading(path) as form:
        store.bulk_load(path=path, format=form)


@contextmanager
def _reading(path: Path) -> Iterator[pyoxigraph.RdfFormat]:
    """Give the format of a file, and turn what goes wrong into an error of ours."""
    if path.suffix not in FORMATS:
        raise UnknownName(f"format of {path}:", path.suffix, FORMATS)
    form = FORMATS[path.suffix]
    try:
        yield form
    except SyntaxError as error:
        raise InputError(f"{path} is not {form.name}: {error}") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error}") from error
