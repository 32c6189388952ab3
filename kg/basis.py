"""What is installed, on which every reading depends."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pyoxigraph

from kg.codec import digest
from kg.errors import KnowledgeError
from kg.language import BUILT_IN, Card, read_card
from kg.resources import PACKAGE, digest_of, folder

# What lies in the package (the last two in a wheel only) and counts by itself.
NO_CODE = frozenset({"language/model", "ontology", "queries"})
# What of the ontology only people and the steps after reading look at.
NOT_READ_WITH = frozenset(
    {"kroniek.ttl", "shapes", "codes.toml", "context.jsonld", "context.toml"}
    | {"linking.toml", "README.md", "registry/README.md", "lexicon/nl/README.md"}
    | {"lexicon/nl/frames/README.md", "lexicon/nl/metadata.toml"}
)
VERSION = "http://www.w3.org/2002/07/owl#versionInfo"  # rdflib takes long to load
READING_LIBRARIES = ("babel", "numpy", "spacy", "thinc")
SHORT = 12  # digits of a digest that tell versions of knowledge apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the reading of any document depends on, beside the document itself.

    `software` is a digest of the package's own files and of the versions of what it
    reads with; `knowledge` one of the lexicon, registry and tables. `ontology` is the
    version of the terms in which the reading is described.
    """

    software: str
    knowledge: str
    ontology: str
    pipeline: Card

    @property
    def lexicon(self) -> str:
        """What people call the knowledge by: the first digits of its digest."""
        return self.knowledge[:SHORT]


def find_basis(pipeline: str = BUILT_IN) -> Basis:
    """Look at what is installed.

    Raises:
        UnknownName: the language pipeline is not installed.
        KnowledgeError: the ontology cannot be read, or has no version.
    """
    return Basis(
        software=digest(digest_of(PACKAGE, NO_CODE), versions(READING_LIBRARIES)),
        knowledge=digest_of(folder("ontology"), NOT_READ_WITH),
        ontology=ontology_version(folder("ontology") / "kroniek.ttl"),
        pipeline=read_card(pipeline),
    )


def ontology_version(path: Path) -> str:
    """Return the version that an ontology gives itself (OWL 2, 3.5).

    Raises:
        KnowledgeError: it cannot be read, or gives none.
    """
    try:
        for quad in pyoxigraph.parse(path=path):
            if quad.predicate.value == VERSION:
                return str(quad.object.value)
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"cannot read {path.name}: {error}") from error
    raise KnowledgeError(f"{path.name} has no owl:versionInfo")


def versions(libraries: Iterable[str]) -> dict[str, str]:
    """Return the versions of libraries, and of Python without its last part.

    >>> from kg import __version__
    >>> versions(["kroniek"])["kroniek"] == __version__
    True
    """
    python = ".".join(map(str, sys.version_info[:2]))
    return {"python": python, **{name: version(name) for name in libraries}}
