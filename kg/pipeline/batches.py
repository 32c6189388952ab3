"""Work on many items, some at once, by any process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.engine import Engine, run_all

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Batches(Sequence[tuple[Item, ...]], Generic[Item]):
    """Some of a sequence of items, so many at once, looked up when they are asked for.

    `numbers` are those of the items, in batches.
    """

    items: Sequence[Item]
    numbers: Sequence[Sequence[int]]

    def __len__(self) -> int:
        """Return how many batches there are."""
        return len(self.numbers)

    def __getitem__(self, batch: int) -> tuple[Item, ...]:  # type: ignore[override]
        """Return the items of a batch."""
        return tuple(self.items[number] for number in self.numbers[batch])


def run_batches(  # noqa: PLR0913  what is done, to what, by whom
    engine: Engine,
    function: Callable[[tuple[Item, ...]], Sequence[Result]],
    items: Sequence[Item],
    wanted: Sequence[int],
    *,
    together: int,
    speed: float,
    to: str,
) -> Iterator[Sequence[tuple[int, Result]]]:
    """Yield, batch by batch, the number of each item and its result.

    Args:
        engine: applies the function.
        function: takes the items of a batch and gives as many results.
        items: all there are.
        wanted: the numbers of those that are worked on.
        together: how many make a batch.
        speed: how many items a process does in a second, about.
        to: what it is for, as messages say it: "describe documents".

    Raises:
        OutputError: a process was killed, also when it worked on a batch alone.
    """
    numbers = [wanted[i : i + together] for i in range(0, len(wanted), together)]
    costs = [len(batch) / speed for batch in numbers]
    batches = Batches(items, numbers)
    for number, results in run_all(engine, function, batches, to=to, costs=costs):
        yield list(zip(numbers[number], results, strict=True))
