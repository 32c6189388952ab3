"""The command line: the only module that prints."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from kg import __version__
from kg.errors import InputError, KroniekError, SettingsError
from kg.iris import DEFAULT_BASE

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.pipeline import Settings, Summary
    from kg.query import Result

BUILD = "build"
FORMATS = ("table", "csv", "json")
REPORT_FORMATS = ("table", "ttl", "json", "html")
SEVERITIES = ("violation", "warning")
EVALUATION_FORMATS = ("table", "json", "markdown")
READINGS = ("calendar", "paper")
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 88}
STAGES = {
    "read": "Reading documents",
    "resolve": "Resolving events",
    "validate": "Validating",
    "write": "Writing",
}
Command = TypeVar("Command", bound=Callable[..., Any])
INTERRUPTED = 130  # what shells give for a program that Ctrl-C ended

# An absolute IRI (RFC 3987, 2.2) with an authority, or a URN, after which local names
# can follow.
_BASE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://(?![/?#])|urn:)[^\s<>\"{}|\\^`]*[/#]")

BUILD_OPTION = click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path),
    default=BUILD,
    show_default=True,
    help="Folder of the graph.",
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


class Group(click.Group):
    """Turns what goes wrong into one line and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command; 2 is for input that cannot be used, 1 for all else."""
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.Abort:
            fail("interrupted", INTERRUPTED)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "kg"
            message = error.format_message().rstrip(".")
            fail(f"{message}; see {command} --help", error.exit_code)
        except click.ClickException as error:
            fail(error.format_message(), error.exit_code)
        except InputError as error:
            fail(error, 2)
        except KroniekError as error:
            fail(error, 1)
        sys.exit(code if isinstance(code, int) else 0)


def fail(error: Exception | str, code: int) -> NoReturn:
    """Print an error on one line and leave."""
    click.echo(f"kg: {' '.join(str(error).split())}", err=True)
    sys.exit(code)


@click.group("kg", cls=Group, context_settings=CONTEXT, invoke_without_command=True)
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def main(context: click.Context) -> None:
    """Map actors, events and relations from Dutch political papers into RDF."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=BUILD,
    show_default=True,
    help="Folder for the graph; what it holds stays until a new graph is complete.",
)
@click.option(
    "--pipeline",
    default="kroniek",
    show_default=True,
    help="Language pipeline: the built-in one, a spaCy package, or a folder.",
)
@click.option(
    "--base-iri",
    default=DEFAULT_BASE,
    show_default=True,
    help="Where identifiers are minted; ends in / or #.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out claims below this confidence.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(corpus: Path, out: Path, *, quiet: bool, **chosen: Any) -> None:
    """Read the papers in CORPUS and write their knowledge graph.

    CORPUS is a folder of texts with a corpus.toml. The exit code is 0 if the graph
    conforms to the shapes, 1 if it does not, and 2 if there is nothing to read.
    """
    from kg.pipeline import build as run_build
    from kg.views import Progress

    settings = as_settings(**chosen)
    if out.exists() and not out.is_dir():
        raise SettingsError(f"--out: {out} is not a folder")
    with Progress(STAGES, quiet=quiet) as progress:
        summary = run_build(corpus, out, settings, progress.show)
    report(summary, out, quiet=quiet)


def as_settings(*, pipeline: str, base_iri: str, min_confidence: float) -> Settings:
    """Return the settings of a build.

    Raises:
        SettingsError: the base is no absolute IRI, or nothing can follow it.
    """
    from kg.pipeline import Settings

    if not _BASE.fullmatch(base_iri):
        raise SettingsError(
            f"--base-iri: {base_iri!r} is not an absolute IRI that ends in / or #,"
            f" such as {DEFAULT_BASE}"
        )
    return Settings(
        pipeline=pipeline, base_iri=base_iri, minimum_confidence=min_confidence
    )


def report(summary: Summary, out: Path, *, quiet: bool) -> None:
    """Print what a build made, and leave with 1 if it does not conform."""
    from kg.views import console, summary_table

    for rejected in summary.rejected:
        click.echo(f"kg: left out {rejected.name}: {rejected.reason}", err=True)
    if not quiet:
        console().print(summary_table(summary, out))
    if not summary.conforms:
        sys.exit(1)


@main.command(
    context_settings={"ignore_unknown_options": True},
    add_help_option=False,
    options_metavar="[OPTIONS]",
)
@click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="[NAME] [--PARAMETER VALUE]..."
)
@BUILD_OPTION
@click.option(
    "--endpoint",
    metavar="URL",
    help="Ask this SPARQL endpoint, not the folder; things are given by identifier.",
)
@format_option(FORMATS)
@click.option(
    "-h", "--help", "is_help", is_flag=True, help="Show this, or what NAME asks."
)
@click.pass_context
def query(  # noqa: PLR0913  one for each option
    context: click.Context,
    words: tuple[str, ...],
    folder: Path,
    endpoint: str | None,
    form: str,
    *,
    is_help: bool,
) -> None:
    """Ask a question of the library, a .rq file, or - for standard input.

    Without NAME the questions are listed. Parameters are written --mission MINUSMA or
    mission=MINUSMA; "*" lifts a default. NAME --help shows those of a question.
    """
    from kg.query import find_query, list_queries, render
    from kg.views import console, query_help, query_list

    name, given = as_question(words)
    if name is None:
        if is_help:
            click.echo(context.get_help())
        else:
            console().print(query_list(list_queries()))
    elif is_help:
        console().print(query_help(find_query(name)))
    else:
        result = ask(name, given, folder, endpoint)
        console().print(render(result, form), soft_wrap=form != "table")


