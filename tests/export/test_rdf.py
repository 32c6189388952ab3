"""Each format of RDF reads back as the graph that was exported, in the same bytes."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph

from kg.describe import prefixes
from kg.errors import OutputError
from kg.export import FORMATS, Filters, Layer, Subset, select
from kg.export.source import open_source
from kg.iris import Namespaces
from kg.store import RDF_TYPE, as_triple, trig, turtle

GRAPHS = ("ttl", "nt", "jsonld")
DATASETS = ("trig", "nq")
RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "trig": "trig"}
EX = "https://example.org/"
KG = "https://w3id.org/kroniek/ont#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def node(iri: str) -> pyoxigraph.NamedNode:
    """Return an IRI."""
    return pyoxigraph.NamedNode(iri)


# What a writer may trip over: line ends, quotes, code points beyond the first plane.
HOSTILE = [
    "\r",
    "\n",
    "\r\n",
    '"',
    '"""',
    "\\",
    "\x00",
    "\x7f",
    "\u2028",
    "\ufeff",
    "😀",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from([*HOSTILE, "a", " "])).map("".join),
)
datatypes = st.sampled_from(
    [f"{XSD}{name}" for name in ("integer", "decimal", "boolean", "date", "double")]
    + [f"{EX}odd", "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"]
)
lexical = st.one_of(
    texts, st.sampled_from(["0", "-0", "007", "+1", "1.0", "true", "1", "9" * 20])
)
strings = st.one_of(
    st.builds(pyoxigraph.Literal, texts),
    st.builds(
        lambda text, tag: pyoxigraph.Literal(text, language=tag),
        texts,
        st.sampled_from(["nl", "en", "nl-be", "zh-hans"]),
    ),
)
odd = st.builds(lambda text: pyoxigraph.Literal(text, datatype=node(f"{EX}odd")), texts)
typed = st.builds(
    lambda text, kind: pyoxigraph.Literal(text, datatype=node(kind)),
    lexical,
    datatypes,
)
locals_ = st.from_regex(r"[A-Za-z0-9._~!$&'()*,;=:@/%-]{0,8}", fullmatch=True)
iris = st.builds(
    lambda space, local: node(space + local.replace("%", "%25")),
    st.sampled_from(
        [EX, KG, "https://w3id.org/kroniek/id/", "urn:x:", "http://e.org/#"]
    ),
    locals_,
)
blanks = st.sampled_from("abc").map(pyoxigraph.BlankNode)
# Properties with each way in which the context writes values, and one without a term.
predicates = st.one_of(
    iris,
    st.sampled_from(
        [
            *(RDF_TYPE, node(f"{KG}agent"), node(f"{KG}factuality")),
            *(node(f"{KG}confidence"), node(f"{KG}utteredOn"), node(f"{KG}sha256")),
            *(node(f"{SKOS}prefLabel"), node(f"{KG}past")),
        ]
    ),
)
objects = st.one_of(
    iris,
    strings,
    typed,
    blanks,
    st.sampled_from([node(f"{KG}certain"), node(f"{KG}Coup")]),
)
graphs = st.sampled_from([pyoxigraph.DefaultGraph(), node(f"{EX}g"), node(f"{EX}h")])
quads = st.builds(pyoxigraph.Quad, st.one_of(iris, blanks), predicates, objects, graphs)
# Without blank nodes, and without datatypes whose literals a library makes canonical.
plain = st.builds(
    pyoxigraph.Quad, iris, predicates, st.one_of(iris, strings, odd), graphs
)


def stored(found: list[pyoxigraph.Quad]) -> Subset:
    """Return quads as something to export; Oxigraph writes numbers in one way."""
    store = pyoxigraph.Store()
    store.extend(found)
    return Subset(store=store, namespaces=Namespaces())


def written(subset: Subset, form: str, folder: Path) -> Path:
    """Export a subset and return the file."""
    path = folder / f"x.{form}"
    FORMATS[form].write(subset, path)
    return path


