"""Our figures are those of the reference scorer, on both sets of gold."""

import importlib.util
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from kg.evaluate import Evaluation, evaluate
from kg.evaluate.measures import Clusters, Score
from kg.evaluate.mistakes import Kind

TESTS = Path(__file__).resolve().parents[1]
GOLD = TESTS / "gold"
DEV = sorted((GOLD / "dev").glob("*.json"))
INVENTORY = GOLD / "entities.md"
LISTED = 60  # how many errors the reference lists


def load(path: Path) -> ModuleType:
    """Return a module that is no part of a package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Reference:
    """What the reference scorer says: its JSON, and its tables as text."""

    figures: dict
    text: str


@pytest.fixture
def reference(monkeypatch, capsys):
    """Return a function that runs the reference scorer.

    Of equally good matches it takes the one that the store happens to give first; here
    claims are put in order, as ours are.
    """
    module = load(GOLD / "score.py")
    given = module.Graph.claims

    def in_order(graph):
        found = given(graph).items()
        return dict(sorted(found, key=lambda c: (c[1]["begin"], c[1]["end"], c[0])))

    monkeypatch.setattr(module.Graph, "claims", in_order)

    def run(*words) -> Reference:
        printed = []
        for mode in (["--json"], []):
            monkeypatch.setattr(sys, "argv", ["score.py", *map(str, words), *mode])
            module.main()
            printed.append(capsys.readouterr().out)
        return Reference(figures=json.loads(printed[0]), text=printed[1])

    return run


def three(measure: Score | Clusters) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    return measure.precision, measure.recall, measure.f1


def figures_of(ours: Evaluation) -> dict:
    """Return our figures under the names of the reference."""
    found = ours.figures
    names = found.names.wanted > 0
    return {
        "trigger": three(found.trigger),
        "typed": three(found.typed),
        "roles": three(found.role),
        "time": three(found.time),
        "factuality_macro_f1": found.factuality_macro,
        "factuality_accuracy": found.factuality.value,
        "source_accuracy": found.source.value,
        "coref_b3": three(found.coreference),
        "names": three(found.names),
        "names_overlap_recall": found.names_overlap.value if names else None,
        "names_linked": found.names_linked.value if names else None,
    }


def assert_same(ours: Evaluation, reference: Reference) -> None:
    """Check every figure that the reference prints."""
    theirs = dict(reference.figures)
    trigger = ours.figures.trigger
    assert theirs.pop("claims") == {
        "gold": trigger.wanted,
        "system": trigger.found,
        "extra": round(1 - trigger.precision, 3),
    }
    for name, value in figures_of(ours).items():
        assert theirs.pop(name) == pytest.approx(value), name
    assert theirs == {}
    assert classes_in(reference.text) == {
        name: (score.wanted, score.found, score.right)
        for name, score in ours.figures.classes.items()
    }
    assert confusion_in(reference.text) == {
        pair: number
        for pair, number in ours.figures.factualities.items()
        if pair[0] != pair[1] and pair[1] != "missed"
    }
    for kind in (Kind.MISSED, Kind.EXTRA):
        assert errors_in(reference.text, kind) <= {
            (mistake.document, mistake.begin) for mistake in ours.mistakes[kind]
        }
        listed = re.split(r"\n\n", reference.text.partition(f"\n{kind}:")[2])[0]
        number = min(len(ours.mistakes[kind]), LISTED)
        assert listed.count("\n  (") == number


def classes_in(text: str) -> dict[str, tuple[int, ...]]:
    """Return the table of classes: gold, system, right."""
    rows = re.findall(r"^([A-Z]\w+) +(\d+) +(\d+) +(\d+)$", text, re.MULTILINE)
    return {name: tuple(map(int, counts)) for name, *counts in rows}


def confusion_in(text: str) -> dict[tuple[str, str], int]:
    """Return how often a factuality was taken for another."""
    found = re.findall(r"(\w+)>(\w+):(\d+)", text)
    return {(gold, system): int(number) for gold, system, number in found}


def errors_in(text: str, kind: Kind) -> set[tuple[str, int]]:
    """Return where the errors of a kind are that the reference lists."""
    listed = re.split(r"\n\n", text.partition(f"\n{kind}:")[2])[0]
    return {
        (document, int(begin))
        for document, begin in re.findall(r"\('([^']+)', (\d+)", listed)
    }


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig"])
def test_dev_gold(built, reference, name):
    """The corpus gives the same figures, whatever the format of the graph."""
    graph = built.folder / name

    ours = evaluate(graph, DEV, INVENTORY)

    assert ours.figures.typed.wanted == 185
    assert_same(ours, reference(graph, *DEV, "--inventory", INVENTORY))


def test_dev_gold_without_inventory(built, reference):
    """The same holds where entities have no other names than the gold gives them."""
    ours = evaluate(built.folder, DEV)

    assert_same(ours, reference(built.folder / "graph.ttl", *DEV))


def test_golden_documents(cases, built_cases, reference):
    """The golden documents of the repository give the same figures."""
    gold = sorted((cases / "gold").glob("*.json"))

    ours = evaluate(built_cases.folder, gold)

    assert ours.figures.typed.wanted > 100
    assert_same(ours, reference(built_cases.folder / "graph.ttl", *gold))


def test_dev_gold_names_in_range(built):
    """Names outside the annotated part do not count against the second figure."""
    figures = evaluate(built.folder, DEV, INVENTORY).figures

    assert figures.names_in_range.right == figures.names.right
    assert figures.names_in_range.precision > 0.9 > figures.names.precision
