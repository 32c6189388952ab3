"""Free SPARQL, and results in each format."""

import csv
import io
import json

import pyoxigraph
import pytest
from rich.console import Console

from kg.errors import QueryError, UnknownName
from kg.query import (
    FORMATS,
    Table,
    Triples,
    Verdict,
    as_csv,
    as_json,
    as_records,
    as_table,
    find_query,
    render,
    run_query,
    run_sparql,
)


def printed(renderable) -> str:
    """Return what a renderable looks like in a wide terminal without colour."""
    console = Console(width=240, file=io.StringIO(), color_system=None)
    console.print(renderable)
    return console.file.getvalue()


def test_prefixes_are_known(sample):
    """A query need not declare our prefixes or the usual ones."""
    table = run_sparql(sample, "SELECT ?x { ?x a kg:Coup ; skos:prefLabel ?y }")

    assert isinstance(table, Table)
    assert len(table.rows) == 2


def test_ask_and_construct(sample):
    """ASK gives a verdict, CONSTRUCT and DESCRIBE give triples."""
    assert run_sparql(sample, "ASK { ?x a kg:Coup }") == Verdict(value=True)
    found = run_sparql(sample, "CONSTRUCT { ?x a kg:X } WHERE { ?x a kg:Coup }")
    assert isinstance(found, Triples)
    assert len(found.triples) == 1
    assert isinstance(run_sparql(sample, "DESCRIBE id:state-no"), Triples)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x {", "line 1, column 12: the query ends too early"),
        ("SELECT ?x {\n  ?x foo:y ?z }", "line 2, column 11: a prefix is not declared"),
        ("", "not a query: it has no SELECT"),
        ("DROP ALL", "not a query: it has no SELECT"),
        (
            "INSERT { ?s ?p 1 } WHERE { SELECT * { ?s ?p ?o } }",
            "line 1, column 10: not",
        ),
        ("SELECT * { ?s ?p ?o FILTER(<http://x/f>(?s)) }", "cannot be run"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "SERVICE is not"),
        ("SELECT * { serVice SILENT ?x { ?s ?p ?o } }", "SERVICE is not"),
        ("SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }", "SERVICE is not"),
        ("SELECT * { ?s id:a\\#b 1 . SERVICE ?x { ?s ?p ?o } }", "SERVICE is not"),
        ("SELECT * { ?s ?p '\\'' . SERVICE ?x { ?s ?p ?o } }", "SERVICE is not"),
        ('SELECT * { ?s ?p """"\'""" . SERVICE ?x { ?s ?p ?o } }', "SERVICE is not"),
    ],
)
def test_broken_query_is_one_line(sample, text, message):
    """A query that cannot be run is told in one line, with its place."""
    with pytest.raises(QueryError) as caught:
        run_sparql(sample, text)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p 'SERVICE' }",
        "SELECT * { ?s ?p <http://SERVICE/> } # SERVICE",
        "SELECT * { ?s ?p '''a 'SERVICE' b''' }",
        "PREFIX service: <http://e/> SELECT * { ?s service:x ?o }",
    ],
)
def test_the_word_service_is_allowed(sample, text):
    """SERVICE in a string, an IRI, a comment or a name does no harm."""
    assert isinstance(run_sparql(sample, text), Table)


def test_query_changes_nothing(sample):
    """A query cannot write to the store."""
    before = len(sample)
    with pytest.raises(QueryError):
        run_sparql(sample, "DELETE WHERE { ?s ?p ?o }")

    assert before == len(sample)


def test_json_has_numbers_and_nulls(sample):
    """Numbers are numbers, absent values null, and letters stay letters."""
    table = run_query(
        sample,
        find_query("contributions"),
        {
            "contributor": "*",
            "mission": "*",
        },
    )

    (row,) = json.loads(as_json(table))

    assert row["maximum"] == 20
    assert row["time"] is None
    assert row["claim"].startswith("https://w3id.org/kroniek/claim/")
    assert as_records(table) == [row]


def test_csv_quotes_what_needs_it():
    """Commas, quotes and line breaks in a cell come back from CSV as they were."""
    text = 'a "b", c\nd'
    table = Table(columns=("x", "y"), rows=((pyoxigraph.Literal(text), None),))

    assert list(csv.reader(io.StringIO(as_csv(table)))) == [["x", "y"], [text, ""]]


def test_table_shows_text_as_it_is():
    """Brackets in a quote are no markup, and IRIs are shortened."""
    node = pyoxigraph.NamedNode("https://w3id.org/kroniek/id/state-ml")
    rows = ((pyoxigraph.Literal("[bold]x[/bold]"), node),)

    shown = printed(as_table(Table(columns=("quote", "who"), rows=rows)))

    assert "[bold]x[/bold]" in shown
    assert "id:state-ml" in shown


def test_table_leaves_out_the_document_of_a_claim(sample):
    """The name of a claim begins with its document, so one column is enough."""
    table = run_query(sample, find_query("coups"))

    shown = printed(as_table(table))

    assert "document" in table.columns
    assert "document" not in shown
    assert "cl:kst-29237-170.51-62.Coup" in shown


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?x a kg:Coup }",
        "SELECT ?x { ?x a kg:Coup }",
        "DESCRIBE id:state-no",
        "SELECT ?x { ?x a kg:Nothing }",
    ],
)
def test_every_result_has_every_format(sample, form, text):
    """Each kind of result can be shown in each format."""
    assert printed(render(run_sparql(sample, text), form))


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_rendered_brackets_are_no_markup(form):
    """What a quote holds between brackets is printed in every format."""
    rows = ((pyoxigraph.Literal("aldus [sic] de [/b] :smile:"),),)

    shown = printed(render(Table(columns=("quote",), rows=rows), form))

    assert "aldus [sic] de [/b] :smile:" in shown


def test_unknown_format():
    """An unknown format is told with those that there are."""
    with pytest.raises(UnknownName, match="csv, json, table, turtle"):
        render(Verdict(value=True), "xml")
