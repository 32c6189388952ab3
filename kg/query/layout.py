"""Rows for a terminal of any width: short values in columns, long ones below.

A column stays a column only if its words fit unbroken; quotes, and what is too wide,
stand on lines of their own under the row.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

# Columns that hold sentences, by the first part of their name.
SENTENCES = frozenset({"quote", "condition", "question"})
_GAP = 2
_SHORT = 12  # cells; values up to here are never wrapped
_LINES = 3  # what a value in a column may be wrapped to
_INDENT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its values as text, and whether they are IRIs."""

    name: str
    cells: tuple[str, ...]
    is_iri: bool = False

    @property
    def head(self) -> str:
        """What stands above the column."""
        return self.name.replace("_", " ")

    @property
    def is_sentence(self) -> bool:
        """Tell whether the column holds running text."""
        return self.name.partition("_")[0] in SENTENCES

    @property
    def longest_word(self) -> int:
        """The width below which a word would be broken."""
        texts = (self.head, *self.cells)
        return max(
            (cell_len(word) for text in texts for word in text.split()), default=0
        )

    @property
    def widest(self) -> int:
        """The width at which no value is wrapped, nor a word of the heading broken."""
        return max([self.longest_word, *map(cell_len, self.cells)])

    @property
    def natural(self) -> int:
        """The width at which neither values nor heading are wrapped."""
        return max(self.widest, cell_len(self.head))

    @property
    def least(self) -> int:
        """The width at which the column is still good to read."""
        if self.widest <= _SHORT:
            return self.widest
        return max(self.longest_word, _SHORT, math.ceil(self.widest / _LINES) + 2)


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of equal length, laid out when the width of the terminal is known."""

    columns: Sequence[Column]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Yield a heading, and each row with what belongs under it."""
        beside, below = divided(self.columns, options.max_width)
        is_titled = below[:1] == list(self.columns[:1]) and not below[0].is_sentence
        title = below.pop(0) if is_titled else None
        widths = shared_out(beside, options.max_width)
        heads = [column.head for column in beside]
        if heads:
            yield grid(heads, widths, style="bold")
            yield Text("─" * min(options.max_width, sum(widths) + _GAP * len(widths)))
        for number in range(len(self.columns[0].cells)):
            if title:
                yield Text(title.cells[number], style="bold", overflow="fold")
            if beside:
                yield grid([column.cells[number] for column in beside], widths)
            yield from under(below, number)


def divided(columns: Sequence[Column], width: int) -> tuple[list[Column], list[Column]]:
    """Return the columns that stay beside each other, and those that go below.

    Sentences go below, with the claims that they are quoted from. What is too wide
    follows, identifiers before labels and the widest first.
    """
    is_quoted = any(column.is_sentence for column in columns)
    below = {
        column.name
        for column in columns
        if column.is_sentence
        or (is_quoted and column.name.startswith("claim_"))
        or (is_quoted and column.name == "claim")
    }
    beside = [column for column in columns if column.name not in below]
    while beside and sum(column.least + _GAP for column in beside) > width:
        widest = max(beside, key=lambda column: (column.is_iri, column.least))
        beside.remove(widest)
        below.add(widest.name)
    return beside, in_reading_order([c for c in columns if c.name in below])


def in_reading_order(columns: Sequence[Column]) -> list[Column]:
    """Put a claim after its quote: quote_a, claim_a, quote_b, claim_b.

    >>> names = ["quote_a", "quote_b", "claim_a", "claim_b"]
    >>> [c.name for c in in_reading_order([Column(name=n, cells=()) for n in names])]
    ['quote_a', 'claim_a', 'quote_b', 'claim_b']
    """
    quotes = [column.name for column in columns if column.name.startswith("quote")]

    def place(column: Column) -> tuple[int, bool]:
        base, _, suffix = column.name.partition("_")
        quote = f"quote_{suffix}" if suffix else "quote"
        if base in {"quote", "claim"} and quote in quotes:
            return quotes.index(quote), base == "claim"
        return (len(quotes), True) if base == "claim" else (-1, False)

    return sorted(columns, key=place)


def shared_out(columns: Sequence[Column], width: int) -> list[int]:
    """Return a width for each column: the least, and a share of what is left."""
    widths = [column.least for column in columns]
    spare = width - sum(widths) - _GAP * len(widths)
    while spare > 0:
        wanting = [
            (column.natural / given, number)
            for number, (column, given) in enumerate(zip(columns, widths, strict=True))
            if given < column.natural
        ]
        if not wanting:
            break
        widths[max(wanting)[1]] += 1
        spare -= 1
    return widths


def grid(
    cells: Iterable[str], widths: Sequence[int], style: str = ""
) -> RenderableType:
    """Return one row with columns of these widths."""
    table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=True)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    table.add_row(*(Text(cell, style=style) for cell in cells))
    return table


def under(columns: Sequence[Column], number: int) -> Iterator[RenderableType]:
    """Yield the lines under a row, and a blank one."""
    for column in columns:
        value = column.cells[number]
        if not value:
            continue
        if column.is_iri:
            line = Text(value, style="dim", overflow="fold")
        elif column.name == "quote":
            line = Text(f"«{value}»")
        else:
            shown = f"«{value}»" if column.is_sentence else value
            line = Text.assemble((f"{column.head}: ", "dim"), shown)
        yield Padding(line, (0, 0, 0, _INDENT))
    if columns:
        yield Text("")
