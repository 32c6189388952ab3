"""Count what a build holds: python -m benchmarks.jobs.counting CORPUS BUILD."""

import json
import sys
from collections import Counter
from pathlib import Path

from rdflib.namespace import PROV

from kg.corpus import read_corpus
from kg.store import RDF_TYPE, read_triples
from kg.vocabulary import KG


def main(corpus: Path, out: Path) -> None:
    """Print the figures; `recurring` events are those that several papers tell of."""
    triples = 0
    kinds: Counter[str] = Counter()
    event_of: dict[str, str] = {}
    document_of: dict[str, str] = {}
    for subject, predicate, value in read_triples(out):
        triples += 1
        if predicate == RDF_TYPE:
            kinds[value.value] += 1
        elif predicate.value == str(KG.aboutEvent):
            event_of[str(subject)] = str(value)
        elif predicate.value == str(PROV.wasDerivedFrom):
            document_of[str(subject)] = str(value)
    told = {(event, document_of.get(claim)) for claim, event in event_of.items()}
    papers = Counter(event for event, _ in told)
    documents = read_corpus(corpus).documents
    found = {
        "words": sum(len(document.text.split()) for document in documents),
        "bytes": sum(path.stat().st_size for path in out.iterdir() if path.is_file()),
        "triples": triples,
        "claims": kinds[str(KG.Claim)],
        "events": len(papers),
        "recurring": sum(number > 1 for number in papers.values()),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
