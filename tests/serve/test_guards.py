"""Who may ask, and who may change the graph."""

import pytest
from serve_builders import ENDLESS, Client, client
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import SettingsError
from kg.serve import Settings, create_app
from kg.workers import Limits, QueryJob

PAGES = "https://pages.example"
ASK = [("query", "ASK {}")]
CLEAR = [("update", "CLEAR ALL")]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8765", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
    ],
)
def test_name_of_the_server(reader, host, status):
    """A page that lets its own name point to this machine gets nothing."""
    assert reader.ask(query=ASK, host=host).status == status


def test_pages_may_not_read_by_default(reader):
    """No header lets a browser show the answer to a page."""
    found = reader.ask(query=ASK, origin=PAGES)

    assert not [name for name in found.headers if name.startswith("access-control")]
    asked = reader.ask(
        "OPTIONS", origin=PAGES, **{"access-control-request-method": "GET"}
    )
    assert not [name for name in asked.headers if name.startswith("access-control")]


def test_pages_that_are_named_may_read(writing):
    """The origin that was given may; others may not."""
    found = writing.ask(query=ASK, origin=PAGES)

    assert found.headers["access-control-allow-origin"] == PAGES
    assert found.headers["access-control-expose-headers"] == "Kroniek-Truncated"
    other = writing.ask(query=ASK, origin="https://evil.example")
    assert "access-control-allow-origin" not in other.headers


def test_browser_asks_before(writing):
    """A browser that asks whether it may is told."""
    wish = {
        "access-control-request-method": "PUT",
        "access-control-request-headers": "content-type",
    }

    asked = writing.ask("OPTIONS", "/store", origin=PAGES, **wish)

    assert asked.status == 200
    assert "PUT" in asked.headers["access-control-allow-methods"]
    assert writing.ask("OPTIONS", origin="https://evil.example", **wish).status == 400


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 204),
        (PAGES, 204),
        ("http://127.0.0.1:8765", 204),
        ("https://evil.example", 403),
        ("http://127.0.0.1:1", 403),
        ("null", 403),
    ],
)
def test_pages_may_not_write(writer, origin, status):
    """A browser sends what a page wants, but it is not done."""
    headers = {} if origin is None else {"origin": origin}

    assert writer.ask("POST", form=CLEAR, **headers).status == status
    assert (writer.select(COUNT)[0]["n"] == "0") == (status == 204)
    put = writer.ask("PUT", "/store", query=b"default", kind="text/turtle", **headers)
    assert put.status == status


def test_methods(reader):
    """OPTIONS lists the methods, and others are refused with them."""
    assert reader.ask("OPTIONS").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    refused = reader.ask("DELETE")
    assert (refused.status, "POST" in refused.headers["allow"]) == (405, True)


def test_other_addresses(reader):
    """What is not there is told with what is; the first page says it as well."""
    assert reader.ask(path="/none").status == 404
    assert "/sparql or /store" in reader.ask(path="/none").text
    assert "http://127.0.0.1:8765/sparql " in reader.ask(path="/").text


def test_request_that_is_too_large(data):
    """So much is read and not more, whatever is announced."""
    with client(data, body=1000, limits=Limits(processes=1)) as small:
        for length in (None, "1001", "x", "9" * 5000, "1"):
            headers = {} if length is None else {"content-length": length}
            found = small.ask("POST", form=[("query", "#" * 1000)], **headers)
            assert (found.status, found.text) == (
                413,
                "a request may have 1000 bytes, not more\n",
            )
        assert small.ask("POST", form=ASK).status == 200


def test_client_that_goes_away(data):
    """Its query is ended, and the process is there for others."""
    with client(data, limits=Limits(processes=1, seconds=3600)) as single:
        single.ask(query=[("query", ENDLESS)], gone=True)

        assert single.ask(query=ASK).status == 200


def test_limits_are_told(data):
    """A query that is ended and a result that is cut are told as such."""
    limits = Limits(processes=1, seconds=0.5, rows=2)
    with client(data, limits=limits) as narrow:
        ended = narrow.ask(query=[("query", ENDLESS)])
        cut = narrow.ask(query=[("query", "SELECT * { VALUES ?x { 1 2 3 } }")])
        whole = narrow.ask(query=[("query", "SELECT * { VALUES ?x { 1 2 } }")])

    assert (ended.status, "0.5 seconds" in ended.text) == (503, True)
    assert (cut.headers["kroniek-truncated"], len(cut.rows())) == ("2", 2)
    assert "kroniek-truncated" not in whole.headers


def test_calls_where_they_are_allowed(data):
    """With leave a query reaches for other endpoints, and tells how that fails."""
    text = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    with client(data, may_call=True, limits=Limits(processes=1)) as open_:
        found = open_.ask(query=[("query", text)])
        described = open_.ask()

    assert (found.status, "The port 1 is not allowed" in found.text) == (400, True)
    assert "sd:BasicFederatedQuery" in described.text


def test_other_hosts_where_they_are_allowed(data):
    """A server that others reach goes by any name."""
    with client(data, host="0.0.0.0", limits=Limits(processes=1)) as open_:  # noqa: S104
        assert open_.ask(query=ASK, host="graph.example").status == 200


def test_pages_of_other_names_may_not_write(tmp_path):
    """Where any name goes, that a page is of the same name says nothing."""
    chosen = {"host": "0.0.0.0", "is_writable": True}  # noqa: S104
    with client(tmp_path / "new", **chosen, limits=Limits(processes=1)) as open_:
        own = {"host": "evil.example", "origin": "http://evil.example"}
        assert open_.ask("POST", form=CLEAR, **own).status == 403
        assert open_.ask("POST", form=CLEAR, host="evil.example").status == 204


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"port": -1}, "--port: -1 is none"),
        ({"port": 65536}, "--port: 65536 is none"),
        ({"origins": ("example.org",)}, "--cors: 'example.org' is no origin"),
        ({"origins": ("https://example.org/",)}, "is no origin"),
        ({"origins": ("https://a@example.org",)}, "is no origin"),
        ({"origins": ("https://[",)}, "is no origin"),
        ({"origins": ("*",), "is_writable": True}, "every page on the web"),
    ],
)
def test_settings_that_do_not_fit(chosen, message):
    """What does not go together is told before anything starts."""
    with pytest.raises(SettingsError, match=message.replace("*", r"\*")):
        Settings(**chosen)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.2", False),
        ("graph.example", False),
    ],
)
def test_loopback(host, expected):
    """Only names and addresses of this machine for itself are loopback."""
    assert Settings(host=host).is_loopback is expected


def test_further_addresses(data):
    """Pages of others take their place, before ours, and ask the same service."""

    async def page(request):
        reply = await request.app.state.service.answer(QueryJob(text="ASK {}"))
        with reply.body as body:
            return Response(body.read())

    limits = Limits(processes=1)
    with client(data, limits=limits) as found:
        routes = [Route("/", page), Route("/page", page)]
        app = create_app(found.service, Settings(limits=limits), routes=routes)
        app.state.service = found.service
        with_pages = Client(found.portal, app, found.service)

        assert with_pages.ask(path="/").json()["boolean"] is True
        assert with_pages.ask(path="/page").json()["boolean"] is True
        assert with_pages.ask(query=ASK).json()["boolean"] is True
