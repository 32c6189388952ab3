"""The ontology defines every term that data, queries, shapes and code use."""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from kg import __version__
from kg.describe import prefixes
from kg.iris import CAMEO, PLOVER, RELATIONS, VOCABULARY, Namespaces
from kg.model import DateBasis, Factuality, Precision, Rank, Role, TimeAnchor, TurnKind
from kg.ontology import load_classes, load_groups, load_kinds
from kg.relations import load_relations
from kg.validate import load_vocabulary
from kg.vocabulary import KG, REL

ROOT = Path(__file__).parents[2]
OURS = {"kg": VOCABULARY, "rel": RELATIONS}
HOME = URIRef(VOCABULARY.removesuffix("#"))
SCHEMA = Namespace("https://schema.org/")
SCHEMES = (URIRef(f"{PLOVER}scheme"), URIRef(f"{CAMEO}scheme"))
IN_PLOVER = (SKOS.inScheme, SCHEMES[0])
MATCHES = (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
SPACES = prefixes(Namespaces())
PREFIXES = "".join(f"@prefix {name}: <{space}> .\n" for name, space in SPACES.items())


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


def concepts(graph: Graph) -> list[Node]:
    """Return the codes of PLOVER and CAMEO."""
    return [c for scheme in SCHEMES for c in graph.subjects(SKOS.inScheme, scheme)]


def test_every_term_is_defined(ontology: Graph) -> None:
    """Each term has a label and a definition in Dutch and English, and a home."""
    labelled = [(term, RDFS.label) for term in map(URIRef, terms(ontology))]
    labelled += [(code, SKOS.prefLabel) for code in concepts(ontology)]
    assert len(labelled) > 300
    for term, label in labelled:
        for predicate in (label, SKOS.definition):
            tags = sorted(str(o.language) for o in ontology.objects(term, predicate))
            assert tags == ["en", "nl"], (term, predicate)
        assert ontology.value(term, RDFS.isDefinedBy) == HOME, term


def test_every_term_has_an_example(ontology: Graph) -> None:
    """Each term has words of a paper, or Turtle that can be read and uses it."""
    for term in map(URIRef, terms(ontology)):
        examples = [*ontology.objects(term, SKOS.example)]
        turtle = [str(e) for e in examples if e.language is None]

        assert examples, term
        assert all(e.language in {None, "nl"} for e in examples), term
        for example in turtle:
            triples = [*Graph().parse(data=PREFIXES + example, format="turtle")]
            assert any(term in triple for triple in triples), (term, example)
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            assert turtle, f"{term} is a property: show a triple"


def test_every_term_has_a_source(ontology: Graph) -> None:
    """Each term says where the idea comes from, and each source what it is."""
    known = set(ontology.subjects(RDF.type, DCTERMS.BibliographicResource))
    named = set()
    for term in map(URIRef, terms(ontology)):
        sources = set(ontology.objects(term, DCTERMS.source))
        assert sources, term
        assert sources <= known, term
        named |= sources

    assert named == known
    for source in known:
        assert ontology.value(source, DCTERMS.title), source
        assert ontology.value(source, RDFS.seeAlso), source


def test_every_property_says_what_it_joins(ontology: Graph) -> None:
    """Each property of ours has a domain and a range, or classes that it suits."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {p for kind in kinds for p in ontology.subjects(RDF.type, kind)}
    ours = [p for p in found if str(p).startswith(VOCABULARY)]

    assert len(ours) > 50
    for term in ours:
        for strict, loose in (
            (RDFS.domain, SCHEMA.domainIncludes),
            (RDFS.range, SCHEMA.rangeIncludes),
        ):
            one, other = ((term, p, None) in ontology for p in (strict, loose))
            assert one != other, (term, strict)


ALIGNED = {
    "SEM": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "GAF": "http://groundedannotationframework.org/gaf#",
    "GRaSP": "http://groundedannotationframework.org/grasp",
    "PROV-O": "http://www.w3.org/ns/prov#",
    "NIF": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "ORG": "http://www.w3.org/ns/org#",
    "FOAF": "http://xmlns.com/foaf/0.1/",
    "SKOS": str(SKOS),
    "OWL-Time": "http://www.w3.org/2006/time#",
    "schema.org": "https://schema.org/",
    "DCTERMS": str(DCTERMS),
    "Wikibase": "http://wikiba.se/ontology#",
}
# Terms that must not be aligned with, and why.
TRAPS = {
    "http://www.w3.org/2006/time#DateTimeInterval": "deprecated",
    "http://linkedevents.org/ontology/atTime": "functional: dates would be merged",
    "http://linkedevents.org/ontology/inSpace": "functional: places would be merged",
    "http://semanticweb.cs.vu.nl/2009/11/sem/eventType": "a case of rdf:type",
    "http://semanticweb.cs.vu.nl/2009/11/sem/subTypeOf": "a case of rdfs:subClassOf",
    "https://www.w3.org/2003/01/geo/wgs84_pos#lat": "the namespace is http",
    "http://schema.org/Event": "the namespace is https",
}


@pytest.mark.parametrize("neighbour", ALIGNED)
def test_alignments(ontology: Graph, neighbour: str) -> None:
    """Terms of ours lead to terms of each neighbour, under none of its traps."""
    joining = (RDFS.subClassOf, RDFS.subPropertyOf, *MATCHES)
    found = {str(o) for p in joining for o in ontology.objects(None, p)}
    used = {str(term) for triple in ontology for term in triple}

    assert any(term.startswith(ALIGNED[neighbour]) for term in found)
    assert not used & TRAPS.keys()


def test_header(ontology: Graph) -> None:
    """The ontology names its version, that of the package, its makers and licence."""
    version = str(ontology.value(HOME, OWL.versionInfo))

    assert version == __version__
    assert str(ontology.value(HOME, OWL.versionIRI)) == f"{HOME}/{version}"
    for predicate in (DCTERMS.creator, DCTERMS.license, DCTERMS.title):
        assert ontology.value(HOME, predicate)


@pytest.mark.parametrize("name", load_classes())
def test_counterparts_of_event_classes(ontology: Graph, name: str) -> None:
    """Each class has a counterpart in both schemes, and one code that is nearest."""
    found = {
        (match, scheme)
        for match in MATCHES
        for code in ontology.objects(KG[name], match)
        for scheme in ontology.objects(code, SKOS.inScheme)
    }
    codes = {*ontology.subjects(*IN_PLOVER)}
    close, broad = (
        codes & {*ontology.objects(KG[name], match)} for match in MATCHES[:2]
    )

    assert {scheme for _, scheme in found} == set(SCHEMES)
    assert len(close or broad) <= 1
    for term in (KG.whenPlanned, KG.whenRequested):
        assert len([*ontology.objects(KG[name], term)]) <= 1


# What PLOVER's manual makes of an act that is still to come (chapters on AGREE, CONCEDE
# and RETREAT). Of a hostile act it says nothing; ours are threats, where there is one.
TO_COME = {
    "CONSULT": {"AGREE"},
    "SUPPORT": {"AGREE"},
    "COOPERATE": {"AGREE"},
    "AID": {"AGREE"},
    "RETREAT": {"CONCEDE"},
    "CONCEDE": {None},
    "SANCTION": {"THREATEN"},
    "COERCE": {"THREATEN", None},
    "ASSAULT": {"THREATEN", None},
    "MOBILIZE": {None},
    "ACCUSE": {None},
    "REQUEST": {None},
}


@pytest.mark.parametrize("name", load_classes())
def test_codes_of_what_is_planned_or_requested(name: str) -> None:
    """An announced act has the category that PLOVER gives it, a request REQUEST."""
    entry = load_classes()[name]

    def category(*matches: str) -> str | None:
        codes = [c.code for c in entry.plover if c.match in matches]
        return codes[0].partition("-")[0] if codes else None

    base = category("close") or category("broad")
    assert category("requested") == "REQUEST"
    if base is None:
        assert name in {"Election", "LetterToParliament"}
    else:
        assert category("planned") in TO_COME[base]


def test_every_code_has_its_use(ontology: Graph) -> None:
    """No code stands in the table that no class leads to."""
    leading = (*MATCHES, KG.whenPlanned, KG.whenRequested)
    reached = {
        code
        for name in load_classes()
        for term in leading
        for code in ontology.objects(KG[name], term)
    }
    for code in [*reached]:
        reached |= set(ontology.transitive_objects(code, SKOS.broader))

    assert reached == set(concepts(ontology))


def test_plover_codes_have_a_quad_class(ontology: Graph) -> None:
    """Each code of PLOVER stands under one of four quad classes, or is a context."""
    tops = set(ontology.subjects(SKOS.topConceptOf, SCHEMES[0]))

    assert len(tops) == 5
    for code in ontology.subjects(*IN_PLOVER):
        above = set(ontology.transitive_objects(code, SKOS.broader)) & tops
        assert len(above) == 1, code


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
