"""Reading papers: the corpus folder, turns, running text with offsets, citations."""

from kg.corpus.cleaning import clean
from kg.corpus.manifest import CorpusReading, Rejected, read_corpus
from kg.corpus.references import find_references
from kg.corpus.turns import find_turns

__all__ = [
    "CorpusReading",
    "Rejected",
    "clean",
    "find_references",
    "find_turns",
    "read_corpus",
]
