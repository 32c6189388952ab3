"""What the command line shows: progress, tables, lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from kg.pipeline import Summary
    from kg.query import Query


def console() -> Console:
    """Return a console for standard output."""
    return Console(highlight=False)


class Progress:
    """Shows the stages of a build on standard error, in a terminal only."""

    def __init__(self, stages: Mapping[str, str], *, quiet: bool) -> None:
        self.stages = stages
        errors = Console(stderr=True)
        self.bars = Bars(
            TextColumn("{task.description:<20}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=errors,
            transient=True,
            disable=quiet or not errors.is_terminal,
        )
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Begin to show."""
        self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear what was shown."""
        self.bars.stop()

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(self.stages[stage], total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)


def summary_table(
    summary: Summary, out: Path, store: Path | None = None
) -> RenderableType:
    """Return the figures of a build."""
    sizes = {
        "document": summary.documents,
        "actor": summary.actors,
        "event": sum(summary.events.values()),
        "claim": sum(summary.claims.values()),
        "triple": summary.triples,
    }
    head = Text(", ".join(plural(n, noun) for noun, n in sizes.items()) + ".")
    found = ", ".join(plural(n, name.lower()) for name, n in summary.findings.items())
    verdict = "conforms" if summary.conforms else "does not conform"
    aside = f"{plural(summary.quarantined, 'claim')} in quarantine"
    known = f"Not read again: {plural(summary.known, 'document')}."
    places = f"{out}/" if store is None else f"{out}/ and {store}/"
    return Group(
        head,
        *((Text(known),) if summary.known else ()),
        *corrections(summary),
        *counts("Claims by factuality", summary.claims),
        *counts("Events by class", summary.events),
        Text(f"\nThe graph {verdict}: {found or 'no findings'}, {aside}."),
        Text(f"Written to {places}.", overflow="fold"),
    )


def corrections(summary: Summary) -> tuple[Text, ...]:
    """Return how many corrections of readers there are, and how many missed."""
    if not summary.corrections:
        return ()
    missed = len({miss.correction for miss in summary.misses})
    verdict = f"{missed} not wholly applied" if missed else "all applied"
    return (Text(f"{plural(summary.corrections, 'correction')}, {verdict}."),)


def plural(number: int, noun: str) -> str:
    """Return a number of things.

    >>> plural(1, "warning"), plural(2, "warning"), plural(54, "info")
    ('1 warning', '2 warnings', '54 info')
    """
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def counts(title: str, found: Mapping[str, int]) -> tuple[RenderableType, ...]:
    """Return a title and counts in as many columns as fit, the largest first."""
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    cells = [Text(f"{count:>5} {name}") for name, count in ordered]
    listed = Columns(cells, padding=(0, 2), column_first=True)
    return Text(f"\n{title}", style="bold"), listed


def query_list(queries: Iterable[Query]) -> Table:
    """Return the questions of the library."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for found in queries:
        table.add_row(Text(found.name, style="bold"), Text(found.title))
    return table


def query_help(query: Query) -> RenderableType:
    """Return what a question asks, its parameters and its columns."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for parameter in query.parameters:
        default = f"default {parameter.default}" if parameter.default else "optional"
        table.add_row(
            f"  --{parameter.name}",
            parameter.kind.value,
            Text(f"{parameter.help} ({default})"),
        )
    return Group(
        Text(query.title, style="bold"),
        Text(query.title_nl, style="italic"),
        Text(query.description),
        table,
        Text(f"Columns: {', '.join(query.columns)}", style="dim"),
    )


def dates_table(found: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Return time expressions and the days they mean."""
    if not found:
        return Text("no time expression found")
    names = {
        "text": "text",
        "edtf": "EDTF",
        "first": "first day",
        "last": "last day",
        "precision": "precision",
    }
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_row(*(Text(head, style="bold") for head in names.values()))
    for item in found:
        table.add_row(*(Text(item[name] or "") for name in names))
    return table
