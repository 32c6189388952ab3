"""What the command line shows: progress, tables, lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from kg.pipeline import Summary
from kg.query import Query


def console() -> Console:
    """Return a console for standard output."""
    return Console(highlight=False)


class Progress:
    """Shows the stages of a build on standard error, in a terminal only."""

    def __init__(self, stages: Mapping[str, str], *, quiet: bool) -> None:
        self.stages = stages
        self.bars = Bars(
            TextColumn("{task.description:<20}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=quiet,
        )
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> Progress:
        self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bars.stop()

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(self.stages[stage], total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)


def summary_table(summary: Summary, out: Path) -> RenderableType:
    """Return the figures of a build."""
    verdict = "conforms" if summary.conforms else "does not conform"
    head = Text(
        f"{summary.documents} documents, {summary.actors} actors,"
        f" {sum(summary.events.values())} events,"
        f" {sum(summary.claims.values())} claims, {summary.triples} triples."
    )
    found = ", ".join(f"{n} {name.lower()}" for name, n in summary.findings.items())
    tail = Text(
        f"The graph {verdict} ({found or 'no findings'};"
        f" {summary.quarantined} claims in quarantine). Written to {out}/."
    )
    return Group(
        head, count_table("Events by class", summary.events),
        count_table("Claims by factuality", summary.claims), tail,
    )


def count_table(title: str, counts: Mapping[str, int]) -> Table:
    """Return counts as a table, the largest first."""
    table = Table(title=title, title_justify="left", box=None, show_header=False)
    table.add_column(justify="right")
    table.add_column()
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(str(count), name)
    return table


def query_list(queries: Iterable[Query]) -> Table:
    """Return the questions of the library."""
    table = Table(box=None, show_header=False)
    for found in queries:
        table.add_row(Text(found.name, style="bold"), found.title)
    return table


def query_help(query: Query) -> RenderableType:
    """Return what a question asks, its parameters and its columns."""
    table = Table(box=None, show_header=False)
    for parameter in query.parameters:
        default = f"default {parameter.default}" if parameter.default else "optional"
        table.add_row(f"{parameter.name}=", parameter.kind.value, default, parameter.help)
    return Group(
        Text(query.title, style="bold"),
        Text(query.title_nl, style="italic"),
        Text(query.description),
        table,
        Text(f"columns: {', '.join(query.columns)}", style="dim"),
    )


def dates_table(found: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Return time expressions and the days they mean."""
    if not found:
        return Text("no time expression found")
    table = Table("text", "EDTF", "first day", "last day", "precision", box=None)
    for item in found:
        row = [item["text"], item["edtf"], item["first"], item["last"], item["precision"]]
        table.add_row(*(cell or "" for cell in row))
    return table
