"""A graph as the pages read it: rows of queries, and things with their labels."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import RELATIONS, VOCABULARY, Namespaces
from kg.query.internal import Answer, answers
from kg.query.names import WELL_KNOWN, label_of
from kg.store import DEFAULT_GRAPH, RDF_TYPE, Term, namespaces_of

Made = TypeVar("Made")

_LABEL = f"{WELL_KNOWN['rdfs']}label"
_TITLE = f"{WELL_KNOWN['dcterms']}title"
_DEFINITION = f"{WELL_KNOWN['skos']}definition"
_TERMS = (VOCABULARY, RELATIONS)  # what has its label in the ontology


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something of the graph: what to call it in the language of the page, its IRI."""

    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A store, asked in one language.

    `kept` holds what is found once and used on many pages.
    """

    store: pyoxigraph.Store
    language: str
    namespaces: Namespaces
    kept: dict[object, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, store: pyoxigraph.Store, language: str) -> "Graph":
        """Return a store to be asked in a language; its own namespaces are found."""
        return cls(store, language, namespaces_of(store))

    def keep(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key, made when it is first asked for.

        None is not kept, so that what readers ask in vain takes no room.
        """
        if key in self.kept:
            kept: Made = self.kept[key]
            return kept
        made = make()
        if made is not None:
            self.kept[key] = made
        return made

    def rows(self, query: str, **given: NamedNode) -> list[Answer]:
        """Return the rows of a query of `queries/pages`."""
        return answers(self.store, f"pages/{query}", **given)

    def thing(self, term: object) -> Thing:
        """Return a term with its label."""
        return Thing(self.label(term), str(getattr(term, "value", term)))

    def label(self, term: object) -> str:
        """Return what a thing or a term of the vocabulary is called."""
        is_term = isinstance(term, NamedNode) and term.value.startswith(_TERMS)
        found = {"property_": _LABEL} if is_term else {}
        languages = (self.language, "nl", "en", "")
        return label_of(self.store, term, languages=languages, **found)

    def document(self, term: object) -> Thing:
        """Return a document with its title."""
        languages = (self.language, "nl", "en", "")
        title = label_of(self.store, term, languages=languages, property_=_TITLE)
        return Thing(title, str(getattr(term, "value", term)))

    def definition(self, term: str) -> str:
        """Return what a term of the vocabulary means, empty where that is not known."""
        found = (v for v in self.values(term, _DEFINITION) if isinstance(v, Literal))
        return next((v.value for v in found if v.language == self.language), "")

    def values(self, subject: str, property_: str) -> list[Term]:
        """Return the values of a property of something, by their text."""
        nodes = NamedNode(subject), NamedNode(property_)
        quads = self.store.quads_for_pattern(*nodes, None, DEFAULT_GRAPH)
        found = (quad.object for quad in quads)
        terms = (term for term in found if not isinstance(term, Triple))
        return sorted(terms, key=str)

    def text_of(self, subject: str, property_: str) -> str:
        """Return the first value of a property of something, empty without one."""
        found = self.values(subject, property_) if subject else []
        return found[0].value if found else ""

    def kinds(self, iri: str) -> list[Thing]:
        """Return the classes of our vocabulary that something is of."""
        kinds = self.values(iri, RDF_TYPE.value)
        return [self.thing(kind) for kind in kinds if kind.value.startswith(VOCABULARY)]
