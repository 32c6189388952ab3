"""What tests of commands share."""

from click.testing import Result


def one_line(ended: Result, code: int = 2) -> str:
    """Return the error of a command, which is one line, and nothing else."""
    assert ended.exit_code == code, ended.output
    assert ended.stdout == ""
    assert ended.stderr.startswith("kg: ")
    assert ended.stderr.count("\n") == 1

    return ended.stderr[len("kg: ") :].rstrip("\n")
