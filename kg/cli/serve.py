"""`kg serve`: answer SPARQL over HTTP."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import BUILD_OPTION

if TYPE_CHECKING:
    from kg.serve import Settings
    from kg.workers import Snapshot

MEBIBYTE = 1 << 20


@click.command()
@BUILD_OPTION
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at. Others than loopback let other machines ask.",
)
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port to listen at; 0 takes a free one.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Time after which a query is ended.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="Rows after which a result is cut; a header of the response then says so.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(128),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="Memory that one query may take, where the system can limit it.",
)
@click.option(
    "--max-body",
    type=click.IntRange(1),
    default=16,
    show_default=True,
    metavar="MIB",
    help="Size of a request.",
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    metavar="N",
    help="Queries that run at a time.  [default: one for each core, at most 4]",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of ORIGIN (https://example.org, or *) ask from a browser.",
)
@click.option(
    "--allow-service",
    "may_call",
    is_flag=True,
    help="Let queries ask other endpoints by SERVICE, and updates read by LOAD.",
)
@click.option(
    "--writable",
    "is_writable",
    is_flag=True,
    help="Let the graph be changed. It must be a store on disk; a new one is made.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print each request.")
def serve(folder: Path, *, verbose: bool, **chosen: Any) -> None:
    """Serve the graph over HTTP: pages to read, and SPARQL for programs.

    The pages begin at http://127.0.0.1:8765/. The SPARQL 1.1 Protocol is spoken at
    /sparql and the Graph Store Protocol at /store. The graph is read at the start; a
    later build is served after the next one.
    """
    from kg.pages import page_routes
    from kg.serve import serve as run_server

    settings = as_settings(**chosen)
    if not settings.is_loopback:
        click.echo(warning(settings), err=True)
    with suppress(KeyboardInterrupt):
        run_server(
            folder,
            settings,
            lambda found, snapshot: click.echo(greeting(folder, found, snapshot)),
            pages=page_routes,
            is_logged=verbose,
        )


def as_settings(
    *,
    timeout: float,
    max_rows: int,
    max_memory: int,
    max_body: int,
    processes: int | None,
    **chosen: Any,
) -> Settings:
    """Return the settings of a server.

    Raises:
        SettingsError: some do not go together.
    """
    from kg.serve import Settings
    from kg.workers import Limits

    given = {"processes": processes} if processes else {}
    limits = Limits(
        seconds=timeout, rows=max_rows, memory=max_memory * MEBIBYTE, **given
    )
    return Settings(limits=limits, body=max_body * MEBIBYTE, **chosen)


def greeting(folder: Path, settings: Settings, snapshot: Snapshot) -> str:
    """Return what is said when requests are taken."""
    size = "" if snapshot.triples is None else f" ({snapshot.triples:,} triples)"
    limits = settings.limits
    what = "Reads and writes" if settings.is_writable else "Reads only"
    return (
        f"Serving {folder}{size} at {settings.url}/sparql\n"
        f"Pages to read at {settings.url}/\n"
        f"{what}; ends queries after {limits.seconds:g} seconds, cuts results after"
        f" {limits.rows:,} rows. Ctrl-C stops."
    )


def warning(settings: Settings) -> str:
    """Return what it means to listen at an address that is not of loopback."""
    what = "read and change" if settings.is_writable else "read"
    return (
        f"kg: warning: {settings.host} is reached from other machines: whoever can"
        f" connect to it can {what} the whole graph, without a password"
    )