def canonical(found) -> set[pyoxigraph.Quad]:
    """Return quads with blank nodes named by the graph alone."""
    dataset = pyoxigraph.Dataset(found)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def merged(found) -> set[pyoxigraph.Quad]:
    """Return quads without the names of their graphs."""
    return {pyoxigraph.Quad(*quad.triple) for quad in found}


shared_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=50,
)


@pytest.mark.parametrize("form", [*GRAPHS, *DATASETS])
@shared_folder
@given(found=st.lists(quads, max_size=6))
def test_round_trip(tmp_path, form, found):
    """What is read back is what was exported, blank nodes by another name."""
    subset = stored(found)

    read = canonical(pyoxigraph.parse(path=written(subset, form, tmp_path)))

    kept = subset.store if form in DATASETS else merged(subset.store)
    assert read == canonical(kept)


@pytest.mark.parametrize("form", [*GRAPHS, "trig"])
@shared_folder
@given(found=st.lists(plain, max_size=6))
def test_round_trip_in_rdflib(tmp_path, form, found):
    """Another library reads the same."""
    subset = stored(found)
    path = written(subset, form, tmp_path)

    assert in_rdflib(path, form) == {quad.triple for quad in subset.store}


def in_rdflib(path: Path, form: str) -> set[pyoxigraph.Triple]:
    """Return the triples that rdflib reads from a file, of all graphs."""
    read = Dataset(default_union=True) if form == "trig" else Graph()
    read.parse(path, format=RDFLIB[form])
    return {as_triple(triple) for triple in read.triples((None, None, None))}


@shared_folder
@given(found=st.lists(quads, max_size=6), generator=st.randoms(use_true_random=False))
def test_the_order_of_a_graph_does_not_show(tmp_path, found, generator):
    """The same graph is the same bytes."""
    shuffled = list(found)
    generator.shuffle(shuffled)

    for form in (*GRAPHS, *DATASETS):
        first = written(stored(found), form, tmp_path).read_bytes()
        assert written(stored(shuffled), form, tmp_path).read_bytes() == first


@shared_folder
@given(found=st.lists(plain, max_size=6))
def test_the_same_as_a_build_writes(tmp_path, found):
    """Turtle and TriG are those of the writer of builds, which holds all in memory."""
    subset, known = stored(found), prefixes(Namespaces())

    path = written(subset, "ttl", tmp_path)
    triples = (quad.triple for quad in subset.store)
    assert path.read_bytes().decode() == turtle(triples, known)
    path = written(subset, "trig", tmp_path)
    assert path.read_bytes().decode() == trig(subset.store, known)


@pytest.fixture(scope="session")
def exported(papers, tmp_path_factory) -> Path:
    """Return a folder with the build of the corpus in every format of RDF."""
    folder = tmp_path_factory.mktemp("exported")
    for form in (*GRAPHS, *DATASETS):
        written(select(papers), form, folder)
    return folder


@pytest.mark.parametrize("form", [*GRAPHS, "trig"])
def test_the_corpus_in_rdflib(papers, exported, form):
    """Rdflib reads back exactly the graph of the corpus."""
    expected = {quad.triple for quad in papers.data}
    assert in_rdflib(exported / f"x.{form}", form) == expected


@pytest.mark.parametrize("form", [*GRAPHS, *DATASETS])
def test_the_corpus_in_pyoxigraph(papers, exported, form):
    """Oxigraph does too, with the named graphs where the format has them."""
    read = set(pyoxigraph.parse(path=exported / f"x.{form}"))

    assert read == (set if form in DATASETS else merged)(papers.data)
    assert len(read) > 20_000


@pytest.mark.parametrize("form", ["nt", "nq"])
def test_lines_are_sorted(exported, form):
    """Two exports compare with `diff` and `comm`."""
    lines = (exported / f"x.{form}").read_text(encoding="utf-8").split("\n")[:-1]

    assert lines == sorted(lines)
    assert len(lines) == len(set(lines))


