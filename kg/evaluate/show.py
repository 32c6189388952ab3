"""An evaluation as a table for the terminal, as JSON or as Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.errors import UnknownName
from kg.evaluate.evaluation import Evaluation
from kg.evaluate.grids import Grid, grids_of, widths
from kg.evaluate.measures import Clusters, Score, Share
from kg.evaluate.mistakes import Mistake

Shown = Callable[[Evaluation, int | None], RenderableType]


def render(
    evaluation: Evaluation, form: str, most: int | None = None
) -> RenderableType:
    """Return an evaluation in a format, to be printed.

    Args:
        evaluation: what was measured.
        form: `table`, `json` or `markdown`.
        most: how many mistakes of each kind are listed, None for all.

    Raises:
        UnknownName: there is no such format.
    """
    if form not in FORMATS:
        raise UnknownName("format", form, FORMATS)
    return FORMATS[form](evaluation, most)


def as_table(evaluation: Evaluation, most: int | None = None) -> RenderableType:
    """Return an evaluation for the terminal."""
    parts: list[RenderableType] = [Text(note, style="dim") for note in evaluation.notes]
    for grid in grids_of(evaluation):
        parts += [Text(f"\n{grid.title}", style="bold"), _rich(grid)]
        if grid.note:
            parts.append(Text(grid.note, style="dim"))
    for kind, mistakes in evaluation.mistakes.items():
        shown = mistakes[:most]
        if shown:
            parts.append(Text(f"\n{heading(kind, mistakes, shown)}", style="bold"))
        for mistake in shown:
            parts.append(Text(line(mistake)))
            if mistake.sentence:
                sentence = Text(mistake.sentence, style="dim")
                parts.append(Padding(sentence, (0, 0, 0, 4), expand=False))
    return Group(*parts)


def as_markdown(
    evaluation: Evaluation, most: int | None = None, *, level: int = 2
) -> str:
    """Return an evaluation as Markdown, its headings at a level."""
    mark = "#" * level
    parts = ["\n".join(f"- {note}" for note in evaluation.notes)]
    for grid in grids_of(evaluation):
        parts += [f"{mark} {grid.title}", "\n".join(_markdown(grid)), grid.note]
    for kind, mistakes in evaluation.mistakes.items():
        shown = mistakes[:most]
        if shown:
            parts.append(f"{mark} {heading(kind, mistakes, shown)}")
            parts.append("\n".join(_item(mistake) for mistake in shown))
    return "\n\n".join(part for part in parts if part) + "\n"


def as_json(evaluation: Evaluation, most: int | None = None) -> str:
    """Return an evaluation as JSON."""
    return json.dumps(as_values(evaluation, most), ensure_ascii=False, indent=1)


def as_values(evaluation: Evaluation, most: int | None = None) -> dict[str, Any]:
    """Return an evaluation as values of JSON."""
    figures = evaluation.figures
    counted = {"classes", "roles", "factualities", "factuality_macro"}
    plain = {
        {"role": "roles"}.get(name, name): _values(getattr(figures, name))
        for name in type(figures).__slots__
        if name not in counted
    }
    confusion: dict[str, dict[str, int]] = {}
    for (gold, system), number in figures.factualities.items():
        confusion.setdefault(gold, {})[system] = number
    return {
        "documents": evaluation.documents,
        "notes": evaluation.notes,
        "figures": {**plain, "factuality_macro_f1": figures.factuality_macro},
        "classes": {name: _values(score) for name, score in figures.classes.items()},
        "roles": {role.value: _values(score) for role, score in figures.roles.items()},
        "factuality_confusion": confusion,
        "calibration": asdict(evaluation.calibration),
        "errors": {
            kind.value: {
                "number": len(mistakes),
                "listed": [asdict(mistake) for mistake in mistakes[:most]],
            }
            for kind, mistakes in evaluation.mistakes.items()
        },
    }


def heading(kind: str, mistakes: Sequence[Mistake], shown: Sequence[Mistake]) -> str:
    """Return the heading of a list of mistakes: how many there are, and are shown.

    >>> heading("extra", ["a", "b", "c"], ["a"])
    'Extra: 3, the first 1'
    """
    part = f", the first {len(shown)}" if len(shown) < len(mistakes) else ""
    return f"{kind.capitalize()}: {len(mistakes)}{part}"


def line(mistake: Mistake) -> str:
    """Return where a mistake is and what it is, on one line."""
    where = f"{mistake.document}:{mistake.begin} «{mistake.trigger}»"
    if mistake.wanted and mistake.found:
        what = f"gold {mistake.wanted}, system {mistake.found}"
        is_told = mistake.event_class in what
        return f"{where} {'' if is_told else mistake.event_class + ': '}{what}"
    return f"{where} {mistake.event_class}"


def _item(mistake: Mistake) -> str:
    sentence = f"  \n  {_escaped(mistake.sentence)}" if mistake.sentence else ""
    return f"- {_escaped(line(mistake))}{sentence}"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text)


def _values(measure: Score | Share | Clusters) -> dict[str, float]:
    match measure:
        case Score():
            return {
                "gold": measure.wanted,
                "system": measure.found,
                "right": measure.right,
                "precision": measure.precision,
                "recall": measure.recall,
                "f1": measure.f1,
            }
        case Share():
            return {"of": measure.of, "right": measure.right, "share": measure.value}
        case Clusters():
            return {
                "of": measure.of,
                "precision": measure.precision,
                "recall": measure.recall,
                "f1": measure.f1,
            }


def _rich(grid: Grid) -> RenderableType:
    # The confusion of factualities just fits into 80 columns.
    table = Table.grid(padding=(0, 2 if len(grid.columns) < 8 else 1, 0, 0))
    for number, _ in enumerate(grid.columns):
        table.add_column(
            justify="right" if number else "left", overflow="fold", no_wrap=not number
        )
    table.add_row(*(Text(name, style="dim") for name in grid.columns))
    for row in grid.rows:
        table.add_row(*map(Text, row))
    return table


def _markdown(grid: Grid) -> Iterator[str]:
    wide = widths([grid.columns, *grid.rows])
    rules = ("-" * (wide[0] + 2), *("-" * (width + 1) + ":" for width in wide[1:]))
    yield _row(grid.columns, wide)
    yield f"|{'|'.join(rules)}|"
    for row in grid.rows:
        yield _row(row, wide)


def _row(cells: Sequence[str], wide: Sequence[int]) -> str:
    first, *rest = cells
    padded = [first.ljust(wide[0])]
    padded += [c.rjust(w) for c, w in zip(rest, wide[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


FORMATS: Mapping[str, Shown] = {
    "table": as_table,
    "json": as_json,
    "markdown": as_markdown,
}
