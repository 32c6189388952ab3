"""`kg build`: read papers and write their graph."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import BUILD
from kg.errors import OutputError, SettingsError, reason_of
from kg.iris import DEFAULT_BASE, local_name

if TYPE_CHECKING:
    from kg.pipeline import Settings, Summary

STAGES = {
    "read": "Reading documents",
    "resolve": "Resolving events",
    "describe": "Describing documents",
    "events": "Describing events",
    "validate": "Validating",
    "write": "Writing",
}

ENGINES = ("local", "dask")

# An absolute IRI (RFC 3987, 2.2) with an authority, or a URN, after which local names
# can follow.
_BASE = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]*://(?![/?#])|urn:)"
    r"[^\x00-\x20\s<>\"{}|\\^`\ud800-\udfff]*[/#]"
)


@click.command()
@click.argument("corpus", type=click.Path())
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=BUILD,
    show_default=True,
    help="Folder for the graph; what it holds stays until a new graph is complete.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    help="Folder that keeps the graph in Oxigraph too: queries need not load it, and"
    " the next build reads only what has changed. Default: OUT/store if there is one.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    help="Folder that keeps what each document says, so that builds with this option"
    " read it once. Default: in the store.",
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
@click.option(
    "--corrections/--no-corrections",
    default=True,
    show_default=True,
    help="Heed the corrections.ttl in CORPUS, what readers put right.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read papers; the graph is the same whatever N. Default: one"
    " for each core, if there is enough to read.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="Where papers are read: on this machine, or on a cluster of Dask"
    " (docs/scale.md). The graph is the same.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS|FILE",
    help="Of the cluster: tcp://host:8786, or what dask scheduler --scheduler-file"
    " wrote. Default: a cluster of N processes on this machine.",
)
@click.option(
    "--shards",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the graph to FOLDER too, as N-Quads in compressed files with a"
    " manifest, for the bulk loader of a graph store.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Append to FILE why papers could not be read, with tracebacks.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def build(  # noqa: PLR0913  one for each option
    corpus: str,
    out: Path,
    store: Path | None,
    cache: Path | None,
    *,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    shards: Path | None,
    log: Path | None,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Read the papers in CORPUS and write their knowledge graph.

    CORPUS is a folder of papers with a corpus.toml, which kg add writes, and with a
    corrections.ttl where readers put right what was read (docs/corrections.md). It may
    be elsewhere, such as s3://bucket/corpus, or a list of files, papers.list, with a
    path or address on each line (docs/formats.md). The exit code is 0 if the graph
    conforms to the shapes, 1 if it does not or if the program failed on a paper, and 2
    if there is nothing to read.
    """
    from kg.engine import collect_seldom

    collect_seldom()  # before much is imported
    from kg.pipeline import build as run_build
    from kg.store import find_store
    from kg.views import Progress

    settings = as_settings(**chosen)
    check_engine(engine, scheduler, jobs)
    if out.exists() and not out.is_dir():
        raise SettingsError(f"--out: {out} is not a folder")
    with logged(log), Progress(STAGES, quiet=quiet) as progress:
        kept = store or find_store(out)
        summary = run_build(
            corpus,
            out,
            settings,
            progress.show,
            store=kept,
            cache=cache,
            jobs=jobs,
            engine=engine,
            scheduler=scheduler,
            shards=shards,
        )
    report(summary, out, kept, quiet=quiet)


def as_settings(
    *, pipeline: str, base_iri: str, min_confidence: float, corrections: bool = True
) -> Settings:
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
        pipeline=pipeline,
        base_iri=base_iri,
        minimum_confidence=min_confidence,
        corrections=corrections,
    )


def check_engine(engine: str, scheduler: str | None, jobs: int | None) -> None:
    """See whether what a user says of an engine goes together.

    Raises:
        SettingsError: it does not.
    """
    if scheduler is None:
        return
    if engine != "dask":
        raise SettingsError("--scheduler needs --engine dask")
    if jobs is not None:
        raise SettingsError(
            "--jobs does not go with --scheduler: the cluster has its own workers"
        )


@contextmanager
def logged(path: Path | None) -> Iterator[None]:
    """Append what the program logs to a file, if there is to be one.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None:
        yield
        return
    try:
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot write to {path}: {reason_of(error)}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("kg")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()


def report(summary: Summary, out: Path, store: Path | None, *, quiet: bool) -> None:
    """Print what a build made, and leave with 1 if something is wrong with it."""
    from kg.views import console, summary_table

    for rejected in summary.rejected:
        click.echo(f"kg: left out {rejected.name}: {rejected.reason}", err=True)
    for failure in summary.failed:
        message = f"failed to read {failure.document}: {failure.reason}"
        click.echo(f"kg: {message} (--log FILE tells where)", err=True)
    for miss in summary.misses:
        name = local_name(miss.correction)
        click.echo(f"kg: correction {name} is not applied: {miss.message}", err=True)
    for actor in summary.unlinked:
        message = f"no paper names {actor}, of whom links.toml accepts a match"
        click.echo(f"kg: {message}", err=True)
    if not quiet:
        console().print(summary_table(summary, out, store))
    if summary.failed or not summary.conforms:
        sys.exit(1)
