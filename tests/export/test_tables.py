"""Tables say what the graph says, one row for each thing, with typed columns."""

import csv
import json
import sys
from collections import defaultdict
from datetime import date

import pyoxigraph
import pytest

from kg.errors import KnowledgeError, OutputError, SettingsError, UnknownName
from kg.export import FORMATS, Filters, Layer, cut, export, list_tables, select
from kg.export.csv_tables import METADATA, SEPARATOR
from kg.export.tables import Kind, read_table, rows_of, tables_of
from kg.model import Factuality
from kg.vocabulary import KG

TABLES = list(list_tables().values())
ids = [table.name for table in TABLES]
TYPES = {
    Kind.INTEGER: int,
    Kind.DECIMAL: float,
    Kind.DATE: date,
    Kind.BOOLEAN: bool,
}


# What the corpus need not have of a thing.
RARE = defaultdict(
    set,
    claims={"count_min", "count_max", "currency"},
    events={"count_min", "count_max", "currency"},
    relations={"time", "first_day", "last_day"},
)


def records(subset, name):
    """Return the rows of a table as mappings."""
    table = list_tables()[name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in rows_of(subset, table)]


@pytest.fixture(scope="module")
def whole(papers):
    """Return the whole corpus."""
    return select(papers)


@pytest.mark.parametrize("table", TABLES, ids=ids)
def test_rows(whole, table):
    """Each row has a key of its own, and cells of the kinds that are told."""
    rows = records(whole, table.name)

    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(keys) == len(set(keys)) > 0
    assert not any(cell is None for key in keys for cell in key)
    empty = set()
    for column in table.columns:
        cells = [row[column.name] for row in rows if row[column.name] not in (None, [])]
        kind = list if column.kind.is_list else TYPES.get(column.kind, str)
        assert all(isinstance(cell, kind) for cell in cells)
        if not cells:
            empty.add(column.name)
    assert empty <= RARE[table.name]


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("claims", "Claim"),
        ("claims", "RelationClaim"),
        ("documents", "Document"),
        ("relations", "Relation"),
    ],
)
def test_nothing_is_lost(whole, table, kind):
    """There is a row for each thing of a class."""
    key = list_tables()[table].key[0]
    rdf = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = whole.store.quads_for_pattern(
        None, rdf, pyoxigraph.NamedNode(str(KG[kind]))
    )

    expected = {quad.subject.value for quad in found}
    assert expected
    assert expected <= {row[key] for row in records(whole, table)}


def test_tables_refer_to_each_other(whole):
    """Who has a role, and what a claim is about, has a row of its own."""
    actors = {row["actor"] for row in records(whole, "actors")}
    events = {row["event"] for row in records(whole, "events")}
    relations = {row["relation"] for row in records(whole, "relations")}
    documents = {row["document"] for row in records(whole, "documents")}
    claims = records(whole, "claims")

    assert {row["event"] for row in claims} == events | {None}
    assert {row["relation"] for row in claims} == relations | {None}
    assert {row["document"] for row in claims} == documents
    for name in ("claim_roles", "event_roles"):
        assert {row["filler"] for row in records(whole, name)} <= actors | events
    assert {row["actor"] for row in records(whole, "mentions")} <= actors
    for row in records(whole, "edges"):
        assert {row["subject"], row["object"]} <= actors | events


def test_a_claim(sample):
    """The row of a claim tells who, what, when, how sure and in which words."""
    (row,) = (
        row
        for row in records(select(sample), "claims")
        if row["claim"].endswith("290-302.Election")
    )

    assert row["class"] == "Election"
    assert row["label"] == "verkiezingen in Soedan, juli 2023"
    assert row["place"] == ["Soedan"]
    assert row["agent"] == row["target"] == []
    assert (row["source"], row["reported_by"]) == (
        ["Soevereine Raad van Soedan"],
        ["Nederlands kabinet"],
    )
    assert (row["factuality"], row["rank"]) == ("planned", "Normal")
    assert row["confidence"] == pytest.approx(0.9)
    assert (row["time"], row["first_day"]) == ("2023-07", date(2023, 7, 1))
    assert (row["begin"], row["end"]) == (243, 322)
    assert len(row["quote"]) == 322 - 243
    assert row["turn_kind"] == "Section"
    assert row["uttered_on"] == date(2021, 11, 5)


