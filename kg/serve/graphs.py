"""The address at which graphs are read and written whole.

SPARQL 1.1 Graph Store HTTP Protocol, https://www.w3.org/TR/sparql11-http-rdf-update/:
`?graph=IRI` names a graph, `?default` is the default graph. Without either, all graphs
are read together.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import Refused
from kg.serve import negotiation
from kg.serve.exchange import (
    STORE,
    accepted,
    options,
    read_body,
    respond,
    unacceptable,
    while_connected,
)
from kg.serve.guard import check_write
from kg.serve.protocol import check_iri, media_type, read_fields
from kg.serve.settings import Settings
from kg.workers import DropJob, Job, PutJob, ReadJob, Service

READING = ("GET", "HEAD", "OPTIONS")
METHODS = (*READING, "PUT", "POST", "DELETE")


class Graphs:
    """Answers requests of the Graph Store Protocol from a service."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._settings = settings

    def route(self) -> Route:
        """Return where it is found."""
        return Route(STORE, self.answer, methods=METHODS)

    async def answer(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            Refused: it is not of the protocol, cannot be done, or may not be.
        """
        if request.method == "OPTIONS":
            return options(*(METHODS if self._settings.is_writable else READING))
        graph = named_graph(request.scope["query_string"])
        if request.method in {"GET", "HEAD"}:
            return await self._read(request, graph)
        check_write(request, self._settings)
        if graph is None:
            raise Refused(400, "no graph is named; write ?graph=IRI or ?default")
        return await self._write(request, graph)

    async def _read(self, request: Request, graph: str | None) -> Response:
        offers = negotiation.QUADS if graph is None else negotiation.TRIPLES
        chosen = negotiation.choose(accepted(request), offers)
        if chosen is None:
            raise unacceptable(offers)
        await read_body(request, self._settings.body)
        job = ReadJob(graph=graph, form=offers[chosen])
        reply = await while_connected(request, self._service.answer(job))
        return respond(reply, chosen)

    async def _write(self, request: Request, graph: str) -> Response:
        body = await read_body(request, self._settings.body)
        job: Job = DropJob(graph=graph)
        if request.method != "DELETE":
            form = sent_format(request.headers.get("content-type"))
            job = PutJob(graph=graph, form=form, is_added=request.method == "POST")
        reply = await while_connected(request, self._service.answer(job, body))
        reply.body.close()
        return Response(status_code=reply.outcome.status)


def named_graph(query_string: bytes) -> str | None:
    """Return the graph that an address names, "" for the default graph, None for all.

    Raises:
        Refused: it names several, or not by an IRI.
    """
    fields = read_fields(query_string, "the address")
    graph, default = fields.one("graph"), fields.one("default")
    if graph is not None and default is not None:
        raise Refused(400, "name a graph by ?graph=IRI or ?default, not by both")
    if graph is not None:
        return check_iri("graph", graph)
    return None if default is None else ""


def sent_format(content_type: str | None) -> str:
    """Return the format of RDF that was sent.

    Raises:
        Refused: it is none, or not known.
    """
    kind = media_type(content_type)
    form = negotiation.RDF.get(kind)
    if form is None:
        known = ", ".join(negotiation.RDF)
        told = f"{kind} is no format of RDF" if kind else "there is no Content-Type"
        raise Refused(415, f"{told}; send {known}")
    return form
