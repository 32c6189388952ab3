"""Tables of docs/performance.md, and its plot, from a file of results.

    python -m benchmarks report [FILE] [--check]

Each part of the page between `<!-- begin NAME -->` and `<!-- end NAME -->` is what this
module makes of the results; the rest of the page is written by hand.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from benchmarks.measuring import ROOT, BenchmarkError
from benchmarks.results import Results, read_results

PAGE = ROOT / "docs" / "performance.md"
RESULTS = ROOT / "docs" / "performance.json"
PLOT = ROOT / "docs" / "performance.svg"
_MARKED = re.compile(r"(<!-- begin ([a-z]+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
MEGABYTE = 1 << 20
Rows = Iterable[Sequence[object]]


def main(arguments: Sequence[str]) -> None:
    """Write the page and the plot, or check that the page is up to date."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks report")
    parser.add_argument("results", type=Path, nargs="?", default=RESULTS)
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    results = read_results(options.results)
    page = PAGE.read_text(encoding="utf-8")
    made = fill(page, results)
    if options.check:
        parser.exit(made != page, "" if made == page else f"{PAGE} is out of date\n")
    PAGE.write_text(made, encoding="utf-8")
    if "growth" in results:
        from benchmarks.plot import draw  # noqa: PLC0415  an extra, not for --check

        PLOT.write_text(draw(results["growth"]), encoding="utf-8")


def fill(page: str, results: Results) -> str:
    """Return a page with its marked parts made anew.

    Raises:
        BenchmarkError: a mark names no part.
    """

    def made(match: re.Match[str]) -> str:
        name = match[2]
        if name not in TABLES:
            raise BenchmarkError(f"no part {name!r}; there are: {', '.join(TABLES)}")
        body = TABLES[name](results[name]) if name in results else "Not measured yet."
        where = f"\n\n{_measured(results[name])}" if name in results else ""
        return f"{match[1]}\n{body}{where}\n\n{match[3]}"

    return _MARKED.sub(made, page)


def _measured(part: Mapping[str, Any]) -> str:
    told = part["measured"]
    libraries = ", ".join(f"{name} {v}" for name, v in told["libraries"].items())
    return (
        f"<sub>{told['date']}, commit {told['commit']}, {told['machine']}, load "
        f"{told['load']} before; Python {told['python']}, {libraries}.</sub>"
    )


def table(columns: Sequence[str], rows: Rows) -> str:
    """Return a table of Markdown; all columns but the first are figures.

    >>> print(table(["a", "b"], [["x", 1]]))
    | a | b |
    | --- | ---: |
    | x | 1 |
    """
    ruler = ["---", *["---:"] * (len(columns) - 1)]
    return "\n".join(
        f"| {' | '.join(map(str, row))} |" for row in (columns, ruler, *rows)
    )


def _startup(part: Mapping[str, Any]) -> str:
    rows = (
        (
            f"`{name}`",
            f"{c['user']:.2f} s",
            f"{c['wall']:.2f} s",
            f"{c['memory']:.0f} MB",
        )
        for name, c in part["commands"].items()
    )
    return table(["command", "user time", "clock", "memory"], rows)


def _pipeline(part: Mapping[str, Any]) -> str:
    whole = part["whole"]
    ratios = table(
        ["", "spaCy alone", "Kroniek", "ratio"],
        [
            (
                "reading, model loaded",
                f"{part['bare']:.1f} s",
                f"{part['read']:.1f} s",
                f"{part['ratio']:.2f}",
            ),
            (
                "whole process",
                f"{whole['bare']['cpu']:.1f} s",
                f"{whole['build']['cpu']:.1f} s",
                f"{whole['ratio']:.2f}",
            ),
            (
                "most memory",
                f"{whole['bare']['main']:.0f} MB",
                f"{whole['build']['main']:.0f} MB",
                f"{whole['build']['main'] / whole['bare']['main']:.2f}",
            ),
        ],
    )
    total = sum(part["stages"].values())
    stages = table(
        ["stage of reading", "seconds", "share"],
        (
            (name, f"{seconds:.2f}", f"{seconds / total:.1%}")
            for name, seconds in part["stages"].items()
        ),
    )
    return (
        f"{part['documents']} documents of {part['words']:,} words, one core: "
        f"{part['documents_per_second']:.1f} documents and "
        f"{part['words_per_second']:,.0f} words per second.\n\n{ratios}\n\n{stages}"
    )


