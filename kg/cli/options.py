"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
