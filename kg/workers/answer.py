"""What a process does with a job: a function of a store and the job."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph

from kg.errors import CallRefused, OutputError, QueryError, reason_of
from kg.iris import Namespaces
from kg.query import QueryContext, declared, evaluate, failures, prefixes_of, run_update
from kg.store import trig
from kg.workers.formats import (
    QUADS,
    SOLUTIONS,
    TRIPLES,
    write_solutions,
    write_triples,
)
from kg.workers.jobs import (
    DropJob,
    Job,
    OpenJob,
    Outcome,
    PutJob,
    QueryJob,
    ReadJob,
    UpdateJob,
)
from kg.workers.limits import Limits
from kg.workers.lines import Full, Lines

Answered = tuple[Outcome, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Answers jobs from a store."""

    store: pyoxigraph.Store
    namespaces: Namespaces
    limits: Limits
    may_call: bool = False

    def answer(self, job: Job, body: bytes = b"") -> Answered:
        """Do a job; return how it ended, and what it gave."""
        try:
            return self._do(job, body)
        except CallRefused as error:
            return refused(403, str(error))
        except QueryError as error:
            return refused(400, str(error))
        except OutputError as error:
            return refused(406, str(error))

    def _do(self, job: Job, body: bytes) -> Answered:
        match job:
            case QueryJob():
                return self._query(job)
            case UpdateJob():
                run_update(self.store, job.text, self._context(job.base_iri))
                return Outcome(status=204), b""
            case ReadJob():
                return self._read(job)
            case PutJob():
                return self._put(job, body)
            case DropJob():
                return self._drop(job)
            case OpenJob():
                return Outcome(), b""

    def _context(self, base_iri: str | None) -> QueryContext:
        return QueryContext(
            namespaces=self.namespaces, base_iri=base_iri, may_call=self.may_call
        )

    def _query(self, job: QueryJob) -> Answered:
        context = QueryContext(
            namespaces=self.namespaces,
            base_iri=job.base_iri,
            default_graphs=job.default_graphs,
            named_graphs=job.named_graphs,
            may_call=self.may_call,
        )
        found = evaluate(self.store, job.text, context)
        is_graph = isinstance(found, pyoxigraph.QueryTriples)
        form = job.triples if is_graph else job.solutions
        if form is None:
            return refused(406, _unacceptable(is_graph=is_graph))
        if isinstance(found, pyoxigraph.QueryBoolean):
            truth = found.serialize(format=SOLUTIONS[form])
            return Outcome(form=form), truth or b""
        if isinstance(found, pyoxigraph.QueryTriples):
            return self._graph(found, form, job.text)
        return self._table(found, form, job.text)

    def _table(
        self, found: pyoxigraph.QuerySolutions, form: str, text: str
    ) -> Answered:
        taken = Lines(most=self.limits.rows + 1, size=self.limits.bytes)
        with failures(text), suppress(Full):
            found.serialize(taken, format=SOLUTIONS["tsv"])
        lines = taken.whole()
        outcome = Outcome(form=form, rows=len(lines) - 1, is_cut=taken.is_full)
        return outcome, write_solutions(_joined(lines), form)

    def _graph(self, found: pyoxigraph.QueryTriples, form: str, text: str) -> Answered:
        taken = Lines(most=self.limits.rows, size=self.limits.bytes)
        with failures(text), suppress(Full):
            found.serialize(taken, format=TRIPLES["nt"])
        triples = sorted(set(taken.whole()))
        outcome = Outcome(form=form, rows=len(triples), is_cut=taken.is_full)
        return outcome, self._written(triples, form, declared(text))

    def _written(
        self, triples: list[bytes], form: str, prefixes: Mapping[str, str]
    ) -> bytes:
        """Return a graph in a format; in Turtle with the prefixes of its query too."""
        known = prefixes_of(self.namespaces)
        if form == "ttl":
            known |= {name: iri for name, iri in prefixes.items() if ":" in iri}
        return write_triples(_joined(triples), form, known)

    def _read(self, job: ReadJob) -> Answered:
        if job.graph is None:
            return Outcome(form=job.form), self._dataset(job.form)
        if not self._has(job.graph):
            return _missing(job.graph)
        graph = _node(job.graph)
        triples = _lines(self.store.dump(format=TRIPLES["nt"], from_graph=graph))
        return Outcome(form=job.form), self._written(triples, job.form, {})

    def _dataset(self, form: str) -> bytes:
        if form == "trig":
            return trig(self.store, prefixes_of(self.namespaces)).encode()
        return _joined(_lines(self.store.dump(format=QUADS[form])))

    def _put(self, job: PutJob, body: bytes) -> Answered:
        """Add to a graph or replace it, by one update, so as a whole or not at all."""
        is_new = not self._has(job.graph)
        triples = _parsed(body, job)
        name = _named(job.graph)
        open_, close = (f"{name} {{", "}") if job.graph else ("", "")
        steps = [f"INSERT DATA {{ {open_} {triples} {close} }}"]
        if job.graph:
            steps.insert(0, f"CREATE SILENT {name}")
        if not job.is_added:
            steps.insert(0, f"DROP SILENT {name}")
        self._change(" ;\n".join(steps))
        return Outcome(status=201 if is_new else 204), b""

    def _drop(self, job: DropJob) -> Answered:
        if not self._has(job.graph):
            return _missing(job.graph)
        self._change(f"DROP {_named(job.graph)}")
        return Outcome(status=204), b""

    def _change(self, update: str) -> None:
        with failures(update, is_update=True):
            self.store.update(update)

    def _has(self, graph: str) -> bool:
        return not graph or self.store.contains_named_graph(pyoxigraph.NamedNode(graph))


def refused(status: int, message: str) -> Answered:
    """Return how a job ends that is not done."""
    return Outcome(status=status, message=message), b""


def _missing(graph: str) -> Answered:
    return refused(404, f"there is no graph <{graph}>")


def _unacceptable(*, is_graph: bool) -> str:
    what = (
        "this query gives a graph"
        if is_graph
        else "this query gives a table or a boolean"
    )
    return f"{what}, which cannot be sent as what is accepted"


def _node(graph: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    return pyoxigraph.NamedNode(graph) if graph else pyoxigraph.DefaultGraph()


def _named(graph: str) -> str:
    """Return how a graph is written in an update."""
    return f"GRAPH {pyoxigraph.NamedNode(graph)}" if graph else "DEFAULT"


def _parsed(body: bytes, job: PutJob) -> str:
    """Return RDF that was sent as N-Triples."""
    base = job.graph or None
    try:
        quads = pyoxigraph.parse(body, TRIPLES[job.form], base_iri=base)
        triples = [quad.triple for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            f"this is no {TRIPLES[job.form].name}: {reason_of(error)}"
        ) from error
    return (pyoxigraph.serialize(triples, format=TRIPLES["nt"]) or b"").decode()


def _lines(dump: bytes | None) -> list[bytes]:
    *lines, _ = (dump or b"").split(b"\n")
    return sorted(lines)


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(b"%s\n" % line for line in lines)
