"""The figures as tables of text, for whatever format they are shown in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.evaluate.calibration import BINS
from kg.evaluate.evaluation import Evaluation
from kg.evaluate.figures import MISSED, Figures
from kg.evaluate.measures import Score, Share
from kg.model import Factuality

NONE = "–"  # there is nothing to measure
SCORE = ("gold", "system", "right", "P", "R", "F1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; all columns but the first hold numbers. `note` explains them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def grids_of(evaluation: Evaluation) -> Iterator[Grid]:
    """Yield all tables, the most telling first."""
    figures = evaluation.figures
    yield claims_grid(figures)
    yield shares_grid(figures)
    if figures.names.wanted:
        yield names_grid(figures)
    yield Grid(
        title="Classes",
        columns=("class", *SCORE),
        rows=tuple((name, *cells(s)) for name, s in figures.classes.items()),
    )
    yield Grid(
        title="Roles",
        columns=("role", *SCORE),
        rows=tuple((role.value, *cells(s)) for role, s in figures.roles.items()),
    )
    yield confusion_grid(figures)
    yield calibration_grid(evaluation)
    yield Grid(
        title="Errors",
        columns=("kind", "number"),
        rows=tuple((k.value, str(len(m))) for k, m in evaluation.mistakes.items()),
    )


def claims_grid(figures: Figures) -> Grid:
    """Return the figures that have precision and recall."""
    found = figures.coreference
    b_cubed = (found.precision, found.recall, found.f1)
    measured = tuple(decimal(value) if found.of else NONE for value in b_cubed)
    return Grid(
        title="Claims",
        columns=("", *SCORE),
        rows=(
            ("trigger", *cells(figures.trigger)),
            ("typed (trigger and class)", *cells(figures.typed)),
            ("roles", *cells(figures.role)),
            ("time", *cells(figures.time)),
            ("same event (B³)", str(found.of), str(found.of), "", *measured),
        ),
        note="Roles and times are counted end to end; B³ over typed matches.",
    )


def shares_grid(figures: Figures) -> Grid:
    """Return the figures over typed matches."""
    wanted = figures.typed.wanted
    macro = decimal(figures.factuality_macro) if wanted else NONE
    return Grid(
        title="Of the typed matches",
        columns=("", "of", "right", "share"),
        rows=(
            ("factuality", *share_cells(figures.factuality)),
            ("factuality, macro-F1", str(wanted), "", macro),
            ("source", *share_cells(figures.source)),
        ),
        note="Macro-F1 is over all claims of the gold.",
    )


def names_grid(figures: Figures) -> Grid:
    """Return the figures of names; recall alone for overlap and linking."""

    def recall(share: Share) -> tuple[str, ...]:
        value = decimal(share.value) if share.of else NONE
        return str(share.of), "", str(share.right), "", value, ""

    return Grid(
        title="Names",
        columns=("", *SCORE),
        rows=(
            ("strict", *cells(figures.names)),
            (
                "strict, within the annotated range",
                *cells(figures.names_in_range),
            ),
            ("overlapping", *recall(figures.names_overlap)),
            ("linked, of the strict", *recall(figures.names_linked)),
        ),
    )


def confusion_grid(figures: Figures) -> Grid:
    """Return how often each factuality of the gold was read as which."""
    counts = figures.factualities
    known = [value.value for value in Factuality]
    given = {system for _, system in counts}
    columns = [c for c in known if c in given]
    columns += [*sorted(given - {*known, MISSED}), MISSED]
    wanted = [value for value in known if any(gold == value for gold, _ in counts)]
    return Grid(
        title="Factuality, gold in rows and system in columns",
        columns=("", *columns),
        rows=tuple(
            (gold, *(str(counts.get((gold, c), "") or "·") for c in columns))
            for gold in wanted
        ),
        note="Missed: no claim of that class at that place.",
    )


def calibration_grid(evaluation: Evaluation) -> Grid:
    """Return how often claims are right, by confidence."""
    found = evaluation.calibration
    return Grid(
        title="Calibration",
        columns=("confidence", "claims", "mean", "typed", "right"),
        rows=tuple(
            (
                f"{each.lowest:.1f}-{each.lowest + 1 / BINS:.1f}",
                str(each.number),
                decimal(each.confidence),
                decimal(each.typed),
                decimal(each.right),
            )
            for each in found.bins
        ),
        note=(
            "Typed: the share with a typed match; right: with the right factuality and"
            " no wrong role too. Expected calibration error:"
            f" typed {decimal(found.typed_error)}, right {decimal(found.right_error)};"
            f" Brier score, right: {decimal(found.brier)}."
        ),
    )


def decimal(value: float) -> str:
    """Return a figure with three decimals.

    >>> decimal(2 / 3)
    '0.667'
    """
    return f"{value:.3f}"


def cells(score: Score) -> tuple[str, ...]:
    """Return the cells of a score: what has nothing to measure is left open.

    >>> cells(Score(right=1, found=2, wanted=0))
    ('0', '2', '1', '0.500', '–', '–')
    """
    counts = (str(score.wanted), str(score.found), str(score.right))
    return (
        *counts,
        decimal(score.precision) if score.found else NONE,
        decimal(score.recall) if score.wanted else NONE,
        decimal(score.f1) if score.wanted else NONE,
    )


def share_cells(share: Share) -> tuple[str, ...]:
    """Return the cells of a share."""
    value = decimal(share.value) if share.of else NONE
    return str(share.of), str(share.right), value


def widths(rows: Iterable[tuple[str, ...]]) -> list[int]:
    """Return the width of each column.

    >>> widths([("a", "bcd"), ("ef", "g")])
    [2, 3]
    """
    return [max(map(len, column)) for column in zip(*rows, strict=True)]
