"""The least program that answers: python -m benchmarks.jobs.answering STORE < SPARQL.

It opens a store of Kroniek by pyoxigraph and writes the answer as CSV; of Kroniek it
imports nothing.
"""

import sys
from pathlib import Path

import pyoxigraph


def main(store: Path, sparql: str) -> None:
    """Print the answer."""
    generation = (store / "current").read_text(encoding="ascii").strip()
    graph = pyoxigraph.Store.read_only(str(store / generation / "oxigraph"))
    found = graph.query(sparql)
    assert not isinstance(found, pyoxigraph.QueryTriples)  # noqa: S101 - rows or a truth
    found.serialize(sys.stdout.buffer, format=pyoxigraph.QueryResultsFormat.CSV)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin.read())
