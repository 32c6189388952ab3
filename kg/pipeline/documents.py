"""The documents of a corpus as they were when a build began, on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.codec import decode, encode
from kg.model import Document
from kg.pipeline.shuffle import Shuffle

FILE = "documents"


class Documents(Sequence[Document]):
    """Documents that are looked up when they are asked for.

    Args:
        pieces: gets them.
        documents: in their order.

    Raises:
        OutputError: the disk is full.
    """

    def __init__(self, pieces: Shuffle, documents: Iterable[Document]) -> None:
        self._pieces = pieces
        self._number = 0
        for document in documents:
            pieces.put([(str(self._number), 0, encode(document))])
            self._number += 1

    def __len__(self) -> int:
        """Return how many documents there are."""
        return self._number

    def __getitem__(self, number: int) -> Document:  # type: ignore[override]
        """Return a document."""
        place = range(self._number)[number]
        return decode(self._pieces.only(str(place)), Document)


@contextmanager
def keep_documents(documents: Iterable[Document], folder: Path) -> Iterator[Documents]:
    """Put documents into a file in a folder, until a build is done.

    Raises:
        OutputError: the disk refuses.
    """
    with Shuffle(folder / FILE) as pieces:
        yield Documents(pieces, documents)
