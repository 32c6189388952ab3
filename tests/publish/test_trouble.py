"""Servers that are not there, refuse, are slow, stop half-way or are full."""

import json
import re
import socket

import pytest
from click.testing import CliRunner
from servers import Reply, Request, hang_up, silence, standing_in, start_oxigraph

from kg import cli
from kg.endpoint import trouble
from kg.publish import Choice, open_target, push, read_publication

RESULTS = "application/sparql-results+json"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Wait for nothing between attempts, and know no user."""
    pauses: list[float] = []
    monkeypatch.setattr(trouble.time, "sleep", pauses.append)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("NETRC", "/dev/null")
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return pauses


def run(*words) -> tuple[int, str]:
    """Run a command; return its exit code and the one line of its error."""
    ended = CliRunner().invoke(cli.main, [str(word) for word in words])
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert ended.stderr.startswith("kg: ")
    return ended.exit_code, ended.stderr[len("kg: ") :].rstrip()


def pushed(url: str, folder, *words) -> tuple[int, str]:
    """Push to a stand-in, which takes all things at one address."""
    return run("push", url, "--from", folder, "--server", "other", *words)


def empty_store(request: Request) -> Reply:
    """Answer as a store that holds nothing and swallows what it is sent."""
    if b"COUNT" in request.body:
        names = re.findall(rb"%3C([^+]+)%3E\+AS\+%3Fg", request.body)
        rows = [{"n": number(0)} for _ in names] or [{"n": number(0)}]
        for row, name in zip(rows, names, strict=False):
            value = name.decode().replace("%3A", ":").replace("%23", "#")
            row["g"] = {"type": "uri", "value": value}
        columns = ["g", "n"]
        found = {"head": {"vars": columns}, "results": {"bindings": rows}}
        return Reply(body=json.dumps(found).encode(), kind=RESULTS)
    return Reply(kind="text/turtle")


def number(value: int) -> dict[str, str]:
    """Return a number in the JSON format of SPARQL results."""
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    return {"type": "literal", "value": str(value), "datatype": integer}


def is_update(request: Request) -> bool:
    """Tell whether a request writes."""
    return request.headers.get("Content-Type") == "application/sparql-update"


def test_nobody_listens(small):
    """An address where no server is."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"

    assert run("push", url, "--from", small) == (
        2,
        f"cannot reach {url}: Connection refused",
    )
    code, message = pushed(url, small)
    assert code == 2
    assert message == f"cannot reach {url}: Connection refused (tried 5 times)"


def test_no_such_machine(small):
    """A name that no machine has."""
    code, message = run("push", "http://nowhere.invalid/", "--from", small)

    assert code == 2
    assert message.startswith("cannot reach http://nowhere.invalid/: ")
    assert "[Errno" not in message


@pytest.mark.parametrize("url", ["", "localhost:7878", "http://a:b@localhost/", "x y"])
def test_no_address(small, url):
    """What is no address of the web is not asked; a password in one is not shown."""
    code, message = run("push", url, "--from", small)

    assert code == 2
    assert "is not the http or https address of an endpoint" in message
    assert "a:b" not in message


def test_unknown_server(small):
    """A server that does not say what it is has to be named."""
    with standing_in(lambda _: Reply(code=404)) as server:
        code, message = run("push", server.url, "--from", small)

    assert code == 2
    assert message == (
        f"{server.url} calls itself 'StandIn/1': say with --server which of oxigraph,"
        " virtuoso, kroniek, fuseki, graphdb, other it is"
    )


def test_unknown_kind(small):
    """A kind of server that is not known is told with those that are."""
    code, message = run("push", "http://e/", "--from", small, "--server", "sesame")

    assert code == 2
    assert message == (
        "no kind of server 'sesame'; there are: fuseki, graphdb, kroniek, other,"
        " oxigraph, virtuoso"
    )


