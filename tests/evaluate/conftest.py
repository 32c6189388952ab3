"""Writes tiny graphs and gold to files, and lets the tests share their builders."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.evaluate import evaluate

sys.path.insert(0, str(Path(__file__).parent))

from evaluate_builders import HEAD


@pytest.fixture
def graph_file(tmp_path) -> Callable[..., Path]:
    """Return a function that writes a graph of pieces of Turtle."""

    def write(*parts: str, file: str = "graph.ttl") -> Path:
        path = tmp_path / file
        path.write_text(HEAD + "".join(parts), encoding="utf-8")
        return path

    return write


@pytest.fixture
def gold_file(tmp_path) -> Callable[..., Path]:
    """Return a function that writes gold of claims and names."""

    def write(*claims: dict, file: str = "gold.json", **more) -> Path:
        path = tmp_path / file
        table = {"document": "paper", "claims": claims, "names": [], "entities": {}}
        path.write_text(json.dumps({**table, **more}), encoding="utf-8")
        return path

    return write


@pytest.fixture
def measured(graph_file, gold_file):
    """Return a function that scores pieces of Turtle against claims of the gold."""

    def measure(parts, claims, **more):
        return evaluate(graph_file(*parts), [gold_file(*claims, **more)])

    return measure
