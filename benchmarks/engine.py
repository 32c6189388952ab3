"""One validation, measured in a process of its own; started by `validation.py`.

Usage: python engine.py plain|kroniek FOLDER

Of Kroniek it uses what all its versions have, so that another checkout may be measured
with it (PYTHONPATH). Prints one line of JSON.
"""

import hashlib
import json
import logging
import resource
import sys
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import Any

import pyoxigraph
import pyshacl
from rdflib import Graph

from kg.model import Finding
from kg.store import as_graph
from kg.validate import load_shapes, load_vocabulary, validate
from kg.validate.findings import read_findings

MEGABYTE = 1024  # ru_maxrss counts kilobytes


def read(path: Path) -> Graph:
    """Read N-Triples as they are written."""
    return as_graph(quad.triple for quad in pyoxigraph.parse(path=path))


def validated_plainly(graphs: Iterable[Graph], shapes: Graph) -> tuple[Finding, ...]:
    """Return what pySHACL as shipped finds."""
    mixed = Graph()
    for graph in (load_vocabulary(), *graphs):
        for triple in graph:
            mixed.add(triple)
    _, results, _ = pyshacl.validate(mixed, shacl_graph=shapes, inplace=True)
    assert isinstance(results, Graph)  # noqa: S101 - the shapes are well-formed
    return read_findings(results, shapes)


def measure(engine: str, folder: Path) -> dict[str, Any]:
    """Validate the files of a folder and tell what it took."""
    names = ("data", "vocabulary", "texts")
    data, vocabulary, texts = (read(folder / f"{name}.nt") for name in names)
    shapes = load_shapes()
    start = process_time()
    if engine == "plain":
        found = validated_plainly((data, vocabulary, texts), shapes)
    else:
        found = validate(data, shapes, vocabulary=vocabulary, texts=texts).findings
    seconds = process_time() - start
    return {
        "seconds": seconds,
        "findings": len(found),
        "digest": hashlib.sha256(repr(found).encode()).hexdigest(),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE,
    }


if __name__ == "__main__":
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
