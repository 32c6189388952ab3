"""`kg query`: ask a question of the library, or free SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from kg.cli.limit import time_limit
from kg.cli.options import BUILD_OPTION, format_option
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query import Query, Result

FORMATS = ("table", "csv", "json")
LATE = "no answer within {:g} s; --timeout allows for more"


class Question(click.Command):
    """A command whose options are the parameters of the question asked."""

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Return parameters of the question, then options of the command."""
        named = super().shell_complete(ctx, incomplete)
        return complete(ctx, ctx.command.params[0], incomplete) + named


def complete(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return what the next word of a question can be, for the shell."""
    from kg.query import complete_question

    words, folder = context.params["words"], context.params["folder"]
    found = complete_question(words or (), incomplete, folder)
    return [CompletionItem(value, help=text) for value, text in found]


@click.command(
    cls=Question,
    context_settings={"ignore_unknown_options": True},
    add_help_option=False,
    options_metavar="[OPTIONS]",
)
@click.argument(
    "words",
    nargs=-1,
    type=click.UNPROCESSED,
    metavar="[NAME] [--PARAMETER VALUE]...",
    shell_complete=complete,
)
@BUILD_OPTION
@click.option(
    "--endpoint",
    metavar="URL",
    help="Ask this SPARQL endpoint, not the folder; things are given by identifier.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Give up after so long.",
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
    timeout: float,
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
        if endpoint and is_given(context, "folder"):
            raise click.UsageError("give either --build or --endpoint")
        result = ask(name, given, endpoint or folder, timeout)
        console().print(render(result, form), soft_wrap=form != "table")


def is_given(context: click.Context, name: str) -> bool:
    """Tell whether a user gave an option, so that its value is no default."""
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def ask(
    name: str, given: Mapping[str, str], where: Path | str, timeout: float
) -> Result:
    """Run a question of the library, or free SPARQL from a file or standard input.

    Args:
        name: the question, a file, or `-`.
        given: parameters of the question.
        where: a folder, or the address of an endpoint.
        timeout: seconds before it is given up.
    """
    from kg.query import find_query

    if name != "-" and not name.endswith(".rq"):
        return ask_question(find_query(name), given, where, timeout)
    if given:
        raise InputError("free SPARQL has no parameters; write values into the query")
    return ask_freely(read_sparql(name), where, timeout)


def ask_question(
    question: Query, given: Mapping[str, str], where: Path | str, timeout: float
) -> Result:
    """Run a question of the library."""
    from kg.query import run_query, run_remote_query
    from kg.store import open_store

    if isinstance(where, str):
        return run_remote_query(where, question, given, timeout=timeout)
    store = open_store(where, texts=False)
    with time_limit(timeout, LATE.format(timeout)):
        return run_query(store, question, given)


def ask_freely(text: str, where: Path | str, timeout: float) -> Result:
    """Run free SPARQL."""
    from kg.query import run_remote, run_sparql
    from kg.store import open_store

    if isinstance(where, str):
        return run_remote(where, text, timeout=timeout)
    store = open_store(where)
    with time_limit(timeout, LATE.format(timeout)):
        return run_sparql(store, text)


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
