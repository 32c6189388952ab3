"""Papers of each format, from `kg add` to claims and their quotes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.corpus import read_corpus
from kg.iris import Namespaces
from kg.query import run_sparql
from kg.store import open_store

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
FILES = (
    "kst-99001-4.xml",
    "ah-tk-20222023-77.xml",
    "h-tk-20222023-80-5.xml",
    "nieuws-bolivia.html",
    "brief-bolivia.docx",
    "vragen-bolivia.pdf",
)
FEATURES = """
SELECT ?document ?class ?source ?time WHERE {
  ?claim a kg:Claim ; kg:aboutEvent ?event ; kg:inTurn ?turn ; kg:source ?source .
  ?event a ?class .
  ?turn dcterms:isPartOf/dcterms:identifier ?document .
  OPTIONAL { ?claim kg:time/kg:edtf ?time }
}"""
SPANS = """
SELECT ?document ?begin ?end ?quote WHERE {
  ?claim a kg:Claim ; kg:evidence|kg:trigger ?span .
  ?span nif:referenceContext/dcterms:identifier ?document ;
    nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?quote .
}"""
TEXTS = """
SELECT ?document ?text ?extractor ?title ?issued ?basis WHERE {
  ?node nif:isString ?text ; dcterms:identifier ?document ; dcterms:issued ?issued ;
    dcterms:title ?title ; kg:extractor ?extractor ; kg:dateBasis ?basis .
}"""


def kg(*words):
    """Run a command that succeeds and complains of nothing."""
    ended = CliRunner().invoke(main, [str(word) for word in words])
    assert (ended.exit_code, ended.stderr) == (0, "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a corpus that was added, and its build."""
    folder = tmp_path_factory.mktemp("formats")
    kg("add", *(SAMPLES / name for name in FILES), "--corpus", folder / "corpus", "-q")
    kg("build", folder / "corpus", "-o", folder / "build", "-q")
    return folder


@pytest.fixture(scope="module")
def store(folder):
    """Return the graph with its texts."""
    return open_store(folder / "build", texts=True)


def rows(store, query):
    """Return the rows of an answer as tuples of words."""
    found = run_sparql(store, query).rows
    return [tuple("" if v is None else v.value for v in row) for row in found]


def test_each_format_gives_claims(store):
    """The condemnation and the closed border are found wherever they are told."""
    spaces = Namespaces()
    told = {
        (document, kind.rpartition("#")[2], source.removeprefix(spaces.entity), time)
        for document, kind, source, time in rows(store, FEATURES)
    }

    assert {
        ("kst-99001-4", "Condemnation", "org-eu", "2023-05-03"),
        ("kst-99001-4", "BorderClosure", "kabinet-nl", "2023-05-05"),
        ("ah-tk-20222023-77", "BorderClosure", "kabinet-nl", "2023-05-05"),
        ("ah-tk-20222023-77", "BorderClosure", "fractie-pvv", "2023-05"),
        ("h-tk-20222023-80-5", "Condemnation", "org-eu", "2023-05-03"),
        ("h-tk-20222023-80-5", "Coup", "fractie-vvd", ""),
        ("nieuws-bolivia", "Condemnation", "org-eu", "2023-05-03"),
        ("nieuws-bolivia", "BorderClosure", "org-defensie", "2023-05-02"),
        ("brief-bolivia", "Condemnation", "org-eu", "2023-05-03"),
        ("brief-bolivia", "BorderClosure", "kabinet-nl", "2023-05-05"),
        ("kv-tk-2023Z00077", "BorderClosure", "fractie-pvv", "2023-05-05"),
    } <= told, sorted(told)


def test_quotes_are_slices_of_the_extracted_text(store, folder):
    """The text in the graph is the extracted one, and quotes are cut from it."""
    texts = {document: text for document, text, *_ in rows(store, TEXTS)}
    spans = rows(store, SPANS)

    assert len(texts) == len(FILES)
    assert len(spans) >= 20
    for document, begin, end, quote in spans:
        assert texts[document][int(begin) : int(end)] == quote
    read = {d.identifier: d.text for d in read_corpus(folder / "corpus").documents}
    assert texts == read


def test_documents_tell_of_themselves(store):
    """Title, day and extractor of each are in the graph."""
    told = {
        document: (extractor.split()[0], title, issued, basis.rpartition("#")[2])
        for document, _, extractor, title, issued, basis in rows(store, TEXTS)
    }

    assert told["brief-bolivia"] == (
        "python-docx",
        "Brief over de grens met Bolivia",
        "2023-05-15",
        "StatedInText",
    )
    assert told["kv-tk-2023Z00077"][0] == "pypdf"
    assert told["h-tk-20222023-80-5"] == (
        "lxml",
        "Debat over Bolivia",
        "2023-05-24",
        "ExternalMetadata",
    )


def test_a_list_of_files_gives_the_same_graph(folder):
    """A list of the same files is built to the same bytes."""
    names = sorted(p.name for p in (folder / "corpus").glob("*") if p.suffix != ".toml")
    papers = [name for name in names if not name.endswith(".metadata.xml")]
    listed = "".join(f"{(folder / 'corpus' / n).as_uri()}\n" for n in papers)
    (folder / "papers.list").write_text(listed)

    kg("build", folder / "papers.list", "-o", folder / "listed", "-q")

    for name in ("graph.ttl", "texts.ttl", "edges.ttl"):
        assert (folder / "listed" / name).read_bytes() == (
            folder / "build" / name
        ).read_bytes()
