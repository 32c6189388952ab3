"""Reading papers: the corpus folder, turns, running text with offsets, citations."""

from kg.corpus.cleaning import clean
from kg.corpus.reading import Corpus, CorpusReading, open_corpus, read_corpus
from kg.corpus.references import find_references
from kg.corpus.rejecting import Rejected
from kg.corpus.turns import find_turns

__all__ = [
    "Corpus",
    "CorpusReading",
    "Rejected",
    "clean",
    "find_references",
    "find_turns",
    "open_corpus",
    "read_corpus",
]
