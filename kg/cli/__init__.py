"""The command line, a module for each command: the only package that prints.

Commands import what they run when they run it, so that help and completion are quick.
"""

from kg.cli.add import add
from kg.cli.build import build
from kg.cli.completion import completion
from kg.cli.dates import dates
from kg.cli.draw import draw
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.group import main
from kg.cli.link import link
from kg.cli.pull import pull
from kg.cli.push import push
from kg.cli.query import query
from kg.cli.serve import serve
from kg.cli.site import site
from kg.cli.validate import validate

COMMANDS = (
    add,
    build,
    query,
    explain,
    draw,
    validate,
    evaluate,
    link,
    export,
    push,
    pull,
    serve,
    site,
    dates,
    completion,
)
for _command in COMMANDS:
    main.add_command(_command)

__all__ = ["COMMANDS", "main"]
