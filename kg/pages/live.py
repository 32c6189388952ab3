"""What only a server can do: search, ask questions with other values, and SPARQL."""

from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from kg.errors import KroniekError, Refused
from kg.pages.graph import Graph
from kg.pages.questions import Question, as_question, bound_text, given_values
from kg.pages.results import Shown, shown
from kg.query import Query, Triples
from kg.query.run import as_result
from kg.serve.exchange import while_connected
from kg.workers import QueryJob, Reply, Service

CSV = "csv"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Free SPARQL with its answer, or what is wrong with it."""

    text: str
    shown: Shown | None = None
    error: str = ""
    status: int = 200


async def ask_question(
    service: Service, graph: Graph, query: Query, request: Request
) -> tuple[Question, int]:
    """Return a question with the values of a form and its answer, and the status."""
    given = given_values(query, dict(request.query_params))
    try:
        text = await run_in_threadpool(bound_text, graph, query, given)
        answer, error = await _answer(service, graph, request, text), ""
        status = 200
    except KroniekError as problem:
        answer, error = None, str(problem)
        status = _status(problem)
    question = await run_in_threadpool(
        as_question, graph, query, given, shown=answer, error=error
    )
    return question, status


async def ask_sparql(service: Service, graph: Graph, request: Request) -> Asked:
    """Return the answer to free SPARQL."""
    text = request.query_params.get("query", "")
    if not text.strip():
        return Asked(text=text)
    try:
        return Asked(text=text, shown=await _answer(service, graph, request, text))
    except KroniekError as problem:
        return Asked(text=text, error=str(problem), status=_status(problem))


async def as_csv(service: Service, request: Request, text: str) -> bytes:
    """Return the answer to a query as CSV.

    Raises:
        Refused: the query does not parse, gives no table, or takes too much.
    """
    job = QueryJob(text=text, solutions=CSV, triples=None)
    reply = await while_connected(request, service.answer(job))
    return _read(reply)


def _status(problem: KroniekError) -> int:
    """Return the status of HTTP that says why there is no answer."""
    return problem.status if isinstance(problem, Refused) else 400


async def _answer(service: Service, graph: Graph, request: Request, text: str) -> Shown:
    job = QueryJob(text=text, solutions="json", triples="nt")
    reply = await while_connected(request, service.answer(job))
    return await run_in_threadpool(_shown, graph, reply)


def _shown(graph: Graph, reply: Reply) -> Shown:
    body, is_cut = _read(reply), reply.outcome.is_cut
    if reply.outcome.form == "nt":
        quads = pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_TRIPLES)
        triples = tuple(quad.triple for quad in quads)
        result = Triples(triples=triples, namespaces=graph.namespaces)
        return shown(graph, result, is_cut=is_cut)
    form = pyoxigraph.QueryResultsFormat.JSON
    found = pyoxigraph.parse_query_results(body, format=form)
    return shown(graph, as_result(found, graph.namespaces), is_cut=is_cut)


def _read(reply: Reply) -> bytes:
    with reply.body as file:
        return file.read()
