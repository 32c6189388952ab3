"""What people accepted is in the graph of the next build, with who accepted it."""

from click.testing import CliRunner
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS, XSD

from kg import cli
from kg.links import Match, write_links

ID = Namespace("https://w3id.org/kroniek/id/")
MALI = "http://www.wikidata.org/entity/Q912"
ACCEPTED = f"""
[[match]]
actor = "state-ml"
match = "{MALI}"
accepted = true
by = "Anna"
on = 2026-11-22
note = "same ISO code"

[[match]]
actor = "state-ml"
match = "http://www.wikidata.org/entity/Q1"
accepted = false
by = "Anna"
on = 2026-11-22

[[match]]
actor = "org-eu"
match = "http://www.wikidata.org/entity/Q458"
"""


def build(corpus, out, *, code: int = 0):
    """Build a corpus; return what was printed and the graph."""
    ended = CliRunner().invoke(cli.main, ["build", str(corpus), "-o", str(out)])
    assert ended.exit_code == code, ended.output
    graph = Graph()
    for name in ("graph.ttl", "report.ttl"):
        if code == 0:
            graph.parse(out / name)
    return ended, graph


def test_accepted(corpus, tmp_path):
    """An accepted match is skos:exactMatch; one that is not is nowhere."""
    (corpus / "links.toml").write_text(ACCEPTED, encoding="utf-8")

    ended, graph = build(corpus, tmp_path / "out")

    assert ended.stderr == ""
    assert list(graph.subject_objects(SKOS.exactMatch)) == [
        (ID["state-ml"], URIRef(MALI))
    ]
    (node,) = graph.subjects(RDF.type, RDF.Statement)
    told = dict(graph.predicate_objects(node))
    assert told == {
        RDF.type: RDF.Statement,
        RDF.subject: ID["state-ml"],
        RDF.predicate: SKOS.exactMatch,
        RDF.object: URIRef(MALI),
        DCTERMS.creator: Literal("Anna"),
        DCTERMS.created: Literal("2026-11-22", datatype=XSD.date),
        DCTERMS.description: Literal("same ISO code"),
    }


def test_nobody_named(corpus, tmp_path):
    """A match of an actor that no paper names is told, and not in the graph."""
    text = ACCEPTED.replace('"state-ml"', '"x-nobody-1"', 1)
    (corpus / "links.toml").write_text(text, encoding="utf-8")

    ended, graph = build(corpus, tmp_path / "out")

    expected = "kg: no paper names x-nobody-1, of whom links.toml accepts a match\n"
    assert ended.stderr == expected
    assert not list(graph.subjects(RDF.type, RDF.Statement))


def test_malformed(corpus, tmp_path):
    """A file that is malformed stops a build before it begins."""
    (corpus / "links.toml").write_text("[[match]]\n", encoding="utf-8")

    ended, _ = build(corpus, tmp_path / "out", code=2)

    assert ended.stderr.startswith("kg: ")
    assert "match 1: it wants an actor" in ended.stderr
    assert not (tmp_path / "out").exists()


def test_proposals_change_nothing(corpus, tmp_path):
    """A file of which nothing is decided gives the same bytes as none."""
    build(corpus, tmp_path / "without")
    write_links(corpus / "links.toml", [Match(actor="state-ml", match=MALI)])
    build(corpus, tmp_path / "with")

    for name in ("graph.ttl", "graph.trig", "report.ttl"):
        there = (tmp_path / "with" / name).read_bytes()
        assert there == (tmp_path / "without" / name).read_bytes()
