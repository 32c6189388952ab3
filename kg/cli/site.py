"""`kg site`: the pages of `kg serve` as files."""

from pathlib import Path

import click

from kg.cli.options import BUILD_OPTION


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@BUILD_OPTION
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def site(out: Path, folder: Path, *, quiet: bool) -> None:
    """Write the pages about the graph into the folder OUT, as files.

    They are those of `kg serve`, without what needs a server: searching, and questions
    with other values. Open OUT/index.html, or put the folder on any web server. OUT
    must be new, empty, or written by this command before.
    """
    from kg.pages import write_site
    from kg.store import open_store
    from kg.views import Progress

    with Progress({"pages": "Writing pages"}, quiet=quiet) as progress:
        written = write_site(
            open_store(folder, texts=True),
            out,
            told=lambda done, total: progress.show("pages", done, total),
        )
    if not quiet:
        click.echo(f"{written.pages} pages written to {out}/.")
