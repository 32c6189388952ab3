"""Pieces that come by one key and are needed by another, on disk meanwhile.

Documents are looked at one after the other, classes of events one after the other, and
what either says goes to the other: a shuffle, as engines for large data call it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import OutputError

TABLE = "CREATE TABLE pieces (key TEXT, place, piece BLOB)"
INDEX = "CREATE UNIQUE INDEX by_key ON pieces (key, place)"
PUT = "INSERT INTO pieces VALUES (?, ?, ?)"
TAKE = "SELECT piece FROM pieces WHERE key = ? ORDER BY place"
# It lies in a folder for the moment: what a killed build leaves is of no use.
HASTE = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")


class Shuffle:
    """Bytes by key, and under each key in order of their places.

    Args:
        path: a file that is not there yet; it goes when the shuffle is closed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with _disk(path):
            # Engines look items up where they send them, which may be another thread.
            self._file = sqlite3.connect(path, check_same_thread=False)
            for statement in (*HASTE, TABLE, INDEX):
                self._file.execute(statement)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove all."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def put(self, pieces: Iterable[tuple[str, int | str, bytes]]) -> None:
        """Keep pieces, each by its key and its place, which no other there has.

        Raises:
            OutputError: the disk is full.
        """
        with _disk(self._path):
            self._file.executemany(PUT, pieces)

    def only(self, key: str) -> bytes:
        """Return the piece of a key that has just one.

        Raises:
            OutputError: the disk refuses.
        """
        (piece,) = self.take(key)
        return piece

    def take(self, key: str) -> Iterator[bytes]:
        """Yield the pieces of a key, in order of their places.

        Raises:
            OutputError: the disk refuses.
        """
        with _disk(self._path):
            for (piece,) in self._file.execute(TAKE, (key,)):
                yield piece


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"cannot write to {path.parent}: {error}") from error
