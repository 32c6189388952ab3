"""The command itself: what goes wrong becomes one line and an exit code."""

import logging
import sys
from typing import Any, NoReturn

import click

from kg import __version__
from kg.errors import InputError, KroniekError, on_one_line, reason_of

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 88}
INTERRUPTED = 130  # what shells give for a program that Ctrl-C ended


class Group(click.Group):
    """Turns what goes wrong into one line and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command; 2 is for input that cannot be used, 1 for all else.

        What rdflib logs of values like an impossible day is told by the shapes.
        """
        logging.getLogger("rdflib").setLevel(logging.ERROR)
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
        except UnicodeEncodeError as error:  # words that are not UTF-8 (PEP 383)
            around = error.object[max(0, error.start - 40) : error.end]
            fail(f"not Unicode text: {around!r}", 2)
        except OSError as error:  # such as no room for temporary files
            place = f"{error.filename}: " if error.filename else ""
            fail(f"{place}{reason_of(error)}", 1)
        sys.exit(code if isinstance(code, int) else 0)


def fail(error: Exception | str, code: int) -> NoReturn:
    """Print an error on one line and leave."""
    click.echo(f"kg: {on_one_line(error)}", err=True)
    sys.exit(code)


def show_versions(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    """Print what tells one installation from another, and leave."""
    if not wanted:
        return
    from kg.basis import find_basis

    basis = find_basis()
    click.echo(f"kg {__version__}")
    click.echo(f"language model {basis.pipeline.name} {basis.pipeline.version}")
    click.echo(f"ontology {basis.ontology}")
    click.echo(f"lexicon {basis.lexicon}")
    context.exit()


@click.group("kg", cls=Group, context_settings=CONTEXT, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_versions,
    help="Show the version of the program, and of what it reads with, and exit.",
)
@click.pass_context
def main(context: click.Context) -> None:
    """Map actors, events and relations from Dutch political papers into RDF."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
