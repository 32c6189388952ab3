"""Corpora and builds that parts of the benchmarks share, each made once."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpora import write_corpus
from benchmarks.measuring import KG, run, run_job
from benchmarks.options import Options, Say

BUILT = (0, 1)  # exit codes of a build; 1 where a shape is violated
COST = "cost.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A folder with corpora of several sizes, and their builds."""

    folder: Path
    options: Options
    say: Say

    def place(self, documents: int) -> Path:
        """Return the folder of all that belongs to a size."""
        return self.folder / f"{documents}-documents"

    def corpus(self, documents: int) -> Path:
        """Return a corpus of so many documents."""
        made = self.place(documents) / "corpus"
        if not made.exists():
            begun = made.with_name("begun")
            write_corpus(begun, documents, seed=self.options.seed)
            begun.rename(made)
        return made

    def build(self, documents: int) -> tuple[Path, dict[str, Any]]:
        """Return a build of so many documents, with a store in it, and what it took."""
        place = self.place(documents)
        out, note = place / "build", place / COST
        if not note.exists():
            corpus = self.corpus(documents)
            self.say(
                f"building {documents:,} documents by {self.options.jobs} processes"
            )
            cost = build(corpus, out, self.options.jobs, "--store", str(out / "store"))
            _, counts = run_job("counting", corpus, out)
            note.write_text(json.dumps({"documents": documents, **cost, **counts}))
        figures: dict[str, Any] = json.loads(note.read_text())
        return out, figures


def build(corpus: Path, out: Path, jobs: int, *others: str) -> dict[str, float]:
    """Run `kg build`, and return what it took."""
    command = [*KG, "build", str(corpus), "--out", str(out), "--jobs", str(jobs)]
    cost, _ = run([*command, "--quiet", *others], fine=BUILT)
    return cost.as_json()
