"""What questions take, beside the same SPARQL put to pyoxigraph and rdflib directly."""

import json
import sys
from collections.abc import Mapping
from math import inf
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.jobs.asking import questions, sparql_of
from benchmarks.measuring import KG, LateError, run, run_job
from benchmarks.parts.pipeline import ratio
from benchmarks.workshop import Workshop
from kg.store import open_store

NOTHING = "ASK { ?s ?p ?o FILTER(false) }"  # an answer that needs no look at the graph
WAYS = ("kroniek", "frame")
ANSWERS = 5  # to a question that takes long, with time to start and to open the store
SOON = 3.0  # seconds; beside a longer answer nothing is seen of what a command adds
RDFLIB = 10  # seconds after which rdflib is given up, which most questions take


def measure(shop: Workshop) -> dict[str, Any]:
    """Return seconds and ratios of each question, on a small graph and a large one."""
    build, figures = shop.build(shop.options.documents)
    large, size = _large(shop, build)
    small = build / "store"
    shop.say(f"asking rdflib {figures['claims']:,} claims")
    rdflib = run_job("rdflib_asking", build, RDFLIB, *questions())[1]
    rows: dict[str, Any] = {}
    for name in questions():
        shop.say(f"asking {name}")
        rows[name] = {
            "small": {**_asked(shop, small, name), "rdflib": rdflib[name]},
            "large": _asked(shop, large, name),
        }
    return {
        "small": {name: figures[name] for name in ("claims", "triples")},
        "large": size,
        "limit": shop.options.limit,
        "rdflib_limit": RDFLIB,
        "loading_in_rdflib": rdflib["loading"],
        "questions": rows,
        "commands": _commands(shop, large, rows),
    }


def _large(shop: Workshop, build: Path) -> tuple[Path, dict[str, int]]:
    """Return a store of as many claims as are wanted, and its size."""
    store = shop.folder / f"{shop.options.claims}-claims"
    note = store.with_suffix(".json")
    if not note.exists():
        shop.say(f"making a graph of {shop.options.claims:,} claims")
        _, size = run_job("multiplying", build, shop.options.claims, store)
        note.write_text(json.dumps(size))
    found: dict[str, int] = json.loads(note.read_text())
    return store, found


def _asked(shop: Workshop, store: Path, name: str) -> dict[str, Any]:
    """Return what one question takes; nothing but the limit if it takes too long."""
    options = shop.options
    try:
        limit = options.limit * ANSWERS
        found = run_job("asking", store, name, options.repeats, limit=limit)[1]
    except LateError:
        return {"late": True}
    return {
        "rows": found["rows"],
        "direct": round(median(found["direct"]), 5),
        **{way: ratio(found[way], found["direct"]) for way in WAYS},
    }


def _commands(
    shop: Workshop, folder: Path, rows: Mapping[str, Any]
) -> dict[str, dict[str, float]]:
    """Return what all questions take that are answered soon, as commands.

    `start` is what a query takes that needs no answer; all seconds of the processor.
    """
    shop.say("asking by commands")
    store = open_store(folder)
    direct = (sys.executable, "-m", "benchmarks.jobs.answering", str(folder))
    ours = (*KG, "query", "--build", str(folder), "--format", "csv")
    found = {
        "direct": {"start": _started(direct, NOTHING), "all": 0.0},
        "kroniek": {"start": _started((*ours, "-"), NOTHING), "all": 0.0},
    }
    asked = [n for n, row in rows.items() if row["large"].get("direct", inf) < SOON]
    for name in asked:
        given = [f"{key}={value}" for key, value in questions()[name].items()]
        found["kroniek"]["all"] += run((*ours, name, *given))[0].cpu
        found["direct"]["all"] += run(direct, stdin=sparql_of(store, name))[0].cpu
    for figures in found.values():
        figures["questions"] = len(asked)
    return found


def _started(command: tuple[str, ...], stdin: str) -> float:
    return median(run(command, stdin=stdin)[0].cpu for _ in range(5))