def test_roles_of_a_claim(sample):
    """Each role is a row, with the name and kind of who has it."""
    found = {
        (row["role"], row["filler_label"], row["filler_kind"])
        for row in records(select(sample), "claim_roles")
        if row["claim"].endswith("137-149.Condemnation")
    }

    assert found == {
        ("agent", "Afrikaanse Unie", "InternationalOrganization"),
        ("target", "staatsgreep in Soedan, 25 oktober 2021", "Coup"),
        ("source", "Afrikaanse Unie", "InternationalOrganization"),
        ("reportedBy", "Nederlands kabinet", "Government"),
    }


def test_an_event(sample):
    """The row of an event counts its claims and papers, and lists how sure they are."""
    (row,) = (
        row
        for row in records(select(sample), "events")
        if row["event"].endswith("release.hamdok.2021-11-21")
    )

    assert row["factualities"] == ["certain", "hypothetical"]
    assert (row["claims"], row["documents"]) == (2, 1)
    assert (row["precision"], row["last_day"]) == ("Day", date(2021, 11, 21))


def test_a_quantity(sample):
    """A number of people has a unit."""
    (row,) = (
        r for r in records(select(sample), "events") if r["class"] == "Contribution"
    )

    assert (row["count"], row["unit"]) == (20, "functionarissen")


def test_an_edge(sample):
    """The row of an edge counts the claims that earn it."""
    rows = {row["relation"]: row for row in records(select(sample), "edges")}

    assert rows["withdrewFrom"]["claims"] == 1
    assert rows["withdrewFrom"]["first_day"] == date(2022, 1, 1)
    assert rows["condemned"]["object_label"].startswith("staatsgreep")
    assert not rows["arrested"]["known"]


def test_relations_that_ended(whole):
    """Only claims of relations are of what has ended."""
    rows = [row for row in records(whole, "claims") if row["past"]]

    assert rows
    assert all(row["relation"] and not row["event"] for row in rows)


def test_readers_are_named(whole):
    """A claim that a reader put right tells who did."""
    rows = records(whole, "claims")
    corrected = {
        quad.subject.value
        for quad in whole.store.quads_for_pattern(
            None, pyoxigraph.NamedNode(str(KG.correctedBy)), None
        )
    }

    named = {row["claim"]: row["corrected_by"] for row in rows if row["corrected_by"]}
    assert named.keys() == corrected & {row["claim"] for row in rows}
    assert list(named.values()) == [["The Kroniek authors"]]


def test_actors_are_counted(sample):
    """Of an actor its claims, words and mentions are counted."""
    rows = {row["label"]: row for row in records(select(sample), "actors")}

    army = rows["leger van Soedan"]
    assert (army["kind"], army["label_en"]) == ("ArmedForce", "army of Sudan")
    assert (army["claims"], army["said"], army["mentions"]) == (2, 0, 1)
    assert rows["Nederlands kabinet"]["said"] == 5
    assert rows["Soedan"]["notation"] == "SD"


def test_csv(sample, tmp_path):
    """CSV reads back as the rows, as text; line ends within a quote stay."""
    table = list_tables()["claims"]
    path = tmp_path / "claims.csv"
    FORMATS["csv"].write(select(sample), table, path)

    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    rows = records(select(sample), "claims")
    assert [row["claim"] for row in read] == [row["claim"] for row in rows]
    assert [row["quote"] for row in read] == [row["quote"] for row in rows]
    for text, row in zip(read, rows, strict=True):
        assert text["source"].split(SEPARATOR) == row["source"]
        assert text["confidence"] == "0.9"
        assert text["cue"] == (row["cue"] or "")
    assert b"\r" not in path.read_bytes()


def test_hostile_texts_survive_csv(sample, tmp_path, monkeypatch):
    """Separators, quotes, line ends and code points beyond the first plane survive."""
    text = 'a,"b"\r\nc\rd\ne;😀\u2028'
    table = list_tables()["documents"]
    row = tuple(text if c.kind is Kind.STRING else None for c in table.columns)
    monkeypatch.setattr("kg.export.csv_tables.rows_of", lambda *_: iter([row]))
    path = tmp_path / "x.csv"
    FORMATS["csv"].write(select(sample), table, path)

    with path.open(encoding="utf-8", newline="") as file:
        (read,) = csv.DictReader(file)
    assert read["title"] == text


def test_metadata_of_csv(built, tmp_path):
    """The file beside the tables describes each of their columns."""
    export(built.folder, tmp_path / "tables", form="csv")

    described = json.loads((tmp_path / "tables" / METADATA).read_text("utf-8"))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    files = {path.name for path in (tmp_path / "tables").iterdir()}
    assert {entry["url"] for entry in described["tables"]} == files - {METADATA}
    for entry in described["tables"]:
        path = tmp_path / "tables" / entry["url"]
        heads = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert [c["name"] for c in entry["tableSchema"]["columns"]] == heads


