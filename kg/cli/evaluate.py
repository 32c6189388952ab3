"""`kg evaluate`: score a graph against gold annotations."""

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.options import format_option
from kg.errors import SettingsError

FORMATS = ("table", "json", "markdown")


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--inventory",
    type=click.Path(path_type=Path),
    help="Markdown tables with further names by which entities of the gold are known.",
)
@format_option(FORMATS)
@click.option(
    "--errors",
    "most",
    default="5",
    show_default=True,
    metavar="N|all",
    help="How many errors of each kind are listed; 0 for none.",
)
@click.option(
    "--at-least",
    "floors",
    multiple=True,
    metavar="FIGURE=VALUE",
    help="Exit with 1 if a figure (F1 or share) is lower, as typed=0.75; repeatable.",
)
def evaluate(
    graph: Path, gold: tuple[Path, ...], *, form: str, most: str, **given: Any
) -> None:
    """Score GRAPH, a graph file or a build folder, against GOLD annotations.

    GOLD are JSON files with the annotated claims and names of one document each. Only
    claims in these documents count. docs/quality.md says how figures are computed.
    """
    from kg.evaluate import below, read_floors, render
    from kg.evaluate import evaluate as run_evaluation
    from kg.views import console

    floors, limit = read_floors(given["floors"]), as_limit(most)
    evaluation = run_evaluation(graph, gold, given["inventory"])
    shown = render(evaluation, form, limit)
    if isinstance(shown, str):
        click.echo(shown.rstrip())
    else:
        console().print(shown)
    missed = below(evaluation.figures, floors)
    for sentence in missed:
        click.echo(f"kg: {sentence}", err=True)
    if missed:
        sys.exit(1)


def as_limit(word: str) -> int | None:
    """Return how many errors are listed, None for all.

    >>> as_limit("5"), as_limit("all")
    (5, None)

    Raises:
        SettingsError: the word is neither a number nor `all`.
    """
    if word == "all":
        return None
    if not word.isdecimal():
        raise SettingsError(f"--errors: {word!r} is neither a number nor all")
    return int(word)
