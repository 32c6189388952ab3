"""What a build is to be made of, and what it is known by.

Whatever rests on the same documents, settings, knowledge and software is the same, byte
for byte, so that it need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import kg
from kg.basis import Basis, find_basis, versions
from kg.codec import digest
from kg.corrections import AnyCorrection, claims_in
from kg.iris import Namespaces
from kg.links import Match
from kg.model import Document, Run
from kg.pipeline.settings import Settings
from kg.resources import digest_of, folder

GRAPH_LIBRARIES = ("networkx", "pyoxigraph", "pyshacl", "rdflib")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Documents, how they are to be read and described, and what people add to them.

    People put right what was read (`corrections`), and accept who actors are elsewhere
    (`links`).
    """

    documents: Sequence[Document]
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
    def numbers(self) -> dict[str, int]:
        """The place of each document, by identifier."""
        return {identifier: number for number, identifier in enumerate(self.keys)}

    def document(self, identifier: str) -> Document:
        """Return a document."""
        return self.documents[self.numbers[identifier]]

    @property
    def is_plain(self) -> bool:
        """Whether documents say just what was read in them."""
        return not self.corrections and not self.settings.minimum_confidence

    @cached_property
    def named(self) -> frozenset[str]:
        """The claims that corrections name."""
        return frozenset(claim for c in self.corrections for claim in claims_in(c))

    @cached_property
    def means(self) -> str:
        """What descriptions and checks rest on besides what they are of: SHA-256."""
        return digest(
            self.basis,
            self.settings,
            digest_of(folder("ontology")),
            digest_of(folder("queries") / "edges"),
            versions(GRAPH_LIBRARIES),
        )

    @cached_property
    def key(self) -> str:
        """What the whole build is known by: SHA-256."""
        return digest(
            self.keys,
            self.means,
            tagged(self.corrections),
            self.links,
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
            ontology_version=self.basis.ontology,
            lexicon_version=self.basis.lexicon,
            input_digest=digest(document, *chosen),
            base_iri=self.settings.base_iri,
        )


def tagged(corrections: Iterable[AnyCorrection]) -> list[tuple[str, AnyCorrection]]:
    """Return corrections with what they are called, which digests do not tell."""
    return [(type(correction).__name__, correction) for correction in corrections]


def make_plan(
    documents: Sequence[Document],
    settings: Settings,
    corrections: Iterable[AnyCorrection] = (),
    links: Iterable[Match] = (),
) -> Plan:
    """Look at what is installed, and plan a build.

    Raises:
        UnknownName: the language pipeline is not installed.
        KnowledgeError: the ontology cannot be read, or has no version.
    """
    return Plan(
        documents=documents,
        settings=settings,
        basis=find_basis(settings.pipeline),
        corrections=tuple(corrections),
        links=tuple(links),
    )
