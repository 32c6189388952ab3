"""What the command line understands."""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import ROOT, BenchmarkError
from benchmarks.options import Options
from benchmarks.results import add_result, stamp
from benchmarks.workshop import Workshop

PARTS = ("startup", "pipeline", "growth", "incremental", "queries", "validation")
RESULTS = ROOT / "docs" / "performance.json"
REPORT = "report"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that are named, or write the report."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == [REPORT]:
        from benchmarks.report import main as report  # noqa: PLC0415  it draws

        report(words[1:])
        return
    given = _parser().parse_args(words)
    options = Options(
        sizes=given.sizes,
        documents=given.documents,
        claims=given.claims,
        limit=given.limit,
        copies=given.copies,
        repeats=given.repeats,
        jobs=given.jobs,
        seed=given.seed,
        full=given.full,
    )
    with _work(given.work) as folder:
        sys.exit(measure(given.parts or PARTS, options, folder, given.out))


def measure(parts: Sequence[str], options: Options, folder: Path, results: Path) -> int:
    """Measure parts one after the other, and note each as it is done.

    Returns:
        The exit code: 1 if a part failed; the others are measured all the same.
    """
    begun = time.monotonic()

    def say(words: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - begun), 60)
        print(f"{minutes:3}:{seconds:02}  {words}", flush=True)

    shop = Workshop(folder=folder, options=options, say=say)
    failed = 0
    for part in parts:
        say(f"{part} ...")
        marks = stamp()
        module = importlib.import_module(f"benchmarks.parts.{part}")
        try:
            figures = module.measure(shop)
        except BenchmarkError as error:
            failed += 1
            say(f"{part} failed: {error}")
            continue
        add_result(results, part, {"measured": marks, **figures})
        say(f"{part} is in {results}")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    defaults = Options()
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure what Kroniek takes, beside what it is built on.",
        epilog="python -m benchmarks report FILE writes docs/performance.md from FILE.",
    )
    add = parser.add_argument
    add(
        "parts", metavar="PART", nargs="*", type=_part, help=f"{', '.join(PARTS)} (all)"
    )
    add(
        "--out",
        type=Path,
        default=RESULTS,
        metavar="FILE",
        help="results (%(default)s)",
    )
    add(
        "--work",
        type=Path,
        metavar="FOLDER",
        help="keep corpora and builds here, and "
        "take what is there already (default: none is kept)",
    )
    add(
        "--sizes",
        type=_numbers,
        default=defaults.sizes,
        metavar="N,...",
        help="documents, for growth and incremental (10,100,1000)",
    )
    add("--full", action="store_true", help="also 10,000 documents, and pySHACL alone")
    add(
        "--documents",
        type=_number,
        default=defaults.documents,
        metavar="N",
        help="documents of which the pipeline is taken apart (%(default)s)",
    )
    add(
        "--claims",
        type=_number,
        default=defaults.claims,
        metavar="N",
        help="claims of the graph that is asked (%(default)s)",
    )
    add(
        "--limit",
        type=_number,
        default=defaults.limit,
        metavar="SECONDS",
        help="after which a question is given up (%(default)s)",
    )
    add(
        "--copies",
        type=_numbers,
        default=defaults.copies,
        metavar="N,...",
        help="how many times the papers' graph is validated (1,10)",
    )
    add(
        "--repeats",
        type=_number,
        default=defaults.repeats,
        metavar="N",
        help="how often things are measured (%(default)s)",
    )
    add(
        "--jobs",
        type=_number,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes of a build (one for each core)",
    )
    add(
        "--seed",
        type=int,
        default=defaults.seed,
        metavar="N",
        help="of the corpora (%(default)s)",
    )
    return parser


def _part(word: str) -> str:
    if word not in PARTS:
        choices = ", ".join((*PARTS, REPORT))
        raise argparse.ArgumentTypeError(f"no part {word!r}; there are: {choices}")
    return word


def _number(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of at least 1")
    return int(word)


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(_number(word) for word in words.split(","))


@contextmanager
def _work(kept: Path | None) -> Iterator[Path]:
    """Give the folder for corpora and builds; one that is not named goes away."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    made = Path(tempfile.mkdtemp(prefix="kroniek-benchmarks-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
