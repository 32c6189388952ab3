"""Whatever is sent, the answer is one of the protocol, and the server goes on."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serve_builders import EX

STATUSES = {200, 201, 204, 400, 403, 404, 405, 406, 413, 415, 503}

PIECES = [
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "*",
        "?s",
        "?s ?p ?o",
        "{",
        "}",
        "WHERE",
    ),
    *(
        "FROM",
        "FROM NAMED",
        f"<{EX}g>",
        "<rel>",
        "GRAPH",
        "?g",
        "OPTIONAL",
        "UNION",
        ".",
    ),
    *("FILTER", "BIND", "(", ")", "AS", "1", "1/0", "'a'", '"', "'", "\\", "#", "\n"),
    *(
        "SERVICE",
        "SILENT",
        "<http://127.0.0.1:1/>",
        "LOAD",
        "VALUES",
        "LIMIT 1",
        "<",
        ">",
    ),
    *(
        "INSERT DATA",
        "DELETE WHERE",
        "INSERT",
        "DELETE",
        "USING",
        "WITH",
        "CLEAR ALL",
        ";",
    ),
    *(
        "PREFIX",
        "a:",
        ":",
        "BASE",
        "kg:Coup",
        "ev:a.b.c",
        "@nl",
        "^^",
        "\x00",
        "é",
        "BNODE()",
    ),
]
sparql = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
whole = st.sampled_from(
    [
        "ASK {}",
        "SELECT * { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        f"DESCRIBE <{EX}a>",
        "SELECT (<http://example.org/f>(1) AS ?x) {}",
        "INSERT DATA { <a> <b> 'c' }",
        f"DROP GRAPH <{EX}g>",
        "INSERT { ?s ?p 2 } WHERE { ?s ?p ?o }",
    ]
)
names = st.sampled_from(
    [
        *(
            "query",
            "update",
            "default-graph-uri",
            "named-graph-uri",
            "graph",
            "default",
        ),
        *("using-graph-uri", "using-named-graph-uri", "format", "", "timeout"),
    ]
)
values = (
    whole | sparql | st.sampled_from(["", f"{EX}g", "rel", " "]) | st.text(max_size=9)
)
pairs = st.lists(st.tuples(names, values), max_size=4)
types = st.sampled_from(
    [
        *(
            None,
            "",
            "text/plain",
            "application/sparql-query",
            "application/sparql-update",
        ),
        *("application/x-www-form-urlencoded", "text/turtle", "application/ld+json"),
        *(
            "application/rdf+xml",
            "application/n-triples; charset=utf-16",
            ";;;",
            "a/b;c",
        ),
    ]
)
accepts = st.sampled_from(
    [
        *("*/*", "", "text/csv", "text/turtle", "application/rdf+xml", "image/png"),
        *(
            "application/sparql-results+xml;q=0.1, text/turtle;q=x",
            "application/ld+json",
        ),
    ]
) | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
bodies = values.map(str.encode) | st.binary(max_size=30)


@st.composite
def requests(draw):
    """Return the parts of a request, of which some may fit together."""
    parts = {
        "method": draw(
            st.sampled_from(["GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD"])
            | st.sampled_from(["OPTIONS", "PATCH", "BREW"])
        ),
        "path": draw(st.sampled_from(["/sparql", "/sparql", "/store", "/", "/none"])),
        "query": draw(pairs | st.binary(max_size=20)),
        "accept": draw(accepts),
    }
    if draw(st.booleans()):
        return {**parts, "form": draw(pairs)}
    return {**parts, "body": draw(bodies), "kind": draw(types)}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(requests())
def test_reader(reader, request):
    """No request makes a server that only reads fail."""
    found = reader.ask(**request)

    assert found.status in STATUSES, (request, found)
    if found.status >= 400 and request["method"] != "HEAD":
        assert found.type == "text/plain"
        assert len(found.text.splitlines()) == 1


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(requests())
def test_writer(writing, request):
    """Nor one that can be written to."""
    found = writing.ask(**request)

    assert found.status in STATUSES, (request, found)


def test_servers_go_on(reader, writer):
    """After all that they answer as before."""
    for client in (reader, writer):
        assert client.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "2"}]
