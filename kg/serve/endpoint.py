"""The address at which SPARQL is answered."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import negotiation
from kg.serve.description import description
from kg.serve.exchange import (
    SPARQL,
    accepted,
    base_iri,
    options,
    read_body,
    respond,
    unacceptable,
    while_connected,
)
from kg.serve.guard import check_write
from kg.serve.protocol import QueryOperation, UpdateOperation, read_operation
from kg.serve.settings import Settings
from kg.serve.using import with_graphs
from kg.workers import QueryJob, Service, UpdateJob

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class Endpoint:
    """Answers requests of the SPARQL 1.1 Protocol from a service."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._settings = settings

    def route(self) -> Route:
        """Return where it is found."""
        return Route(SPARQL, self.answer, methods=METHODS)

    async def answer(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            Refused: it is not of the protocol, cannot be done, or may not be.
        """
        if request.method == "OPTIONS":
            return options(*METHODS)
        operation = read_operation(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type"),
            await read_body(request, self._settings.body),
        )
        match operation:
            case None:
                return await self._describe(request)
            case QueryOperation():
                return await self._query(request, operation)
            case UpdateOperation():
                return await self._update(request, operation)

    async def _describe(self, request: Request) -> Response:
        text = description(self._settings)
        return await self._query(request, QueryOperation(text=text))

    async def _query(self, request: Request, asked: QueryOperation) -> Response:
        accept = accepted(request)
        solutions = negotiation.choose(accept, negotiation.SOLUTIONS)
        triples = negotiation.choose(accept, negotiation.TRIPLES)
        if solutions is None and triples is None:
            raise unacceptable(negotiation.SOLUTIONS, negotiation.TRIPLES)
        job = QueryJob(
            text=asked.text,
            base_iri=base_iri(request),
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            solutions=solutions and negotiation.SOLUTIONS[solutions],
            triples=triples and negotiation.TRIPLES[triples],
        )
        reply = await while_connected(request, self._service.answer(job))
        is_table = reply.outcome.form in negotiation.SOLUTIONS.values()
        return respond(reply, (solutions if is_table else triples) or "")

    async def _update(self, request: Request, asked: UpdateOperation) -> Response:
        check_write(request, self._settings)
        job = UpdateJob(text=with_graphs(asked), base_iri=base_iri(request))
        reply = await while_connected(request, self._service.answer(job))
        reply.body.close()
        return Response(status_code=204)
