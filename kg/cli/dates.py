"""`kg dates`: find Dutch time expressions and the days they mean."""

import json
from typing import Any

import click

from kg.cli.options import JSON_OPTION, as_day

READINGS = ("calendar", "paper")


@click.command()
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

    found = as_json(find_times(text, on=as_day("--on", day), reading=reading))
    if is_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from kg.views import console, dates_table

    console().print(dates_table(found))
