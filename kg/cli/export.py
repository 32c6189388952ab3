"""`kg export`: write the graph, or a part of it, for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import BUILD_OPTION, as_day

if TYPE_CHECKING:
    from kg.export import Exported

FORMATS = (
    "ttl",
    "nt",
    "trig",
    "nq",
    "jsonld",
    "graphml",
    "annotations",
    "csv",
    "parquet",
)
LAYERS = ("edges", "events", "claims")
FACTUALITIES = (
    *("certain", "probable", "possible", "denied"),
    *("unconfirmed", "planned", "hypothetical", "requested"),
)


@click.command()
@BUILD_OPTION
@click.option(
    "-o",
    "--out",
    default="-",
    metavar="FILE|-",
    help="File, or folder of tables; - is standard output. What is there stays until"
    " all is made.  [default: -]",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help="Format; by default the one that FILE ends in, and ttl for -.",
)
@click.option(
    "--only",
    type=click.Choice(LAYERS),
    help="One layer, with what it rests on.",
)
@click.option(
    "--factuality",
    type=click.Choice(FACTUALITIES),
    multiple=True,
    metavar="VALUE",
    help=f"Claims that are so for their source: {', '.join(FACTUALITIES)}; repeatable.",
)
@click.option("--since", metavar="DATE", help="What is not over before this day.")
@click.option("--until", metavar="DATE", help="What does not begin after this day.")
@click.option(
    "--country",
    metavar="COUNTRY",
    help="What concerns a country: ISO 3166-1 code, name or identifier.",
)
@click.option("--table", metavar="NAME", help="One table, in csv or parquet.")
def export(folder: Path, *, out: str, form: str | None, **given: Any) -> None:
    """Write the graph, or a part of it, for other programs.

    Formats: ttl, nt, trig (a named graph for each document), nq and jsonld for RDF;
    graphml, the network of actors; annotations, the spans as W3C Web Annotations; csv
    and parquet, a folder of tables. What is chosen comes with all that it rests on, so
    that it stands on its own. docs/export.md says what each format holds.
    """
    from kg.export import Filters
    from kg.export import export as run_export
    from kg.model import Factuality

    since, until = given["since"], given["until"]
    filters = Filters(
        factuality=tuple(Factuality(word) for word in given["factuality"]),
        since=as_day("--since", since) if since is not None else None,
        until=as_day("--until", until) if until is not None else None,
        country=given["country"],
    )
    target = sys.stdout.buffer if out == "-" else Path(out)
    chosen = {name: given[name] for name in ("only", "table")}
    done = run_export(folder, target, form=form, filters=filters, **chosen)
    report(done, out)


def report(done: Exported, out: str) -> None:
    """Print what was exported; beside an export on standard output, as an error."""
    whole = f" of {done.of}" if done.number < done.of else ""
    line = f"{done.number}{whole} {done.what}"
    if done.left_out:
        line += f"; {done.left_out} links to what was not chosen are left out"
    is_stream = out == "-"
    click.echo(f"kg: {line}" if is_stream else f"{out}: {line}.", err=is_stream)
