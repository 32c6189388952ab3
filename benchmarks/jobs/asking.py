"""Put one question to a store, by Kroniek and by pyoxigraph directly, in turns.

    python -m benchmarks.jobs.asking STORE QUESTION REPEATS

Both ask the same SPARQL of the same open store and read the answer to its end. Kroniek
also finds the question, looks its parameters up and binds them, and looks at its form;
`frame` is `kg.open(STORE).query(...)`, which gives a DataFrame with labels. Seconds are
of the processor; each way is tried once before. What takes long is asked once by each
way, after the store has read what it needs for it.
"""

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pyoxigraph

import kg
from kg.iris import Namespaces
from kg.query import find_query, list_queries, run_query
from kg.query.parameters import bind

QUESTIONS = Path(__file__).resolve().parent.parent / "questions.toml"
NOTHING = "SELECT ?nothing {}"
LONG = 1.0  # seconds; what takes longer is not repeated


def questions() -> dict[str, dict[str, str]]:
    """Return the parameters of every question of the library, by its name."""
    given = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    return {query.name: given.get(query.name, {}) for query in list_queries()}


def sparql_of(store: pyoxigraph.Store, name: str) -> str:
    """Return the SPARQL that a question comes to."""
    return bind(find_query(name), questions()[name], store, Namespaces())[0]


def answers(store: pyoxigraph.Store, sparql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    found = store.query(sparql)
    assert isinstance(found, pyoxigraph.QuerySolutions)  # noqa: S101 - they select
    return [tuple(solution) for solution in found]


def seconds(action: Callable[[], object]) -> float:
    """Return the seconds of the processor that something takes."""
    begun = process_time()
    action()
    return process_time() - begun


def main(folder: Path, name: str, repeats: int) -> None:
    """Print how many rows there are, and the seconds of each repeat."""
    graph, given = kg.open(folder), questions()[name]
    graph.query(NOTHING)  # pandas is imported for the first answer
    store = graph.store
    sparql = sparql_of(store, name)
    ways: dict[str, Callable[[], object]] = {
        "direct": lambda: answers(store, sparql),
        "kroniek": lambda: run_query(store, find_query(name), given),
        "frame": lambda: graph.query(name, **given),
    }
    begun = process_time()
    rows = len(answers(store, sparql))
    is_long = process_time() - begun > LONG
    if not is_long:
        for action in ways.values():
            action()
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(1 if is_long else repeats):
        for way, action in ways.items():
            times[way].append(seconds(action))
    print(json.dumps({"rows": rows, **times}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
