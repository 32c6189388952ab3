"""Who asks: what is sent to whom, and that no password is ever shown."""

import base64
import re
import traceback

import pytest
from servers import Reply, Request, standing_in

from kg.endpoint import Endpoint, Sender, find_access
from kg.errors import EndpointError, SettingsError

SECRET = "s3cr3t-wörd"  # noqa: S105  none
BASIC = {"WWW-Authenticate": 'Basic realm="graphs"'}
DIGEST = {
    "WWW-Authenticate": 'Digest realm="r", nonce="abc", qop="auth", algorithm=MD5'
}
YES = b'{"head": {}, "boolean": true}'


@pytest.fixture(autouse=True)
def unknown(monkeypatch, tmp_path):
    """Know no user, and have a home of this test's own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN", "NETRC"):
        monkeypatch.delenv(name, raising=False)


def guarded(*offers: dict[str, str], accepted: str):
    """Return the rule of a server that wants to know who asks."""

    def rule(request: Request) -> Reply:
        if re.match(accepted, request.headers.get("Authorization", "")):
            return Reply(body=YES, kind="application/sparql-results+json")
        headers = {key: value for offer in offers for key, value in offer.items()}
        return Reply(code=401, headers=headers)

    return rule


def ask(url: str) -> None:
    """Ask a question, as `kg query --endpoint` does."""
    Endpoint(url).answer("ASK {}", "ASK")


def put(url: str) -> None:
    """Send a graph, as `kg push` does."""
    with Sender(url) as sender:
        sender.send("PUT", "the graph", body=b"x")


WAYS = pytest.mark.parametrize("act", [ask, put])


@WAYS
@pytest.mark.parametrize("source", ["environment", "netrc", "home"])
def test_basic(act, source, monkeypatch, tmp_path):
    """User and password are sent once they are asked for, and not before."""
    if source == "environment":
        monkeypatch.setenv("KG_USER", "anna")
        monkeypatch.setenv("KG_PASSWORD", SECRET)
    else:
        place = tmp_path / (".netrc" if source == "home" else "mine")
        place.write_text(
            f"machine other.example login x password y\n"
            f"machine 127.0.0.1 login anna password {SECRET}\n",
            encoding="utf-8",
        )
        place.chmod(0o600)
        if source == "netrc":
            monkeypatch.setenv("NETRC", str(place))
    expected = base64.b64encode(f"anna:{SECRET}".encode()).decode()

    with standing_in(guarded(BASIC, accepted=f"Basic {expected}$")) as server:
        act(server.url)

        sent = [request.headers.get("Authorization") for request in server.asked]
    assert sent == [None, f"Basic {expected}"]


@WAYS
def test_digest(act, monkeypatch):
    """Where a server takes a digest, the password itself is never sent."""
    monkeypatch.setenv("KG_USER", "anna")
    monkeypatch.setenv("KG_PASSWORD", SECRET)
    rule = guarded(DIGEST, accepted='Digest username="anna".*response="[0-9a-f]{32}"')

    with standing_in(rule) as server:
        act(server.url)

        sent = [request.headers.get("Authorization") for request in server.asked]
    assert sent[0] is None
    assert 'uri="/"' in sent[1]
    assert len(sent) == 2


def test_digest_is_kept(monkeypatch):
    """The next request needs no challenge of its own."""
    monkeypatch.setenv("KG_USER", "anna")
    monkeypatch.setenv("KG_PASSWORD", SECRET)

    with standing_in(guarded(DIGEST, accepted="Digest ")) as server:
        endpoint = Endpoint(server.url)
        for _ in range(3):
            endpoint.answer("ASK {}", "ASK")

        assert len(server.asked) == 4
        counts = [r.headers.get("Authorization", "") for r in server.asked[1:]]
    assert [re.search(r"nc=(\w+)", c)[1] for c in counts] == [
        "00000001",
        "00000002",
        "00000003",
    ]


@WAYS
def test_token(act, monkeypatch):
    """A token is sent with each request."""
    monkeypatch.setenv("KG_TOKEN", SECRET.encode("ascii", "ignore").decode())

    with standing_in(guarded(BASIC, accepted="Bearer s3cr3t")) as server:
        act(server.url)

        assert len(server.asked) == 1


@WAYS
@pytest.mark.parametrize("offer", [BASIC, DIGEST, {"WWW-Authenticate": "Negotiate"}])
def test_not_accepted(act, offer, monkeypatch):
    """A password that is refused is not shown, nor tried again."""
    monkeypatch.setenv("KG_USER", "anna")
    monkeypatch.setenv("KG_PASSWORD", SECRET)

    with (
        standing_in(guarded(offer, accepted="never")) as server,
        pytest.raises(EndpointError) as caught,
    ):
        act(server.url)

    assert "does not accept the credentials in KG_USER and KG_PASSWORD" in str(
        caught.value
    )
    assert len(server.asked) == 1 + (offer is not None and "Neg" not in str(offer))
    assert SECRET not in shown(caught.value)


def shown(error: BaseException) -> str:
    """Return all that Python would print of an error."""
    return "".join(traceback.format_exception(error))


@WAYS
def test_not_given(act):
    """A server that wants a password is told how to give one."""
    with (
        standing_in(guarded(BASIC, accepted="never")) as server,
        pytest.raises(EndpointError, match="give KG_USER and KG_PASSWORD"),
    ):
        act(server.url)


@pytest.mark.parametrize(
    ("given", "lacking"), [("USER", "PASSWORD"), ("PASSWORD", "USER")]
)
def test_half_given(given, lacking):
    """A user without a password is a slip, and told."""
    with pytest.raises(SettingsError, match=f"KG_{lacking} is not set"):
        find_access("http://e/", {f"KG_{given}": "x"})


@pytest.mark.parametrize(
    "text", [f"pasword {SECRET}", f"machine a login b {SECRET}", "machine a pasword b"]
)
def test_bad_netrc(text, tmp_path):
    """What is wrong with a netrc is told by its line, not by its words."""
    path = tmp_path / "netrc"
    path.write_text(f"\n{text}\n", encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        find_access("http://e/", {"NETRC": str(path)})

    assert str(path) in str(caught.value)
    assert SECRET not in shown(caught.value)


def test_no_netrc(tmp_path):
    """A netrc that is named has to be there; the usual one need not."""
    assert find_access("http://e/", {}).credentials is None
    with pytest.raises(SettingsError, match="No such file"):
        find_access("http://e/", {"NETRC": str(tmp_path / "none")})


def test_open_netrc(tmp_path):
    """A netrc in the home folder that others may read is refused."""
    path = tmp_path / ".netrc"
    path.write_text(f"machine e login a password {SECRET}\n", encoding="utf-8")
    path.chmod(0o644)

    with pytest.raises(SettingsError, match="chmod 600"):
        find_access("http://e/", {})


def test_secrets_are_in_no_repr():
    """A value that is printed by accident shows no secret."""
    found = find_access("http://e/", {"KG_USER": "anna", "KG_PASSWORD": SECRET})

    assert SECRET not in repr(found.credentials)
    assert "anna" in repr(found.credentials)
