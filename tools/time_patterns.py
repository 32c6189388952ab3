"""Find regular expressions that take more than their share of time for long texts.

    python tools/time_patterns.py

Prints the patterns of which the time grows much faster than the text, the worst first,
with the text that was repeated. Times on a busy machine are rough: look at those that
come back, and try these by hand.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from types import ModuleType

import kg
from kg.corpus.patterns import read_patterns
from kg.extract import load_knowledge
from kg.names.rules import load_rules
from kg.times.lexicon import load_lexicon as load_times

PACKAGES = ("corpus", "extract", "language", "names", "query", "times")
ALWAYS = tuple("a A1.-(\n")
SHORT = 1_000  # characters
TIMES = 4  # as long the second time: linear time is 4 times, quadratic 16
STEEP = 10
SOON = 0.002  # seconds: what takes less is not worth a look


def modules() -> Iterator[ModuleType]:
    """Yield the modules that have patterns of texts and queries."""
    for package in PACKAGES:
        root = importlib.import_module(f"{kg.__name__}.{package}")
        yield root
        for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    """Return all compiled patterns by their text, of modules and of lexicons."""
    roots: list[object] = [vars(module) for module in modules()]
    roots += [read_patterns(), load_rules(), load_times(), load_knowledge()]
    found: dict[str, re.Pattern[str]] = {}
    seen: set[int] = set()
    while roots:
        value = roots.pop()
        if id(value) in seen or isinstance(value, str | bytes | type | ModuleType):
            continue
        seen.add(id(value))
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found[value.pattern] = value
        elif isinstance(value, dict):
            roots += value.values()
        elif isinstance(value, tuple | list | set | frozenset):
            roots += value
        elif is_dataclass(value):
            roots += [getattr(value, field.name) for field in fields(value)]
    return dict(sorted(found.items()))


def units(pattern: str) -> list[str]:
    """Return what to repeat: signs and words of the pattern, alone and in pairs."""
    words = re.findall(r"(?<!\\)[A-Za-zÀ-ÿ]{2,}|[^\w\s\\]", pattern)[:12]
    single = list(dict.fromkeys((*ALWAYS, *words)))
    return [*single, *(a + b for a, b in product(single, repeat=2) if a != b)]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return how long it takes to find all matches in a text."""
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


def steepest(pattern: re.Pattern[str]) -> tuple[float, float, str]:
    """Return how much longer the longer text takes, how long, and what is repeated."""
    worst = (0.0, 0.0, "")
    for unit in units(pattern.pattern):
        text = unit * (SHORT // len(unit))
        longer = seconds(pattern, text * TIMES + "\0")
        if longer > SOON:
            shorter = max(seconds(pattern, text + "\0"), SOON / TIMES**2)
            worst = max(worst, (longer / shorter, longer, unit))
    return worst


def main() -> None:
    """Print the patterns that are steep."""
    tried = patterns()
    found = ((*steepest(pattern), text) for text, pattern in tried.items())
    steep = sorted((row for row in found if row[0] > STEEP), reverse=True)
    for growth, took, unit, text in steep:
        print(f"{growth:5.0f} times, {took:.3f} s, {unit!r}: {text[:100]!r}")
    print(f"{len(tried)} patterns, {len(steep)} are steep")


if __name__ == "__main__":
    main()
