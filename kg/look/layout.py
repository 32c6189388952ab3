"""Where the nodes of a network stand: forces first, then room for every label.

Fruchterman and Reingold's forces (1991), with the repulsion of a large network taken
from a part of the other nodes that changes at each step, so that a step takes time in
proportion to the nodes (after Gove 2019, "A Random Sampling O(n) Force-calculation
Algorithm"). Nothing is drawn by lot: the same network always looks the same.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pairs = NDArray[np.int64]
Links = Sequence[tuple[int, int]]

_STEPS = 140
_COMPARED = 72  # nodes whose repulsion a node feels in one step
_GOLDEN = math.pi * (3 - math.sqrt(5))
_GRAVITY = np.array([0.8, 1.2])  # pictures are wider than high
_ROUNDS = 400  # of making room, at most
_PATIENCE = 40  # rounds before the whole is made wider
_GROWTH = 1.01
_TOUCH = 1.5  # pixels that boxes may share, so that rounding does not matter


def arrange(
    boxes: Sequence[tuple[float, float]], links: Links
) -> list[tuple[int, int]]:
    """Return the centre of each node, such that the boxes do not overlap.

    Args:
        boxes: the width and height that each node needs, in pixels; the nodes in the
            order of their weight.
        links: pairs of nodes, by their number.

    >>> arrange([(10, 10), (10, 10)], [(0, 1)]) == arrange([(10, 10)] * 2, [(0, 1)])
    True
    """
    if not boxes:
        return []
    sizes = np.asarray(boxes, dtype=np.float64)
    places = _settled(len(boxes), np.asarray(links, dtype=np.int64).reshape(-1, 2))
    # As much paper as the boxes need, with as much again for lines and air.
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) * 2.6
    spread = np.ptp(places, axis=0).clip(min=1e-9)
    places = places * math.sqrt(area / float(spread[0] * spread[1]))
    places = _apart(places, sizes)
    corner = (places - sizes / 2).min(axis=0)
    return [(round(x), round(y)) for x, y in (places - corner).tolist()]


def _settled(count: int, links: NDArray[np.int64]) -> Floats:
    """Return places at which attraction and repulsion are about even."""
    number = np.arange(count)
    radius = np.sqrt(number + 0.5)
    turn = number * _GOLDEN
    places = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    for step in range(_STEPS):
        force = _repulsion(places, step) - _GRAVITY * places
        pull = _attraction(places, links)
        np.add.at(force, links[:, 0], pull)
        np.add.at(force, links[:, 1], -pull)
        length = np.hypot(force[:, 0], force[:, 1]).clip(min=1e-9)
        heat = 0.1 * math.sqrt(count) * (1 - step / _STEPS) + 0.01
        places = places + force * (np.minimum(length, heat) / length)[:, None]
    return places


def _repulsion(places: Floats, step: int) -> Floats:
    """Return how others push each node away, as 1 / distance."""
    count = len(places)
    compared = min(count - 1, _COMPARED)
    if not compared:
        return np.zeros_like(places)
    stride = (count - 1) / compared
    shifts = (np.arange(compared) * stride + step % max(round(stride), 1)).astype(int)
    others = (np.arange(count)[:, None] + 1 + shifts[None, :]) % count
    x, y = places[:, 0], places[:, 1]
    across, down = x[:, None] - x[others], y[:, None] - y[others]
    weight = stride / (across**2 + down**2).clip(min=1e-4)
    push = (across * weight).sum(axis=1), (down * weight).sum(axis=1)
    return np.stack(push, axis=1)


def _attraction(places: Floats, links: NDArray[np.int64]) -> Floats:
    """Return how each link pulls its first end, as the square of its length."""
    along = places[links[:, 1]] - places[links[:, 0]]
    length = np.hypot(along[:, 0], along[:, 1])
    return along * length[:, None]


def _apart(places: Floats, sizes: Floats) -> Floats:
    """Push boxes that overlap apart until none do; in the end make the whole wider."""
    for number in range(_ROUNDS):
        first, second = _overlapping(places, sizes)
        if not len(first):
            break
        places = _pushed(places, sizes, first, second)
        if number >= _PATIENCE:
            places = places * _GROWTH
    return places


def _pushed(places: Floats, sizes: Floats, first: Pairs, second: Pairs) -> Floats:
    """Move pairs apart along the side where less is needed."""
    away = places[first] - places[second]
    need = (sizes[first] + sizes[second]) / 2 - np.abs(away)
    rows, side = np.arange(len(first)), need.argmin(axis=1)
    sign = np.where(away[rows, side] >= 0, 1.0, -1.0)
    push = np.zeros_like(away)
    push[rows, side] = sign * (need[rows, side] / 2 + 0.5)
    moved = places.copy()
    np.add.at(moved, first, push)
    np.add.at(moved, second, -push)
    return moved


def _overlapping(places: Floats, sizes: Floats) -> tuple[Pairs, Pairs]:
    """Return the pairs of boxes that overlap, by a sweep from left to right."""
    order = np.argsort(places[:, 0] - sizes[:, 0] / 2, kind="stable")
    left = (places[:, 0] - sizes[:, 0] / 2)[order]
    right = (places[:, 0] + sizes[:, 0] / 2)[order]
    found: list[tuple[Pairs, Pairs]] = [(order[:0], order[:0])]
    for step in range(1, len(order)):
        rows = np.flatnonzero(left[step:] < right[:-step])
        if not len(rows):
            break
        first, second = order[rows], order[rows + step]
        need = (sizes[first] + sizes[second]) / 2 - np.abs(
            places[first] - places[second]
        )
        hit = (need > _TOUCH).all(axis=1)
        found.append((first[hit], second[hit]))
    firsts, seconds = zip(*found, strict=True)
    return np.concatenate(firsts), np.concatenate(seconds)
