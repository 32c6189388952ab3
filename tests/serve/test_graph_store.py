"""The SPARQL 1.1 Graph Store HTTP Protocol."""

import pytest
from serve_builders import EX, GRAPH_TYPES

G = [("graph", f"{EX}g")]
NEW = [("graph", f"{EX}new")]
DEFAULT = [("default", "")]
TURTLE = "text/turtle"
TRIPLE = f"<{EX}x> <{EX}name> 'new' ."
SENT = {
    TURTLE: TRIPLE,
    "application/n-triples": TRIPLE.replace("'", '"'),
    "application/ld+json": f'{{"@id": "{EX}x", "{EX}name": "new"}}',
    "application/rdf+xml": f"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:e="{EX}"><r:Description r:about="{EX}x"><e:name>new</e:name></r:Description>
    </r:RDF>""",
}


def store(client, method="GET", query=(), body="", **parts):
    """Ask the address where graphs are kept."""
    return client.ask(method, "/store", query=query, body=body.encode(), **parts)


def names(client, query) -> list[str]:
    """Return the lines of a graph, None where there is none."""
    found = store(client, query=query, accept="application/n-triples")
    assert found.status in {200, 404}
    return found.text.splitlines() if found.status == 200 else None


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
@pytest.mark.parametrize(("query", "word"), [(G, "Niger"), (DEFAULT, "Mali")])
def test_reading(reader, media_type, query, word):
    """A graph comes in the format that is asked for."""
    found = store(reader, query=query, accept=media_type)

    assert (found.status, found.type) == (200, media_type)
    assert word in found.text
    assert ("Niger" in found.text) != ("Mali" in found.text)


@pytest.mark.parametrize("media_type", ["application/trig", "application/n-quads"])
def test_reading_all(reader, media_type):
    """Without a name all graphs come together."""
    found = store(reader, accept=media_type)

    assert (found.status, found.type) == (200, media_type)
    assert all(word in found.text for word in ("Mali", "Niger", "quoted"))


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        (NEW, 404, f"there is no graph <{EX}new>"),
        ([("graph", "x y")], 400, "graph: 'x y' is no absolute IRI"),
        ([("graph", "")], 400, "no absolute IRI"),
        ([*G, *NEW], 400, "more than one parameter 'graph'"),
        ([*G, *DEFAULT], 400, "not by both"),
        (b"graph=%FF", 400, "not percent-encoded UTF-8"),
    ],
)
def test_graph_that_is_none(reader, query, status, told):
    """What does not name a graph is told."""
    found = store(reader, query=query)

    assert (found.status, told in found.text) == (status, True), found.text


@pytest.mark.parametrize("query", [(), G])
def test_format_that_is_none(reader, query):
    """What cannot be sent is told with what can."""
    found = store(reader, query=query, accept="text/csv")

    assert found.status == 406
    assert ("trig" in found.text) == (not query)


def test_head(reader):
    """HEAD tells whether a graph is there."""
    assert store(reader, "HEAD", G).status == 200
    assert store(reader, "HEAD", NEW).status == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_reader_does_not_write(reader, method):
    """A server that only reads says how to let it write."""
    found = store(reader, method, G, TRIPLE, kind=TURTLE)

    assert (found.status, "--writable" in found.text) == (403, True)


def test_what_can_be_done(reader, writing):
    """OPTIONS lists the methods."""
    assert store(reader, "OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"
    allowed = "GET, HEAD, OPTIONS, PUT, POST, DELETE"
    assert store(writing, "OPTIONS").headers["allow"] == allowed
    assert store(writing, "PATCH", G).status == 405


@pytest.mark.parametrize("media_type", SENT)
def test_put_makes_a_graph(writer, media_type):
    """A new graph holds what was sent, in each format."""
    done = store(writer, "PUT", NEW, SENT[media_type], kind=media_type)

    assert done.status == 201, done.text
    assert names(writer, NEW) == [TRIPLE.replace("'", '"')]


@pytest.mark.parametrize("query", [G, DEFAULT])
def test_put_replaces_a_graph(writer, query):
    """Nothing of what was there stays."""
    done = store(writer, "PUT", query, TRIPLE, kind=f"{TURTLE}; charset=utf-8")

    assert done.status == 204
    assert names(writer, query) == [TRIPLE.replace("'", '"')]


@pytest.mark.parametrize("query", [G, DEFAULT])
def test_post_adds_to_a_graph(writer, query):
    """All of what was there stays."""
    before = names(writer, query)

    assert store(writer, "POST", query, TRIPLE, kind=TURTLE).status == 204
    assert store(writer, "POST", NEW, TRIPLE, kind=TURTLE).status == 201
    assert names(writer, query) == sorted([*before, TRIPLE.replace("'", '"')])


def test_empty_graph(writer):
    """A graph may be empty, and is there all the same."""
    assert store(writer, "PUT", NEW, "", kind=TURTLE).status == 201
    assert names(writer, NEW) == []
    assert store(writer, "PUT", NEW, "", kind=TURTLE).status == 204


def test_relative_names(writer):
    """Names in a graph are relative to its own."""
    store(writer, "PUT", NEW, "<> <#p> <other> .", kind=TURTLE)

    assert names(writer, NEW) == [f"<{EX}new> <{EX}new#p> <{EX}other> ."]


def test_delete(writer):
    """A graph that was deleted is gone; the default graph becomes empty."""
    assert store(writer, "DELETE", G).status == 204
    assert names(writer, G) is None
    assert store(writer, "DELETE", G).status == 404
    assert store(writer, "DELETE", DEFAULT).status == 204
    assert names(writer, DEFAULT) == []


@pytest.mark.parametrize(
    ("query", "body", "kind", "status", "told"),
    [
        (G, "<a", TURTLE, 400, "this is no Turtle"),
        (G, "{", "application/ld+json", 400, "this is no JSON-LD"),
        (G, TRIPLE, "text/csv", 415, "text/csv is no format of RDF; send text/turtle"),
        (G, TRIPLE, None, 415, "there is no Content-Type"),
        (G, TRIPLE, f"{TURTLE}; charset=latin-1", 415, "a body in latin-1"),
        ((), TRIPLE, TURTLE, 400, "no graph is named"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_what_cannot_be_put(  # noqa: PLR0913, PLR0917  one for each part
    writer, method, query, body, kind, status, told
):
    """What cannot be read changes nothing."""
    before = names(writer, G)

    done = store(writer, method, query, body, kind=kind)

    assert (done.status, told in done.text) == (status, True), done.text
    assert names(writer, G) == before


def test_text_is_no_way_in(writer):
    """What is sent stays data, whatever it holds."""
    text = f'<{EX}x> <{EX}p> """}} }} ; DROP ALL ; INSERT DATA {{ \'\\\\ \n#""" .'

    assert store(writer, "PUT", NEW, text, kind=TURTLE).status == 201
    assert len(names(writer, NEW)) == 1
    assert len(names(writer, G)) == 2
