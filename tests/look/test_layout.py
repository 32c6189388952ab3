"""Where nodes stand."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.look.layout import arrange

BOXES = st.lists(
    st.tuples(st.integers(8, 200), st.integers(8, 60)), min_size=1, max_size=25
)


def overlap(boxes, places):
    """Return the pairs of boxes that share more than the pixels of rounding."""
    return [
        (one, other)
        for one, other in combinations(range(len(boxes)), 2)
        if abs(places[one][0] - places[other][0])
        < (boxes[one][0] + boxes[other][0]) / 2 - 3
        and abs(places[one][1] - places[other][1])
        < (boxes[one][1] + boxes[other][1]) / 2 - 3
    ]


@settings(deadline=None, max_examples=60)
@given(BOXES, st.data())
def test_no_box_hides_another(boxes, data):
    """Whatever is linked with what, every node has its own room."""
    number = st.integers(0, len(boxes) - 1)
    links = data.draw(st.lists(st.tuples(number, number), max_size=40))
    links = [(one, other) for one, other in links if one != other]

    places = arrange(boxes, links)

    assert len(places) == len(boxes)
    assert overlap(boxes, places) == []
    assert all(x >= 0 and y >= 0 for x, y in places)


def test_the_same_network_looks_the_same():
    """Nothing is drawn by lot."""
    boxes, links = [(60, 30)] * 120, [(n, n // 3) for n in range(1, 120)]

    assert arrange(boxes, links) == arrange(boxes, links)


def test_nothing_to_arrange():
    """An empty network has no places."""
    assert arrange([], []) == []


def test_neighbours_stand_nearer():
    """Nodes that are linked stand nearer each other than those that are not."""
    boxes = [(20, 20)] * 20
    links = [
        (n, m) for half in (0, 10) for n, m in combinations(range(half, half + 10), 2)
    ]

    places = arrange(boxes, links)

    def mean(pairs):
        far = [
            abs(complex(*places[one]) - complex(*places[other])) for one, other in pairs
        ]
        return sum(far) / len(far)

    apart = [(n, m) for n in range(10) for m in range(10, 20)]
    assert mean(links) < 0.8 * mean(apart)


@pytest.mark.parametrize("count", [700, 1500])
def test_large_networks_are_arranged(count):
    """Of many nodes a part is compared at each step; still none hides another."""
    boxes = [(18, 18)] * count

    places = arrange(boxes, [(n, n * n % (n // 2 + 1)) for n in range(1, count)])

    assert overlap(boxes, places) == []
