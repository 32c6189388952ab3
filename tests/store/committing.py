"""A process that commits to a store, and may kill itself while it does.

    committing.py STORE LETTER [STEP | -]

commits a graph of many triples about a letter. With a number it kills itself (SIGKILL)
at that step that Python takes on the file system; with `-` it says how many there are.
"""

import os
import signal
import sys
from pathlib import Path

import pyoxigraph

from kg.store import Graphs, hold_store

SIZE = 500
COMMON = "http://e/common"
STEPS = {"open", *(f"os.{name}" for name in ("mkdir", "remove", "rename", "rmdir"))}


def graphs(letter: str) -> Graphs:
    """Return a graph that every letter has, one of its own, and one apart."""
    predicate = pyoxigraph.NamedNode("http://e/p")

    def about(name: str, size: int) -> list[pyoxigraph.Triple]:
        node = pyoxigraph.NamedNode(f"http://e/{name}")
        return [
            pyoxigraph.Triple(node, predicate, pyoxigraph.Literal(number))
            for number in range(size)
        ]

    return Graphs(
        named={
            COMMON: about("common", SIZE) + about(letter, 1),
            f"http://e/{letter}": about(letter, SIZE),
            "http://e/aside": about(f"not-{letter}", 1),
        },
        apart=frozenset({"http://e/aside"}),
    )


def kill_at(step: int | None) -> list[int]:
    """Count what is done to the file system, and end at one step as by a power cut."""
    seen = [0]

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event in STEPS:
            seen[0] += 1
            if seen[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return seen


def main(store: str, letter: str, step: str = "") -> None:
    """Commit, and print the number of steps if that is asked."""
    seen = kill_at(int(step) if step.isdecimal() else None)
    with hold_store(Path(store)) as folder:
        folder.commit(graphs(letter), letter.encode())
    if step == "-":
        print(seen[0])  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
