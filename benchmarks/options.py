"""What a run of the benchmarks is told."""

from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How big and how often things are measured.

    `sizes` are numbers of documents, for growth; `documents` of those whose reading is
    taken apart; `claims` is how many a graph has that is asked,
    and `limit` the seconds after which a question is given up; `copies` how many times
    the papers' graph is validated. `full` asks for what takes hours.
    """

    sizes: tuple[int, ...] = (10, 100, 1000)
    documents: int = 40
    claims: int = 100_000
    limit: int = 30
    copies: tuple[int, ...] = (1, 10)
    repeats: int = 3
    jobs: int = 4
    seed: int = 0
    full: bool = False