def test_no_build(tmp_path):
    """Without a build there is nothing to send, and nobody is asked."""
    code, message = run("push", "http://nowhere.invalid/", "--from", tmp_path)

    assert (code, message) == (2, f"no build in {tmp_path}: run `kg build`")


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
def test_wrong_password(server, small, monkeypatch):
    """A password that is not accepted is told by where it is, not by what it is."""
    monkeypatch.setenv("KG_PASSWORD", "not-the-password")

    code, message = run("push", server.url, "--from", small)

    assert code == 2
    assert "(401 Unauthorized)" in message
    assert message.endswith("not accept the credentials in KG_USER and KG_PASSWORD")
    assert "not-the-password" not in message


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
def test_no_password(server, small, monkeypatch):
    """A server that wants to know who writes is told how."""
    monkeypatch.delenv("KG_USER")
    monkeypatch.delenv("KG_PASSWORD")

    code, message = run("push", server.url, "--from", small)

    assert code == 2
    assert "give KG_USER and KG_PASSWORD (or KG_TOKEN) in the environment" in message


def test_words_of_a_real_server(server, small):
    """What a real server says of a bad address is shown as it says it."""
    code, message = run("push", f"{server.url}/nothing", "--from", small)

    assert code == 2
    assert "<" not in message.replace("<https://w3id.org", "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><head><title>T</title></head><body><h1>502</h1>\n<p>Bad", "502 Bad"),
        (b"<!DOCTYPE html><title>nginx</title>", "nginx"),
        (b"Virtuoso 42000\n\nSPARQL query:\nINSERT DATA { much }", "Virtuoso 42000"),
    ],
)
def test_page_instead_of_words(small, body, said):
    """Of a page its text is shown, without tags; of a long one the beginning."""
    with standing_in(lambda _: Reply(code=500, body=body, kind="text/html")) as server:
        code, message = pushed(server.url, small)

    assert code == 2
    assert message.endswith(f"refuses the query (500 Internal Server Error): {said}")


def test_page_instead_of_results(small):
    """An address that answers every request with a page is no endpoint."""
    page = Reply(body=b"<html><body>Welcome</body></html>", kind="text/html")
    with standing_in(lambda _: page) as server:
        code, message = pushed(server.url, small)

    assert code == 2
    assert message == f"{server.url} does not answer with SPARQL results in JSON"


def test_moved(small):
    """A server that is elsewhere is not followed there with a password."""
    there = "https://elsewhere.example/sparql"
    moved = Reply(code=308, headers={"Location": there})
    with standing_in(lambda r: moved if is_update(r) else empty_store(r)) as server:
        code, message = pushed(server.url, small)

    assert code == 2
    assert f"(308 Permanent Redirect): give that address: {there}" in message


def test_slow(small):
    """Nobody waits for ever."""
    with standing_in(lambda _: Reply(action=silence)) as server:
        code, message = pushed(server.url, small, "--timeout", "0.2")

    assert code == 2
    assert message == (f"{server.url} does not answer within 1 second (tried 5 times)")


def test_slow_to_write(small):
    """Nor for a server that takes what it is sent and says nothing."""
    with standing_in(
        lambda r: Reply(action=silence) if is_update(r) else empty_store(r)
    ) as server:
        code, message = pushed(server.url, small, "--timeout", "1")

    assert code == 2
    assert "does not answer within 1 second (tried 5 times)" in message


def test_stops_in_the_middle_of_an_answer(small):
    """An answer that breaks off is not taken for an answer."""
    with standing_in(lambda _: Reply(action=hang_up)) as server:
        code, message = pushed(server.url, small)

    assert code == 2
    assert message.startswith(f"cannot reach {server.url}: ")


def test_tried_again(small, quick):
    """A server that is overloaded for a while is asked again, ever more slowly."""
    refusals = iter([503, 502, 429])

    def rule(request: Request) -> Reply:
        code = next(refusals, 200)
        if code == 429:
            return Reply(code=code, headers={"Retry-After": "7"})
        return Reply(code=code) if code != 200 else empty_store(request)

    with standing_in(rule) as server:
        ended = CliRunner().invoke(
            cli.main,
            ["push", server.url, "--from", str(small), "--server", "other"],
        )

    assert quick == [0.5, 1.0, 7.0]
    # It swallowed all and kept nothing, which the counts show.
    assert ended.exit_code == 1
    assert ended.stderr.count("has 0 triples there, not ") == 7


