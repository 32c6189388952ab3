"""The command, in a process that may kill itself at a step.

    building.py STEP WORDS...

runs `kg WORDS...`. From the moment that it touches a store it counts the steps that
Python takes on the file system; at STEP it kills itself (SIGKILL), with STEP 0 it says
how many there were.
"""

import os
import signal
import sys

STEPS = {"open", *(f"os.{name}" for name in ("mkdir", "remove", "rename", "rmdir"))}


def kill_at(step: int) -> list[int]:
    """Count steps, and end at one of them as by a power cut."""
    seen = [0]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        has_begun = seen[0] or "/store/" in str(arguments[:1])
        if event in STEPS and has_begun:
            seen[0] += 1
            if seen[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return seen


def main(step: str, *words: str) -> None:
    """Run the command."""
    from kg.cli import main as kg  # noqa: PLC0415  the hook is to see no imports

    seen = kill_at(int(step))
    try:
        kg(words)
    finally:
        if step == "0":
            print(f"steps {seen[0]}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
