"""Short names of things, and links to where they are described."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from kg.iris import RELATIONS, VOCABULARY, Namespaces, local_name
from kg.query.names import prefixes_of, shorten

ONTOLOGY_PAGE = "ontology.html"
SHAPES_PAGE = "shapes.html"
SHAPES = "https://w3id.org/kroniek/shapes#"
OURS = (VOCABULARY, RELATIONS)


@dataclass(frozen=True, slots=True)
class Link:
    """The short name of a thing, and the page and anchor, or IRI, to go to."""

    name: str
    href: str
    kind: ClassVar[str] = "link"


class Names:
    """Makes links of IRIs.

    Args:
        prefixes: namespaces by prefix.
        terms: what the page of the ontology describes.
        shapes: what the page of the shapes describes.
    """

    def __init__(
        self, prefixes: Mapping[str, str], terms: Iterable[str], shapes: Iterable[str]
    ) -> None:
        self.prefixes = {**prefixes_of(Namespaces()), **prefixes, "ksh": SHAPES}
        self.anchors = anchors(terms, self.prefixes)
        self.pages = {iri: f"{ONTOLOGY_PAGE}#{at}" for iri, at in self.anchors.items()}
        self.pages |= {iri: f"{SHAPES_PAGE}#{local_name(iri)}" for iri in shapes}

    def link(self, iri: str) -> Link:
        """Return a link to where an IRI is described: a page of ours, or the IRI."""
        plain = str(iri)  # nodes of rdflib do not equal strings
        return Link(shorten(plain, self.prefixes), self.pages.get(plain, plain))

    def iri(self, name: str) -> str:
        """Return the IRI of a prefixed name."""
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local


def anchors(iris: Iterable[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the anchor of each term: its local name.

    Our own terms come first; one of another namespace that has the local name of an
    earlier term gets its prefix before it.

    Raises:
        ValueError: two of our own terms have the same local name.

    >>> anchors(["urn:a/x", VOCABULARY + "x"], {"a": "urn:a/", "kg": VOCABULARY})
    {'https://w3id.org/kroniek/ont#x': 'x', 'urn:a/x': 'a-x'}
    """
    found: dict[str, str] = {}
    for iri in sorted(iris, key=lambda iri: (not iri.startswith(OURS), iri)):
        anchor = local_name(iri)
        if anchor in found.values():
            if iri.startswith(OURS):
                raise ValueError(f"two terms would have the anchor {anchor!r}: {iri}")
            anchor = shorten(iri, prefixes).replace(":", "-")
        found[iri] = anchor
    return found
