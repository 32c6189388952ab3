"""Metadata of papers, by the names that their publishers give them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kg.corpus.heads import as_day, kind_of, party_of
from kg.corpus.known import Known
from kg.corpus.manifest import IDENTIFIER
from kg.corpus.patterns import read_patterns
from kg.errors import KnowledgeError
from kg.resources import folder

FILE = "metadata.toml"
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataTable:
    """The file, read: publications, names of metadata, roles of elements."""

    publications: Mapping[str, Mapping[str, Any]]
    other: Mapping[str, Any]
    names: Mapping[str, Sequence[str]]
    roles: Mapping[str, str]


@cache
def read_table() -> MetadataTable:
    """Return what the lexicon knows of metadata.

    Raises:
        KnowledgeError: the file is missing or malformed.
    """
    path = folder("ontology") / "lexicon" / "nl" / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return MetadataTable(
            publications=table["publication"],
            other=table["other"],
            names=table["names"],
            roles=by_element(table["elements"]),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path} cannot be read: {error}") from error
    except KeyError as error:
        raise KnowledgeError(f"{FILE}: {error} is missing") from error


def by_element(roles: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the role of each element, from the elements of each role.

    >>> by_element({"skip": ["head", "nav"]})
    {'head': 'skip', 'nav': 'skip'}
    """
    return {name: role for role, names in roles.items() for name in names}


class Metadata:
    """Pairs of a name and a value; one name may have several values."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.values: dict[str, list[str]] = {}
        for name, value in pairs:
            clean = SPACE.sub(" ", value).strip()
            if clean:
                self.values.setdefault(name.strip().casefold(), []).append(clean)

    def all(self, names: Iterable[str]) -> list[str]:
        """Return the values of the first of the names that has any."""
        for name in names:
            if found := self.values.get(name.casefold()):
                return found
        return []

    def first(self, names: Iterable[str]) -> str | None:
        """Return the first value of the first of the names that has any."""
        return next(iter(self.all(names)), None)

    def day(self, names: Iterable[str]) -> date | None:
        """Return the day of the first of the names that tells one."""
        days = (as_day(value) for name in names for value in self.all([name]))
        return next((day for day in days if day), None)


def read_metadata(metadata: Metadata, head: str = "") -> Known:
    """Return what metadata say of a paper, in the terms of the manifest.

    Args:
        metadata: names and values, as published.
        head: the first lines of the text, which give the party of a member.
    """
    table = read_table()
    names = table.names
    name = metadata.first(names["publication"]) or ""
    publication = table.publications.get(name, table.other)
    kind = metadata.first(names["type"])
    title = metadata.first(names["title"])
    return Known(
        identifier=_identifier(metadata, names),
        title=title,
        kind=publication.get("kind") or kind_of(kind, title),
        issued=metadata.day(publication["issued"]),
        asked=metadata.day(publication.get("asked", ())),
        language=_language(metadata.first(names["language"])),
        asked_by=_asker(metadata.all(names["asked_by"]), head)
        if "asked" in publication
        else None,
        answered_by=_answerer(metadata.all(names["answered_by"])),
        publisher=_publisher(metadata.first(names["publisher"])),
    )


def paper_identifier(dossier: str, number: str) -> str | None:
    """Return the identifier under which a paper of a dossier is published.

    >>> paper_identifier("35 570 V", "9"), paper_identifier("21501-02", "7")
    ('kst-35570-V-9', 'kst-21501-02-7')
    """
    joined = re.sub(r"(?<=\d)[ .\xa0](?=\d)", "", dossier.strip())
    made = re.sub(r"\W+", "-", f"kst-{joined}-{number.strip()}")
    return made if dossier and number and IDENTIFIER.fullmatch(made) else None


def _identifier(metadata: Metadata, names: Mapping[str, Sequence[str]]) -> str | None:
    given = metadata.first(names["identifier"])
    if given and IDENTIFIER.fullmatch(given):
        return given
    dossier = metadata.first(names["dossier"]) or ""
    return paper_identifier(dossier, metadata.first(names["number"]) or "")


def _language(value: str | None) -> str | None:
    return value.split("-")[0].lower() if value else None


def _asker(members: Sequence[str], head: str) -> str | None:
    """Return who asks; several are named better by the text, each with a party."""
    if len(members) != 1:
        return None
    party = party_of(members[0], head)
    return f"{members[0]} ({party})" if party else members[0]


def _answerer(receivers: Sequence[str]) -> str | None:
    """Return the offices that are asked; a bare name is told better by the text."""
    office = read_patterns().head.office
    if receivers and all(office.search(receiver) for receiver in receivers):
        return " en ".join(receivers)
    return None


def _publisher(value: str | None) -> str | None:
    if value and read_patterns().head.no_publisher.search(value):
        return None
    return value
