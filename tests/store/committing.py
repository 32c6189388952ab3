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

from kg.store import Section, StoreFolder, hold_store, section_of

SIZE = 500
COMMON = "http://e/common"
APART = ("http://e/aside",)
PREFIXES = {"e": "http://e/"}
STEPS = {"open", *(f"os.{name}" for name in ("mkdir", "remove", "rename", "rmdir"))}
SECTIONS: dict[str, Section] = {}


def about(name: str, size: int) -> str:
    """Return the reference of a section of so many triples about a node."""
    node = pyoxigraph.NamedNode(f"http://e/{name}")
    predicate = pyoxigraph.NamedNode("http://e/p")
    triples = ((node, predicate, pyoxigraph.Literal(n)) for n in range(size))
    section = section_of(triples, PREFIXES)
    SECTIONS[section.digest] = section
    return section.digest


def graphs(letter: str) -> dict[str, tuple[str, ...]]:
    """Return a graph that every letter has, one of its own, and one apart."""
    return {
        COMMON: (about("common", SIZE), about(letter, 1)),
        f"http://e/{letter}": (about(letter, SIZE),),
        "http://e/aside": (about(f"not-{letter}", 1),),
    }


def commit(folder: StoreFolder, letter: str) -> None:
    """Let a store hold the graphs of a letter, and nothing else."""
    for known in "ab":
        graphs(known)  # what it may hold
    with folder.draft(SECTIONS.__getitem__, PREFIXES, APART) as draft:
        draft.put(dict.fromkeys(draft.held, ()) | graphs(letter))
        draft.record = letter.encode()


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
        commit(folder, letter)
    if step == "-":
        print(seen[0])  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
