"""The pages as a server gives them."""

from urllib.parse import urljoin

import pytest
from pages_builders import BASE, EVIL, PREFIXES, check_html, pages, read
from serve_builders import ENDLESS

from kg.workers import Limits

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
PATHS = [
    "/nl/index",
    "/nl/documents",
    "/nl/actors",
    "/nl/actors/State",
    "/nl/events",
    "/nl/events/Coup",
    "/nl/doc/paper",
    "/nl/id/mali",
    "/nl/id/speaker",
    "/nl/ev/coup",
    "/nl/questions",
    "/nl/question/coups",
    "/nl/sparql",
    "/nl/search",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_papers_hold_is_never_markup(evil_client, path, language):
    """Each page is valid HTML in which no tag of the paper is one."""
    found = evil_client.ask(
        path=path.replace("/nl/", f"/{language}/"), query=[("q", "")]
    )

    assert (found.status, found.type) == (200, "text/html"), found.text
    check_html(found.text)
    assert f'<html lang="{language}">' in found.text
    reader = read(found.text)
    assert EVIL not in found.text
    assert {"i", "em"}.isdisjoint(reader.tags)
    assert reader.tags.count("script") == 1
    assert [name for name in reader.attributes if name.startswith("on")] == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_comes_from_elsewhere(evil_client, path):
    """Pages allow no inline script, and load nothing from other machines."""
    found = evil_client.ask(path=path)
    policy = found.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert [link for link in read(found.text).links if ":" in link.split("#")[0]] == []
    assert "style" not in read(found.text).attributes


def test_links_of_the_server_lead_to_pages(evil_client):
    """Every address of every page that can be reached gives a page."""
    known, waiting = {"/nl/index"}, ["/nl/index"]
    while waiting:
        path = waiting.pop()
        found = evil_client.ask(path=path)
        assert found.status == 200, path
        if found.type != "text/html":
            continue
        reader = read(found.text)
        for link in reader.links:
            target, _, fragment = urljoin(path, link).partition("#")
            target = target.partition("?")[0]
            if target == path and fragment:
                assert fragment in reader.ids, (path, link)
            if target not in known and not target.endswith(".csv"):
                known.add(target)
                waiting.append(target)
    assert len(known) > 60


@pytest.mark.parametrize(
    ("headers", "query", "address"),
    [
        ({"accept_language": "en-GB, nl;q=0.5"}, [], "/en/index"),
        ({"accept_language": "fr"}, [], "/nl/index"),
        ({"accept_language": "en"}, [("lang", "nl")], "/nl/index"),
    ],
)
def test_first_page(evil_client, headers, query, address):
    """A reader is led to the pages in the language that the browser asks for."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    found = evil_client.ask(path="/", query=query, accept=HTML, **sent)

    assert (found.status, urljoin("/", found.headers["location"])) == (303, address)


def test_programs_are_told_of_the_endpoint(evil_client):
    """Whoever takes anything gets plain text at the root, as without pages."""
    found = evil_client.ask(path="/", accept="*/*")

    assert (found.status, found.type) == (200, "text/plain")
    assert "/sparql" in found.text


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/id/mali", "/nl/id/mali"),
        ("/ev/coup", "/nl/ev/coup"),
        ("/doc/paper", "/nl/doc/paper"),
        ("/doc/paper.a1", "/nl/doc/paper#a1"),
        ("/claim/two", "/nl/doc/paper#claim-two"),
        ("/nl", "/nl/index"),
        ("/nl/", "/nl/index"),
    ],
)
def test_identifiers_lead_to_their_pages(evil_client, path, address):
    """The path of an IRI leads to the page about what it names."""
    found = evil_client.ask(path=path)

    assert (found.status, urljoin(path, found.headers["location"])) == (303, address)


@pytest.mark.parametrize(
    "path",
    [
        "/nl/id/maly",
        "/nl/id/mali/2",
        "/nl/id/mali/0",
        "/nl/id/",
        "/nl/ev/coup/x",
        "/nl/doc/paper/9",
        "/nl/doc/paper/x",
        "/nl/relation/none",
        "/nl/actors/9",
        "/nl/actors/None",
        "/nl/actors/1/1",
        "/nl/index/2",
        "/nl/questions/2",
        "/nl/question/none",
        "/nl/question/CQ1",
        "/nl/none",
        "/id/none",
        "/claim/none",
        "/claim/a b",
        "/doc/a%20b c",
        "/id/<script>",
        "/nl/id/a b",
        "/nl/ev/..",
        "/nl/doc/paper/" + 5000 * "9",
        "/nl/actors/" + 5000 * "9",
    ],
)
def test_what_is_not_there(evil_client, path):
    """An unknown address gives a page that says so, with links that lead on."""
    found = evil_client.ask(path=path)

    assert (found.status, found.type) == (404, "text/html")
    check_html(found.text)
    assert "/nl/index" in {urljoin(path, link) for link in read(found.text).links}


def test_near_names_are_told(evil_client):
    """Where an identifier is misspelled, what is called nearly so is linked to."""
    found = evil_client.ask(path="/nl/id/state-mali")

    assert 'href="mali"' in found.text


@pytest.mark.parametrize(
    ("words", "number"),
    [("mali", 1), ("MALÍ", 1), ("em mali", 1), ("<em>", 1), ("none", 0), ("coup", 1)],
)
def test_search(evil_client, words, number):
    """Case, diacritics and order do not matter; nothing found is said."""
    found = evil_client.ask(path="/nl/search", query=[("q", words)])

    assert found.status == 200
    hits = found.text.partition('<ul class="hits">')[2].partition("</ul>")[0]
    assert hits.count("<li>") == number
    assert ("Geen actor" in found.text) is (number == 0)


def test_search_has_pages(tmp_path):
    """Ten thousand actors are found and listed page by page."""
    names = "".join(
        f'id:n{n} a kg:State ; skos:prefLabel "Land {n:05}" ; gaf:denotedBy sp:n{n} .\n'
        for n in range(10_000)
    )
    path = tmp_path / "graph.ttl"
    path.write_text(PREFIXES + names, encoding="utf-8")

    with pages(path, limits=Limits(processes=1)) as client:
        listed = client.ask(path="/en/actors/100")
        found = client.ask(path="/en/search", query=[("q", "land"), ("page", "200")])
        beyond = client.ask(path="/en/search", query=[("q", "land"), ("page", "201")])
        question = client.ask(path="/en/question/timeline")

    assert "page 100 of 100" in listed.text
    assert "Land 09999" in listed.text
    assert "page 200 of 200" in found.text
    assert beyond.status == 404
    assert question.text.count("<option") == 1000


def test_question_with_values(evil_client):
    """A form's values are bound; an empty field means any; a wrong one is told."""
    path = "/en/question/coups"
    all_ = evil_client.ask(path=path)
    mali = evil_client.ask(path=path, query=[("state", "id:mali")])
    anywhere = evil_client.ask(path=path, query=[("state", "")])
    wrong = evil_client.ask(path=path, query=[("state", "<b>Atlantis")])

    assert 'value="id:mali"' in mali.text
    assert mali.text.count("<tr>") <= all_.text.count("<tr>")
    assert anywhere.text.count("<tr>") == all_.text.count("<tr>")
    assert wrong.status == 400
    assert "no actor &#39;&lt;b&gt;Atlantis&#39;" in wrong.text
    check_html(wrong.text)


def test_answers_as_csv(evil_client):
    """A table can be had as CSV; what is wrong is told in plain text."""
    good = evil_client.ask(path="/nl/question/coups.csv")
    wrong = evil_client.ask(path="/nl/question/coups.csv", query=[("state", "x")])
    free = evil_client.ask(
        path="/nl/sparql.csv", query=[("query", "SELECT (1 AS ?n) {}")]
    )

    assert (good.status, good.type) == (200, "text/csv")
    assert good.text.startswith("coup,")
    assert (wrong.status, wrong.type) == (400, "text/plain")
    assert free.body == b"n\r\n1\r\n"


@pytest.mark.parametrize(
    ("query", "status", "shown"),
    [
        ("SELECT ?s { ?s a kg:Coup }", 200, 'href="ev/coup"'),
        ("SELECT ?s { ?s a kg:None }", 200, "Nothing in this graph fits"),
        ("ASK {}", 200, "<b>yes</b>"),
        ("CONSTRUCT { ?s a kg:Coup } { ?s a kg:Coup }", 200, "ev:coup a kg:Coup"),
        ("SELECT nonsense", 400, 'role="alert"'),
        ("SELECT * { SERVICE <http://e.org/> {} }", 403, 'role="alert"'),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 400, 'role="alert"'),
        ("", 200, "kg:Coup"),
    ],
)
def test_editor(evil_client, query, status, shown):
    """Free SPARQL gives tables, graphs, yes or no, or what is wrong with it."""
    found = evil_client.ask(path="/en/sparql", query=[("query", query)])

    assert found.status == status
    assert shown in found.text
    check_html(found.text)


