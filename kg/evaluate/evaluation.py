"""The evaluation of a graph: figures, calibration, mistakes, and notes on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.calibration import Calibration, calibrate
from kg.evaluate.figures import Figures, NameCounts, count_names, figures_of
from kg.evaluate.gold import GoldDocument, read_golds
from kg.evaluate.matching import align
from kg.evaluate.mistakes import Kind, Mistake, mistakes_of
from kg.evaluate.sameness import Sameness, names_of_entities
from kg.evaluate.system import SystemGraph, read_graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How good a graph is; `notes` tell what the figures leave out, a sentence each."""

    documents: tuple[str, ...]
    figures: Figures
    calibration: Calibration
    mistakes: Mapping[Kind, tuple[Mistake, ...]]
    notes: tuple[str, ...] = ()


def evaluate(
    graph: Path, golds: Iterable[Path], inventory: Path | None = None
) -> Evaluation:
    """Score a graph against gold annotations.

    Args:
        graph: a file of RDF that follows the data model, or a build folder.
        golds: JSON files with the gold of one document each.
        inventory: Markdown tables with further names of entities.

    Raises:
        InputError: a file cannot be read, is of the wrong kind, or the graph has none
            of the documents.
        UnknownName: a class or factuality of the gold does not exist.
    """
    documents = read_golds(golds)
    names = names_of_entities(documents, inventory)
    read = read_graph(graph)
    known = [gold.document for gold in documents]
    if not read.documents & set(known):
        raise InputError(
            f"{graph} has none of the documents with gold: {listed(known)}"
        )
    return evaluate_graph(read, documents, Sameness(labels=read.labels, names=names))


def evaluate_graph(
    graph: SystemGraph, golds: Sequence[GoldDocument], sameness: Sameness
) -> Evaluation:
    """Score what a graph says of the documents that have gold."""
    outcomes = [outcome for gold in golds for outcome in align(gold, graph, sameness)]
    counts = (count_names(gold, graph, sameness) for gold in golds)
    calibration = calibrate(outcomes)
    return Evaluation(
        documents=tuple(gold.document for gold in golds),
        figures=figures_of(outcomes, sum(counts, NameCounts())),
        calibration=calibration,
        mistakes=mistakes_of(outcomes, graph),
        notes=tuple(_notes(graph, golds, calibration)),
    )


def _notes(
    graph: SystemGraph, golds: Sequence[GoldDocument], calibration: Calibration
) -> Iterator[str]:
    for gold in golds:
        if gold.document not in graph.documents:
            missed = claims_that(len(gold.claims), "is", "are")
            yield f"{gold.document} is not in the graph: {missed} missed."
        if gold.range is not None:
            begin, end = gold.range
            yield (
                f"Of {gold.document} only characters {begin}-{end} are annotated:"
                " claims outside it do not count, and names only in the first of the"
                " two figures for names."
            )
    unnamed = [gold.document for gold in golds if not gold.names]
    if len(unnamed) == len(golds):
        yield "Names are not annotated."
    elif unnamed:
        yield f"Names are not annotated in {listed(unnamed)}."
    scored = {gold.document for gold in golds}
    besides = {d for claim in graph.claims for d in claim.documents} - scored
    if besides:
        yield f"Claims do not count where there is no gold: {listed(sorted(besides))}."
    if graph.incomplete:
        lacking = claims_that(graph.incomplete, "lacks", "lack")
        yield f"Left out: {lacking} an event, a trigger, a factuality or a document."
    if calibration.without:
        yield f"{claims_that(calibration.without, 'has', 'have')} no confidence."


def claims_that(number: int, one: str, many: str) -> str:
    """Return a number of claims with its verb.

    >>> claims_that(1, "is", "are"), claims_that(2, "is", "are")
    ('1 claim is', '2 claims are')
    """
    return f"{number} claim {one}" if number == 1 else f"{number} claims {many}"


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return names in a row, the first of many.

    >>> listed(["a", "b"]), listed(["a", "b", "c"], most=2)
    ('a, b', 'a, b and 1 more')
    """
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
