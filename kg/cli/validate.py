"""`kg validate`: check any graph against the shapes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option
from kg.errors import InputError

if TYPE_CHECKING:
    from rdflib import Graph

FORMATS = ("table", "ttl", "json", "html")
SEVERITIES = ("violation", "warning")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@format_option(FORMATS)
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
