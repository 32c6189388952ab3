"""The engine that works in this process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self

from kg.engine.interface import Item, Lost, Result


class Inline:
    """Applies a function to one item after the other, here; nothing is pickled."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        costs: Sequence[float] = (),
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Yield the number of each item and its result; see `Engine`."""
        del costs  # the order of one after the other makes no difference
        is_ours = not gc.get_freeze_count()
        try:
            for number, item in enumerate(items):
                yield number, function(item)
                if is_ours and number == 0:
                    gc.freeze()  # what was loaded for it, as in `kg.engine.process`
        finally:
            if is_ours:
                gc.unfreeze()
