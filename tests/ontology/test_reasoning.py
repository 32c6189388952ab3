"""The ontology contradicts neither itself, its neighbours, the registry nor a graph.

The graphs are closed under the rules of OWL 2 RL (W3C, OWL 2 Profiles, section 4.3) by
owlrl. That the check can fail is shown by graphs that are wrong in one way each.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from owlrl import OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from kg.describe import Names, describe_registry, prefixes
from kg.iris import Namespaces
from kg.names import known_relations, load_registry
from kg.store import as_graph, as_store, construct_edges
from kg.validate import load_vocabulary

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "validate" / "sample.ttl"
NEIGHBOURS = Path(__file__).parent / "neighbours.ttl"
NAMES = Names(Namespaces())
SPACES = prefixes(NAMES.spaces)
PREFIXES = "".join(f"@prefix {name}: <{space}> .\n" for name, space in SPACES.items())
# What an integer is as well: XML Schema Part 2, section 3.4.
WIDER = {
    XSD.integer: {XSD.decimal, XSD.nonNegativeInteger},
}


# What is said to people: no rule of OWL RL rests on it, and it takes most of the time.
REMARKS = {
    RDFS.comment,
    RDFS.isDefinedBy,
    RDFS.label,
    RDFS.seeAlso,
    DCTERMS.source,
    *(SKOS[name] for name in ("altLabel", "definition", "example", "note")),
    *(SKOS[name] for name in ("notation", "prefLabel")),
}


def turtle(text: str) -> Graph:
    """Return some Turtle, written with the prefixes of a build, as a graph."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.fixture(scope="module")
def rules() -> Graph:
    """Return the ontology and what its neighbours say."""
    return load_vocabulary().parse(NEIGHBOURS)


def contradictions(*graphs: Graph) -> list[str]:
    """Return what is false in graphs once they are closed under OWL RL."""
    closed = Graph()
    for triple in chain.from_iterable(graphs):
        if triple[1] not in REMARKS:
            closed.add(triple)
    stated = set(closed.subject_objects(OWL.sameAs))
    reasoner = OWLRL_Semantics(closed, False, False, rdfs=False)  # noqa: FBT003
    reasoner.closure()
    return sorted(
        {
            *reasoner.error_messages,
            *(f"{c} is nothing" for c in closed.subjects(RDF.type, OWL.Nothing)),
            *(
                f"{one} would be {other}"
                for one, other in closed.subject_objects(OWL.sameAs)
                if one != other and (one, other) not in stated
            ),
            *mistyped(closed),
        }
    )


def mistyped(graph: Graph) -> Iterator[str]:
    """Yield the values that are no literal of the range of their property.

    owlrl checks that a literal is one of its own datatype, not that this datatype is
    that of the property (rule dt-not-type).
    """
    for term, wanted in graph.subject_objects(RDFS.range):
        if not str(wanted).startswith(str(XSD)):
            continue
        for subject, value in graph.subject_objects(term):
            if not isinstance(value, Literal) or not fits(value, wanted):
                yield f"{subject} {term} {value!r}: not of {wanted}"
    for term in graph.subjects(RDF.type, OWL.ObjectProperty):
        for subject, value in graph.subject_objects(term):
            if isinstance(value, Literal):
                yield f"{subject} {term} {value!r}: a literal"


def fits(value: Literal, wanted: Node) -> bool:
    """Tell whether a literal has a datatype, or one that lies within it."""
    own = value.datatype or XSD.string
    if wanted == XSD.nonNegativeInteger and own == XSD.integer:
        return int(value) >= 0
    return own == wanted or wanted in WIDER.get(own, set())


AFFILIATED = (
    "id:somebody a kg:Person ; rel:affiliatedWith id:x . id:x a kg:ArmedGroup ."
)


def examples() -> Graph:
    """Return the triples that the ontology gives as examples, and an affiliation."""
    ontology = load_vocabulary()
    shown = [e for e in ontology.objects(None, SKOS.example) if e.language is None]
    return turtle("\n".join([*map(str, shown), AFFILIATED]))


def sample() -> Graph:
    """Return the sample of two papers with the direct edges that it earns."""
    graph = Graph().parse(SAMPLE)
    for edge in construct_edges(as_store(graph)):
        graph.add(tuple(URIRef(term.value) for term in edge))
    return graph


def registry() -> Graph:
    """Return the known actors and how they are known to be related."""
    known = load_registry()
    return as_graph(describe_registry(known, known_relations(known), names=NAMES))


@pytest.mark.parametrize(
    ("made", "least"),
    [(examples, 100), (sample, 400), (registry, 5000)],
    ids=["examples", "sample", "registry"],
)
def test_no_contradiction(rules: Graph, made: Callable[[], Graph], least: int) -> None:
    """What we publish can all be true at once."""
    graph = made()

    assert len(graph) >= least
    assert contradictions(rules, graph) == []


# What cannot be true, and a name that the contradiction must mention.
WRONG = {
    "ev:actor": "ev:actor a kg:Coup , kg:Person .",
    "cl:event": "cl:event a kg:Claim . ev:e kg:supersedes cl:event .",
    "id:body": "id:body a kg:Person , kg:Mission .",
    "id:club": "id:club a kg:Person . id:member rel:memberOf id:club .",
    "cl:run": "cl:run a kg:Claim . cl:made prov:wasGeneratedBy cl:run .",
    "kg:planned": "kg:planned a skos:ConceptScheme .",
    "kg:Sanction": "kg:Sanction skos:broadMatch plover:COERCE , plover:CONSULT ;"
    " skos:relatedMatch plover:CONSULT .",
    "doc:word": 'doc:word kg:utteredOn "2022-12-15" .',
    "2022-13-45": 'doc:day kg:utteredOn "2022-13-45"^^xsd:date .',
    "cl:sure": 'cl:sure kg:confidence "high" .',
    "sp:before": "sp:before nif:beginIndex -1 .",
    "cl:source": 'cl:source kg:source "het kabinet" .',
    "doc:digest": "doc:digest kg:sha256 id:digest .",
    "id:first": "rl:r org:member id:first , id:second .",
    "doc:first": "sp:two nif:referenceContext doc:first , doc:second .",
    "id:nothing": "id:nothing a owl:Nothing .",
}


@pytest.fixture(scope="module")
def found(rules: Graph) -> list[str]:
    """Return the contradictions of a graph that is wrong in all these ways."""
    return contradictions(rules, turtle("\n".join(WRONG.values())))


@pytest.mark.parametrize("name", WRONG)
def test_contradiction_is_found(found: list[str], name: str) -> None:
    """What cannot be true is told from what can."""
    prefix, _, local = name.rpartition(":")
    iri = SPACES[prefix] + local if prefix else local

    assert [message for message in found if iri in message]


def test_trap_of_linked_organisations(rules: Graph) -> None:
    """Were rel:affiliatedWith a case of org:linkedTo, nobody could be affiliated."""
    trap = "rel:affiliatedWith rdfs:subPropertyOf org:linkedTo ."

    found = contradictions(rules, turtle(AFFILIATED + trap))
    assert any("/id/somebody" in message for message in found)
