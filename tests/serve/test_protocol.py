"""The SPARQL 1.1 Protocol, by its cases."""

import tomllib
from pathlib import Path

import pytest
from serve_builders import EX

CASES = tomllib.loads(
    (Path(__file__).parent / "protocol.toml").read_text(encoding="utf-8")
)["case"]
EVERYWHERE = f"{{ ?s <{EX}name> ?n }} UNION {{ GRAPH ?g {{ ?s <{EX}name> ?n }} }}"
EXPECTED = {"status", "type", "boolean", "names", "told", "holds", "then"}
REQUEST = {"method", "query", "form", "body", "encoding", "kind", "accept"}
ABOUT = {"name", "section", "writes"}


def asked(client, case):
    """Send the request of a case."""
    parts = {}
    for part in ("query", "form"):
        if part in case:
            parts[part] = [tuple(pair) for pair in case[part]]
    if "body" in case:
        parts["body"] = case["body"].encode(case.get("encoding", "utf-8"))
    if "accept" in case:
        parts["accept"] = case["accept"]
    return client.ask(case.get("method", "GET"), kind=case.get("kind"), **parts)


def check(case, found) -> None:
    """Compare what came back with what a case expects."""
    assert found.status == case["status"], found.text
    if found.status >= 400:
        assert found.type == "text/plain"
        assert case.get("told", "") in found.text
    if "type" in case:
        assert found.type == case["type"]
    if "boolean" in case:
        assert found.json()["boolean"] is case["boolean"]
    if "names" in case:
        assert [row["n"] for row in found.rows()] == case["names"]
    assert case.get("holds", "") in found.text


@pytest.mark.parametrize(
    "case", [c for c in CASES if not c.get("writes")], ids=lambda case: case["name"]
)
def test_reading(reader, case):
    """A server that only reads answers as the protocol says."""
    assert case.keys() <= EXPECTED | REQUEST | ABOUT

    check(case, asked(reader, case))


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.get("writes")], ids=lambda case: case["name"]
)
def test_writing(writer, case):
    """A server that can be written to does, and what it refuses changes nothing."""
    assert case.keys() <= EXPECTED | REQUEST | ABOUT

    check(case, asked(writer, case))

    if "then" in case:
        rows = writer.select(f"SELECT ?n {{ {EVERYWHERE} }} ORDER BY STR(?n)")
        assert [row["n"] for row in rows] == case["then"]


def test_every_part_of_the_protocol_has_cases():
    """Each section on operations is covered, by what is good and what is not."""
    sections = {case["section"] for case in CASES}

    assert sections >= {f"2.1.{n}" for n in range(1, 7)}
    assert sections >= {f"2.2.{n}" for n in range(1, 5)}
    assert len({case["name"] for case in CASES}) == len(CASES) > 70