def test_deadlock_is_tried_again(small, quick):
    """So is a transaction of Virtuoso that another one stood in the way of."""
    words = b"Virtuoso 40001 Error SR172: Transaction deadlocked"
    refusals = iter([Reply(code=500, body=words)])

    with standing_in(lambda r: next(refusals, empty_store(r))) as server:
        CliRunner().invoke(
            cli.main,
            ["push", server.url, "--from", str(small), "--server", "other"],
        )

    assert quick == [0.5]


@pytest.mark.parametrize("code", [400, 403, 404, 405, 413, 500, 501, 507])
def test_not_tried_again(small, quick, code):
    """What will not work later either is not tried again, and told at once."""
    reply = Reply(code=code, body=b"disk full")
    with standing_in(lambda r: reply if is_update(r) else empty_store(r)) as server:
        ended, message = pushed(server.url, small)

        assert len([r for r in server.asked if is_update(r)]) == 1
    assert ended == 2
    assert f"({code} " in message
    assert "disk full" in message
    assert quick == []


def test_read_only(oxigraph, small):
    """A server that takes no writing says so."""
    start_oxigraph(oxigraph).stop()
    server = start_oxigraph(oxigraph, command="serve-read-only")
    try:
        code, message = run("push", server.url, "--from", small)
    finally:
        server.stop()

    assert code == 2
    assert "refuses the graph <https://w3id.org/kroniek/graph/published>" in message


def test_full_disk_of_the_server(oxigraph, small):
    """A store that has no room left says so, and nothing is taken for complete."""
    note = "x" * 3_000_000
    path = small / "texts.ttl"
    path.write_text(f'<http://e/a> <http://e/b> "{note}" .', encoding="utf-8")
    server = start_oxigraph(oxigraph, most=2_000_000)
    try:
        code, message = run("push", server.url, "--from", small, "--texts")
    finally:
        server.stop()

    assert code == 2
    assert "graph/texts> (500 Internal Server Error)" in message
    assert "push again to go on" in message


def test_full_disk_of_ours(server, small, tmp_path):
    """A folder that cannot be written is told, and what it held stays."""
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(small), target)
    out = tmp_path / "out"
    out.write_text("a file", encoding="utf-8")

    code, message = run("pull", server.url, "-o", out)

    assert (code, message) == (1, f"{out} is not a folder")
    assert out.read_text(encoding="utf-8") == "a file"


def test_killed_and_started_again(oxigraph, small, tmp_path):
    """A server that crashes half-way is resumed where it was once it is back."""
    server = start_oxigraph(oxigraph)

    def crash(done: int, _: int) -> None:
        if done == 3:
            server.stop()

    publication = read_publication(small)
    with (
        open_target(Choice(url=server.url), attempts=2) as target,
        pytest.raises(trouble.EndpointUnavailable) as caught,
    ):
        push(publication, target, progress=crash)
    assert "(3 of 7 graphs were sent; push again to go on)" in str(caught.value)

    server = start_oxigraph(oxigraph)
    try:
        half = run("pull", server.url, "-o", tmp_path / "half")
        with open_target(Choice(url=server.url)) as target:
            outcome = push(publication, target)
    finally:
        server.stop()
    assert half[0] == 2
    assert "is not complete" in half[1]
    assert not (tmp_path / "half").exists()
    states = [item.state.value for item in outcome.items]
    assert states == ["unchanged"] * 3 + ["incomplete"] * 4
    assert outcome.mismatches == ()


def test_nothing_to_pull(server, tmp_path):
    """A store to which nothing was published, or under another base, says so."""
    code, message = run("pull", server.url, "-o", tmp_path / "out")

    assert code == 2
    assert "no build in " in message
    assert "under https://w3id.org/kroniek/" in message
    assert not (tmp_path / "out").exists()
