"""The engine of one machine: in this process, or in as many as there is work for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self

from kg.engine.inline import Inline
from kg.engine.interface import Item, Lost, Result
from kg.engine.processes import LIFETIME, Processes

START = 3.0  # seconds in which another process makes ready to read


class Local:
    """Applies a function to items in this process, or in several of this machine.

    Args:
        jobs: how many processes work at once; None for as many as are worth it.
        lifetime: items after which a process is replaced.
    """

    def __init__(self, jobs: int | None = None, *, lifetime: int = LIFETIME) -> None:
        self._jobs = jobs
        self._inline = Inline()
        self._processes = Processes(jobs or cores(), lifetime=lifetime)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes, also those at work."""
        self._processes.__exit__(kind, error, trace)

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        costs: Sequence[float] = (),
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Yield the number of each item and its result; see `Engine`."""
        is_alone = min(self._jobs or worthwhile(costs), len(items)) <= 1
        is_inline = is_alone and not self._processes.is_running
        engine = self._inline if is_inline else self._processes
        yield from engine.run(function, items, costs=costs)


def worthwhile(costs: Sequence[float]) -> int:
    """Return how many processes have done work of these seconds soonest.

    >>> worthwhile([START / 2, START]), worthwhile([START] * 9999) == cores()
    (1, True)
    """
    return max(1, min(cores(), int(sum(costs) / START))) if costs else cores()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
