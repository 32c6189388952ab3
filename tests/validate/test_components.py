"""Each component of SHACL finds with screening what pySHACL finds without."""

import random
from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, SH
from rdflib.term import BNode, Node
from reference_engine import VALUES, Findings, shipped, unscreened

from kg.errors import KnowledgeError
from kg.iris import local_name
from kg.store import as_graph
from kg.validate import validate
from kg.validate.components import INEXACT, OF_SETS, OF_VALUES, Inexpressible
from kg.validate.data import Data
from kg.validate.plans import Plans, Shapes
from kg.validate.screening import screen

EX = Namespace("https://example.org/")
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
"""
# What a property shape may say, by component.
CASES = {
    "class": ["ex:A", "ex:B"],
    "datatype": ["xsd:string", "xsd:integer", "xsd:decimal", "xsd:date", "xsd:boolean"],
    "nodeKind": [
        *("sh:IRI", "sh:BlankNode", "sh:Literal"),
        *("sh:BlankNodeOrIRI", "sh:BlankNodeOrLiteral", "sh:IRIOrLiteral"),
    ],
    "minInclusive": ["0", "0.5", '"2021-01-01"^^xsd:date'],
    "minExclusive": ["0", "0.5", '"2021-01-01"^^xsd:date'],
    "maxInclusive": ["5", "0.5", '"2021-01-01"^^xsd:date'],
    "maxExclusive": ["5", "0.5", '"2021-01-01"^^xsd:date'],
    "minLength": ["0", "1", "2"],
    "maxLength": ["0", "1", "20"],
    "pattern": [
        '"^[A-Z]{2}$"',
        '"x$"',
        '"nig" ; sh:flags "i"',
        '"^[^a-w]+$"',
        '"."',
        r'"[^\\s]"',
    ],
    "languageIn": ['( "nl" )', '( "nl" "de" )'],
    "in": ['( ex:x "x" )', '( "x"@nl 5 true )', "( 1.50 01 )"],
    "node": ["[ sh:class ex:A ]", "[ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]"],
    "property": ["[ sh:path ex:q ; sh:minCount 1 ]"],
    "not": ["[ sh:class ex:A ]", "[ sh:nodeKind sh:Literal ]"],
    "and": ["( [ sh:class ex:A ] [ sh:nodeKind sh:IRI ] )"],
    "or": [
        "( [ sh:class ex:B ] [ sh:nodeKind sh:Literal ] )",
        "( [ sh:datatype xsd:date ; sh:minLength 1 ] [ sh:class ex:B ] )",
    ],
    "xone": ["( [ sh:class ex:A ] [ sh:nodeKind sh:IRI ] )"],
    "minCount": ["0", "1", "2", "3"],
    "maxCount": ["0", "1", "2"],
    "qualifiedValueShape": [
        "[ sh:class ex:A ] ; sh:qualifiedMinCount 1",
        "[ sh:nodeKind sh:Literal ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
    ],
    "hasValue": ["ex:x", '"x"', "5", '"x"@nl'],
    "uniqueLang": ["true"],
    "disjoint": ["ex:q"],
    "lessThan": ["ex:q"],
    "lessThanOrEquals": ["ex:q"],
}
PATHS = [
    "[ sh:alternativePath ( ex:q ( [ sh:inversePath ex:r ] ex:p ) ) ]",
    "( [ sh:zeroOrMorePath [ sh:inversePath ex:r ] ] ex:p )",
    "[ sh:inversePath ( [ sh:oneOrMorePath ex:r ] [ sh:zeroOrOnePath ex:r ] ) ]",
]
ALONG_PATHS = [
    "class",
    "datatype",
    "nodeKind",
    "in",
    "minCount",
    "maxCount",
    "lessThan",
]
ORDERED = [name for name in CASES if name.startswith("less")]
UNKNOWN = [
    "sh:path ex:p ; sh:equals ex:q",
    "sh:path ex:p ; sh:minCount 4",
    'sh:path ex:p ; sh:pattern "\\\\d"',
    'sh:path ex:p ; sh:pattern "(?=x)"',
    'sh:path ex:p ; sh:languageIn ( "nl-BE" )',
    "sh:path ex:p ; sh:in ( [] )",
    "sh:path ex:p ; sh:node ex:absent",
    "sh:path ex:p ; sh:minCount 1 ; ex:comment 'mine'",
    "sh:path ex:p ; sh:pattern 'a++a'",
    "sh:path ex:p ; sh:pattern '\\\\<x'",
    "sh:path ex:p ; sh:pattern '[^i]' ; sh:flags 'i'",
    "a ex:Shape , sh:NodeShape ; sh:nodeKind sh:Literal",
    """sh:nodeKind sh:IRI ; rdfs:label "x" . ex:own a sh:ConstraintComponent ;
        sh:parameter [ sh:path rdfs:label ]""",
    "sh:path ex:p ; sh:datatype xsd:gYear",
    "sh:path ex:p ; sh:class ex:A ; sh:class ex:B",
    "sh:path ex:p ; sh:not [ sh:minLength 1 ]",
    "sh:path ex:p ; sh:minCount 1 ; sh:deactivated true",
    "sh:closed true ; sh:ignoredProperties ( rdf:type )",
    "sh:hasValue ex:node1",
    "sh:property [ sh:path ex:p ; sh:equals ex:q ]",
    """sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:A ] ;
        sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true""",
]


@pytest.fixture(scope="module")
def data() -> Graph:
    """Return nodes with no value, with each value, and with some pairs of values."""
    graph = Graph()
    pairs = (*pairwise(VALUES), *zip(VALUES, VALUES[2:], strict=False))
    values = [(), *((value,) for value in VALUES), *pairs]
    for number, several in enumerate(values):
        node = EX[f"node{number}"]
        graph.add((node, RDF.type, EX.B if number % 2 else EX.A))
        graph.add((EX[f"node{number // 2}"], EX.r, node))
        for value in several:
            graph.add((node, EX.p, value))
        for value in VALUES[(number - 1) % len(VALUES) :][: number % 3]:
            graph.add((node, EX.q, value))
    graph.parse(data=f"{PREFIXES} ex:B rdfs:subClassOf ex:A . ex:x a ex:B .")
    return graph


def as_shapes(*texts: str) -> Graph:
    """Return shapes of the nodes of a class, named by their numbers."""
    named = (f"ex:shape{n} sh:targetClass ex:A ; {t} ." for n, t in enumerate(texts))
    return as_graph(Graph().parse(data=f"{PREFIXES} {' '.join(named)}"))


def fitting(names: Iterable[str], data: Graph) -> Graph:
    """Return data on which pySHACL can try components, without what it cannot order."""
    is_order = any(name.startswith("less") for name in names)
    is_bound = any(name.endswith("clusive") for name in names)
    return as_graph(
        triple
        for triple in data
        if not (is_order and getattr(triple[2], "value", str(triple[2])) is None)
        and not (is_order and isinstance(triple[2], BNode))
        and not (is_bound and str(triple[2]) == "NaN")
    )


def screened(shapes: Graph, data: Graph) -> list[bool]:
    """Tell of each shape whether it is screened."""
    known = Shapes(shapes)
    plans = known.plans(Data(data))
    return [is_expressible(plans, shape) for shape in sorted(known.targeted)]


def is_expressible(plans: Plans, shape: Node) -> bool:
    """Tell whether a shape is written as a query."""
    try:
        return plans.core(shape) is not None
    except Inexpressible:
        return False


def test_every_component_has_a_case() -> None:
    """A component without a case fails."""
    assert {SH[name] for name in CASES} == {*OF_VALUES, *OF_SETS}
    assert not OF_VALUES.keys() & OF_SETS.keys()


@pytest.mark.parametrize("name", CASES)
def test_components(name: str, data: Graph) -> None:
    """Findings are those of pySHACL as shipped, on values of all kinds."""
    data = fitting([name], data)
    shapes = as_shapes(*(f"sh:path ex:p ; sh:{name} {v}" for v in CASES[name]))

    found = validate(data, shapes).findings
    assert found == shipped(shapes, data)
    assert len(found) > 1
    assert all(screened(shapes, data))


@pytest.mark.parametrize("path", PATHS)
def test_paths(path: str, data: Graph) -> None:
    """Values are those at the ends of paths of any form."""
    data = fitting(ALONG_PATHS, data)
    shapes = as_shapes(*(f"sh:path {path} ; sh:{n} {CASES[n][0]}" for n in ALONG_PATHS))

    found = validate(data, shapes).findings
    assert found == shipped(shapes, data)
    assert len({finding.shape for finding in found}) > 3
    assert all(screened(shapes, data))


def test_components_below_a_negation(data: Graph) -> None:
    """There only components are screened whose expressions are exact."""
    names = [name for name in CASES if SH[name] not in INEXACT]
    shapes = as_shapes(
        *(f"sh:not [ sh:path ex:p ; sh:{n} {CASES[n][0]} ]" for n in names)
    )

    assert validate(data, shapes).findings == shipped(shapes, data)
    assert all(screened(shapes, data))


def test_inexact_components_below_a_negation(data: Graph) -> None:
    """What fails for some nodes that fit is not screened there."""
    names = [name for name in CASES if SH[name] in INEXACT]
    shapes = as_shapes(
        *(f"sh:not [ sh:path ex:p ; sh:{n} {CASES[n][0]} ]" for n in names)
    )
    data = fitting(names, data)

    assert validate(data, shapes).findings == shipped(shapes, data)
    assert not any(screened(shapes, data))


@pytest.mark.parametrize("name", sorted(set(CASES) - set(map(local_name, OF_SETS))))
def test_node_shapes(name: str, data: Graph) -> None:
    """Of a node shape the value is the focus node itself."""
    shapes = as_shapes(f"sh:{name} {CASES[name][0]}")

    assert validate(data, shapes).findings == shipped(shapes, data)
    assert all(screened(shapes, data))


def test_one_value(data: Graph) -> None:
    """Exactly one value is wanted, and that it fits."""
    data = fitting(["minInclusive"], data)
    names = ["class", "nodeKind", "minInclusive"]
    one = "sh:path ex:p ; sh:minCount 1 ; sh:maxCount 1"
    shapes = as_shapes(*(f"{one} ; sh:{name} {CASES[name][0]}" for name in names))

    found = validate(data, shapes).findings
    assert found == unscreened(shapes, data)
    assert len({finding.shape for finding in found}) == len(names)
    assert all(screened(shapes, data))


def test_parts_of_a_shape() -> None:
    """Of property shapes together pySHACL is asked of those that a node may break."""
    shapes = as_shapes(
        """sh:property [ sh:path ex:p ; sh:class ex:A ] ,
            [ sh:path ex:q ; sh:hasValue ex:two ; sh:message "none" ]"""
    )
    data = as_graph(
        Graph().parse(
            data=f"""{PREFIXES} ex:one a ex:A ; ex:p ex:one .
            ex:two a ex:A ; ex:q ex:two ; ex:p "x" . [] a ex:A ; ex:p 1 ."""
        )
    )
    asked = screen(Shapes(shapes), Data(data)).shapes.subject_objects(SH.targetNode)
    paths = {(shapes.value(shape, SH.path), node) for shape, node in asked}

    assert validate(data, shapes).findings == unscreened(shapes, data)
    assert paths == {
        (EX.q, EX.one),
        (EX.p, EX.two),
        (None, next(s for s in data.subjects() if isinstance(s, BNode))),
    }


def test_too_few_values(data: Graph) -> None:
    """Where they are all that can be wrong, nothing is left for pySHACL to say."""
    shapes = as_shapes(
        "sh:path ex:p ; sh:minCount 2 ; sh:severity sh:Info",
        """sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] ,
            [ sh:path [ sh:inversePath ex:r ] ; sh:minCount 1 ; sh:message "none" ]""",
    )
    left, told = screen(Shapes(shapes), Data(data))

    assert told == set(shipped(shapes, data))
    assert not left
    assert {finding.path for finding in told} == {
        *(str(EX.p), f"{EX.p}/{EX.q}", f"^{EX.r}")
    }


def test_shapes_within_shapes(data: Graph) -> None:
    """Shapes made by chance, some levels deep, find what they find as shipped."""
    chance = random.Random(4)  # noqa: S311 - not for secrets
    shapes = as_shapes(*(node_shape(chance, n % 4) for n in range(24)))
    data = fitting(["minInclusive"], data)

    found = validate(data, shapes).findings
    assert found == shipped(shapes, data)
    assert len({finding.shape for finding in found}) > 12
    assert 12 < sum(screened(shapes, data)) < 24


def node_shape(chance: random.Random, depth: int) -> str:
    """Return what a node shape says, with so many levels of shapes in it."""
    if depth == 0:
        return f"sh:property [ {property_shape(chance, 0)} ]"
    form = chance.choice(
        [
            *("sh:property [ {0} ] , [ {1} ]", "sh:node [ sh:property [ {0} ] ]"),
            *("sh:and ( [ {0} ] [ {1} ] )", "sh:or ( [ {0} ] [ {1} ] )"),
            *("sh:xone ( [ {0} ] [ {1} ] )", "sh:not [ {0} ]"),
            "sh:property [ {0} ; sh:severity sh:Info ; sh:message 'no' ]",
            "sh:property [ {0} ; sh:deactivated true ] , [ {1} ]",
        ]
    )
    return form.format(*(property_shape(chance, depth - 1) for _ in range(2)))


def property_shape(chance: random.Random, depth: int) -> str:
    """Return what a property shape says, with so many levels of shapes in it."""
    path = chance.choice(["ex:p", "ex:q", "[ sh:inversePath ex:r ]", *PATHS])
    if depth == 0:
        name = chance.choice([name for name in CASES if name not in ORDERED])
        return f"sh:path {path} ; sh:{name} {chance.choice(CASES[name])}"
    form = chance.choice(
        ["sh:node [ {} ]", "sh:qualifiedValueShape [ {} ] ; sh:qualifiedMinCount 1"]
    )
    return f"sh:path {path} ; {form.format(node_shape(chance, depth - 1))}"


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_is_left_to_pyshacl(text: str, data: Graph) -> None:
    """A constraint that is not known here is found all the same, or the same error."""
    shapes = as_shapes(text)

    assert not any(screened(shapes, data))
    assert outcome(lambda: validate(data, shapes).findings) == outcome(
        lambda: shipped(shapes, data)
    )


def outcome(validation: Callable[[], Findings]) -> Findings | None:
    """Return what is found, or nothing where the shapes cannot be used."""
    try:
        return validation()
    except (KnowledgeError, ReportableRuntimeError):
        return None


@pytest.mark.parametrize(
    "target",
    [
        "sh:targetSubjectsOf ex:q",
        "sh:targetObjectsOf ex:r",
        "sh:targetObjectsOf ex:p",
        "sh:targetClass ex:B , ex:None",
        "sh:targetNode ex:node1 , ex:absent",
        "sh:target [ a sh:SPARQLTarget ; sh:select 'SELECT ?this { ?this ?p 5 }' ]",
        "a rdfs:Class , sh:NodeShape",
    ],
)
def test_targets(target: str, data: Graph) -> None:
    """Focus nodes of all kinds of target are looked at, whatever others there are."""
    text = f"""
        ex:shape {target} ; sh:nodeKind sh:Literal .
        ex:node3 a ex:shape .
        ex:other sh:targetClass ex:B ; sh:class ex:None .
    """
    shapes = as_graph(Graph().parse(data=PREFIXES + text))

    found = validate(data, shapes).findings
    assert found == shipped(shapes, data)
    assert {finding.shape for finding in found} >= {str(EX.other)}