def _growth(part: Mapping[str, Any]) -> str:
    rows = table(
        [
            *("documents", "words", "clock", "processor", "words/s", "words/s, core"),
            *("main", "together", "output", "triples", "claims", "events", "recurring"),
        ],
        (
            (
                *(f"{row['documents']:,}", f"{row['words']:,}", f"{row['wall']:.0f} s"),
                *(f"{row['cpu']:.0f} s", f"{row['words_per_second']:,.0f}"),
                f"{row['words_per_second_and_core']:,.0f}",
                *(f"{row['main']:,.0f} MB", f"{row['together']:,.0f} MB"),
                f"{row['bytes'] / MEGABYTE:,.1f} MB",
                *(f"{row[n]:,}" for n in ("triples", "claims", "events", "recurring")),
            )
            for row in part["rows"]
        ),
    )
    names = list(part["exponents"])
    exponents = table(
        ["exponent of", *names],
        (
            (
                label,
                *("" if part[key][n] is None else f"{part[key][n]:.2f}" for n in names),
            )
            for label, key in (("all sizes", "exponents"), ("the last two", "last"))
        ),
    )
    return f"`kg build --jobs {part['jobs']}`\n\n{rows}\n\n{exponents}"


def _incremental(part: Mapping[str, Any]) -> str:
    rows = [("full build", part["full"], 1.0, 1.0)]
    for name in ("one changed", "nothing changed"):
        cost = part[name]
        rows.append((name, cost, cost["wall_share"], cost["cpu_share"]))
    return f"{part['documents']:,} documents\n\n" + table(
        ["build", "clock", "share", "processor", "share", "memory"],
        (
            (
                *(name, f"{cost['wall']:.1f} s", f"{wall:.1%}"),
                *(f"{cost['cpu']:.1f} s", f"{cpu:.1%}", f"{cost['together']:,.0f} MB"),
            )
            for name, cost, wall, cpu in rows
        ),
    )


def _queries(part: Mapping[str, Any]) -> str:
    limit, sizes = part["limit"], [part[size]["claims"] for size in ("small", "large")]
    columns = [
        "question",
        *(
            c
            for n in sizes
            for c in (f"rows, {n:,} claims", "direct", "Kroniek", "frame")
        ),
        f"rdflib, {sizes[0]:,} claims",
    ]
    rows = [
        (
            name,
            *_asked(row["small"], limit),
            *_asked(row["large"], limit),
            _rdflib(row, part["rdflib_limit"]),
        )
        for name, row in part["questions"].items()
    ]
    found = part["commands"]
    commands = table(
        ["commands, seconds of the processor", "pyoxigraph", "kg query"],
        (
            (label, *(f"{found[way][key]:.2f} s" for way in ("direct", "kroniek")))
            for label, key in (
                ("start, for a query that needs no answer", "start"),
                (f"{found['direct']['questions']} questions, with start", "all"),
            )
        ),
    )
    return f"{_means(part, sizes)}\n\n{table(columns, rows)}\n\n{commands}"


def _means(part: Mapping[str, Any], sizes: Sequence[int]) -> str:
    """Return the geometric mean of the ratios on each graph."""
    said = []
    for size, claims in zip(("small", "large"), sizes, strict=True):
        known = [r[size] for r in part["questions"].values() if "late" not in r[size]]
        mean = (
            geometric_mean(row["kroniek"] for row in known) if known else float("nan")
        )
        total = sum(row["direct"] for row in known)
        ours = sum(row["direct"] * row["kroniek"] for row in known)
        said.append(
            f"{claims:,} claims: {len(known)} of {len(part['questions'])} questions in "
            f"time, together {ours / total if total else float('nan'):.2f} times "
            f"pyoxigraph, in the (geometric) mean {mean:.2f} times."
        )
    return "\n".join(f"- {line}" for line in said)


def _asked(row: Mapping[str, Any], limit: int) -> tuple[str, ...]:
    if "late" in row:
        return ("", f"> {limit} s", "", "")
    seconds = f"{1000 * row['direct']:,.0f} ms"
    return (f"{row['rows']:,}", seconds, f"{row['kroniek']:.2f}", f"{row['frame']:.2f}")


def _rdflib(row: Mapping[str, Any], limit: int) -> str:
    seconds = row["small"]["rdflib"]
    return f"> {limit} s" if seconds is None else f"{1000 * seconds:,.0f} ms"


def _validation(part: Mapping[str, Any]) -> str:
    return table(
        [
            *("copies", "claims", "triples", "Kroniek", "share of the build"),
            *("pySHACL as shipped", "the same", "memory"),
        ],
        (
            (
                *(row["copies"], f"{row['claims']:,}", f"{row['triples']:,}"),
                f"{row['seconds']:.1f} s",
                f"{row['seconds'] / (part['build'] * row['copies']):.2f}",
                f"{row['plain']:.0f} s" if "plain" in row else "-",
                {True: "yes", False: "NO"}.get(row.get("same"), "-"),
                f"{row['memory']:,.0f} MB",
            )
            for row in part["rows"]
        ),
    )


TABLES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "startup": _startup,
    "pipeline": _pipeline,
    "growth": _growth,
    "incremental": _incremental,
    "queries": _queries,
    "validation": _validation,
}
