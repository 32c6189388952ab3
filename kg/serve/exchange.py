"""What every request and every response goes through: limits, errors, headers."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Iterable
from http import HTTPStatus
from itertools import chain
from os import SEEK_END
from typing import TypeVar, cast

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.errors import Refused
from kg.workers import Reply

CUT = "Kroniek-Truncated"  # the header that says after how many rows a result was cut

SPARQL = "/sparql"  # where queries are answered
STORE = "/store"  # where graphs are kept

_PIECE = 1 << 16
_DIGITS = 18  # of a length that are looked at; the bytes are counted anyway
_SECONDS = 30  # within which a body must have come

Result = TypeVar("Result")

_logger = logging.getLogger(__name__)


async def read_body(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        Refused: it has more than so many bytes, or does not come.
    """
    length = request.headers.get("content-length", "")
    too_large = Refused(413, f"a request may have {most} bytes, not more")
    if length.isdecimal() and int(length[-_DIGITS:]) > most:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > most:
                    raise too_large
    except TimeoutError:
        raise Refused(408, "the body of the request does not come") from None
    return bytes(body)


async def while_connected(request: Request, work: Awaitable[Result]) -> Result:
    """Return what some work gives; stop it when nobody waits for that any more.

    The body of the request must have been read.

    Raises:
        ClientDisconnect: the client has gone.
    """
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


def address(request: Request) -> str:
    """Return by what scheme, name and port a client calls this server."""
    return str(request.base_url).rstrip("/")


def accepted(request: Request) -> str | None:
    """Return what a client accepts, None where it does not say."""
    return ",".join(request.headers.getlist("accept")) or None


def base_iri(request: Request) -> str:
    """Return what relative IRIs are resolved against: the address of the endpoint."""
    return f"{address(request)}{request.scope['path']}"


def unacceptable(*offers: Iterable[str]) -> Refused:
    """Return the error that no format suits, with those that there are."""
    known = ", ".join(dict.fromkeys(chain(*offers)))
    return Refused(406, f"nothing of what is accepted can be sent; there are: {known}")


def respond(reply: Reply, media_type: str) -> Response:
    """Return the response that sends an answer."""
    size = reply.body.seek(0, SEEK_END)
    reply.body.seek(0)
    headers = {"Content-Length": str(size), "Vary": "Accept"}
    if reply.outcome.is_cut:
        headers[CUT] = str(reply.outcome.rows)
    return StreamingResponse(_pieces(reply), headers=headers, media_type=media_type)


def options(*methods: str) -> Response:
    """Return the response that says what can be asked at an address."""
    return Response(status_code=204, headers={"Allow": ", ".join(methods)})


async def on_refusal(request: Request, error: Exception) -> Response:
    """Say in plain text why a request cannot be answered (SPARQL 1.1 Protocol, 2.1.6).

    What should not happen is logged, and not told to others.
    """
    refused = cast(Refused, error)
    message = str(refused)
    if refused.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _logger.error("%s %s: %s", request.method, request.scope["path"], message)
        message = "the server has made a mistake, which it has logged"
    headers = {} if refused.again is None else {"Retry-After": str(refused.again)}
    return _plain(refused.status, message, headers)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Say in plain text that there is no such address, or not for this method."""
    raised = cast(HTTPException, error)
    path = request.scope["path"]
    message = {
        HTTPStatus.NOT_FOUND: f"there is nothing at {path}; ask {SPARQL} or {STORE}",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.method} cannot be done at {path}",
    }.get(HTTPStatus(raised.status_code), raised.detail)
    return _plain(raised.status_code, message, dict(raised.headers or {}))


async def on_disconnect(_: Request, __: Exception) -> Response:
    """Do nothing more; nobody reads this."""
    return Response(status_code=204)


def _plain(status: int, message: str, headers: dict[str, str]) -> Response:
    return PlainTextResponse(f"{message}\n", status_code=status, headers=headers)


async def _pieces(reply: Reply) -> AsyncIterator[bytes]:
    with reply.body as file:
        while piece := file.read(_PIECE):
            yield piece


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
