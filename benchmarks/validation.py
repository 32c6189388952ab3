"""What validation takes beside everything else of a build, on ever bigger graphs.

Usage: python benchmarks/validation.py [--against CHECKOUT] [TIMES ...]

Builds the corpus, and validates its graph so many times over (1, 10 and 50 where none
is given) by pySHACL as shipped, by another checkout of Kroniek where one is named, and
by this one, each in a process of its own. See README.md for how to read the table.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph

from benchmarks.multiply import multiply
from kg.pipeline import build, checking
from kg.store import as_graph, as_store, construct_edges, parse_file
from kg.validate import quarantine
from kg.vocabulary import KG

HERE = Path(__file__).resolve().parent
TIMES = (1, 10, 50)
PLAIN = 1  # up to so many times pySHACL as shipped is tried; beyond it takes hours
Row = dict[str, Any]


def time_build(folder: Path) -> float:
    """Build the corpus and return the seconds of all but its validation.

    Seconds are of the processor, those of the processes that read papers included.
    """
    of_validation: list[float] = []

    def timed(*args: Any, **options: Any) -> Any:
        start = processor_time()
        split = quarantine(*args, **options)
        of_validation.append(processor_time() - start)
        return split

    checking.quarantine = timed
    start = processor_time()
    build(HERE.parent / "corpus", folder)
    return processor_time() - start - sum(of_validation)


def processor_time() -> float:
    """Return the seconds of the processor that this process and its own have taken."""
    return sum(os.times()[:4])


def write_graphs(built: Path, times: int, folder: Path) -> tuple[int, int]:
    """Write the graph of a build so many times over; return its claims and triples."""
    names = ("graph.ttl", "texts.ttl", "vocabulary.ttl")
    one, said, vocabulary = (as_graph(parse_file(built / name)) for name in names)
    data, texts = multiply(one, said, times)
    data += as_graph(construct_edges(as_store([*vocabulary, *data])))
    graphs = {"data": data, "texts": texts, "vocabulary": vocabulary}
    for name, graph in graphs.items():
        write(graph, folder / f"{name}.nt")
    return len(set(data.subjects(RDF.type, KG.Claim))), sum(map(len, graphs.values()))


def write(graph: Graph, path: Path) -> None:
    """Write a graph as N-Triples."""
    graph.serialize(path, format="nt", encoding="utf-8")


def run(engine: str, folder: Path, checkout: Path) -> Row:
    """Validate the graphs of a folder by one engine."""
    command = [sys.executable, str(HERE / "engine.py"), engine, str(folder)]
    env = {**os.environ, "PYTHONPATH": str(checkout)}
    ended = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
    found: Row = json.loads(ended.stdout)
    return found


def cell(row: Row | None, rest: float) -> str:
    """Return the seconds of a validation and their ratio to the rest of the build."""
    return f"{row['seconds']:.1f} s ({row['seconds'] / rest:.2f})" if row else "-"


def show(*cells: object) -> None:
    """Print a row of the table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def main(sizes: list[int], against: Path | None) -> None:
    """Print a table, a row for each size."""
    engines = {"pySHACL as shipped": ("plain", HERE.parent)}
    if against:
        engines["Kroniek before"] = ("kroniek", against.resolve())
    engines["Kroniek"] = ("kroniek", HERE.parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rest = time_build(folder / "build")
        show("times", "claims", "triples", "rest of the build", *engines, "same", "MB")
        show(*["---:"] * (4 + len(engines)), "---", "---:")
        for times in sizes:
            claims, triples = write_graphs(folder / "build", times, folder)
            rows = {
                engine: run(kind, folder, checkout)
                for engine, (kind, checkout) in engines.items()
                if kind != "plain" or times <= PLAIN
            }
            is_same = len({row["digest"] for row in rows.values()}) == 1
            show(
                times,
                f"{claims:,}",
                f"{triples:,}",
                f"{rest * times:.0f} s",
                *(cell(rows.get(engine), rest * times) for engine in engines),
                "yes" if is_same else "NO",
                f"{rows['Kroniek']['megabytes']:.0f}",
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", metavar="TIMES", type=int, nargs="*", default=TIMES)
    parser.add_argument("--against", metavar="CHECKOUT", type=Path)
    options = parser.parse_args()
    main(options.sizes, options.against)
