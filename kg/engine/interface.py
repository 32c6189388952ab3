"""What all engines have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeVar

from kg.errors import OutputError

Item = TypeVar("Item")
Result = TypeVar("Result")

KILLED = "the process that worked on it was killed; memory may have run out"


@dataclass(frozen=True, slots=True)
class Lost:
    """What becomes of an item whose process is killed, also when it is tried alone."""

    reason: str = KILLED


class Engine(Protocol):
    """Applies functions to items; what it starts, it ends when its context is left."""

    def __enter__(self) -> Self:
        """Begin; processes are started by the first run that needs them."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all that was started; where something goes wrong, wait for nothing."""

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        costs: Sequence[float] = (),
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Yield the number of each item and what the function makes of it.

        Results come in any order. One run goes on at a time; processes stay for the
        next one.

        Args:
            function: one of a module, or a `functools.partial` of one: it is sent by
                name. It depends on its item alone; what is dear to make, it keeps
                itself (`functools.cache`).
            items: values that can be pickled. Each is looked up when it is sent, and
                few are on their way at once, so that a sequence can make them then.
            costs: the seconds that each item may take, about. The dearest go first,
                so that no process is left with one at the end, and processes are
                started only where there is enough to do. If none are given, the items
                go as they stand.

        Raises:
            Exception: whatever the function raises.
            SettingsError: processes do not start, or have other software installed.
            EndpointUnavailable: a cluster cannot be reached, or has no workers left.
        """


def run_all(
    engine: Engine,
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    to: str,
    costs: Sequence[float] = (),
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each item and its result, where no item may be lost.

    Args:
        engine: applies the function.
        function: see `Engine.run`.
        items: likewise.
        to: what it is for, as messages say it: "describe documents".
        costs: likewise.

    Raises:
        OutputError: a process was killed, also when it worked on an item alone.
    """
    for number, result in engine.run(function, items, costs=costs):
        if isinstance(result, Lost):
            raise OutputError(f"cannot {to}: {result.reason}")
        yield number, result


def in_order(number: int, costs: Sequence[float]) -> list[int]:
    """Return the numbers of items as they are to be sent, the dearest first.

    >>> in_order(3, [1, 5, 1]), in_order(2, ())
    ([1, 0, 2], [0, 1])
    """
    if not costs:
        return list(range(number))
    return sorted(range(number), key=lambda n: (-costs[n], n))
