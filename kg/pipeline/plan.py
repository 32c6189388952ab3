"""What a build is to be made of, and what it is known by.

Whatever rests on the same documents, settings, knowledge and software is the same, byte
for byte, so that it need not be made again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version

import kg
from kg.codec import digest
from kg.corrections import AnyCorrection
from kg.iris import Namespaces
from kg.language import Card, read_card
from kg.links import Match
from kg.model import Document, Run
from kg.pipeline.settings import Settings
from kg.resources import PACKAGE, digest_of, folder

# What lies in the package (the last two in a wheel only) and counts by itself.
NO_CODE = frozenset({"language/model", "ontology", "queries"})
# What of the ontology only the steps after reading look at.
NOT_READ_WITH = frozenset({"kroniek.ttl", "shapes"})
READING_LIBRARIES = ("babel", "numpy", "spacy", "thinc")
GRAPH_LIBRARIES = ("networkx", "pyoxigraph", "pyshacl", "rdflib")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the reading of any document depends on, beside the document itself.

    `software` is a digest of the package's own files and of the versions of what it
    reads with; `knowledge` one of the lexicon, registry and tables.
    """

    software: str
    knowledge: str
    pipeline: Card


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Documents, how they are to be read and described, and what people add to them.

    People put right what was read (`corrections`), and accept who actors are elsewhere
    (`links`).
    """

    documents: tuple[Document, ...]
    settings: Settings
    basis: Basis
    corrections: tuple[AnyCorrection, ...] = ()
    links: tuple[Match, ...] = ()

    @property
    def spaces(self) -> Namespaces:
        """The namespaces of what is described."""
        return Namespaces(self.settings.base_iri)

    @cached_property
    def keys(self) -> dict[str, str]:
        """What the reading of each document is known by, by identifier: SHA-256.

        A document counts with its text and with all that is known of it.
        """
        return {d.identifier: digest(self.basis, d) for d in self.documents}

    @cached_property
    def key(self) -> str:
        """What the whole build is known by: SHA-256."""
        return digest(
            self.keys,
            self.settings,
            [(type(c).__name__, c) for c in self.corrections],
            self.links,
            digest_of(folder("ontology")),
            digest_of(folder("queries") / "edges"),
            versions(GRAPH_LIBRARIES),
        )

    def run_of(self, document: Document) -> Run:
        """Say what makes the claims of a document.

        The digest covers the document and all that a user can choose, but nothing in
        which two machines with the same version of this software may differ. What
        readers put right tells itself who did so.
        """
        pipeline, knowledge = self.basis.pipeline, self.basis.knowledge
        settings = replace(self.settings, corrections=True)
        chosen = (kg.__version__, pipeline, knowledge, settings)
        return Run(
            software="kroniek",
            version=kg.__version__,
            pipeline=pipeline.name,
            pipeline_version=pipeline.version,
            input_digest=digest(document, *chosen),
            base_iri=self.settings.base_iri,
        )


def make_plan(
    documents: Iterable[Document],
    settings: Settings,
    corrections: Iterable[AnyCorrection] = (),
    links: Iterable[Match] = (),
) -> Plan:
    """Look at what is installed, and plan a build.

    Raises:
        UnknownName: the language pipeline is not installed.
    """
    basis = Basis(
        software=digest(digest_of(PACKAGE, NO_CODE), versions(READING_LIBRARIES)),
        knowledge=digest_of(folder("ontology"), NOT_READ_WITH),
        pipeline=read_card(settings.pipeline),
    )
    return Plan(
        documents=tuple(documents),
        settings=settings,
        basis=basis,
        corrections=tuple(corrections),
        links=tuple(links),
    )


def versions(libraries: Iterable[str]) -> dict[str, str]:
    """Return the versions of libraries, and of Python without its last part.

    >>> versions(["kroniek"])["kroniek"] == kg.__version__
    True
    """
    python = ".".join(map(str, sys.version_info[:2]))
    return {"python": python, **{name: version(name) for name in libraries}}
