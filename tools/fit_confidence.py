"""Fit the weights of confidence and write them to ontology/confidence.toml.

Usage: python tools/fit_confidence.py

Reads the golden papers and sentences of tests/cases, and fits a logistic regression of
whether a claim is right on the features of `kg.extract.confidence`. The dev gold is not
used: it is kept to judge the calibration (`tools/report_quality.py`).
"""

import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from kg.corpus import read_corpus
from kg.evaluate.gold import GoldClaim, read_gold
from kg.evaluate.matching import Match, Missed, align_claims
from kg.evaluate.sameness import Sameness, fold, names_of_entities
from kg.evaluate.system import SystemClaim
from kg.extract import claims as claims_module
from kg.extract import load_knowledge, read_document
from kg.extract.confidence import FEATURES, features
from kg.extract.factuality import Stance
from kg.extract.found import Found
from kg.language import load_pipeline
from kg.model import Document, ReadDocument, Role
from kg.resources import folder

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = folder("ontology") / "confidence.toml"
PENALTY = 1.0  # on the squares of the weights, so that rare features stay modest
STEPS = 50  # of Newton's method; it settles within ten
LEAST, MOST = 0.05, 0.95

# Chosen by cross-validation on the golden cases. Tried too, and no help there: how far
# fillers stand from the trigger, in words or in the tree; a cue in a higher clause; a
# source other than the speaker; whether the trigger is a noun; length of sentences.
MEANING = {
    "anaphor": "fillers known from an anaphor, each",
    "context": "fillers known from the context, each",
    "owner": "fillers known as the owner of people or things, each",
    "people": "fillers that are people without a name, each",
    "speaker": "fillers that are the speaker, each",
    "bare": "no role is filled",
    "inherited": "fillers taken over from an earlier mention, each",
    "unnamed_object": "objects that are no name, each",
    "weak": "the factuality is probable, possible, unconfirmed or requested",
}
HEAD = """\
# How sure the extractor is of a claim: the logistic function of `base` and the weights
# of what the claim rests on, between `least` and `most`. It estimates how often such a
# claim is right: of the right class, with the right factuality, and no role wrong.
#
# Made by tools/fit_confidence.py from {number} claims in the golden papers and
# sentences of tests/cases, of which {right} are right. docs/quality.md tells how well
# it holds on papers that were not used.

base = {base}
least = {least}
most = {most}

[weights]
"""


class Recorder:
    """Stands in for `confidence`: numbers the claims and keeps their features."""

    def __init__(self) -> None:
        self.rows: list[list[float]] = []

    def __call__(self, found: Found, stance: Stance) -> float:
        """Keep the features of a claim and return its number as its confidence."""
        self.rows.append([value for _, value in features(found, stance)])
        return float(len(self.rows) - 1)


def load(path: Path) -> ModuleType:
    """Return a module that is no part of a package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def texts() -> Iterator[tuple[Document, Sequence[GoldClaim], Mapping[str, Any]]]:
    """Yield each golden text with its claims and the names of entities."""
    cases = load(ROOT / "tests" / "test_cases.py")
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        cases.CASE_FILES.main(out)
        for document in read_corpus(out / "corpus").documents:
            gold = read_gold(out / "gold" / f"{document.identifier}.json")
            yield document, gold.claims, names_of_entities([gold], None)
    shared = {
        entity: frozenset(fold(n) for n in (table["name"], *table.get("alias", ())))
        for entity, table in cases.CASE_FILES.shared_entities().items()
    }
    for number, (construction, case) in enumerate(cases.CASE_FILES.sentence_cases()):
        document, start = cases.sentence_document(number, construction, case)
        yield document, list(map(as_gold, cases.wanted_of(case, start))), shared


def as_gold(claim: Mapping[str, Any]) -> GoldClaim:
    """Return a claim of a sentence as gold."""
    return GoldClaim(
        begin=claim["begin"],
        end=claim["end"],
        trigger=claim["trigger"],
        event_class=claim["class"],
        event="",
        factuality=claim["factuality"],
        sources=tuple(claim["source"]),
        roles={
            role: tuple(n for n in claim.get(role, ()) if not n.startswith("event:"))
            for role in Role
        },
    )


def as_system(read: ReadDocument) -> list[SystemClaim]:
    """Return the claims of a text as the scorer takes them."""
    return [
        SystemClaim(
            iri=claim.identifier,
            documents=frozenset({claim.document}),
            begin=claim.trigger.begin,
            end=claim.trigger.end,
            event="",
            factuality=claim.factuality.value,
            classes=frozenset({claim.event_class}),
            sources=frozenset(claim.sources),
            fillers=frozenset((f.role, f.actor) for f in claim.roles),
            confidence=claim.confidence,
        )
        for claim in read.claims
    ]


def measure() -> tuple[np.ndarray, np.ndarray]:
    """Return the features of all claims, a row each, and whether each is right."""
    recorder = Recorder()
    claims_module.confidence = recorder
    pipeline, knowledge = load_pipeline(), load_knowledge()
    rows, right = [], []
    for document, golds, names in texts():
        read = read_document(document, pipeline=pipeline, knowledge=knowledge)
        labels = {
            actor.identifier: frozenset(
                fold(n) for n in (*actor.labels.values(), *actor.alternative_labels)
            )
            for actor in read.actors
        }
        sameness = Sameness(labels=labels, names=names)
        found = as_system(read)
        for outcome in align_claims(document.identifier, golds, found, sameness):
            if not isinstance(outcome, Missed):
                rows.append(recorder.rows[int(outcome.found.confidence or 0)])
                right.append(isinstance(outcome, Match) and outcome.is_right)
    return np.array(rows), np.array(right, dtype=float)


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the base and the weights: ridge logistic regression by Newton's method."""
    table = np.hstack([np.ones((len(rows), 1)), rows])
    penalty = np.eye(table.shape[1]) * PENALTY
    penalty[0, 0] = 0.0  # the base is free
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - right) + penalty @ weights
        curve = (table.T * (chance * (1 - chance))) @ table + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def written(weights: np.ndarray, number: int, right: int) -> str:
    """Return the file of weights."""
    base, *each = (round(float(weight), 2) for weight in weights)
    head = HEAD.format(number=number, right=right, base=base, least=LEAST, most=MOST)
    lines = [
        f"{f'{name} = {weight}':<24}# {MEANING[name]}\n"
        for name, weight in zip(FEATURES, each, strict=True)
    ]
    return head + "".join(lines)


def main() -> None:
    """Fit, and write the weights."""
    rows, right = measure()
    text = written(fit(rows, right), len(right), int(right.sum()))
    WEIGHTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
