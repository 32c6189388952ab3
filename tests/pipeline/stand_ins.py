"""What reads in processes in place of the extractor; they import it by name.

The text of a document says what happens to it.
"""

import os
import signal

from kg.basis import Basis
from kg.model import Document
from kg.pipeline import reader
from kg.testing import document as saying


def read(paper: Document, *, basis: Basis) -> reader.Outcome:
    """Read a document, or be killed."""
    del basis
    if "kill" in paper.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return saying(identifier=paper.identifier, text=paper.text)


def breaking(paper: Document, *, basis: Basis) -> reader.Outcome:
    """Read a document as it is, with an extractor that knows no letter x."""

    def read_document(document: Document, **_: object) -> object:
        if "x" in document.text:
            raise ValueError("no\nx")
        return saying(identifier=document.identifier, text=document.text)

    reader.read_document = read_document
    reader.load_pipeline = reader.load_knowledge = lambda *_: None
    return reader.read_or_fail(paper, basis=basis)
