"""What reads in processes in place of the extractor; they import it by name.

The text of a document says what happens to it.
"""

import os
import signal
from collections.abc import Iterator, Sequence

from kg.basis import Basis
from kg.language import Card
from kg.model import Document
from kg.pipeline import reader
from kg.testing import document as saying

# What is installed, as little as plans need to know of it.
BASIS = Basis(
    software="s",
    knowledge="k",
    ontology="0",
    pipeline=Card(name="stub", version="0", digest="c"),
)


def read(papers: Sequence[Document], *, basis: Basis) -> tuple[reader.Outcome, ...]:
    """Read documents, or be killed."""
    del basis
    if any("kill" in paper.text for paper in papers):
        os.kill(os.getpid(), signal.SIGKILL)
    return tuple(saying(identifier=p.identifier, text=p.text) for p in papers)


def breaking(papers: Sequence[Document], *, basis: Basis) -> tuple[reader.Outcome, ...]:
    """Read documents as they are, with an extractor that knows no letter x."""

    def read_documents(documents: Sequence[Document], **_: object) -> Iterator[object]:
        for document in documents:
            if "x" in document.text:
                raise ValueError("no\nx")
            yield saying(identifier=document.identifier, text=document.text)

    reader.read_documents = read_documents
    reader.load_pipeline = reader.load_knowledge = lambda *_: None
    return reader.read_or_fail(papers, basis=basis)
