"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.publish import Choice

BUILD = "build"
Command = TypeVar("Command", bound=Callable[..., Any])

BUILD_OPTION = click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path),
    default=BUILD,
    show_default=True,
    help="Folder of the graph: a build or a store.",
)
JSON_OPTION = click.option("--json", "is_json", is_flag=True, help="Print JSON.")


def format_option(choices: tuple[str, ...]) -> Callable[[Command], Command]:
    """Return the option that chooses in which format a command prints."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(choices),
        default="table",
        show_default=True,
    )


def server_options(command: Command) -> Command:
    """Give a command the options that tell where and how a graph store is reached."""
    for option in (
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            default=60,
            show_default=True,
            metavar="SECONDS",
            help="How long to wait for a word of the server.",
        ),
        click.option(
            "--query",
            default="",
            metavar="URL",
            help="Where it takes queries, if not as usual.",
        ),
        click.option(
            "--server",
            default="",
            metavar="NAME",
            help="What it is, if it does not say so itself: oxigraph, virtuoso, kroniek"
            " (kg serve), fuseki, graphdb or other.",
        ),
    ):
        command = option(command)
    return command


def as_choice(**chosen: Any) -> Choice:
    """Return what a user says of a graph store, by the options of a command."""
    from kg.publish import Choice, Way

    way = chosen.pop("way", None)
    return Choice(way=Way(way) if way else None, **chosen)


def as_day(option: str, text: str) -> date:
    """Return the day that an option was given.

    >>> as_day("--on", "2019-09-17")
    datetime.date(2019, 9, 17)

    Raises:
        InputError: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{option}: {text!r} is no day; write it as 2019-09-17"
        ) from None
