"""`kg link`: propose who actors are in another graph."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import BUILD_OPTION, JSON_OPTION
from kg.errors import InputError
from kg.iris import local_name

if TYPE_CHECKING:
    import pyoxigraph

    from kg.link import Sought

LINKS = "corpus/links.toml"


@click.command()
@click.option(
    "--endpoint", required=True, metavar="URL", help="SPARQL endpoint to ask."
)
@BUILD_OPTION
@click.option(
    "--links",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=LINKS,
    show_default=True,
    help="File of the matches; one beside corpus.toml is read by kg build.",
)
@click.option(
    "--profile",
    default="",
    metavar="NAME",
    help="How to ask: the name of a file in queries/link/. [default: wikidata for"
    " Wikidata, labels for any other]",
)
@click.option(
    "--actor",
    "wanted",
    multiple=True,
    metavar="NAME",
    help="Look for this actor only; repeatable.",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="The lowest score that is proposed. [default: that of ontology/linking.toml]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for a word of the endpoint.",
)
@JSON_OPTION
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def link(  # noqa: PLR0913  one for each option
    endpoint: str,
    folder: Path,
    path: Path,
    *,
    wanted: tuple[str, ...],
    is_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Propose matches of the actors of a build with things of another graph.

    They are written to a file, with scores and the reasons for them. People decide by
    writing `accepted = true` or `false` there, by whom and when; kg build makes
    skos:exactMatch of what is accepted. What is decided stays when it is run again.
    """
    from kg.endpoint import Endpoint
    from kg.link import (
        as_lines,
        as_values,
        find_actors,
        find_profile,
        find_things,
        load_weights,
        propose,
    )
    from kg.links import read_links, write_links
    from kg.store import open_store
    from kg.views import Progress

    if not path.parent.is_dir():
        raise InputError(f"--links: there is no folder {path.parent}")
    weights = load_weights()
    if chosen["least"] is not None:
        weights = replace(weights, least=chosen["least"])
    server = Endpoint(endpoint, timeout=chosen["timeout"], attempts=5)
    profile = find_profile(chosen["profile"], endpoint)
    before = read_links(path)
    store = open_store(folder, texts=False)
    actors = only(find_actors(store, weights.skip), wanted, store)
    with Progress({"ask": "Asking for labels"}, quiet=quiet) as progress:
        labels = (label for actor in actors for label in actor.labels)
        show = partial(progress.show, "ask")
        things = find_things(server, profile, labels, weights=weights, progress=show)
    found = propose(actors, things, before, source=endpoint, weights=weights)
    write_links(path, found.matches)
    if is_json:
        click.echo(json.dumps(as_values(found), ensure_ascii=False, indent=1))
    elif not quiet:
        for line in as_lines(found, path):
            click.echo(line)


def only(
    actors: list[Sought], names: tuple[str, ...], store: pyoxigraph.Store
) -> list[Sought]:
    """Return the actors that were asked for by identifier or name; all, if none was.

    Raises:
        InputError: there is no such actor, or none at all.
    """
    from kg.query import find_resource
    from kg.store import namespaces_of

    if not actors:
        raise InputError("the graph names no actor to look for")
    spaces = namespaces_of(store)
    known = {actor.identifier: actor for actor in actors}
    chosen = {}
    for name in names:
        node = find_resource(
            store, name, kind="actor", spaces=[spaces.entity], namespaces=spaces
        )
        identifier = local_name(node.value)
        if identifier not in known:
            raise InputError(f"id:{identifier} is no actor that papers name")
        chosen[identifier] = known[identifier]
    return list(chosen.values()) or actors
