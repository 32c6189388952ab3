"""What a build is made of: sections of Turtle, by the graph that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TypeVar

from kg.iris import Namespaces
from kg.model import Finding
from kg.pipeline.cache import Cache
from kg.store import Section

Value = TypeVar("Value")
References = tuple[str, ...]
Edge = tuple[str, str, str]  # the IRIs of subject, property and object

# What is kept beside the graph and does not belong to it.
APART = ("quarantine", "report")
TOLD = "told"
NOTES = "notes"
RECOUNTED = "recounted"
OTHERS = "sections"


# How references to the sections of a document end, after what it is known by, and how
# those to the section of a chapter do.
WORDS, STATEMENTS, TEXT = ".words", ".statements", ".text"
EVENTS = ".events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A document as triples, and what its own words and claims were found to break.

    `words` holds its turns and spans, `statements` its claims, `text` the full text.
    """

    words: Section
    statements: Section
    text: Section
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a document was found to break, and how many triples its sections have."""

    findings: tuple[Finding, ...]
    words: int
    statements: int

    @classmethod
    def of(cls, told: Told) -> Note:
        """Look at a document that is described."""
        return cls(
            findings=told.findings,
            words=told.words.triples,
            statements=told.statements.triples,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """A chapter as triples, the edges that it earns, and what it was found to break."""

    events: Section
    edges: tuple[Edge, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """References to the sections of a build, by what they rest on.

    `documents` holds, under the IRI of each document, those of all triples that rest on
    it, and `texts` that of its full text; `vocabulary` the ontology and the registry;
    `shared` events, relations, actors that are meant and links between claims; `edges`
    what is derived from these; `quarantine` what failed a check; `report` the findings.
    A triple that several documents rest on stands in each.
    """

    documents: Mapping[str, References] = field(default_factory=dict)
    vocabulary: References = ()
    shared: References = ()
    edges: References = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    quarantine: References = ()
    report: References = ()

    def graph(self) -> Iterator[str]:
        """Yield the sections of documents and of what they share."""
        return chain(chain.from_iterable(self.documents.values()), self.shared)

    def common(self) -> dict[str, References]:
        """Return the parts that are no documents, by the ends of their names."""
        return {
            "vocabulary": self.vocabulary,
            "shared": self.shared,
            "edges": self.edges,
            "texts": tuple(self.texts.values()),
            "quarantine": self.quarantine,
            "report": self.report,
        }

    def core(self, spaces: Namespaces) -> dict[str, References]:
        """Return what a check of the whole graph looks at, as graphs.

        That is all but the words of documents, which are checked with each of them.
        """
        common = self.common()
        wanted = ("vocabulary", "shared", "edges")
        claims = {
            name: tuple(r for r in references if not r.endswith(WORDS))
            for name, references in self.documents.items()
        }
        return {**{spaces.graph(name): common[name] for name in wanted}, **claims}

    def outline(self, spaces: Namespaces) -> dict[str, References]:
        """Return what is looked at without documents, as graphs."""
        common = self.common()
        return {spaces.graph(name): common[name] for name in ("vocabulary", "shared")}

    def references(self) -> Iterator[str]:
        """Yield the references of all sections."""
        common = self.common().values()
        return chain.from_iterable((*self.documents.values(), *common))

    def graphs(self, spaces: Namespaces) -> dict[str, References]:
        """Return the parts as the named graphs of a store."""
        common = {spaces.graph(name): refs for name, refs in self.common().items()}
        return {**common, **self.documents}


class Shelf:
    """Keeps sections in a folder, each under a reference that tells what it holds.

    Args:
        folder: may hold what earlier builds kept.
    """

    def __init__(self, folder: Path) -> None:
        self.told = Cache(folder / TOLD, Told)
        self.notes = Cache(folder / NOTES, Note)
        self.recounted = Cache(folder / RECOUNTED, Recounted)
        self.others = Cache(folder / OTHERS, Section)
        self._last: tuple[str, Told | None] = ("", None)

    def put(self, section: Section) -> References:
        """Keep a section and return its reference, none where it is empty.

        Raises:
            OutputError: the disk refuses.
        """
        if not section.triples:
            return ()
        if section.digest not in self.others:
            self.others.put(section.digest, section)
        return (section.digest,)

    def get(self, reference: str) -> Section:
        """Return a section.

        Raises:
            LookupError: it is not there, or damaged.
        """
        key, _, name = reference.partition(".")
        if not name:
            return _there(self.others.get(key), reference)
        known = self.recounted_as if reference.endswith(EVENTS) else self.told_as
        section: Section = getattr(known(key), name)
        return section

    def told_as(self, key: str) -> Told:
        """Return the description of a document.

        Raises:
            LookupError: it is not there, or damaged.
        """
        if self._last[0] != key or self._last[1] is None:
            self._last = (key, self.told.get(key))
        return _there(self._last[1], key)

    def tell(self, key: str, told: Told) -> Note:
        """Keep the description of a document, and return what is noted of it.

        Raises:
            OutputError: the disk refuses.
        """
        note = Note.of(told)
        self.told.put(key, told)
        self.notes.put(key, note)
        return note

    def note_of(self, key: str) -> Note | None:
        """Return what is noted of a document that is described, if it is."""
        return self.notes.get(key) if key in self.told else None

    def recounted_as(self, key: str) -> Recounted:
        """Return what was recounted of a chapter.

        Raises:
            LookupError: it is not there, or damaged.
        """
        return _there(self.recounted.get(key), key)

    def keep_only(self, references: Iterable[str]) -> None:
        """Remove all but these, as far as the disk lets us."""
        keys = {reference.partition(".")[0] for reference in references}
        self.told.keep_only(keys)
        self.notes.keep_only(keys)
        self.recounted.keep_only(keys)
        self.others.keep_only(keys)


def _there(value: Value | None, reference: str) -> Value:
    if value is None:
        raise LookupError(f"no section {reference}")
    return value
