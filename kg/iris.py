"""The identifiers of the graph: how local names are made and where they live.

Local names hold only `[a-z0-9.-]` (class names keep their capital), so that every IRI
can be written as a prefixed name in Turtle 1.1 (PN_LOCAL).
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DEFAULT_BASE = "https://w3id.org/kroniek/"
VOCABULARY = "https://w3id.org/kroniek/ont#"
RELATIONS = "https://w3id.org/kroniek/rel#"
# What the ontology has beside its terms: codes of two schemes, and its bibliography.
PLOVER = "https://w3id.org/kroniek/plover#"
CAMEO = "https://w3id.org/kroniek/cameo#"
SOURCES = "https://w3id.org/kroniek/source#"


@dataclass(frozen=True, slots=True)
class Namespaces:
    """The namespaces that a user may mint under their own domain.

    >>> Namespaces("https://example.org/").entity
    'https://example.org/id/'
    """

    base: str = DEFAULT_BASE

    @property
    def entity(self) -> str:
        """Actors, places, times and quantities (`id:`)."""
        return f"{self.base}id/"

    @property
    def event(self) -> str:
        """Events (`ev:`)."""
        return f"{self.base}ev/"

    @property
    def relation(self) -> str:
        """Lasting relations (`rl:`)."""
        return f"{self.base}relation/"

    @property
    def document(self) -> str:
        """Documents and their turns (`doc:`)."""
        return f"{self.base}doc/"

    @property
    def span(self) -> str:
        """Spans (`sp:`)."""
        return f"{self.base}span/"

    @property
    def claim(self) -> str:
        """Claims (`cl:`)."""
        return f"{self.base}claim/"

    @property
    def correction(self) -> str:
        """Corrections of readers, where these choose no other name (`co:`)."""
        return f"{self.base}correction/"

    @property
    def run(self) -> str:
        """Runs of the software (`run:`)."""
        return f"{self.base}run/"

    def graph(self, part: str) -> str:
        """Return the name of the graph that holds a part of a build.

        These are for what no single document says (`vocabulary`, `known`, `shared`,
        `edges`) and for the `texts`; the graph of a document has the document's IRI.

        >>> Namespaces().graph("edges")
        'https://w3id.org/kroniek/graph/edges'
        """
        return f"{self.base}graph/{part}"

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes of our own namespaces, in the order they are written."""
        return {
            "kg": VOCABULARY,
            "rel": RELATIONS,
            "id": self.entity,
            "ev": self.event,
            "rl": self.relation,
            "doc": self.document,
            "sp": self.span,
            "cl": self.claim,
            "co": self.correction,
            "run": self.run,
            "plover": PLOVER,
            "cameo": CAMEO,
            "src": SOURCES,
        }


def local_name(iri: str) -> str:
    """Return the part of an IRI after its last `/` or `#`.

    >>> local_name("https://w3id.org/kroniek/ont#Coup")
    'Coup'
    """
    return iri.replace("#", "/").rpartition("/")[2]


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return text in lower case without diacritics, for comparison.

    >>> fold("Oekraïense")
    'oekraiense'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return kept.lower()


def slug(text: str) -> str:
    """Return a local name made from text.

    >>> slug("Jama’at Nasr al-Islam")
    'jama-at-nasr-al-islam'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "unnamed"


def unknown_actor(name: str, kind: str) -> str:
    """Return the stable identifier of an actor that is not in the registry.

    >>> unknown_actor("Moussa Ag Acharatoumane", "Person")
    'x-moussa-ag-acharatoumane-ff893c92'
    """
    digest = hashlib.sha256(f"{kind}|{fold(name)}".encode()).hexdigest()[:8]
    return f"x-{slug(name)[:48].strip('-')}-{digest}"
