"""What processes are asked to do and what they answer; both are sent as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import IO


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryJob:
    """A SPARQL query.

    `solutions` and `triples` name the formats in which to answer, as the query turns
    out to ask for the one or the other; None where that would be of no use.
    """

    text: str
    base_iri: str | None = None
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    solutions: str | None = "json"
    triples: str | None = "ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateJob:
    """A SPARQL update."""

    text: str
    base_iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """One graph, "" for the default graph, or None for all of them."""

    graph: str | None
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutJob:
    """RDF that is added to a graph or replaces it; "" is the default graph."""

    graph: str
    form: str
    is_added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DropJob:
    """A graph that goes away; the default graph becomes empty."""

    graph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenJob:
    """Nothing but to open the store."""


Job = QueryJob | UpdateJob | ReadJob | PutJob | DropJob | OpenJob
JOBS: dict[str, type[Job]] = {
    kind.__name__: kind
    for kind in (QueryJob, UpdateJob, ReadJob, PutJob, DropJob, OpenJob)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a job ended: with a form of answer, or refused with the reason.

    `status` is that of HTTP which says so. `rows` counts solutions or triples, and
    `is_cut` tells that there are more. `snapshot` is where the changed store is.
    """

    status: int = 200
    message: str = ""
    form: str = ""
    rows: int = 0
    is_cut: bool = False
    snapshot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: how the job ended, and what it gave, to be read and closed."""

    outcome: Outcome
    body: IO[bytes]


def encode_job(job: Job, snapshot: str) -> bytes:
    """Return a job, and the store it is about, as JSON."""
    return json.dumps([type(job).__name__, snapshot, asdict(job)]).encode()


def decode_job(data: bytes) -> tuple[Job, str]:
    """Return what `encode_job` was given."""
    kind, snapshot, fields = json.loads(data)
    return JOBS[kind](**fields), snapshot


def encode_outcome(outcome: Outcome) -> bytes:
    """Return an outcome as JSON."""
    return json.dumps(asdict(outcome)).encode()


def decode_outcome(data: bytes) -> Outcome:
    """Return what `encode_outcome` was given."""
    return Outcome(**json.loads(data))
