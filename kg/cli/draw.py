"""`kg draw`: pictures of the graph in files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.options import BUILD_OPTION

Command = TypeVar("Command", bound=Callable[..., Any])

FILTERS = {
    "country": ("NAME", "What happens in this state, or involves it."),
    "mission": ("NAME", "What names this mission."),
    "actor": ("NAME", "What names this actor, or is said by it."),
    "event-class": ("CLASS", "A class of event, a group of them, or a relation."),
    "factuality": ("NAME", "How sure the source is, such as planned."),
    "since": ("DAY", "What is not over before this day."),
    "until": ("DAY", "What does not begin after this day."),
}
SHARED = (
    click.option(
        "-o",
        "--output",
        "target",
        type=click.Path(path_type=Path),
        required=True,
        help="File to write: its name ends in .html, .svg, .png or .json.",
    ),
    BUILD_OPTION,
    *(
        click.option(f"--{name}", metavar=metavar, help=text)
        for name, (metavar, text) in FILTERS.items()
    ),
    click.option(
        "--language",
        metavar="LANGUAGE",
        default="nl",
        show_default=True,
        help="Of the labels: nl or en.",
    ),
)


def drawing(command: Command) -> Command:
    """Give a command the options that every picture has."""
    for option in reversed(SHARED):
        command = option(command)
    return command


@click.group()
def draw() -> None:
    """Draw the graph into a file: a page, SVG, PNG, or the data as JSON.

    A page can be searched and enlarged, and shows the sentences; it needs no network.
    """


@draw.command()
@click.option("--limit", type=int, help="How many actors at most, the most mentioned.")
@drawing
def network(target: Path, folder: Path, limit: int | None, **filters: Any) -> None:
    """Draw who is linked with whom by what is claimed."""
    from kg.graph import open_graph
    from kg.look import NETWORK_LIMIT

    graph = open_graph(folder)
    chosen = NETWORK_LIMIT if limit is None else limit
    finish(graph.network(limit=chosen, **filters), target)


@draw.command()
@click.option(
    "--by",
    metavar="ROWS",
    default="class",
    show_default=True,
    help="What the rows are: class or actor.",
)
@click.option("--limit", type=int, help="How many events at most, the most claimed.")
@drawing
def timeline(target: Path, folder: Path, limit: int | None, **filters: Any) -> None:
    """Draw what happened when, as far as is claimed."""
    from kg.graph import open_graph
    from kg.look import TIMELINE_LIMIT

    graph = open_graph(folder)
    chosen = TIMELINE_LIMIT if limit is None else limit
    finish(graph.timeline(limit=chosen, **filters), target)


def finish(picture: Any, target: Path) -> None:
    """Write a picture, and tell what is in it."""
    picture.save(target)
    click.echo(picture.text())
    click.echo(f"Written to {target}.")
