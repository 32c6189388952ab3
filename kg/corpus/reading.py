"""A corpus: which documents it has, and each of them when it is asked for."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.corpus.folder import CorpusFolder
from kg.corpus.manifest import MANIFEST, Entry, as_entry, file_of, read_manifest
from kg.corpus.rejecting import Rejected, UnusableError, on_one_line
from kg.errors import CorpusError
from kg.model import DateBasis, Document

SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents of a folder, none of which is read before it is asked for.

    It can be sent to another process, which then reads the documents itself.
    `rejected` are those of which is known beforehand that they cannot be used.
    """

    folder: CorpusFolder
    entries: Mapping[str, Entry]
    rejected: tuple[Rejected, ...] = ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers of all documents that are not rejected yet, sorted."""
        return tuple(self.entries)

    def read(self, identifier: str) -> Document | Rejected:
        """Return one document, or why it cannot be used.

        Texts are decoded as they are: line breaks and byte order marks stay, so that
        offsets are those of the file.

        Raises:
            CorpusError: the corpus has no such document.
        """
        entry = self.entries.get(identifier)
        if entry is None:
            raise CorpusError(f"no document {identifier!r} in {str(self.folder)!r}")
        try:
            return _read_document(self.folder, identifier, entry)
        except UnusableError as reason:
            return Rejected(name=identifier, reason=on_one_line(reason))

    def __iter__(self) -> Iterator[Document | Rejected]:
        """Read one document after the other, in order of their identifiers."""
        return map(self.read, self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReading:
    """The documents of a folder, sorted by identifier, and what could not be used."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...] = ()


def open_corpus(source: str | Path) -> Corpus:
    """Find out which documents the `corpus.toml` of a folder lists, reading none.

    Raises:
        CorpusError: there is no folder, no manifest or no document in it.
    """
    folder = CorpusFolder(Path(source))
    tables = _find_tables(folder)
    entries: dict[str, Entry] = {}
    rejected = [
        Rejected(name=name, reason=f"not in {MANIFEST}")
        for name in _unlisted(folder, tables)
    ]
    for identifier, table in sorted(tables.items()):
        try:
            entries[identifier] = as_entry(identifier, table)
        except UnusableError as reason:
            rejected.append(Rejected(name=identifier, reason=on_one_line(reason)))
    if not entries:
        raise CorpusError(_no_document(folder, rejected))
    return Corpus(folder=folder, entries=entries, rejected=tuple(sorted(rejected)))


def read_corpus(source: str | Path) -> CorpusReading:
    """Read the documents that `corpus.toml` in a folder lists, all at once.

    A document that cannot be used is rejected and the others are read all the same.

    Raises:
        CorpusError: there is no folder, no manifest or no usable document in it.
    """
    corpus = open_corpus(source)
    documents: list[Document] = []
    rejected = list(corpus.rejected)
    for found in corpus:
        if isinstance(found, Document):
            documents.append(found)
        else:
            rejected.append(found)
    if not documents:
        raise CorpusError(_no_document(corpus.folder, rejected))
    return CorpusReading(documents=tuple(documents), rejected=tuple(sorted(rejected)))


def _find_tables(folder: CorpusFolder) -> dict[str, Any]:
    folder.check(MANIFEST)
    if MANIFEST not in folder.names():
        texts = len(_texts(folder))
        held = f"it holds {texts} .txt files" if texts else "it holds no .txt file"
        raise CorpusError(
            f"no {MANIFEST} in {str(folder)!r} ({held}); it lists each document as a "
            "table [identifier] with file, title, kind, issued, country, date_basis"
        )
    try:
        content = folder.read(MANIFEST)
    except UnusableError as reason:
        raise CorpusError(f"in {str(folder)!r}, {reason}") from reason
    return read_manifest(content, str(folder.path / MANIFEST))


def _texts(folder: CorpusFolder) -> list[str]:
    return [name for name in folder.names() if name.lower().endswith(".txt")]


def _unlisted(folder: CorpusFolder, tables: Mapping[str, Any]) -> list[str]:
    listed = set(_listed(tables))
    return [name for name in _texts(folder) if name not in listed]


def _listed(tables: Mapping[str, Any]) -> Iterator[str]:
    for identifier, table in tables.items():
        if isinstance(table, dict):
            try:
                yield file_of(identifier, table)
            except UnusableError:
                continue


def _read_document(folder: CorpusFolder, identifier: str, entry: Entry) -> Document:
    if entry.issued is None:
        raise UnusableError("no date 'issued' (write issued = 2021-07-07)")
    content = folder.read(entry.file)
    return Document(
        identifier=identifier,
        text=_decode(content),
        sha256=hashlib.sha256(content).hexdigest(),
        title=entry.title or identifier,
        kind=entry.kind or "document",
        issued=entry.issued,
        date_basis=entry.date_basis or DateBasis.EXTERNAL,
        country=entry.country or "nl",
        language=entry.language or "nl",
        asked=entry.asked,
        asked_by=entry.asked_by,
        answered_by=entry.answered_by,
        publisher=entry.publisher,
    )


def _decode(content: bytes) -> str:
    if b"\0" in content:
        raise UnusableError("the file is not text: it holds NUL bytes")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusableError(f"the file is not UTF-8: byte {error.start}") from error
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnusableError("the file is empty")
    return text


def _no_document(folder: CorpusFolder, rejected: Collection[Rejected]) -> str:
    if not rejected:
        return f"no document is listed in {str(folder.path / MANIFEST)!r}"
    shown = "; ".join(f"{r.name}: {r.reason}" for r in sorted(rejected)[:SHOWN])
    more = f"; and {len(rejected) - SHOWN} more" if len(rejected) > SHOWN else ""
    return f"no document in {str(folder)!r} can be used: {shown}{more}"
