"""The picture of the model shows what the graph of the corpus holds."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest

from kg.iris import Namespaces
from kg.query.names import prefixes_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"
PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes_of(Namespaces()).items()
)
PICTURE = ET.parse(DOCS / "model.svg").getroot()  # noqa: S314  our own file


def parts(kind: str) -> list[ET.Element]:
    """Return the boxes or arrows."""
    return [g for g in PICTURE.iter(f"{SVG}g") if g.get("class", "").startswith(kind)]


def properties(part: ET.Element) -> list[str]:
    """Return the properties that a box or an arrow shows."""
    return [e.get("data-property") for e in part.iter() if e.get("data-property")]


ARROWS = [
    (arrow.get("data-from"), name, arrow.get("data-to"))
    for arrow in parts("arrow")
    for name in properties(arrow)
]
LINES = [
    (box.get("data-class"), name) for box in parts("box") for name in properties(box)
]


def holds(store: pyoxigraph.Store, pattern: str) -> bool:
    """Tell whether a graph has a match of a pattern."""
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}"))


def of_class(variable: str, name: str) -> str:
    """Return the pattern of a thing of a class or of one below it."""
    return f"{variable} a/rdfs:subClassOf* {name} ."


def test_parts():
    """The picture has its boxes and arrows, and each arrow a name."""
    boxes = {box.get("data-class") for box in parts("box")}

    assert boxes >= {
        "kg:Document",
        "kg:Turn",
        "kg:Span",
        "kg:Claim",
        "kg:Event",
        "kg:Relation",
        "kg:Agent",
        "kg:Time",
        "kg:Quantity",
        "prov:Activity",
    }
    assert {end for start, _, to in ARROWS for end in (start, to)} <= boxes
    assert all(properties(arrow) for arrow in parts("arrow"))


@pytest.mark.parametrize(("start", "name", "end"), ARROWS)
def test_arrows(corpus_store, start, name, end):
    """Each arrow joins two things of the graph, of the classes at its ends."""
    pattern = f"?a {name} ?b . {of_class('?a', start)} {of_class('?b', end)}"

    assert holds(corpus_store, pattern)


@pytest.mark.parametrize(("owner", "name"), LINES)
def test_lines(corpus_store, owner, name):
    """Each property in a box is one that things of its class have."""
    assert holds(corpus_store, f"?a {name} ?b . {of_class('?a', owner)}")


def test_every_name_is_looked_at():
    """No label that looks like a term is left unchecked."""
    texts = ["".join(text.itertext()) for text in PICTURE.iter(f"{SVG}text")]
    written = set(re.findall(r"\b[a-z]+:\w+", " ".join(texts)))
    checked = {n for _, n, _ in ARROWS} | {n for pair in LINES for n in pair}

    assert len(written) > 40
    assert written == checked | {box.get("data-class") for box in parts("box")}


def test_links_resolve():
    """Each box and arrow of ours leads to a section of the page of the ontology."""
    page = (DOCS / "ontology.html").read_text(encoding="utf-8")
    hrefs = {e.get("href", "") for e in PICTURE.iter(f"{SVG}a")}
    ours = {href for href in hrefs if href.startswith("ontology.html#")}

    assert len(ours) > 30
    for href in ours:
        assert f'<section class="term" id="{href.partition("#")[2]}"' in page
