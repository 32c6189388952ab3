"""The terms of the ontology, in the groups in which the page shows them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from kg.identity import IdentityRule, load_identity
from kg.iris import local_name
from kg.ontology import EventClass, load_classes, load_kinds
from kg.relations import RelationSpec, load_relations
from kg.vocabulary import KG
from pages.names import OURS, Link, Names
from pages.usage import Edge
from pages.values import Label, Row, Text, order, texts, value_of

ROWS = Path(__file__).with_name("rows.toml")
GROUPS = (
    "events",
    "actors",
    "classes",
    "objects",
    "data",
    "edges",
    "relations",
    "values",
    "annotations",
    "codes",
    "sources",
    "others",
)
LABELS = (RDFS.label, SKOS.prefLabel, DCTERMS.title)
GROUP_OF_TYPE = {
    OWL.Class: "classes",
    OWL.ObjectProperty: "objects",
    OWL.DatatypeProperty: "data",
    OWL.AnnotationProperty: "annotations",
    OWL.NamedIndividual: "values",
    SKOS.ConceptScheme: "values",
    DCTERMS.BibliographicResource: "sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpec:
    """How the page calls a property, and the same from the other side."""

    term: str
    label: Mapping[str, str]
    inverse: Mapping[str, str] | None = None
    symmetric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term with all that the ontology and its tables say of it.

    `depth` is how far it stands below the top of its tree; `fills` are the roles that
    an actor of this kind can have, each as class and role.
    """

    iri: str
    link: Link
    types: tuple[Link, ...]
    labels: tuple[Text, ...]
    definitions: tuple[Text, ...]
    deprecated: bool
    depth: int
    rows: tuple[Row, ...]
    event: EventClass | None
    identity: IdentityRule | None
    relation: RelationSpec | None
    edge: Edge | None
    fills: tuple[tuple[Link, Link], ...]

    @property
    def anchor(self) -> str:
        """The anchor of its section."""
        return self.link.href.partition("#")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Terms that are shown together; `name` is a key of the words."""

    name: str
    terms: tuple[Term, ...]


def described(graph: Graph) -> set[str]:
    """Return the terms of an ontology: whatever it has a type for, but itself."""
    home = set(graph.subjects(RDF.type, OWL.Ontology))
    return {str(node) for node in set(graph.subjects(RDF.type)) - home}


def read_groups(graph: Graph, names: Names, edges: Iterable[Edge]) -> list[Group]:
    """Return all terms of an ontology in their groups; empty groups are left out."""
    reader = TermReader(graph, names, edges)
    members: dict[str, set[URIRef]] = {name: set() for name in GROUPS}
    for iri in described(graph):
        members[group_of(graph, URIRef(iri))].add(URIRef(iri))
    return [
        Group(
            name=name,
            terms=tuple(
                reader.term(node, depth) for node, depth in tree(graph, members[name])
            ),
        )
        for name in GROUPS
        if members[name]
    ]


def group_of(graph: Graph, node: URIRef) -> str:
    """Return the group of a term, by its namespace, tree and type."""
    types = set(graph.objects(node, RDF.type))
    if not str(node).startswith(OURS) and types & {SKOS.Concept, SKOS.ConceptScheme}:
        return "codes"
    if of := graph.value(node, KG.edgeOf):
        return "relations" if of == KG.Relation else "edges"
    if KG.Event in graph.transitive_objects(node, RDFS.subClassOf):
        return "events"
    if local_name(node) in load_kinds():
        return "actors"
    return next((g for t, g in GROUP_OF_TYPE.items() if t in types), "others")


def tree(graph: Graph, members: set[URIRef]) -> Iterator[tuple[URIRef, int]]:
    """Yield members of a group by name, each below its superclass, with its depth."""
    seen: set[URIRef] = set()

    def below(nodes: Iterable[URIRef], depth: int) -> Iterator[tuple[URIRef, int]]:
        for node in sorted(set(nodes) & members - seen):
            seen.add(node)
            yield node, depth
            special = graph.subjects(RDFS.subClassOf, node)
            yield from below((URIRef(s) for s in special), depth + 1)

    lower = {m for m in members if set(graph.objects(m, RDFS.subClassOf)) & members}
    yield from below(members - lower, 0)


class TermReader:
    """Reads terms from the graph of an ontology, and adds what the tables say."""

    def __init__(self, graph: Graph, names: Names, edges: Iterable[Edge]) -> None:
        self.graph = graph
        self.names = names
        self.edges = {edge.relation: edge for edge in edges}
        spec = tomllib.loads(ROWS.read_text(encoding="utf-8"))
        self.specs = [RowSpec(**entry) for entry in spec["row"]]
        self.hidden = {URIRef(names.iri(name)) for name in spec["hidden"]}

    def term(self, node: URIRef, depth: int) -> Term:
        """Return a term."""
        name = local_name(node) if str(node).startswith(OURS) else ""
        types = set(self.graph.objects(node, RDF.type)) - {OWL.NamedIndividual}
        return Term(
            iri=str(node),
            link=self.names.link(node),
            types=tuple(self.names.link(str(kind)) for kind in sorted(types)),
            labels=texts(self.graph, node, *LABELS),
            definitions=texts(self.graph, node, SKOS.definition),
            deprecated=(node, OWL.deprecated, Literal(True)) in self.graph,  # noqa: FBT003
            depth=depth,
            rows=tuple(self.rows(node)),
            event=load_classes().get(name),
            identity=load_identity().get(name),
            relation=load_relations().get(name),
            edge=self.edges.get(str(node)),
            fills=tuple(self.fills(name)),
        )

    def rows(self, node: URIRef) -> Iterator[Row]:
        """Yield what is said of a term: known rows in their order, then all others."""
        others = set(self.graph.predicates(node)) - self.hidden
        for spec in self.specs:
            predicate = URIRef(self.names.iri(spec.term))
            others.discard(predicate)
            values = set(self.graph.objects(node, predicate))
            inverse = set(self.graph.subjects(predicate, node))
            if spec.symmetric:
                values |= inverse
            if values and predicate not in self.hidden:
                yield self.row(predicate, values, spec.label)
            if inverse and spec.inverse:
                yield self.row(predicate, inverse, spec.inverse)
        for predicate in sorted(others):
            values = set(self.graph.objects(node, predicate))
            yield self.row(predicate, values, texts(self.graph, predicate, RDFS.label))

    def row(self, predicate: Node, nodes: Iterable[Node], label: Label) -> Row:
        """Return a row with its values in order."""
        values = (value_of(self.graph, node, self.names) for node in nodes)
        name = self.names.link(str(predicate))
        return Row(name, tuple(sorted(values, key=order)), label)

    def fills(self, kind: str) -> Iterator[tuple[Link, Link]]:
        """Yield the classes and roles that name a kind of actor."""
        for entry in load_classes().values():
            for spec in entry.roles.values():
                if kind in spec.kinds:
                    yield (
                        self.names.link(str(KG[entry.name])),
                        self.names.link(str(KG[spec.role])),
                    )
