"""A corpus: which documents it has, and each of them when it is asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.corpus.formats import METADATA_ENDING, Extracted, extract, extract_metadata
from kg.corpus.heads import read_head
from kg.corpus.known import Known
from kg.corpus.listing import read_listing
from kg.corpus.manifest import Entry
from kg.corpus.patterns import known_languages
from kg.corpus.places import Place
from kg.corpus.rejecting import Rejected, UnusableError
from kg.errors import CorpusError, reason_of
from kg.model import DateBasis, Document

SHOWN = 3
FIRST_YEAR, LAST_YEAR = 1000, 2999
COUNTRY = re.compile("[a-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents of a source, none of which is read before it is asked for.

    It can be sent to another process, which then reads the documents itself. `source`
    is what the user calls it; `rejected` are those of which is known beforehand that
    they cannot be used.
    """

    source: str
    place: Place
    entries: Mapping[str, Entry]
    rejected: tuple[Rejected, ...] = ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers of all documents that are not rejected yet, sorted."""
        return tuple(self.entries)

    def read(self, identifier: str) -> Document | Rejected:
        """Return one document, or why it cannot be used.

        Plain texts are decoded as they are: line breaks and byte order marks stay, so
        that offsets are those of the file. Offsets in other formats are those of the
        text that is taken out of them.

        Raises:
            CorpusError: the corpus has no such document, or cannot be reached any more.
        """
        entry = self.entries.get(identifier)
        if entry is None:
            raise CorpusError(f"no document {identifier!r} in {str(self.place)!r}")
        try:
            return read_document(self.place, identifier, entry)
        except UnusableError as reason:
            return Rejected(name=identifier, reason=reason_of(reason))

    def __iter__(self) -> Iterator[Document | Rejected]:
        """Read one document after the other, in order of their identifiers."""
        return map(self.read, self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReading:
    """The documents of a corpus, sorted by identifier, and what could not be used."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...] = ()


def open_corpus(source: str | Path) -> Corpus:
    """Find out which documents a corpus has, reading none.

    Args:
        source: a folder with a `corpus.toml`, here or at an address that fsspec knows
            ("s3://bucket/corpus"); or a list of files ("papers.list").

    Raises:
        CorpusError: there is none, it cannot be reached, or it lists no document.
    """
    listing = read_listing(source)
    if not listing.entries:
        raise CorpusError(_no_document(str(source), listing.rejected))
    return Corpus(
        source=str(source),
        place=listing.place,
        entries=listing.entries,
        rejected=listing.rejected,
    )


def read_corpus(source: str | Path) -> CorpusReading:
    """Read all documents of a corpus at once; see `open_corpus`.

    A document that cannot be used is rejected and the others are read all the same.

    Raises:
        CorpusError: there is no corpus, or no usable document in it.
    """
    corpus = open_corpus(source)
    rejected = list(corpus.rejected)
    documents = tuple(read_each(corpus, rejected))
    return CorpusReading(documents=documents, rejected=tuple(sorted(rejected)))


def read_each(corpus: Corpus, rejected: list[Rejected]) -> Iterator[Document]:
    """Yield one usable document after the other.

    Args:
        corpus: has the documents.
        rejected: those that cannot be used, which gets those that are found now.

    Raises:
        CorpusError: no document can be used.
    """
    is_empty = True
    for found in corpus:
        if isinstance(found, Document):
            is_empty = False
            yield found
        else:
            rejected.append(found)
    if is_empty:
        raise CorpusError(_no_document(corpus.source, rejected))


def read_document(place: Place, identifier: str, entry: Entry) -> Document:
    """Return a document as the manifest, its metadata and its head describe it.

    Raises:
        UnusableError: it cannot be read, or nothing tells its day of issue.
    """
    content = place.read(entry.file)
    found, known = find_known(place, entry, content)
    if known.issued is None:
        raise UnusableError(
            "no date 'issued' in manifest, metadata or head (write issued = 2021-07-07)"
        )
    check_days(known)
    return Document(
        identifier=identifier,
        text=found.text,
        sha256=hashlib.sha256(content).hexdigest(),
        extractor=found.extractor,
        title=known.title or identifier,
        kind=known.kind or "document",
        issued=known.issued,
        date_basis=known.date_basis or DateBasis.EXTERNAL,
        country=country_of(known.country),
        language=language_of(known.language),
        asked=known.asked,
        asked_by=known.asked_by,
        answered_by=known.answered_by,
        publisher=known.publisher,
    )


def find_known(place: Place, entry: Entry, content: bytes) -> tuple[Extracted, Known]:
    """Return the text of a document, and all that is known of it.

    The manifest is heeded first, then a file of metadata beside the document, then the
    metadata in it, then the head of its text.

    Raises:
        UnusableError: it cannot be read, or the file of metadata cannot.
    """
    found = extract(entry.file, content)
    beside = _beside(place, entry, found.text)
    known = entry.known.before(beside.before(found.known))
    return found, known.before(read_head(found.text, known))


def check_days(known: Known) -> None:
    """Make sure that days before and after can be reckoned, which Python limits.

    Raises:
        UnusableError: they cannot.
    """
    for name, day in (("issued", known.issued), ("asked", known.asked)):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise UnusableError(
                f"{name!r} is in the year {day.year}; papers are of the years"
                f" {FIRST_YEAR} to {LAST_YEAR}"
            )


def country_of(country: str | None) -> str:
    """Return the country of a document, the Netherlands if nothing tells.

    >>> country_of("BE"), country_of(None)
    ('be', 'nl')

    Raises:
        UnusableError: it is no code of ISO 3166-1, of which identifiers are made.
    """
    code = (country or "nl").lower()
    if not COUNTRY.fullmatch(code):
        raise UnusableError(f"no country {country!r}; write its code, such as nl or be")
    return code


def language_of(language: str | None) -> str:
    """Return the language of a document, Dutch if nothing tells.

    Raises:
        UnusableError: there is no lexicon for it.
    """
    if language is not None and language not in known_languages():
        choices = ", ".join(known_languages())
        raise UnusableError(
            f"no lexicon for language {language!r}; there are: {choices}"
        )
    return language or "nl"


def _beside(place: Place, entry: Entry, text: str) -> Known:
    """Return what a file of metadata beside a document tells, if there is one."""
    name = entry.metadata or entry.file.rpartition(".")[0] + METADATA_ENDING
    if entry.metadata is None and not place.has(name):
        return Known()
    try:
        return extract_metadata(place.read(name), text)
    except UnusableError as reason:
        raise UnusableError(f"its metadata {name!r}: {reason}") from reason


def _no_document(source: str, rejected: Collection[Rejected]) -> str:
    if not rejected:
        return f"no document is listed in {source!r}"
    shown = "; ".join(f"{r.name}: {r.reason}" for r in sorted(rejected)[:SHOWN])
    more = f"; and {len(rejected) - SHOWN} more" if len(rejected) > SHOWN else ""
    return f"no document in {source!r} can be used: {shown}{more}"
