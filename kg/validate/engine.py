"""Validation by pySHACL, of what SPARQL cannot say beforehand."""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

from rdflib import Graph
from rdflib.term import URIRef

from kg.errors import InputError, KnowledgeError, on_one_line
from kg.model import Report
from kg.resources import folder
from kg.store import parse_graph
from kg.validate.answering import answering_graph
from kg.validate.data import Data
from kg.validate.findings import read_findings
from kg.validate.plans import Shapes
from kg.validate.screening import screen

# The files of shapes, by what they look at and nothing else: one document, its actors
# and the classes of what its claims are about; one event or relation, its claims, edges
# and the events that they point at; all that is no claim. Some shapes look at each.
OF_DOCUMENTS = (
    "claim",
    "country",
    "document",
    "mention",
    "prefixes",
    "quote",
    "span",
    "term",
)
OF_EVENTS = (
    "conflict",
    "edge",
    "event",
    "prefixes",
    "quantity",
    "relation",
    "roles",
    "term",
    "time",
)
OF_OUTLINE = (
    "actor",
    "correction",
    "country",
    "edge",
    "events",
    "prefixes",
    "term",
)

# What pySHACL raises beside its own errors; it compares values by the operators of
# Python, come what may. A query that cannot be asked of a focus node, such as one
# without `$this`, is the last.
_FAILURES = (ArithmeticError, SyntaxError, TypeError, RuntimeError)


def load_shapes(*names: str) -> Graph:
    """Return the shapes of `ontology/shapes/`, as one graph.

    Args:
        names: the files to read, without their suffix; without any, all of them.

    Raises:
        KnowledgeError: there are none, or one of the files is no Turtle.
    """
    home = folder("ontology") / "shapes"
    files = sorted(home.glob("*.ttl"))
    if not files:
        raise KnowledgeError("there are no shapes in ontology/shapes")
    return _read([home / f"{name}.ttl" for name in names] or files)


def load_shapes_across() -> Graph:
    """Return the shapes that are left where each document is checked by itself.

    Raises:
        KnowledgeError: see `load_shapes`.
    """
    alone = set(OF_DOCUMENTS).difference(OF_EVENTS, OF_OUTLINE)
    return load_shapes(*sorted(shape_files() - alone))


def has_own_shapes() -> bool:
    """Tell whether there are files of shapes of which nobody says what they look at."""
    known = {*OF_DOCUMENTS, *OF_EVENTS, *OF_OUTLINE}
    return not shape_files() <= known


def shape_files() -> frozenset[str]:
    """Return the files of shapes there are, without their suffix."""
    paths = (folder("ontology") / "shapes").glob("*.ttl")
    return frozenset(path.stem for path in paths)


def load_vocabulary() -> Graph:
    """Return the ontology, as a graph of its own.

    Raises:
        KnowledgeError: `kroniek.ttl` is no Turtle.
    """
    return _read([folder("ontology") / "kroniek.ttl"])


@cache
def ontology() -> Graph:
    """Return the ontology, read once and not to be changed."""
    return load_vocabulary()


def validate(
    data: Graph,
    shapes: Graph,
    *,
    vocabulary: Graph | None = None,
    texts: Graph | None = None,
) -> Report:
    """Check a graph against shapes, and report every finding in a fixed order.

    Args:
        data: documents, claims and events; edges where they are to be checked as well.
        shapes: what `load_shapes` returns, or a part of it.
        vocabulary: actors that the data speak of without describing them.
        texts: the texts of the documents, to check quotes against.

    Raises:
        KnowledgeError: a shape is not well-formed.
    """
    return Checker.of(data, shapes, vocabulary=vocabulary, texts=texts).report()


class Checker:
    """Checks data against shapes, again after triples came or went.

    Args:
        data: what is to be validated, with the ontology.
        shapes: of what `load_shapes` returns, or of a part of it.
        others: the IRIs of nodes that may be left unchecked.
    """

    def __init__(
        self, data: Data, shapes: Shapes, *, others: Iterable[str] = ()
    ) -> None:
        self.data = data
        self._shapes = shapes
        self._others = frozenset(map(URIRef, others))

    @classmethod
    def of(
        cls,
        data: Graph,
        shapes: Graph,
        *,
        vocabulary: Graph | None = None,
        texts: Graph | None = None,
    ) -> "Checker":
        """Return the checker of a graph; for the arguments see `validate`.

        The ontology is mixed in, since SHACL reads the hierarchy of classes from the
        data graph (SHACL 2.1.3.2), but no inference is run.
        """
        others = [g for g in (ontology(), vocabulary, texts) if g is not None]
        lasting = frozenset(chain.from_iterable(others))
        return cls(Data(chain(data, *others), lasting=lasting), Shapes(shapes))

    def report(self) -> Report:
        """Report every finding in a fixed order.

        Raises:
            KnowledgeError: a shape is not well-formed.
        """
        shapes, told = screen(self._shapes, self.data, others=self._others)
        found = set(told)
        if shapes:
            results = run(shapes, self.data)
            found.update(read_findings(results, self._shapes.graph))
        return Report(findings=tuple(sorted(found)))


def run(shapes: Graph, data: Data) -> Graph:
    """Return what pySHACL finds, as a graph of results (SHACL 3.6).

    Args:
        shapes: the shapes.
        data: what is to be validated, with the ontology.

    Raises:
        KnowledgeError: a shape is not well-formed, or compares what cannot be compared.
    """
    # It takes long to load, and mostly there is nothing that only it can say.
    import pyshacl  # noqa: PLC0415
    from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415

    results: object
    try:
        _, results, text = pyshacl.validate(
            answering_graph(data), shacl_graph=shapes, inplace=True
        )
    except (ReportableRuntimeError, *_FAILURES) as error:
        results, text = None, str(error)
    if not isinstance(results, Graph):
        raise KnowledgeError(f"the shapes cannot be used: {on_one_line(text)}")
    return results


def _read(files: Iterable[Path]) -> Graph:
    """Read Turtle in the way that data are read, so that equal terms are the same."""
    try:
        return parse_graph(files)
    except InputError as error:
        raise KnowledgeError(str(error)) from error
