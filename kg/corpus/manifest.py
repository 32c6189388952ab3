"""The corpus folder: `corpus.toml` and the documents that it lists."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kg.corpus.patterns import known_languages
from kg.errors import CorpusError
from kg.model import DateBasis, Document

MANIFEST = "corpus.toml"
IDENTIFIER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
DATE_BASES = {"text": DateBasis.TEXT, "external": DateBasis.EXTERNAL}
SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rejected:
    """A document that cannot be used, by identifier or file name, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReading:
    """The documents of a folder, sorted by identifier, and what could not be used."""

    documents: tuple[Document, ...]
    rejected: tuple[Rejected, ...] = ()


class _UnusableError(Exception):
    """Why one document is rejected."""


def read_corpus(folder: str | Path) -> CorpusReading:
    """Read the documents that `corpus.toml` in a folder lists.

    A document that cannot be used is rejected and the others are read all the same.
    Texts are decoded as they are: line breaks and byte order marks stay, so that
    offsets are those of the file.

    Raises:
        CorpusError: there is no folder, no manifest or no usable document in it.
    """
    root = Path(folder)
    table = _read_manifest(root)
    documents: list[Document] = []
    rejected = [
        Rejected(name=path.name, reason=f"not in {MANIFEST}")
        for path in _unlisted(root, table)
    ]
    for identifier, entry in table.items():
        try:
            documents.append(_read_document(root, identifier, entry))
        except _UnusableError as reason:
            rejected.append(Rejected(name=identifier, reason=_line(str(reason))))
    if not documents:
        raise CorpusError(_no_document(root, sorted(rejected)))
    documents.sort(key=lambda document: document.identifier)
    return CorpusReading(documents=tuple(documents), rejected=tuple(sorted(rejected)))


def _read_manifest(root: Path) -> dict[str, Any]:
    if not root.exists():
        raise CorpusError(f"no folder {str(root)!r}")
    if not root.is_dir():
        raise CorpusError(f"{str(root)!r} is not a folder; give one with {MANIFEST}")
    path = root / MANIFEST
    if not path.is_file():
        texts = len(_texts(root))
        held = f"it holds {texts} .txt files" if texts else "it holds no .txt file"
        raise CorpusError(
            f"no {MANIFEST} in {str(root)!r} ({held}); it lists each document as a "
            "table [identifier] with file, title, kind, issued, country, date_basis"
        )
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CorpusError(f"{str(path)!r} is not UTF-8: byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{str(path)!r} is not valid TOML: {_line(error)}") from error
    except OSError as error:
        raise CorpusError(f"{str(path)!r} cannot be read: {error.strerror}") from error


def _texts(root: Path) -> list[Path]:
    return sorted(p for p in root.iterdir() if p.suffix.lower() == ".txt")


def _unlisted(root: Path, table: Mapping[str, Any]) -> list[Path]:
    listed = {
        str(entry.get("file", f"{identifier}.txt"))
        for identifier, entry in table.items()
        if isinstance(entry, dict)
    }
    return [path for path in _texts(root) if path.name not in listed]


def _read_document(root: Path, identifier: str, entry: object) -> Document:
    if not IDENTIFIER.fullmatch(identifier):
        raise _UnusableError(
            "the identifier may hold only letters, digits, '.' and '-', "
            "with a letter or digit at both ends"
        )
    if not isinstance(entry, dict):
        raise _UnusableError(f"not a table; write [{identifier}]")
    issued = _day(entry, "issued")
    if issued is None:
        raise _UnusableError("no date 'issued' (write issued = 2021-07-07)")
    content = _read_bytes(root, _words(entry, "file") or f"{identifier}.txt")
    return Document(
        identifier=identifier,
        text=_decode(content),
        sha256=hashlib.sha256(content).hexdigest(),
        title=_words(entry, "title") or identifier,
        kind=_words(entry, "kind") or "document",
        issued=issued,
        date_basis=_date_basis(entry),
        country=_words(entry, "country") or "nl",
        language=_language(entry),
        asked=_day(entry, "asked"),
        asked_by=_words(entry, "asked_by"),
        answered_by=_words(entry, "answered_by"),
        publisher=_words(entry, "publisher"),
    )


def _read_bytes(root: Path, name: str) -> bytes:
    path = root / name
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise _UnusableError(f"the file {name!r} is outside the folder")
        return path.read_bytes()
    except FileNotFoundError:
        raise _UnusableError(f"there is no file {name!r}") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise _UnusableError(f"the file {name!r} cannot be read: {cause}") from error


def _decode(content: bytes) -> str:
    if b"\0" in content:
        raise _UnusableError("the file is not text: it holds NUL bytes")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _UnusableError(f"the file is not UTF-8: byte {error.start}") from error
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise _UnusableError("the file is empty")
    return text


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    value = entry.get(key)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise _UnusableError(f"{key!r} is not a date: {value!r} (write 2021-07-07)")


def _date_basis(entry: Mapping[str, Any]) -> DateBasis:
    value = entry.get("date_basis", "external")
    if not isinstance(value, str) or value not in DATE_BASES:
        choices = ", ".join(DATE_BASES)
        raise _UnusableError(f"no date_basis {value!r}; there are: {choices}")
    return DATE_BASES[value]


def _language(entry: Mapping[str, Any]) -> str:
    value = _words(entry, "language") or "nl"
    if value not in known_languages():
        choices = ", ".join(known_languages())
        raise _UnusableError(f"no lexicon for language {value!r}; there are: {choices}")
    return value


def _words(entry: Mapping[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise _UnusableError(f"{key!r} is not a text: {value!r}")


def _line(message: object) -> str:
    return " ".join(str(message).split())


def _no_document(root: Path, rejected: list[Rejected]) -> str:
    if not rejected:
        return f"no document is listed in {str(root / MANIFEST)!r}"
    shown = "; ".join(f"{r.name}: {r.reason}" for r in rejected[:SHOWN])
    more = f"; and {len(rejected) - SHOWN} more" if len(rejected) > SHOWN else ""
    return f"no document in {str(root)!r} can be used: {shown}{more}"
