"""How long a rebuild takes, as a share of a full build of the same corpus.

    python tools/measure_rebuild.py [COPIES]

builds the corpus of the repository, or as many copies of it with other years, into a
store: in full, once more with nothing changed, and with a sentence added to one paper.
All are measured in one run, since only their ratios mean something on any machine.
"""

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.pipeline import build

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SENTENCE = "\nDuitsland veroordeelt de aanslag van 3 mei 2021 in Niger.\n"
YEAR = re.compile(r"\b(19|20)\d\d\b")
TABLE = re.compile(r"^\[(.+)\]$", re.MULTILINE)
FILE = re.compile(r'^file = "(.+)"$', re.MULTILINE)


def copy_corpus(target: Path, copies: int) -> Path:
    """Write copies of the corpus, each of other years, and return one of the papers."""
    target.mkdir()
    manifest = (CORPUS / "corpus.toml").read_text(encoding="utf-8")
    tables = []
    for number in range(copies):

        def other(year: re.Match[str], by: int = 2 * number) -> str:
            return str(1900 + (int(year[0]) - 1900 + by) % 200)

        for path in sorted(CORPUS.glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            paper = target / f"c{number}-{path.name}"
            paper.write_bytes(YEAR.sub(other, text).encode())
        own = FILE.sub(
            rf'file = "c{number}-\1"', TABLE.sub(rf"[c{number}-\1]", manifest)
        )
        tables.append(re.sub(r"(?<= = )\d{4}", other, own))
    (target / "corpus.toml").write_text("\n".join(tables), encoding="utf-8")
    return paper


@contextmanager
def measured(name: str, times: dict[str, float]) -> Iterator[None]:
    """Note how long something takes, in seconds of the processor."""
    begun = time.process_time()
    yield
    times[name] = time.process_time() - begun


def main(copies: int = 1) -> None:
    """Measure, and print the times with their share of the first."""
    root = Path(tempfile.mkdtemp(prefix="kroniek-"))
    try:
        paper = copy_corpus(root / "corpus", copies)
        out, store, times = root / "build", root / "build" / "store", {}
        with measured("full build", times):
            size = build(root / "corpus", out, store=store).documents
        with measured("nothing changed", times):
            build(root / "corpus", out, store=store)
        paper.write_bytes(paper.read_bytes() + SENTENCE.encode())
        with measured("one paper changed", times):
            build(root / "corpus", out, store=store)
        full = times["full build"]
        print(f"{size} papers")
        for name, seconds in times.items():
            print(f"{name:<20}{seconds:>9.1f} s{seconds / full:>9.1%}")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
