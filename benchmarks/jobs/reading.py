"""Read a corpus and parse it bare, in turns.

    python -m benchmarks.jobs.reading CORPUS REPEATS

Model and knowledge are loaded before. Seconds are of the processor, in one process.
"""

import json
import sys
from pathlib import Path
from time import process_time

from benchmarks.jobs.bare import load_bare, paragraphs_of, parse
from benchmarks.stages import watched_stages
from kg.corpus import read_corpus
from kg.language import BUILT_IN
from kg.pipeline.batches import Batches
from kg.pipeline.reader import reader_of
from kg.pipeline.reading import grouped


def main(corpus: Path, repeats: int) -> None:
    """Print the seconds of each repeat, and those of the stages of reading."""
    documents = read_corpus(corpus).documents
    texts = paragraphs_of(corpus)
    sizes = [len(document.text) for document in documents]
    groups = Batches(documents, grouped(sizes))
    nlp = load_bare()
    begun = process_time()
    reader = reader_of(BUILT_IN)
    reader.read(min(documents, key=lambda document: len(document.text)))
    loaded = process_time() - begun
    bare, read = [], []
    for _ in range(repeats):
        begun = process_time()
        parse(nlp, texts)
        bare.append(process_time() - begun)
        begun = process_time()
        claims = sum(
            len(said.claims) for group in groups for said in reader.read_all(group)
        )
        read.append(process_time() - begun)
    with watched_stages() as watch:
        for group in groups:
            reader.read_all(group)
    found = {
        "documents": len(documents),
        "words": sum(len(document.text.split()) for document in documents),
        "claims": claims,
        "load": loaded,
        "bare": bare,
        "read": read,
        "stages": dict(watch.seconds),
        "calls": dict(watch.calls),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
