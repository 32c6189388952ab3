"""The description of the data model shows what a build makes, to the letter."""

import re
from pathlib import Path

import pyoxigraph
import pytest

from kg.iris import Namespaces, local_name
from kg.query import run_sparql
from kg.query.names import prefixes_of, shorten
from kg.validate import load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SHOWN = [
    part.strip()
    for kind, text in BLOCKS
    if kind == "turtle"
    for part in text.split("\n\n")
]


def written(file: Path, subject: str) -> set[str]:
    """Return what a file says of a subject, but for the triple that names the run."""
    head, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    parts = (part for part in body.split("\n\n") if part.startswith(f"{subject} "))
    found = {triple for part in parts for triple in triples(head, part)}
    return {triple for triple in found if "prov#wasGeneratedBy" not in triple}


def triples(head: str, part: str) -> set[str]:
    """Return the triples of a piece of Turtle, as N-Triples."""
    text = f"{head}\n{part}"
    parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    return {str(quad.triple) for quad in parsed}


def test_blocks():
    """No block of code is of a kind that no test looks at."""
    assert [kind for kind, _ in BLOCKS] == ["turtle", "turtle", "turtle", "sparql"]
    assert len(SHOWN) == 6


@pytest.mark.parametrize("shown", SHOWN, ids=lambda part: part.partition(" ")[0])
def test_turtle_is_that_of_the_build(built, shown):
    """Each piece of Turtle is all that the build writes of its subject."""
    files = [built.folder / name for name in ("graph.ttl", "edges.ttl")]
    head = files[0].read_text(encoding="utf-8").partition("\n\n")[0]
    subject = shown.partition(" ")[0]

    assert triples(head, shown) in [written(file, subject) for file in files]


def test_sentence_is_the_evidence(built):
    """The sentence that is quoted is that of the span, and the slice of the file."""
    (sentence,) = re.findall(r"^> (.*)$", TEXT, re.MULTILINE)
    document, begin, end = re.search(r"sp:(.*)\.(\d+)-(\d+) a kg:Span", TEXT).groups()
    paper = (ROOT / "corpus" / f"{document}.txt").read_text(encoding="utf-8")

    assert " ".join(paper[int(begin) : int(end)].split()) == sentence
    assert f"text[{begin}:{end}]" in TEXT
    assert written(built.folder / "graph.ttl", f"sp:{document}.{begin}-{end}")


def test_every_property_of_the_claim_is_explained():
    """The table says of each triple of the claim what it rests on."""
    (claim,) = (part for part in SHOWN if " a kg:Claim" in part)
    has = set(re.findall(r"^ +(\S+) ", claim, re.MULTILINE))
    rows = re.findall(r"^\| (`.*?) \|", TEXT, re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`(\S+?)`", row)}

    assert len(has) == 19
    assert has - explained == {"kg:evidence"}
    assert "`kg:evidence` is the sentence" in TEXT
    assert explained <= has


def test_query_has_the_rows_that_are_shown(corpus_store):
    """The SPARQL has exactly the answer that the table below it gives."""
    (query,) = (text for kind, text in BLOCKS if kind == "sparql")
    after = TEXT.partition(query)[2]
    table = re.findall(r"^\| (.*) \|$", after.partition("\n\nSix")[0], re.MULTILINE)
    header, *rows = [tuple(line.split(" | ")) for line in table]
    result = run_sparql(corpus_store, query)
    known = prefixes_of(Namespaces())

    assert header == tuple(result.columns)
    assert rows == [tuple(shorten(c.value, known) for c in row) for row in result.rows]


def test_terms_are_declared():
    """Every term that the text names is one of the ontology."""
    declared = {local_name(s) for s in load_vocabulary().subjects()}
    ours = set(re.findall(r"\b(?:kg|rel):(\w+)\b(?!…)", TEXT))

    assert len(ours) > 50
    assert ours - declared == set()


def test_links():
    """What the text links to is there."""
    targets = re.findall(r"\]\(([^)#:]+)\)", TEXT)

    assert {"model.svg", "ontology.html", "shapes.html"} <= set(targets)
    assert [t for t in targets if not (ROOT / "docs" / t).exists()] == []
