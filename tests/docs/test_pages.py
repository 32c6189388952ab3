"""The pages of ontology and shapes are whole, up to date and need no network."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import SH

from kg.iris import local_name
from kg.query import list_queries
from kg.validate import load_shapes, load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = ("ontology.html", "shapes.html")
FETCHING = {"src", "srcset", "data", "poster", "action", "background"}
BLOCKS = {"div", "dl", "h2", "h3", "h4", "p", "pre", "section", "table", "ul"}
KINDS = (SH.NodeShape, SH.PropertyShape)


@pytest.fixture(scope="module", params=PAGES)
def name(request) -> str:
    """Return the name of each page in turn."""
    return request.param


def tree_of(name: str) -> ET.Element:
    """Return a page as a tree: the pages are well-formed XML as well as HTML."""
    return ET.parse(DOCS / name).getroot()  # noqa: S314  our own file


@pytest.fixture(scope="module")
def tree(name) -> ET.Element:
    """Return each page in turn as a tree."""
    return tree_of(name)


def anchors(name: str) -> list[str]:
    """Return the anchors of a page."""
    return [found for e in tree_of(name).iter() if (found := e.get("id"))]


def links(tree: ET.Element) -> list[str]:
    """Return the addresses that a page leads to."""
    return [e.get("href", "") for e in tree.iter() if e.tag.rpartition("}")[2] == "a"]


def spoken(element: ET.Element) -> str:
    """Return the text of an element."""
    return " ".join("".join(element.itertext()).split())


def section(tree: ET.Element, anchor: str) -> str:
    """Return the text of a section."""
    (found,) = (e for e in tree.iter("section") if e.get("id") == anchor)
    return spoken(found)


def test_up_to_date():
    """The pages are what the tool makes of the ontology, the shapes and the queries."""
    ended = subprocess.run(
        [sys.executable, "tools/make_pages.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_anchors_are_unique(name):
    """No two elements share an anchor."""
    assert [a for a, times in Counter(anchors(name)).items() if times > 1] == []


def test_nesting(tree):
    """No paragraph, heading or inline element holds a block: HTML would part them."""
    closed = [e for e in tree.iter() if e.tag in {"p", "span", "h3", "h4", "a", "dt"}]

    assert len(closed) > 500
    assert {c.tag for e in closed for c in e.iter() if c is not e} & BLOCKS == set()


def test_links_resolve(tree, name):
    """What a page leads to is there: on itself, on the other page, or a file."""
    inner = [href for href in links(tree) if "://" not in href]
    known = {page: set(anchors(page)) for page in PAGES}
    broken = []
    for href in inner:
        path, _, anchor = href.partition("#")
        if anchor and anchor not in known[path or name]:
            broken.append(href)
        if path and not (DOCS / path).is_file():
            broken.append(href)

    assert len(inner) > 1000
    assert broken == []


def test_needs_no_network(tree, name):
    """Nothing is fetched: no script, style, font or image from elsewhere."""
    text = (DOCS / name).read_text(encoding="utf-8")
    fetched = {
        key
        for element in tree.iter()
        for key in element.attrib
        if key.rpartition("}")[2] in FETCHING
    }
    styles = "".join(e.text or "" for e in tree.iter() if e.tag.endswith("style"))

    assert fetched == set()
    assert not [e for e in tree.iter() if e.tag in {"link", "iframe", "base", "object"}]
    assert ".term" in styles
    assert not re.search(r"@import|url\((?!#)", styles)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|import\(", text)


def test_every_term_has_its_section():
    """Each declared term is described under its local name, in both languages."""
    ontology = load_vocabulary()
    home = set(ontology.subjects(RDF.type, OWL.Ontology))
    terms = set(ontology.subjects(RDF.type)) - home
    same = Counter(local_name(term) for term in terms)
    described = {
        spoken(code): section
        for section in tree_of("ontology.html").iter("section")
        for code in section.iter("code")
        if code.get("class") == "iri"
        if section.get("class") == "term"
    }

    assert len(terms) > 200
    assert set(described) == set(map(str, terms))
    for term in terms:
        anchor, local = described[str(term)].get("id"), local_name(term)
        assert anchor == local or (same[local] > 1 and anchor.endswith(f"-{local}"))
        text = spoken(described[str(term)])
        for predicate, value in ontology.predicate_objects(term):
            if not isinstance(value, URIRef) and predicate != OWL.deprecated:
                assert " ".join(value.split()) in text, (term, value)


def test_every_shape_has_its_section():
    """Each named shape is described, with what it says of a failure."""
    shapes = load_shapes()
    tree = tree_of("shapes.html")
    found = {e.get("id"): e for e in tree.iter("section")}
    named = {
        node
        for kind in KINDS
        for node in shapes.subjects(RDF.type, kind)
        if isinstance(node, URIRef)
    }

    assert len(named) > 250
    for shape in named:
        text = spoken(found[local_name(shape)])
        for predicate in (SH.message, SH.description, SH.name):
            for value in shapes.objects(shape, predicate):
                assert " ".join(value.split()) in text, shape
        for query in shapes.objects(shape, SH.sparql / SH.select):
            assert " ".join(query.split()) in text, shape


def test_every_question_has_its_section():
    """Each question is listed with its titles."""
    tree = tree_of("ontology.html")

    for query in list_queries():
        text = section(tree, f"query-{query.name}")
        assert query.title in text
        assert query.title_nl in text


def test_pages_lead_to_each_other():
    """A term names the shapes that check it, and a shape the terms that it uses."""
    ontology, shapes = map(tree_of, PAGES)
    claim = next(e for e in ontology.iter("section") if e.get("id") == "Claim")
    core = next(e for e in shapes.iter("section") if e.get("id") == "claim-core")

    assert "shapes.html#claim-core" in links(claim)
    assert "ontology.html#Claim" in links(core)
    assert "#query-withdrawals" in links(
        next(e for e in ontology.iter("section") if e.get("id") == "Withdrawal")
    )


def test_tables_are_shown():
    """A class of event has its roles, its rule of identity, its edges and its codes."""
    text = section(tree_of("ontology.html"), "Withdrawal")

    for part in (
        "wie zich terugtrekt",
        "kg:Policy",
        "Their times must overlap.",
        "rel:plansToWithdrawFrom",
        "plover:RETREAT-withdraw",
        "when planned",
    ):
        assert part in text, part


def test_header(name):
    """Each page says whose it is, and under which licence."""
    text = section(tree_of(name), "page-about")

    assert "https://spdx.org/licenses/MIT" in text
    assert "Turtle" in text


def test_landmarks(tree):
    """Readers who do not see the page find their way: landmarks, labels, one title."""
    for tag in ("header", "nav", "main", "footer", "h1"):
        assert len(list(tree.iter(tag))) == 1, tag
    labelled = {e.get("for") for e in tree.iter("label")}
    for field in tree.iter("input"):
        inside = any(field in list(label) for label in tree.iter("label"))
        assert inside or field.get("id") in labelled
    targets = {e.get("id") for e in tree.iter()}
    for element in tree.iter():
        pointed = element.get("aria-labelledby")
        assert pointed is None or pointed in targets
    regions = [e for e in tree.iter("div") if e.get("class") == "wide"]
    assert regions
    assert all(e.get("tabindex") == "0" for e in regions)


def test_both_languages(tree):
    """What the switch shows in one language it shows in the other as well."""
    counts = Counter(
        e.get("lang") for e in tree.iter() if e.get("class") == "l" and len(e) == 0
    )

    assert counts["nl"] == counts["en"] > 100


def test_graphs_have_no_markup(tree):
    """Marks of HTML in a text of the ontology would be escaped: none came through."""
    tags = {e.tag.rpartition("}")[2] for e in tree.iter()}

    assert tags <= {
        *BLOCKS,
        *("html", "head", "meta", "title", "style", "body", "header", "nav", "main"),
        *("footer", "script", "fieldset", "legend", "label", "input", "output", "a"),
        *("h1", "li", "details", "summary", "small", "strong", "span", "code", "br"),
        *("dt", "dd", "caption", "thead", "tbody", "tr", "th", "td", "figure"),
        *("figcaption", "svg", "defs", "marker", "path", "g", "rect", "text", "tspan"),
    }


def test_graph_of_shapes_is_the_one_shown():
    """The number of checks that the page gives is that of the shapes."""
    shapes: Graph = load_shapes()
    tree = tree_of("shapes.html")
    (table,) = (e for e in tree.iter("table"))
    shown = sum(int(spoken(row[-1])) for row in table.iter("tr") if row[-1].tag == "td")
    speaking = {s for s in shapes.subjects(SH.message) if isinstance(s, URIRef)}

    assert shown == len(speaking)
