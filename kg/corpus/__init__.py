"""Reading papers: the corpus folder, turns, running text with offsets, citations."""

from kg.corpus.adding import Added, add_papers
from kg.corpus.beside import folder_beside
from kg.corpus.cleaning import clean
from kg.corpus.known import Known
from kg.corpus.reading import Corpus, CorpusReading, open_corpus, read_corpus, read_each
from kg.corpus.references import find_references
from kg.corpus.rejecting import Rejected
from kg.corpus.turns import find_turns

__all__ = [
    "Added",
    "Corpus",
    "CorpusReading",
    "Known",
    "Rejected",
    "add_papers",
    "clean",
    "find_references",
    "find_turns",
    "folder_beside",
    "open_corpus",
    "read_corpus",
    "read_each",
]
