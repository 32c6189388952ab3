"""Running the application on a socket until somebody stops it."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from kg import __version__
from kg.errors import SettingsError
from kg.serve.app import create_app
from kg.serve.settings import Settings
from kg.workers import Service, Snapshot, take_snapshot

_HEAD = 1 << 18  # bytes of a head: a query may be sent in the address
_CONNECTIONS = 500  # that are open at a time; others are turned away
_PATIENCE = 1  # seconds that a response may still take when the server is stopped
# Its name is what `kg push` knows it by.
_HEADERS = [("Server", f"Kroniek/{__version__}"), ("X-Content-Type-Options", "nosniff")]

Started = Callable[[Settings, Snapshot], None]
Pages = Callable[[Service], Sequence[BaseRoute]]


class _Server(uvicorn.Server):
    """Tells when it has started, and ends all queries when it is stopped."""

    def __init__(
        self, config: uvicorn.Config, service: Service, started: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._service = service
        self._tell_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take requests."""
        await super().startup(sockets)
        self._tell_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; connections are not waited for as long as queries may take."""
        await self._service.close()
        await super().shutdown(sockets)


def serve(
    source: Path,
    settings: Settings,
    started: Started,
    *,
    pages: Pages = lambda _: (),
    is_logged: bool = False,
) -> None:
    """Serve a build folder, a store on disk or files of RDF until a signal comes.

    `started` is told when requests are taken, with the port that was chosen. `pages`
    returns further addresses, which are answered from the same graph.

    Raises:
        SettingsError: nothing can listen at this address.
        InputError: there is no graph, or it cannot be read or written to.
        Refused: the processes that answer do not start.
        KeyboardInterrupt: the signal was that of Ctrl-C.
    """
    with closing(_listen(settings)) as listener:
        found = settings.at(listener.getsockname()[1])
        snapshot = take_snapshot(source, is_writable=settings.is_writable)
        with closing(snapshot):
            service = Service(snapshot, found.limits, may_call=found.may_call)
            app = create_app(service, found, routes=pages(service))
            config = _config(app, is_logged=is_logged)
            server = _Server(config, service, lambda: started(found, snapshot))
            asyncio.run(_run(server, service, listener))


async def _run(server: _Server, service: Service, listener: socket.socket) -> None:
    async with service:
        await server.serve(sockets=[listener])


def _config(app: Starlette, *, is_logged: bool) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_level="info" if is_logged else "warning",
        access_log=is_logged,
        server_header=False,
        proxy_headers=False,
        headers=_HEADERS,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_PATIENCE,
        h11_max_incomplete_event_size=_HEAD,
    )


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]
        where = f"{settings.host}, port {settings.port}"
        raise SettingsError(f"cannot listen on {where}: {reason}") from error
    # Small answers are sent at once: asyncio sees to that only for its own sockets.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
