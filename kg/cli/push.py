"""`kg push`: make a graph store hold a build."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import BUILD, JSON_OPTION, as_choice, server_options

if TYPE_CHECKING:
    from kg.publish import Outcome

WAYS = ("graph-store", "update")


@click.command()
@click.argument("url")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    default=BUILD,
    show_default=True,
    help="Folder of the build.",
)
@click.option("--texts", is_flag=True, help="Send the full texts of the papers too.")
@click.option(
    "--clear",
    is_flag=True,
    help="Remove graphs that an earlier build had and this one has not.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be sent; write nothing.")
@server_options
@click.option(
    "--update", default="", metavar="URL", help="Where it takes updates, likewise."
)
@click.option(
    "--graph-store", default="", metavar="URL", help="Where it takes graphs, likewise."
)
@click.option(
    "--via",
    "way",
    type=click.Choice(WAYS),
    help="How to write: by the Graph Store Protocol, the default where the server has"
    " it, or by SPARQL Update.",
)
@click.option(
    "--batch",
    type=click.IntRange(min=1),
    metavar="N",
    help="Triples in one request, if not as many as such a server takes.",
)
@JSON_OPTION
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def push(  # noqa: PLR0913  one for each option
    folder: Path,
    *,
    texts: bool,
    clear: bool,
    dry_run: bool,
    is_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Send a build to the graph store at URL, a named graph for each document.

    Each graph replaces the one of its name; what is complete there is not sent again,
    and what others keep there is left alone. The exit code is 0 if all graphs have as
    many triples there as here, 1 if they have not, and 2 if the server fails. User and
    password are read from KG_USER and KG_PASSWORD or from netrc, a token from KG_TOKEN.
    """
    from kg.publish import as_table, as_values, open_target, read_publication
    from kg.publish import push as run_push
    from kg.views import Progress, console

    publication = read_publication(folder, texts=texts)
    with (
        open_target(as_choice(**chosen)) as target,
        Progress({"send": "Sending graphs"}, quiet=quiet) as progress,
    ):
        outcome = run_push(
            publication,
            target,
            clear=clear,
            dry_run=dry_run,
            progress=partial(progress.show, "send"),
        )
    if is_json:
        values = as_values(outcome, target)
        click.echo(json.dumps(values, ensure_ascii=False, indent=1))
    elif not quiet:
        console().print(as_table(outcome, target, publication.spaces, dry_run=dry_run))
    report_mismatches(outcome)


def report_mismatches(outcome: Outcome) -> None:
    """Name the graphs that are not as they were sent, and leave with 1 if there are."""
    sizes = {item.name: item.size for item in outcome.items}
    for name in outcome.mismatches:
        there, due = outcome.counts[name], sizes[name]
        click.echo(f"kg: <{name}> has {there} triples there, not {due}", err=True)
    if outcome.mismatches:
        sys.exit(1)
