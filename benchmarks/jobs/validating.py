"""Validate the graph of a build so many times over.

    python -m benchmarks.jobs.validating plain|kroniek BUILD COPIES

`plain` is pySHACL as shipped. Seconds are of the processor, loading not included.
"""

import hashlib
import json
import logging
import resource
import sys
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pyshacl
from rdflib import RDF, Graph

from benchmarks.multiply import documents_in, multiply
from kg.model import Finding
from kg.store import as_graph, parse_file
from kg.validate import load_shapes, validate
from kg.validate.findings import read_findings
from kg.vocabulary import KG

KILOBYTES = 1024


def main(engine: str, build: Path, copies: int) -> None:
    """Print what validation took and found."""
    graph, edges, texts = (
        list(parse_file(build / f"{name}.ttl")) for name in ("graph", "edges", "texts")
    )
    documents = documents_in(graph)
    data = as_graph(multiply([*graph, *edges], copies, documents))
    said = as_graph(multiply(texts, copies, documents))
    vocabulary = as_graph(parse_file(build / "vocabulary.ttl"))
    shapes = load_shapes()
    begun = process_time()
    if engine == "plain":
        found = _validated_plainly((data, vocabulary, said), shapes)
    else:
        found = validate(data, shapes, vocabulary=vocabulary, texts=said).findings
    seconds = process_time() - begun
    result = {
        "claims": len(set(data.subjects(RDF.type, KG.Claim))),
        "triples": sum(map(len, (data, said, vocabulary))),
        "seconds": round(seconds, 3),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES,
        "findings": len(found),
        "digest": hashlib.sha256(repr(found).encode()).hexdigest(),
    }
    print(json.dumps(result))


def _validated_plainly(graphs: Iterable[Graph], shapes: Graph) -> tuple[Finding, ...]:
    """Return what pySHACL as shipped finds."""
    mixed = Graph()
    for graph in graphs:
        for triple in graph:
            mixed.add(triple)
    _, results, _ = pyshacl.validate(mixed, shacl_graph=shapes, inplace=True)
    assert isinstance(results, Graph)  # noqa: S101 - the shapes are well-formed
    return read_findings(results, shapes)


if __name__ == "__main__":
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
