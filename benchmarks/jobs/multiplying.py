"""Make a bigger store: python -m benchmarks.jobs.multiplying BUILD CLAIMS STORE.

The graph of a build is copied until it has so many claims (`multiply.py`), as N-Triples
beside STORE, and put into a store that `kg query --build STORE` takes.
"""

import json
import sys
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from benchmarks.multiply import documents_in, multiply
from kg.store import BUILD_FILES, RDF_TYPE, Section, hold_store, parse_file
from kg.vocabulary import KG

CLAIM = pyoxigraph.NamedNode(str(KG.Claim))


def main(build: Path, claims: int, store: Path) -> None:
    """Write the graph, and print how many claims and triples it has."""
    triples = [t for name in BUILD_FILES for t in parse_file(build / name)]
    had = sum(p == RDF_TYPE and kind == CLAIM for _, p, kind in triples)
    times = -(-claims // had)
    path = store.with_suffix(".nt")
    grown = multiply(triples, times, documents_in(triples))
    pyoxigraph.serialize(grown, output=path, format=RdfFormat.N_TRIPLES)
    with hold_store(store) as held, held.draft(no_section, {}) as draft:
        draft.store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
        draft.store.optimize()
        draft.record = b""
        size = len(draft.store)
    print(json.dumps({"claims": had * times, "triples": size}))


def no_section(reference: str) -> Section:
    """Tell that the graph does not come in sections."""
    raise LookupError(reference)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
