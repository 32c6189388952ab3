"""The application: every address, and what stands before all of them."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from kg import __version__
from kg.errors import Refused
from kg.serve.endpoint import Endpoint
from kg.serve.exchange import (
    CUT,
    SPARQL,
    STORE,
    address,
    on_disconnect,
    on_http_error,
    on_refusal,
)
from kg.serve.graphs import Graphs
from kg.serve.settings import LOOPBACK, Settings
from kg.workers import Service


def create_app(
    service: Service, settings: Settings, *, routes: Sequence[BaseRoute] = ()
) -> Starlette:
    """Return the application that answers from a service, which must be started.

    `routes` are further addresses, which come first: pages for readers, for example,
    also in place of the page at `/`.
    """
    return Starlette(
        routes=[
            *routes,
            Route("/", welcome),
            Endpoint(service, settings).route(),
            Graphs(service, settings).route(),
        ],
        middleware=[*_guards(settings)],
        exception_handlers={
            Refused: on_refusal,
            HTTPException: on_http_error,
            ClientDisconnect: on_disconnect,
        },
    )


def _guards(settings: Settings) -> list[Middleware]:
    """Return what decides who may ask at all.

    On loopback the name by which the server is called must be one of this machine, so
    that no page can reach it by a name of its own that it lets point here.
    """
    guards = []
    if settings.is_loopback:
        names = [LOOPBACK, "localhost", "[::1]", settings.host]
        guards.append(
            Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)
        )
    if settings.origins:
        methods = ["GET", "HEAD", "POST"]
        methods += ["PUT", "DELETE"] if settings.is_writable else []
        guards.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.origins,
                allow_methods=methods,
                expose_headers=[CUT],
                allow_private_network=True,
            )
        )
    return guards


async def welcome(request: Request) -> Response:
    """Say in plain text what is here."""
    own = address(request)
    return PlainTextResponse(
        f"Kroniek {__version__}\n\n"
        f"{own}{SPARQL}   SPARQL 1.1 Protocol; without a query: what it can do\n"
        f"{own}{STORE}    SPARQL 1.1 Graph Store Protocol\n\n"
        f"curl {own}{SPARQL} --data-urlencode 'query=SELECT * {{ ?s a kg:Coup }}'\n"
    )
