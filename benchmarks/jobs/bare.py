"""Parse a corpus by spaCy and nothing else: python -m benchmarks.jobs.bare CORPUS.

This is the floor: a program that reads papers has to load the model and parse them.
"""

import json
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from kg.corpus import find_turns, read_corpus
from kg.language.pipeline import load_built_in, widen


def paragraphs_of(corpus: Path) -> list[str]:
    """Return the running text of a corpus, as the reader gives it to the parser."""
    return [
        paragraph.text
        for document in read_corpus(corpus).documents
        for turn in find_turns(document)
        for paragraph in turn.paragraphs
    ]


def load_bare() -> Language:
    """Return the model as spaCy runs it, without what makes it faster in Kroniek."""
    nlp = load_built_in()
    widen(nlp)
    return nlp


def parse(nlp: Language, texts: Sequence[str]) -> None:
    """Parse texts in batches, and keep nothing."""
    deque(nlp.pipe(texts), maxlen=0)


if __name__ == "__main__":
    found = paragraphs_of(Path(sys.argv[1]))
    parse(load_bare(), found)
    print(json.dumps({"words": sum(len(text.split()) for text in found)}))
