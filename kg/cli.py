"""The command line: the only module that prints."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import InputError, KroniekError
from kg.iris import DEFAULT_BASE

if TYPE_CHECKING:
    from kg.pipeline import Summary

BUILD = "build"
FORMATS = ("table", "csv", "json")
CONTEXT = {"help_option_names": ["-h", "--help"]}
STAGES = {
    "read": "Reading documents",
    "resolve": "Resolving events",
    "validate": "Validating",
    "write": "Writing",
}


class Group(click.Group):
    """Turns Kroniek's errors into one line and an exit code."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command; 2 is for input that cannot be used, 1 for all else."""
        try:
            return super().invoke(context)
        except InputError as error:
            fail(error, 2)
        except KroniekError as error:
            fail(error, 1)


def fail(error: Exception, code: int) -> None:
    """Print an error on one line and leave."""
    click.echo(f"kg: {' '.join(str(error).split())}", err=True)
    sys.exit(code)


@click.group(cls=Group, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Map actors, events and relations from Dutch political papers into RDF."""


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=BUILD, show_default=True,
    help="Folder for the graph; what it holds stays until a new graph is complete.",
)
@click.option(
    "--pipeline", default="kroniek", show_default=True,
    help="Language pipeline: the built-in one, an installed spaCy package, or a folder.",
)
@click.option(
    "--base-iri", default=DEFAULT_BASE, show_default=True,
    help="Where identifiers are minted; ends in / or #.",
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    help="Leave out claims below this confidence.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(  # noqa: PLR0913  one parameter for each option
    corpus: Path,
    out: Path,
    pipeline: str,
    base_iri: str,
    min_confidence: float,
    quiet: bool,  # noqa: FBT001
) -> None:
    """Read the papers in CORPUS and write their knowledge graph.

    CORPUS is a folder of texts with a corpus.toml. The exit code is 0 only if the
    graph conforms to the shapes.
    """
    from kg.pipeline import Settings, build as run_build  # noqa: PLC0415
    from kg.views import Progress  # noqa: PLC0415

    settings = Settings(
        pipeline=pipeline, base_iri=base_iri, minimum_confidence=min_confidence
    )
    with Progress(STAGES, quiet=quiet) as progress:
        summary = run_build(corpus, out, settings, progress.show)
    report(summary, out, quiet=quiet)


def report(summary: Summary, out: Path, *, quiet: bool) -> None:
    """Print what a build made, and leave with 1 if it does not conform."""
    from kg.views import console, summary_table  # noqa: PLC0415

    for rejected in summary.rejected:
        click.echo(f"kg: left out {rejected.name}: {rejected.reason}", err=True)
    if not quiet:
        console().print(summary_table(summary, out))
    if not summary.conforms:
        sys.exit(1)


@main.command()
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1)
@click.option(
    "--build", "folder", type=click.Path(path_type=Path), default=BUILD,
    show_default=True, help="Folder of the graph.",
)
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), default="table",
    show_default=True,
)
def query(
    name: str | None, parameters: tuple[str, ...], folder: Path, form: str
) -> None:
    """Ask a question of the library, a .rq file, or - for standard input.

    Without NAME the questions are listed. PARAMETERS are given as name=value:
    kg query withdrawals mission=MINUSMA; NAME help=yes shows those of a question.
    """
    from kg.query import find_query, list_queries, render, run_query  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415
    from kg.views import console, query_help, query_list  # noqa: PLC0415

    if name is None:
        console().print(query_list(list_queries()))
        return
    if name == "-" or name.endswith(".rq"):
        console().print(render(run_file(name, folder), form), soft_wrap=form != "table")
        return
    found = find_query(name)
    given = as_parameters(parameters)
    if given.pop("help", None):
        console().print(query_help(found))
        return
    result = run_query(open_store(folder), found, given)
    console().print(render(result, form), soft_wrap=form != "table")


def run_file(name: str, folder: Path) -> Any:
    """Run free SPARQL from a file or standard input.

    Raises:
        InputError: the file cannot be read.
        QueryError: the query does not run.
    """
    from kg.query import run_sparql  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"cannot read the query {name}: {reason}") from None
    return run_sparql(open_store(folder), text)


def as_parameters(given: tuple[str, ...]) -> dict[str, str]:
    """Split name=value pairs.

    Raises:
        InputError: one has no equals sign.
    """
    pairs = [pair.partition("=") for pair in given]
    for name, sign, _ in pairs:
        if not sign:
            raise InputError(f"{name!r} is no parameter: write name=value")
    return {name: value for name, _, value in pairs}


@main.command()
@click.argument("terms", nargs=-1, required=True)
@click.option(
    "--build", "folder", type=click.Path(path_type=Path), default=BUILD,
    show_default=True, help="Folder of the graph.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(terms: tuple[str, ...], folder: Path, as_json: bool) -> None:  # noqa: FBT001
    """Show the sentences behind a claim, an event or a direct edge.

    TERMS is one identifier (ev:coup.ml.2020-08-18, cl:…), or the three terms of an
    edge (id:state-fr rel:withdrewFrom id:state-ml).
    """
    from kg.query import as_panel, as_values, explain as find  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415
    from kg.views import console  # noqa: PLC0415

    explanation = find(open_store(folder, texts=True), *terms)
    if as_json:
        click.echo(json.dumps(as_values(explanation), ensure_ascii=False, indent=1))
    else:
        console().print(as_panel(explanation))


@main.command()
@click.argument("text")
@click.option(
    "--on", "day", required=True,
    help="The day the text was written, as 2019-09-17: what gisteren is reckoned from.",
)
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
def dates(text: str, day: str, json_: bool) -> None:  # noqa: FBT001
    """Find the Dutch time expressions in TEXT and the days they mean."""
    from kg.times import as_json, find_times  # noqa: PLC0415
    from kg.views import console, dates_table  # noqa: PLC0415

    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise InputError(f"--on: {day!r} is no day; write it as 2019-09-17") from None
    found = as_json(find_times(text, on=on))
    if json_:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        console().print(dates_table(found))


