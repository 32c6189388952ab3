"""`kg completion`: names of commands, questions and actors in the shell."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_KG_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands, questions and their parameters.

    Put eval "$(kg completion bash)" into ~/.bashrc, eval "$(kg completion zsh)" into
    ~/.zshrc, or kg completion fish | source into ~/.config/fish/config.fish.
    """
    from kg.cli.group import main

    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"click knows no completion for {shell}")
    click.echo(script(main, {}, "kg", VARIABLE).source())
