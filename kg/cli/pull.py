"""`kg pull`: read a published build back into files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from kg.cli.options import as_choice, server_options
from kg.iris import DEFAULT_BASE


@click.command()
@click.argument("url")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for the files; what it holds stays until all of them are there.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="IRI",
    help="Read this named graph, whoever made it, into a Turtle file; repeatable.",
)
@click.option(
    "--base-iri",
    default=DEFAULT_BASE,
    show_default=True,
    help="Where the identifiers of the build were minted.",
)
@server_options
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def pull(
    out: Path, *, graphs: tuple[str, ...], base_iri: str, quiet: bool, **chosen: Any
) -> None:
    """Read the build that was published to the graph store at URL into a folder.

    The folder is one that kg query, explain and validate take. Its files have the
    triples of the build but not its bytes: a store does not keep the order of
    documents, nor in which of them a triple stood that several share. The exit code is
    2 if the server fails, or has not all that was sent to it; then nothing is written.
    """
    from kg.iris import Namespaces
    from kg.publish import open_target, pull_graphs
    from kg.publish import pull as run_pull
    from kg.views import Progress

    spaces = Namespaces(base_iri)
    with (
        open_target(as_choice(**chosen)) as target,
        Progress({"read": "Reading graphs"}, quiet=quiet) as progress,
    ):
        show = partial(progress.show, "read")
        if graphs:
            found = pull_graphs(target, out, graphs, spaces, progress=show)
        else:
            found = run_pull(target, out, spaces, progress=show)
    if not quiet:
        total = f"{sum(found.values()):,} triples of {len(found)} graphs"
        click.echo(f"{total} written to {out}/.")