def ask(
    name: str, given: Mapping[str, str], folder: Path, endpoint: str | None = None
) -> Result:
    """Run a question of the library, or free SPARQL from a file or standard input."""
    from kg.query import (
        find_query,
        run_query,
        run_remote,
        run_remote_query,
        run_sparql,
    )
    from kg.store import open_store

    if name != "-" and not name.endswith(".rq"):
        found = find_query(name)
        if endpoint is not None:
            return run_remote_query(endpoint, found, given)
        return run_query(open_store(folder, texts=False), found, given)
    if given:
        raise InputError("free SPARQL has no parameters; write values into the query")
    if endpoint is not None:
        return run_remote(endpoint, read_sparql(name))
    return run_sparql(open_store(folder), read_sparql(name))


def read_sparql(name: str) -> str:
    """Read a query from a file or standard input.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"cannot read the query {name}: {reason}") from None


def as_question(words: Iterable[str]) -> tuple[str | None, dict[str, str]]:
    """Split the words of a command into the name of a question and its parameters.

    >>> as_question(["withdrawals", "--mission", "MINUSMA", "on=2022-12-01"])
    ('withdrawals', {'mission': 'MINUSMA', 'on': '2022-12-01'})

    Raises:
        InputError: a word is neither, or a parameter has no value.
    """
    name: str | None = None
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        key, sign, value = word.removeprefix("--").partition("=")
        if word.startswith("--"):
            found = value if sign else next(rest, None)
            if found is None:
                raise InputError(f"{word} has no value: write {word} VALUE")
            given[key.replace("-", "_")] = found
        elif name is None:
            name = word
        elif sign:
            given[key] = value
        else:
            raise InputError(
                f"{word!r} is no parameter: write --name {word} or name={word}"
            )
    return name, given


@main.command()
@click.argument("terms", nargs=-1, required=True)
@BUILD_OPTION
@JSON_OPTION
def explain(terms: tuple[str, ...], folder: Path, *, is_json: bool) -> None:
    """Show the sentences behind a claim, an event, a relation or a direct edge.

    TERMS is one identifier (ev:coup.ml.2020-08-18, cl:…, rl:…), or the three terms of
    an edge (id:state-fr rel:withdrewFrom id:state-ml).
    """
    from kg.query import as_panel, as_values
    from kg.query import explain as find
    from kg.store import open_store
    from kg.views import console

    explanation = find(open_store(folder, texts=True), *terms)
    if is_json:
        click.echo(json.dumps(as_values(explanation), ensure_ascii=False, indent=1))
    else:
        console().print(as_panel(explanation))


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@format_option(REPORT_FORMATS)
@click.option(
    "--fail-on",
    "level",
    type=click.Choice(SEVERITIES),
    default="violation",
    show_default=True,
    help="The least severity for which the exit code is 1.",
)
def validate(sources: tuple[str, ...], *, form: str, level: str) -> None:
    """Check graphs against the shapes of ontology/shapes/.

    SOURCE is a file of RDF, a folder of such files, a build folder, or the address of a
    SPARQL endpoint, made by this program or not; several are taken as one graph. The
    exit code is 0 if it conforms, 1 if it does not, and 2 if nothing could be checked.
    """
    from kg.model import Severity
    from kg.validate import load_shapes, read_notes, render_report
    from kg.validate import validate as run_validation

    shapes, data = load_shapes(), read_graph(sources)
    check_reach(sources, data, shapes)
    found = run_validation(data, shapes)
    click.echo(render_report(found, form, read_notes(found.findings, data)), nl=False)
    severities = {f.severity for f in found.findings}
    if not found.conforms or (level == "warning" and Severity.WARNING in severities):
        sys.exit(1)


def read_graph(sources: Iterable[str]) -> Graph:
    """Return all triples of files, folders and endpoints as one graph."""
    from rdflib import Graph

    from kg.query import fetch
    from kg.validate import canonical, read_sources

    remote = [s for s in sources if s.startswith(("http://", "https://"))]
    paths = [Path(s) for s in sources if s not in remote]
    graph = read_sources(paths) if paths else Graph()
    for url in remote:
        graph += canonical(fetch(url))
    return graph


def check_reach(sources: Iterable[str], data: Graph, shapes: Graph) -> None:
    """Make sure that some shape looks at a graph.

    Raises:
        InputError: none does, so that its conforming would mean nothing.
    """
    from kg.validate import focus_nodes

    if not focus_nodes(data, shapes):
        raise InputError(
            f"nothing to check in {', '.join(sources)}: none of its {len(data)} triples"
            " is about a thing that the shapes look at (kg:Claim, kg:Event, kg:Agent …)"
        )


@main.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--inventory",
    type=click.Path(path_type=Path),
    help="Markdown tables with further names by which entities of the gold are known.",
)
@format_option(EVALUATION_FORMATS)
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


@main.command()
@click.argument("text")
@click.option(
    "--on",
    "day",
    required=True,
    help="The day the text was written, as 2019-09-17: what gisteren is reckoned from.",
)
@click.option(
    "--reading",
    type=click.Choice(READINGS),
    default="calendar",
    show_default=True,
    help="How to read what is ambiguous: text out of context follows the convention of "
    "calendar assistants (that of the published Dutch date tests); paper follows that "
    "of parliamentary papers, as kg build does.",
)
@JSON_OPTION
def dates(text: str, day: str, reading: Any, *, is_json: bool) -> None:
    """Find the Dutch time expressions in TEXT and the days they mean."""
    from kg.times import as_json, find_times

    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise InputError(f"--on: {day!r} is no day; write it as 2019-09-17") from None
    found = as_json(find_times(text, on=on, reading=reading))
    if is_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from kg.views import console, dates_table

    console().print(dates_table(found))
