"""`corpus.toml`: what is known of each document outside its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kg.corpus.known import Known
from kg.corpus.rejecting import UnusableError
from kg.model import DateBasis
from kg.toml import parse_toml

MANIFEST = "corpus.toml"
IDENTIFIER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
DATE_BASES = {"text": DateBasis.TEXT, "external": DateBasis.EXTERNAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest says of one document, and in which files it stands.

    `metadata` is a file beside it that tells more, if the manifest names one.
    """

    file: str
    metadata: str | None = None
    known: Known = field(default_factory=Known)


def read_manifest(content: bytes, name: str) -> dict[str, Any]:
    """Return the tables of a manifest by identifier, as they stand there.

    Args:
        content: of the file.
        name: of the file, for messages.

    Raises:
        CorpusError: it is not TOML in UTF-8.
    """
    return parse_toml(content, repr(name))


def as_entry(identifier: str, table: object) -> Entry:
    """Return what a table of the manifest says.

    Raises:
        UnusableError: the identifier or a value cannot be used.
    """
    if not IDENTIFIER.fullmatch(identifier):
        raise UnusableError(
            "the identifier may hold only letters, digits, '.' and '-', "
            "with a letter or digit at both ends"
        )
    if not isinstance(table, dict):
        raise UnusableError(f"not a table; write [{identifier}]")
    return Entry(
        file=file_of(identifier, table),
        metadata=_words(table, "metadata"),
        known=Known(
            title=_words(table, "title"),
            kind=_words(table, "kind"),
            issued=_day(table, "issued"),
            date_basis=_date_basis(table),
            country=_words(table, "country"),
            language=_words(table, "language"),
            asked=_day(table, "asked"),
            asked_by=_words(table, "asked_by"),
            answered_by=_words(table, "answered_by"),
            publisher=_words(table, "publisher"),
        ),
    )


def file_of(identifier: str, table: Mapping[str, Any]) -> str:
    """Return the name of the file of a document.

    Raises:
        UnusableError: the manifest gives something else than a name.
    """
    return _words(table, "file") or f"{identifier}.txt"


def _day(table: Mapping[str, Any], key: str) -> date | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise UnusableError(f"{key!r} is not a date: {value!r} (write 2021-07-07)")


def _date_basis(table: Mapping[str, Any]) -> DateBasis | None:
    value = table.get("date_basis")
    if value is None:
        return None
    if not isinstance(value, str) or value not in DATE_BASES:
        choices = ", ".join(DATE_BASES)
        raise UnusableError(f"no date_basis {value!r}; there are: {choices}")
    return DATE_BASES[value]


def _words(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise UnusableError(f"{key!r} is not a text: {value!r}")
