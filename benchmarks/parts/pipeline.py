"""What reading and building take beside the parse, which they cannot do without."""

import shutil
from statistics import median
from typing import Any

from benchmarks.measuring import BenchmarkError, run_job
from benchmarks.workshop import Workshop, build


def measure(shop: Workshop) -> dict[str, Any]:
    """Return seconds and ratios of the reader, by stage, and of a whole build."""
    corpus = shop.corpus(shop.options.documents)
    shop.say(f"reading {shop.options.documents} documents, and parsing them bare")
    _, found = run_job("reading", corpus, shop.options.repeats)
    if idle := [stage for stage, seconds in found["stages"].items() if seconds <= 0]:
        raise BenchmarkError(f"no time was seen in the stage {idle[0]!r}")
    read = median(found["read"])
    return {
        "documents": found["documents"],
        "words": found["words"],
        "claims": found["claims"],
        "bare": round(median(found["bare"]), 3),
        "read": round(read, 3),
        "ratio": ratio(found["read"], found["bare"]),
        "load": round(found["load"], 3),
        "stages": {name: round(s, 3) for name, s in found["stages"].items()},
        "documents_per_second": round(found["documents"] / read, 2),
        "words_per_second": round(found["words"] / read, 1),
        "whole": _whole(shop),
    }


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios of measurements that were made side by side.

    >>> ratio([2.0, 3.0, 9.0], [1.0, 2.0, 1.0])
    2.0
    """
    return round(median(a / b for a, b in zip(ours, theirs, strict=True)), 3)


def _whole(shop: Workshop) -> dict[str, Any]:
    """Return what `kg build` takes in one process, beside one that only parses."""
    corpus = shop.corpus(shop.options.documents)
    out = shop.place(shop.options.documents) / "alone"
    bare, built = [], []
    for _ in range(shop.options.repeats):
        shop.say("building them in one process, and parsing them bare in another")
        bare.append(run_job("bare", corpus)[0].as_json())
        built.append(build(corpus, out, 1))
        shutil.rmtree(out)
    return {
        "bare": _median(bare),
        "build": _median(built),
        "ratio": ratio([c["cpu"] for c in built], [c["cpu"] for c in bare]),
    }


def _median(costs: list[dict[str, float]]) -> dict[str, float]:
    names = ("wall", "cpu", "main")
    return {name: round(median(cost[name] for cost in costs), 3) for name in names}
