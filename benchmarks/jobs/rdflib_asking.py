"""Put questions to a graph of rdflib.

    python -m benchmarks.jobs.rdflib_asking BUILD LIMIT QUESTION...

A question that takes longer than LIMIT seconds is given up. Seconds of the processor.
"""

import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from types import FrameType

from rdflib import Graph

from benchmarks.jobs.asking import sparql_of
from kg.store import BUILD_FILES, open_store


class LateError(Exception):
    """A question took too long."""


def main(build: Path, limit: int, names: Sequence[str]) -> None:
    """Print the seconds of each question, or None, and of loading the graph."""
    store = open_store(build)
    begun = process_time()
    graph = Graph(bind_namespaces="none")
    for file in BUILD_FILES:
        graph.parse(build / file)
    found: dict[str, float | None] = {"loading": process_time() - begun}
    signal.signal(signal.SIGALRM, _give_up)
    for name in names:
        sparql = sparql_of(store, name)
        begun = process_time()
        signal.alarm(limit)
        try:
            len(list(graph.query(sparql)))
            found[name] = process_time() - begun
        except LateError:
            found[name] = None
        finally:
            signal.alarm(0)
    print(json.dumps(found))


def _give_up(signum: int, frame: FrameType | None) -> None:
    del signum, frame
    raise LateError


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
