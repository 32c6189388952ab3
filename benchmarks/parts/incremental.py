"""What a build takes of which one paper has changed, or nothing."""

import shutil
import time
from pathlib import Path
from typing import Any

from benchmarks.parts.growth import sizes
from benchmarks.workshop import Workshop, build

ENOUGH = 60.0  # seconds after which a rebuild is not repeated
SENTENCE = "\n\nDuitsland veroordeelde de aanslag van {day} mei {year} in Niger.\n"


def measure(shop: Workshop) -> dict[str, Any]:
    """Return the seconds of rebuilds, and their shares of a full build."""
    size = sizes(shop)[-1]
    out, full = shop.build(size)
    changing = shop.place(size) / "changing"
    if not changing.exists():
        shutil.copytree(shop.corpus(size), changing)
    again = (changing, out, shop.options.jobs, "--store", str(out / "store"))
    changed, unchanged = [], []
    for _ in range(shop.options.repeats):
        _change(_middle(changing))
        shop.say(f"building {size:,} documents again, one of which has changed")
        changed.append(build(*again))
        unchanged.append(build(*again))
        if changed[-1]["wall"] > ENOUGH:
            break
    return {
        "documents": size,
        "full": {name: full[name] for name in ("wall", "cpu", "main", "together")},
        "one changed": _middle_of(changed, full),
        "nothing changed": _middle_of(unchanged, full),
    }


def _middle_of(costs: list[dict[str, float]], full: dict[str, Any]) -> dict[str, float]:
    """Return the median rebuild by time of the clock, with its shares of a full one."""
    cost = sorted(costs, key=lambda cost: cost["wall"])[len(costs) // 2]
    shares = {f"{name}_share": cost[name] / full[name] for name in ("wall", "cpu")}
    return {**cost, **{name: round(share, 5) for name, share in shares.items()}}


def _middle(corpus: Path) -> Path:
    """Return the paper of middle length."""
    papers = sorted(corpus.glob("*.txt"), key=lambda path: path.stat().st_size)
    return papers[len(papers) // 2]


def _change(paper: Path) -> None:
    """Add a sentence that no build of this paper has seen."""
    number = time.time_ns() // 1_000_000
    sentence = SENTENCE.format(day=number % 28 + 1, year=2000 + number // 28 % 20)
    with paper.open("a", encoding="utf-8") as file:
        file.write(sentence)
