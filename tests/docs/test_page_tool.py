"""The tool that makes the pages shows whatever an ontology says, and escapes it."""

import re
import tomllib
from xml.etree import ElementTree as ET

import pytest
from rdflib import RDFS, Graph, URIRef
from rdflib.namespace import SH

import make_pages
from kg.iris import RELATIONS, VOCABULARY
from kg.model import Severity
from pages.checks import read_concerns
from pages.names import SHAPES, Link, Names, anchors
from pages.terms import GROUPS, described, read_groups
from pages.usage import terms_of
from pages.values import Path, Text, path_of, texts

PREFIXES = f"""
@prefix kg: <{VOCABULARY}> .
@prefix ksh: <{SHAPES}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
"""
NEW = """
kg:Planet a owl:Class ;
    rdfs:label "planeet & <b>maan</b>"@nl , "planet"@en ;
    skos:definition "Iets ronds."@nl , "Something round."@en ;
    ex:seen "by night" ;
    owl:deprecated true .
kg:Moon a owl:Class ; rdfs:subClassOf kg:Planet ; rdfs:label "maan"@nl , "moon"@en .
kg:odd a ex:Unheard .
"""


def parsed(turtle: str) -> Graph:
    """Return a graph of Turtle without its prefixes."""
    return Graph(bind_namespaces="none").parse(data=PREFIXES + turtle, format="turtle")


def names_of(graph: Graph) -> Names:
    """Return the names that the pages use for the terms of a graph."""
    spaces = {prefix: str(iri) for prefix, iri in graph.namespaces()}
    terms = {iri for iri in described(graph) if not iri.startswith(SHAPES)}
    return Names(spaces, terms, [])


@pytest.fixture(scope="module")
def found():
    """Return the knowledge, with a few terms more in the ontology."""
    ontology = make_pages.load_vocabulary() + parsed(NEW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_pages, "load_vocabulary", lambda: ontology)
        return make_pages.read()


@pytest.fixture(scope="module")
def page(found):
    """Return the page of such an ontology as a tree."""
    return ET.fromstring(make_pages.ontology_page(found))  # noqa: S314  our own


def section(page: ET.Element, anchor: str) -> str:
    """Return the text of a section."""
    (found,) = (e for e in page.iter("section") if e.get("id") == anchor)
    return " ".join("".join(found.itertext()).split())


def test_new_terms_are_shown_and_escaped(page):
    """A term that nobody foresaw has its section; what looks like markup is text."""
    text = section(page, "Planet")

    assert "planeet & <b>maan</b>" in text
    assert "ex:seen" in text
    assert "by night" in text
    assert "kg:Moon" in text
    assert section(page, "odd")


def test_deprecated_terms_are_listed(page):
    """A term that is deprecated says so, and stands in the list of such terms."""
    assert "deprecated" in section(page, "Planet")
    assert "kg:Planet" in section(page, "page-deprecated")
    assert "deprecated" not in section(page, "Moon")


def test_every_term_is_in_one_group(found):
    """Groups leave nothing out and repeat nothing; what fits in none is in the last."""
    groups = read_groups(found.ontology, found.names, found.edges)
    iris = [term.iri for group in groups for term in group.terms]

    assert len(iris) == len(set(iris))
    assert set(iris) == described(found.ontology)
    assert groups[-1].name == GROUPS[-1] == "others"
    assert [term.iri for term in groups[-1].terms] == [f"{VOCABULARY}odd"]


def test_special_cases_follow_what_they_are_cases_of(found):
    """A class stands below its superclass, one step deeper."""
    groups = read_groups(found.ontology, found.names, found.edges)
    (classes,) = (group for group in groups if group.name == "classes")
    depths = {term.anchor: term.depth for term in classes.terms}
    order = list(depths)

    assert order.index("Moon") == order.index("Planet") + 1
    assert (depths["Planet"], depths["Moon"]) == (0, 1)


def test_our_own_anchors_never_change():
    """Two terms of ours with one local name are refused, not renamed."""
    with pytest.raises(ValueError, match="'leads'"):
        anchors([f"{VOCABULARY}leads", f"{RELATIONS}leads"], {})


@pytest.mark.parametrize(
    ("turtle", "written"),
    [
        ("kg:a", "kg:a"),
        ("( kg:a kg:b )", "kg:a / kg:b"),
        ("[ sh:inversePath kg:a ]", "^kg:a"),
        ("[ sh:alternativePath ( kg:a ( kg:b kg:c ) ) ]", "kg:a | (kg:b / kg:c)"),
        ("( [ sh:inversePath kg:a ] kg:b )", "^kg:a / kg:b"),
        ("[ sh:zeroOrMorePath kg:a ]", "kg:a*"),
        ("[ sh:oneOrMorePath ( kg:a kg:b ) ]", "(kg:a / kg:b)+"),
    ],
)
def test_paths(turtle, written):
    """Paths are written as in SPARQL."""
    graph = parsed(f"ksh:s sh:path {turtle} .")
    (node,) = graph.objects(None, SH.path)
    path = path_of(graph, node, names_of(graph))

    assert isinstance(path, Path)
    assert "".join(p.name if isinstance(p, Link) else p for p in path.parts) == written


