"""How a build grows with the number of papers."""

from typing import Any

from benchmarks.measuring import exponent
from benchmarks.workshop import Workshop

FULL = 10_000
GROWING = ("wall", "cpu", "main", "together", "bytes", "triples", "claims", "events")


def measure(shop: Workshop) -> dict[str, Any]:
    """Return what builds of each size take and hold, and how these grow.

    The exponent is fitted to all sizes, and `last` to the two largest, where what a
    build takes before it begins to read does not count.
    """
    rows = []
    for size in sizes(shop):
        row = shop.build(size)[1]
        shop.say(f"{size:,} documents: {row['wall']:.0f} s, {row['together']:.0f} MB")
        rows.append(
            {
                **row,
                "words_per_second": round(row["words"] / row["wall"], 1),
                "words_per_second_and_core": round(row["words"] / row["cpu"], 1),
            }
        )
    return {
        "jobs": shop.options.jobs,
        "rows": rows,
        "exponents": _exponents(rows),
        "last": _exponents(rows[-2:]),
    }


def sizes(shop: Workshop) -> list[int]:
    """Return the numbers of documents, in order."""
    return sorted({*shop.options.sizes, *([FULL] if shop.options.full else [])})


def _exponents(rows: list[dict[str, Any]]) -> dict[str, float | None]:
    counts = [row["documents"] for row in rows]
    return {name: exponent(counts, [row[name] for row in rows]) for name in GROWING}
