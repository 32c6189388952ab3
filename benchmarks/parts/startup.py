"""How long it takes until a command begins to do something."""

import sys
from statistics import median
from typing import Any

from benchmarks.measuring import KG, run
from benchmarks.workshop import Workshop

COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "kg --help": (*KG, "--help"),
    "kg --version": (*KG, "--version"),
    "kg query": (*KG, "query"),
    "kg build --help": (*KG, "build", "--help"),
}
TIMES = 5  # for each repeat, since they are short


def measure(shop: Workshop) -> dict[str, Any]:
    """Return the median seconds of each command."""
    found: dict[str, list[Any]] = {name: [] for name in COMMANDS}
    for _ in range(TIMES * shop.options.repeats):
        for name, command in COMMANDS.items():
            found[name].append(run(command)[0])
    return {
        "commands": {
            name: {
                "user": round(median(cost.user for cost in costs), 3),
                "wall": round(median(cost.wall for cost in costs), 3),
                "memory": round(median(cost.main for cost in costs), 1),
            }
            for name, costs in found.items()
        }
    }