def test_parquet(whole, tmp_path):
    """Parquet has the same rows, with types, lists, and the meaning of columns."""
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in TABLES:
        path = tmp_path / f"{table.name}.parquet"
        FORMATS["parquet"].write(whole, table, path)

        assert parquet.read_table(path).to_pylist() == records(whole, table.name)
    schema = parquet.read_schema(tmp_path / "claims.parquet")
    assert str(schema.field("first_day").type) == "date32[day]"
    assert str(schema.field("source").type).startswith("list<")
    assert schema.field("quote").metadata[b"description"] != b""


def test_parquet_in_batches(whole, tmp_path, monkeypatch):
    """Tables that are written a few rows at a time are whole."""
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("kg.export.parquet_tables.BATCH", 7)
    path = tmp_path / "actors.parquet"

    FORMATS["parquet"].write(whole, list_tables()["actors"], path)

    assert parquet.read_metadata(path).num_row_groups > 3
    assert parquet.read_table(path).num_rows == len(records(whole, "actors"))


def test_parquet_needs_pyarrow(built, tmp_path, monkeypatch):
    """Where the library is missing, the message says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(SettingsError, match=r"pip install 'kroniek\[tables\]'"):
        export(built.folder, tmp_path / "tables", form="parquet")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Layer.CLAIMS, ["claims", "claim_roles", "actors", "documents"]),
        (Layer.EVENTS, ["events", "event_roles", "actors"]),
        (Layer.EDGES, ["edges", "actors"]),
        (None, ids),
    ],
)
def test_tables_of_a_layer(only, expected):
    """A layer has its own tables."""
    assert [table.name for table in tables_of(only)] == expected


def test_filters_hold_for_tables(papers):
    """Only what passes is in the tables."""
    subset = select(papers, Filters(factuality=(Factuality.PLANNED,)))

    assert {row["factuality"] for row in records(subset, "claims")} == {"planned"}
    assert {tuple(row["factualities"]) for row in records(subset, "events")} == {
        ("planned",)
    }


def test_tables_of_what_was_cut(papers):
    """A graph without events or relations has tables without rows."""
    subset = cut(select(papers, only=Layer.EVENTS))

    assert records(subset, "relations") == []
    assert records(subset, "mentions") == []


def test_unknown_table():
    """The tables that there are, are named."""
    with pytest.raises(UnknownName, match="no table 'x'; there are: actors, claim"):
        tables_of(None, "x")


def test_a_literal_of_another_kind(subset_of):
    """What is not of the kind of its column is an error that names it."""
    document = pyoxigraph.NamedNode("https://w3id.org/kroniek/doc/d")
    dc = "http://purl.org/dc/terms/"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    values = {
        rdf: pyoxigraph.NamedNode(str(KG.Document)),
        f"{dc}identifier": pyoxigraph.Literal("d"),
        f"{dc}issued": pyoxigraph.Literal("last week"),
    }
    quads = [
        pyoxigraph.Quad(document, pyoxigraph.NamedNode(p), o) for p, o in values.items()
    ]

    with pytest.raises(OutputError, match="column issued: 'last week' is no date"):
        records(select(subset_of(quads)), "documents")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ('# key: a\n# column a: iri, "x"\n', "lacks 'title'"),
        ('# title: T\n# key: b\n# column a: iri, "x"\n', "a column of the key"),
        ('# title: T\n# key: a\n# column a: thing, "x"\n', r"x.rq:3: column 'a' must"),
        ('# title: T\n# key: a\n# row a: iri, "x"\n', r"x.rq:3: unknown key 'row'"),
    ],
)
def test_bad_headers(tmp_path, header, message):
    """A header that cannot be read is named with its line."""
    path = tmp_path / "x.rq"
    path.write_text(f"{header}SELECT ?a {{ ?a ?b ?c }}\n")

    with pytest.raises(KnowledgeError, match=message):
        read_table(path)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?b { ?b ?p ?o }", "the header lists other columns"),
        ("SELECT ?a { ?a ?p", "x.rq: error at"),
        ("ASK { ?a ?p ?o }", "not a SELECT query"),
    ],
)
def test_bad_queries(tmp_path, sample, query, message):
    """A query that does not fit its header, or does not run, is named."""
    path = tmp_path / "x.rq"
    path.write_text(f'# title: T\n# key: a\n# column a: iri, "x"\n\n{query}\n')

    with pytest.raises(KnowledgeError, match=message):
        list(rows_of(select(sample), read_table(path)))
