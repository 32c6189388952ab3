"""The ontology defines every term that data, queries, shapes and code use."""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCTERMS, SKOS

from kg.iris import RELATIONS, VOCABULARY
from kg.model import DateBasis, Factuality, Precision, Rank, Role, TimeAnchor, TurnKind
from kg.ontology import load_classes, load_groups, load_kinds
from kg.relations import load_relations
from kg.validate import load_vocabulary
from kg.vocabulary import KG, REL

ROOT = Path(__file__).parents[2]
OURS = {"kg": VOCABULARY, "rel": RELATIONS}
PREFIXED = re.compile(r"(?<![\w/@.-])(kg|rel):([A-Za-z]\w*)")
ATTRIBUTE = re.compile(r"\b(KG|REL)(?:\.([A-Za-z]\w*)|\[\"(\w+)\"\])")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Return the ontology."""
    return load_vocabulary()


def terms(graph: Graph) -> set[str]:
    """Return the terms of ours that a graph describes."""
    return {str(s) for s in graph.subjects() if str(s).startswith(tuple(OURS.values()))}


def test_closed_namespaces(ontology: Graph) -> None:
    """`kg.vocabulary` has the terms of the ontology, no more and no less."""
    listed = {
        str(namespace[name])
        for namespace in (KG, REL)
        for name in namespace.__annotations__
        if not name.startswith("_")
    }

    assert listed == terms(ontology)


def test_every_term_is_defined(ontology: Graph) -> None:
    """Each term has a label and a definition in Dutch and English, and a home."""
    for term in map(URIRef, terms(ontology)):
        for predicate in (RDFS.label, SKOS.definition):
            tags = sorted(str(o.language) for o in ontology.objects(term, predicate))
            assert tags == ["en", "nl"], (term, predicate)
        assert ontology.value(term, RDFS.isDefinedBy), term


def test_header(ontology: Graph) -> None:
    """The ontology names its version, makers and licence."""
    home = ontology.value(predicate=RDF.type, object=OWL.Ontology)

    assert all(
        ontology.value(home, predicate)
        for predicate in (OWL.versionIRI, DCTERMS.creator, DCTERMS.license)
    )


def test_no_nameless_nodes(ontology: Graph) -> None:
    """The ontology has no blank nodes, so that it is written the same each time."""
    assert all(isinstance(s, URIRef) for s in ontology.subjects())


def test_values_of_the_model(ontology: Graph) -> None:
    """Every value that the model knows is one of the ontology."""
    kinds = (Factuality, Rank, Precision, TimeAnchor, DateBasis, TurnKind, Role)
    values = {KG[member.value] for kind in kinds for member in kind}

    assert {str(value) for value in values} <= terms(ontology)


def test_event_classes(ontology: Graph) -> None:
    """The classes of the table are those of the ontology, in their groups."""
    for name, entry in load_classes().items():
        assert (KG[name], RDFS.subClassOf, KG[entry.group]) in ontology
    for group in load_groups():
        assert (KG[group], RDFS.subClassOf, KG.Event) in ontology
    leaves = {
        leaf
        for group in load_groups()
        for leaf in ontology.subjects(RDFS.subClassOf, KG[group])
    }

    assert leaves == {KG[name] for name in load_classes()}


def test_kinds_of_actor(ontology: Graph) -> None:
    """The hierarchy of kinds is the same in the table and in the ontology."""
    for kind, parents in load_kinds().items():
        above = {
            str(o).removeprefix(VOCABULARY)
            for o in ontology.objects(KG[kind], RDFS.subClassOf)
            if str(o).startswith(VOCABULARY)
        }

        assert above == set(parents), kind


def test_no_name_is_class_and_kind() -> None:
    """No name is both a class of event and a kind of actor."""
    assert not set(load_kinds()) & (set(load_classes()) | set(load_groups()))


def test_edges_have_conditions(ontology: Graph) -> None:
    """What is derived from events says from which class, roles and factuality."""
    related = set(ontology.subjects(KG.edgeOf, KG.Relation))
    derived = set(ontology.subjects(KG.edgeOf)) - related
    conditions = (KG.edgeSubject, KG.edgeObject, KG.edgeFactuality)

    assert len(derived) > 30
    for edge in derived:
        event_class = ontology.value(edge, KG.edgeOf)
        name = str(event_class).removeprefix(VOCABULARY)
        roles = {str(role) for role in load_classes()[name].roles}
        for predicate in conditions[:2]:
            role = str(ontology.value(edge, predicate)).removeprefix(VOCABULARY)
            assert role in roles, edge
        assert ontology.value(edge, conditions[2]) in (KG.certain, KG.planned)


def test_relations_of_the_table(ontology: Graph) -> None:
    """The relations of the table are the edges of relations, with the same labels."""
    related = set(ontology.subjects(KG.edgeOf, KG.Relation))

    assert related == {REL[name] for name in load_relations()}
    for name, spec in load_relations().items():
        labels = {o.language: str(o) for o in ontology.objects(REL[name], RDFS.label)}
        assert labels == dict(spec.labels)
        for term, value in (
            (KG.edgeSubject, KG.subject),
            (KG.edgeObject, KG.object),
            (KG.edgeFactuality, KG.certain),
        ):
            assert ontology.value(REL[name], term) == value


def test_edge_shapes_watch_every_edge() -> None:
    """The shapes of edges have all of them as targets."""
    text = (ROOT / "ontology" / "shapes" / "edge.ttl").read_text(encoding="utf-8")
    for name in REL.__annotations__:
        if not name.startswith("_"):
            assert len(re.findall(rf"rel:{name}\b", text)) == 2, name


def sources() -> list[Path]:
    """Return the files that use terms of ours."""
    found = [
        *(ROOT / "ontology" / "shapes").glob("*.ttl"),
        *(ROOT / "queries").rglob("*.rq"),
        *(ROOT / "kg").rglob("*.py"),
        *(ROOT / "tests" / "validate").glob("*.ttl"),
    ]
    assert len(found) > 20
    return sorted(found)


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_terms_in_use(path: Path, ontology: Graph) -> None:
    """No file uses a term of ours that the ontology does not define."""
    text = path.read_text(encoding="utf-8")
    used = {OURS[prefix] + name for prefix, name in PREFIXED.findall(text)}
    if path.suffix == ".py":
        used |= {
            OURS[prefix.lower()] + (name or quoted)
            for prefix, name, quoted in ATTRIBUTE.findall(text)
        }

    assert used <= terms(ontology)