def test_terms_of_a_query():
    """Terms in strings, comments and IRIs are not used; others are, in any place."""
    names = names_of(parsed("kg:a a owl:Class . kg:b a owl:Class . kg:c a owl:Class ."))
    sparql = '# kg:c\nPREFIX kg: <urn:x> SELECT ("kg:c" AS ?x) { ?a ^kg:a/kg:b ?b<1 }'

    assert terms_of(sparql, names) == {f"{VOCABULARY}a", f"{VOCABULARY}b"}


def test_shapes_are_read_whole(tmp_path, monkeypatch):
    """A shape keeps its check in SPARQL, its parts and constraints that are new."""
    graph = parsed("""
    kg:Planet a owl:Class . kg:orbits a owl:ObjectProperty .
    ksh:planet a sh:NodeShape ; sh:targetClass kg:Planet ; sh:message "No."@en ;
        ex:closed "new" ; sh:property ksh:planet-orbit , [ sh:path kg:orbits ] ;
        sh:sparql [ sh:select "  SELECT $this { $this kg:orbits $this }" ] .
    ksh:planet-orbit a sh:PropertyShape ; sh:path kg:orbits ; sh:minCount 1 .
    """)
    monkeypatch.setattr("pages.checks.beside_docs", lambda _: "../planets.ttl")
    file = tmp_path / "planets.ttl"
    file.write_text("# Planets: what circles. More.\n")

    (concern,) = read_concerns({file: graph}, names_of(graph))
    (shape,) = concern.shapes

    assert (concern.name, concern.title) == ("planets", "Planets: what circles")
    assert shape.queries == ("SELECT $this { $this kg:orbits $this }",)
    assert [part.link.name for part in shape.parts] == ["ksh:planet-orbit"]
    assert [row.name.name for row in shape.targets] == ["sh:targetClass"]
    assert len(shape.properties) == len(shape.constraints) == 1
    assert shape.terms == {f"{VOCABULARY}Planet", f"{VOCABULARY}orbits"}


def test_texts_in_order():
    """Dutch stands before English, and all others after both."""
    graph = parsed('kg:a rdfs:label "x" , "b"@en , "a"@nl , "y"@fr .')
    found = texts(graph, URIRef(f"{VOCABULARY}a"), RDFS.label)

    assert [(text.text, text.language) for text in found] == [
        ("a", "nl"),
        ("b", "en"),
        ("x", ""),
        ("y", "fr"),
    ]


@pytest.mark.parametrize(
    ("given", "languages", "switched"),
    [
        ({"nl": "vraag", "en": "question"}, ["nl", "en"], True),
        ({"nl": "code", "en": "code"}, [""], False),
        ([Text("een", "nl"), Text("one", "en"), Text("two", "en")], None, False),
        ([Text("voorbeeld", "nl")], ["nl"], False),
        ([], [], False),
    ],
)
def test_what_the_switch_may_hide(given, languages, switched):
    """A text is hidden only where the other language says as much."""
    found = make_pages.as_texts(given)

    assert make_pages.paired(given) is switched
    if languages is not None:
        assert [text.language for text in found] == languages


def test_every_word_is_used():
    """The pages have no words that no template says."""
    words = tomllib.loads(make_pages.WORDS.read_text(encoding="utf-8"))
    files = sorted(make_pages.TEMPLATES.iterdir())
    said = "".join(path.read_text(encoding="utf-8") for path in files)
    made = {f"group-{group}" for group in GROUPS} | set(Severity)
    made |= {word for word in words if word.startswith(("identity-", "layer-"))}

    idle = [w for w in words if not re.search(rf'"{w}"|words\.{w}\b', said)]

    assert set(idle) <= made
    assert made <= set(words)


def test_check_tells_what_is_stale(tmp_path, monkeypatch, capsys):
    """`--check` names the files that are out of date, and writes nothing."""
    wanted = {tmp_path / "a.html": "new\n", tmp_path / "b.html": "same\n"}
    (tmp_path / "a.html").write_text("old\n")
    (tmp_path / "b.html").write_text("same\n")
    monkeypatch.setattr(make_pages, "make", lambda: wanted)
    monkeypatch.setattr("sys.argv", ["make_pages.py", "--check"])

    assert make_pages.main() == 1
    assert capsys.readouterr().out == "a.html is out of date\n"
    assert (tmp_path / "a.html").read_text() == "old\n"

    monkeypatch.setattr("sys.argv", ["make_pages.py"])
    assert make_pages.main() == 0
    assert (tmp_path / "a.html").read_text() == "new\n"