def test_a_query_without_end(evil):
    """A query that takes too long is ended, and the page says so."""
    with pages(evil, limits=Limits(processes=1, seconds=0.5)) as client:
        found = client.ask(path="/en/sparql", query=[("query", ENDLESS)])

    assert found.status == 503
    assert "this took longer than 0.5 seconds" in found.text


def test_long_tables_are_cut(evil_client):
    """Of a long table the first rows are shown, and how many there are."""
    query = "SELECT ?a ?b { ?a ?p ?q . ?b ?r ?s }"
    found = evil_client.ask(path="/en/sparql", query=[("query", query)])

    assert found.text.count("<tr>") == 1001
    assert "here are the first 1,000" in found.text


def test_an_empty_graph(tmp_path):
    """A store with nothing in it says so, and what is added to it is then shown."""
    with pages(tmp_path / "store", is_writable=True, limits=Limits(processes=1)) as new:
        before = new.ask(path="/en/index")
        added = f'INSERT DATA {{ <{BASE}doc/a> a kg:Document ; dcterms:title "New" }}'
        done = new.ask("POST", form=[("update", added)])
        after = new.ask(path="/en/index")

    assert "no documents yet" in before.text
    assert done.status == 204, done.text
    assert '<a href="doc/a">New</a>' in after.text
