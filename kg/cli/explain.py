"""`kg explain`: the sentences behind a claim, an event, a relation or an edge."""

import json
from pathlib import Path

import click

from kg.cli.options import BUILD_OPTION, JSON_OPTION


@click.command()
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
