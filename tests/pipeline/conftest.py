"""A corpus of three notes about one coup, and builds of it that are quick."""

from functools import cache

import pytest
from notes import Corpus

from kg import extract, language
from kg.pipeline import alone, checking, making, reader
from kg.pipeline.vocabulary import ontology
from kg.store import as_quad


@pytest.fixture
def corpus(tmp_path, quick) -> Corpus:
    """Return the corpus of three notes."""
    del quick
    return Corpus(tmp_path)


@pytest.fixture
def quick(monkeypatch) -> None:
    """Load what never changes once for all builds of a process, and no registry.

    The registry is four fifths of the triples of so small a graph.
    """
    monkeypatch.setattr(reader, "load_pipeline", load_pipeline)
    monkeypatch.setattr(reader, "load_knowledge", load_knowledge)
    monkeypatch.setattr(checking, "load_shapes_across", load_shapes_across)
    monkeypatch.setattr(making, "describe_vocabulary", lambda *_: ontology())
    monkeypatch.setattr(alone, "vocabulary", lambda _: map(as_quad, ontology()))


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """Return the identifiers of the documents that are read from now on."""
    found: list[str] = []
    real = reader.Reader.read

    def spy(self, document):
        found.append(document.identifier)
        return real(self, document)

    monkeypatch.setattr(reader.Reader, "read", spy)
    return found


load_pipeline = cache(language.load_pipeline)
load_knowledge = cache(extract.load_knowledge)
load_shapes_across = cache(checking.load_shapes_across)
