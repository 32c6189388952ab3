"""`kg add`: put papers into a corpus."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.options import as_day
from kg.errors import InputError, SettingsError

CORPUS = "corpus"
ALONE = ("identifier", "title")
DAYS = ("issued", "asked")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path),
    default=CORPUS,
    show_default=True,
    help="Folder of the corpus; made where there is none.",
)
@click.option(
    "--id",
    "identifier",
    metavar="ID",
    help="Identifier of the paper. [default: what it tells, else the name of the file]",
)
@click.option("--title", help="Its title.")
@click.option(
    "--kind",
    help="What it is, such as letter, answer-to-questions, written-consultation,"
    " debate, motion or news.",
)
@click.option("--issued", metavar="DAY", help="Day of issue, as 2021-07-07.")
@click.option("--asked", metavar="DAY", help="Day on which the questions were put.")
@click.option("--asked-by", metavar="NAME", help='Who asks: "Jan de Wit (ABC)".')
@click.option("--answered-by", metavar="NAME", help='Who answers: "het kabinet".')
@click.option("--publisher", metavar="NAME", help="Who speaks, where nobody is named.")
@click.option(
    "--country",
    metavar="CODE",
    help="Country whose paper it is, as in ISO 3166. [default: nl]",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def add(files: tuple[str, ...], folder: Path, *, quiet: bool, **given: Any) -> None:
    """Put papers into a corpus: copy each FILE and write its entry in corpus.toml.

    FILE is plain text, XML of an official publication, HTML, PDF with a text layer or
    DOCX, here or at an address such as s3://bucket/paper.pdf. What the paper tells of
    itself goes into the entry, and so does what a FILE.metadata.xml beside it tells;
    options are heeded first (docs/formats.md). A paper that does not tell its day of
    issue is not added without --issued. The exit code is 1 if some were not added, and
    2 if none was.
    """
    from kg.corpus import Added, Known, add_papers

    if len(files) > 1 and any(given[name] for name in ALONE):
        raise SettingsError("--id and --title are for one FILE, since they differ")
    for name in DAYS:
        if given[name] is not None:
            given[name] = as_day(f"--{name}", given[name])
    done = 0
    for found in add_papers(files, folder, Known(**given)):
        if not isinstance(found, Added):
            click.echo(f"kg: not added: {found.name}: {found.reason}", err=True)
            continue
        done += 1
        if not quiet:
            show(found, folder)
    if not done:
        raise InputError(f"no paper was added to {folder}")
    if done < len(files):
        sys.exit(1)


def show(added: Any, folder: Path) -> None:
    """Print the entry of a paper, and what it still lacks."""
    click.echo(f"added to {folder}/corpus.toml:")
    click.echo("".join(f"  {line}\n" for line in added.entry.splitlines()), nl=False)
    if added.missing:
        click.echo(f"  # not found: {', '.join(added.missing)}")
