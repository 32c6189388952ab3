"""What the main job makes of the corpus."""

import pyoxigraph
import pytest
from rdflib import Graph

from kg.iris import VOCABULARY

PREFIXES = f"""
PREFIX kg: <{VOCABULARY}>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
"""
FILES = (
    "edges.ttl",
    "graph.trig",
    "graph.ttl",
    "quarantine.ttl",
    "report.ttl",
    "texts.ttl",
    "vocabulary.ttl",
)


def triples_of(path) -> set[pyoxigraph.Triple]:
    """Return the triples of a file, whatever graph they are in."""
    return {quad.triple for quad in pyoxigraph.parse(path=str(path))}


def test_build_succeeds(built):
    """The main job ends with exit code 0 and says that the graph conforms."""
    assert built.code == 0, built.output
    assert "The graph conforms" in built.output
    assert "left out" not in built.output


def test_summary_fits_a_terminal(built):
    """The figures of a build stand on lines of at most 80 characters."""
    lines = [line for line in built.output.splitlines() if "Written to" not in line]

    assert "Claims by factuality" in lines
    assert "Events by class" in lines
    assert max(map(len, lines)) <= 80


def test_all_files_are_there(built):
    """A build is seven files and nothing else."""
    assert sorted(p.name for p in built.folder.iterdir()) == list(FILES)


@pytest.mark.parametrize("name", FILES)
def test_two_builds_are_the_same_bytes(built, built_again, name):
    """The same input gives the same bytes, whatever the order of hashes."""
    first, second = (b.folder / name for b in (built, built_again))

    assert first.read_bytes() == second.read_bytes()


def test_report_has_no_violation(built):
    """The report of a build that conforms holds no violation."""
    report = pyoxigraph.Store()
    path = str(built.folder / "report.ttl")
    report.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)

    ask = f"{PREFIXES} ASK {{ ?x sh:conforms true }}"
    violation = f"{PREFIXES} ASK {{ ?x sh:resultSeverity sh:Violation }}"

    assert report.query(ask)
    assert not report.query(violation)


def test_every_span_is_a_slice_of_its_text(corpus_store):
    """The quote of each span is exactly what the text holds between its offsets."""
    text = f"{PREFIXES} SELECT ?d ?t {{ ?d nif:isString ?t }}"
    texts = {row["d"]: row["t"].value for row in corpus_store.query(text)}
    spans = list(
        corpus_store.query(
            f"""{PREFIXES} SELECT ?s ?d ?b ?e ?q {{
              ?s nif:referenceContext ?d ; nif:anchorOf ?q ;
                nif:beginIndex ?b ; nif:endIndex ?e }}"""
        )
    )
    wrong = [
        row["s"].value
        for row in spans
        if texts[row["d"]][int(row["b"].value) : int(row["e"].value)] != row["q"].value
    ]

    assert len(texts) == 5
    assert len(spans) > 500
    assert wrong == []


def test_every_claim_is_complete(corpus_store):
    """Each claim has one event, trigger, evidence, factuality, and some source."""
    single = ("aboutEvent", "trigger", "evidence", "factuality", "rank", "inTurn")
    claims = list(corpus_store.query(f"{PREFIXES} SELECT ?c {{ ?c a kg:Claim }}"))
    incomplete = [
        (claim["c"].value, name)
        for claim in claims
        for name in (*single, "source")
        if not fits(corpus_store, claim["c"], name, exactly_one=name in single)
    ]

    assert len(claims) > 100
    assert incomplete == []


def fits(store, claim, name, *, exactly_one) -> bool:
    """Tell whether a claim has one value of a property, or at least one."""
    prop = pyoxigraph.NamedNode(f"{VOCABULARY}{name}")
    number = len(list(store.quads_for_pattern(claim, prop, None)))
    return number == 1 if exactly_one else number >= 1


@pytest.mark.parametrize("name", ["graph.ttl", "edges.ttl", "vocabulary.ttl"])
def test_both_libraries_read_the_same(built, name):
    """A file has as many triples for rdflib as for pyoxigraph."""
    path = built.folder / name

    assert len(Graph().parse(path, format="turtle")) == len(triples_of(path))


def test_trig_holds_the_same_triples(built):
    """The named graphs together hold exactly the triples of the plain file."""
    trig, plain = (built.folder / f"graph.{form}" for form in ("trig", "ttl"))

    assert triples_of(trig) == triples_of(plain)


def test_trig_has_a_graph_for_each_document(built):
    """There is a named graph for each document, by the document's own name."""
    path = str(built.folder / "graph.trig")
    names = {quad.graph_name for quad in pyoxigraph.parse(path=path)}
    documents = {n.value.rpartition("/")[2] for n in names if hasattr(n, "value")}

    assert documents == {
        "2021D27968",
        "defensie-2022-02-07",
        "kst-29521-457",
        "kst-35570-V-9",
        "popken-2019-09-17",
    }


def test_graph_has_no_blank_nodes(built):
    """Every node has a name, so that the graph loads and compares anywhere."""
    nodes = {n for t in triples_of(built.folder / "graph.ttl") for n in t}

    assert not any(isinstance(node, pyoxigraph.BlankNode) for node in nodes)
