"""What reads in processes in place of the extractor; they import it by name.

The text of a document says what happens to it.
"""

import os
import signal
import sys
import time
from pathlib import Path

from kg.codec import decode, encode
from kg.model import Document
from kg.pipeline import pool, reader
from kg.pipeline.pool import read_in_processes
from kg.testing import document as saying
from kg.testing import paper_of

SLOW = 300  # seconds


def read(data: bytes, pipeline: str) -> bytes | reader.Outcome:
    """Read a document, be killed, or read for minutes."""
    paper = decode(data, Document)
    if "once" in paper.text and not Path(pipeline).exists():
        Path(pipeline).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "kill" in paper.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in paper.text:
        time.sleep(SLOW)
    return encode(saying(identifier=paper.identifier, text=paper.text))


def breaking(data: bytes, pipeline: str) -> bytes | reader.Outcome:
    """Read a document as it is, with an extractor that knows no letter x."""

    def read_document(document: Document, **_: object) -> object:
        if "x" in document.text:
            raise ValueError("no\nx")
        return saying(identifier=document.identifier, text=document.text)

    reader.read_document = read_document
    reader.load_pipeline = reader.load_knowledge = lambda *_: None
    return _real(data, pipeline)


_real = pool._read


def interrupted() -> None:
    """Write the number of what is read, the first at once and the others never."""
    pool._read = read
    papers = [paper_of("a", "quick"), *(paper_of(f"b{n}", "slow") for n in range(4))]
    for number, _ in read_in_processes(papers, "", 2):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    try:
        interrupted()
    except KeyboardInterrupt:
        sys.exit(130)