def test_a_named_graph_for_each_document(papers, exported):
    """TriG has the graph of a document under its name."""
    text = (exported / "x.trig").read_text(encoding="utf-8")

    named = re.findall(r"^(doc:\S+) \{$", text, re.MULTILINE)
    documents = papers.data.quads_for_pattern(None, RDF_TYPE, node(f"{KG}Document"))
    assert named == sorted(
        f"doc:{quad.subject.value.rpartition('/')[2]}" for quad in documents
    )
    assert len(named) == 5


def test_json_ld_is_readable(exported):
    """Nodes are written in the terms of the context."""
    document = json.loads((exported / "x.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in document["@graph"]}

    claim = nodes["cl:kst-29521-457.68632-68642.Withdrawal"]
    assert claim["@type"] == "Claim"
    assert claim["agent"] == "id:state-de"
    assert claim["factuality"] == "planned"
    assert isinstance(claim["confidence"], str)
    span = nodes[claim["trigger"]]
    assert (span["beginIndex"], span["endIndex"]) == (68632, 68642)
    assert nodes["id:state-de"]["prefLabel"] == {"en": "Germany", "nl": "Duitsland"}
    keys = {key for node in document["@graph"] for key in node}
    assert not [key for key in keys if ":" in key]


def test_json_ld_cannot_hold_every_iri(tmp_path):
    """An IRI whose scheme is one of our prefixes would be taken for a short name."""
    quad = pyoxigraph.Quad(node(f"{EX}a"), node(f"{EX}p"), node("doc:x"))

    with pytest.raises(OutputError, match="doc is a prefix"):
        written(stored([quad]), "jsonld", tmp_path)


def test_own_base(tmp_path):
    """A graph that was minted under another base has its prefixes there."""
    quad = pyoxigraph.Quad(node(f"{EX}id/a"), node(f"{KG}agent"), node(f"{EX}id/b"))
    subset = replace(stored([quad]), namespaces=Namespaces(EX))
    for form in ("ttl", "jsonld"):
        path = written(subset, form, tmp_path)

        assert "id:b" in path.read_text(encoding="utf-8")
        assert {q.triple for q in pyoxigraph.parse(path=path)} == {quad.triple}


def test_blank_nodes_are_named_by_the_graph(tmp_path):
    """Files that differ in the names of blank nodes give the same bytes."""
    found = set()
    for names in ("a b", "x y"):
        one, two = names.split()
        text = (
            f'_:{two} <{EX}q> "z" . <{EX}s> <{EX}p> _:{one} . _:{one} <{EX}p> _:{two} .'
        )
        (tmp_path / "in.ttl").write_text(text)
        source = open_source(tmp_path / "in.ttl")
        found.add(written(select(source), "ttl", tmp_path).read_bytes())

    assert len(found) == 1


CODE = """
import sys
from dataclasses import replace
from pathlib import Path
from kg.export import FORMATS, Filters, Layer, export
from kg.model import Factuality
for form in FORMATS:
    folder = form in ("csv", "parquet")
    out = Path(sys.argv[2]) / ("tables-" + form if folder else "all." + form)
    export(sys.argv[1], out, form=form)
    out = out.with_name("part-" + out.name)
    some = Filters(factuality=(Factuality.CERTAIN,), country="ML")
    export(sys.argv[1], out, form=form, filters=some, only=Layer.EDGES)
"""


def test_the_same_bytes_from_run_to_run(built, tmp_path):
    """Two processes with another order of hashes export the same, in every format."""
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", CODE, built.folder, folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        found.append({path.relative_to(folder): path.read_bytes() for path in files})

    assert found[0] == found[1]
    assert len(found[0]) >= 2 * len(FORMATS)


def test_layers_are_cut_in_every_format(papers, tmp_path):
    """Of RDF only the layer that was asked for is written."""
    filters = Filters(country="BF")
    subset = select(papers, filters, Layer.EVENTS)
    for form in (*GRAPHS, *DATASETS):
        path = written(subset, form, tmp_path)
        found = {quad.predicate.value for quad in pyoxigraph.parse(path=path)}

        assert f"{KG}aboutEvent" in found
        assert f"{KG}aboutRelation" not in found
