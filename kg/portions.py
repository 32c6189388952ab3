"""Many things, so few or so little of them at once that it is bearable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def portions(
    items: Iterable[Item], size: Callable[[Item], float], *, most: int, much: float
) -> Iterator[tuple[Item, ...]]:
    """Yield items in portions, in order, each as large as it may be.

    Args:
        items: looked at once.
        size: of an item.
        most: items of a portion.
        much: of a portion, in the unit of sizes; a larger item is alone in one.

    >>> list(portions(["a", "bb", "c", "dddd", "e"], len, most=2, much=3))
    [('a', 'bb'), ('c',), ('dddd',), ('e',)]
    """
    portion: list[Item] = []
    total = 0.0
    for item in items:
        own = size(item)
        if portion and (len(portion) == most or total + own > much):
            yield tuple(portion)
            portion, total = [], 0.0
        portion.append(item)
        total += own
    if portion:
        yield tuple(portion)
