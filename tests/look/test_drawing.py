"""Pictures that stand still: what is in them, and that it can be read."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from crowds import opened

from kg.look.style import families, family_of, is_contested, line_of, lines
from kg.look.svg import width_of
from kg.model import Factuality
from kg.ontology import load_classes, load_kinds

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script><img src=x onerror=alert(1)> & \x00\x0c\ud7ff\ufffe]]>"


def parsed(picture):
    """Return a picture as XML."""
    return ET.fromstring(picture.svg())  # noqa: S314


def texts(root):
    """Return all lines of text with their boxes, as they stand in the picture."""
    found = []
    shift = {child: node for node in root.iter() for child in node}
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.get(key)) for key in ("font-size", "x", "y"))
        half = width_of(text.text, size) * 0.8 / 2
        anchors, node = [], text
        while node is not None:
            anchors.append(node.get("text-anchor"))
            node = shift.get(node)
        if "middle" in anchors:
            found.append((text.text, (x - half, y - size, x + half, y)))
    return found


@pytest.mark.parametrize("kind", [*load_kinds(), *load_classes(), ""])
def test_every_kind_has_a_symbol(kind):
    """Whatever can be a node is drawn, and no two families look the same."""
    assert family_of(kind) in families()


def test_families_are_told_apart():
    """Neither colour nor shape is used twice."""
    assert len({family.colour for family in families()}) == len(families())
    assert len({family.shape for family in families()}) == len(families())


def test_every_factuality_has_a_line():
    """Each factuality is drawn in one way."""
    named = [each for line in lines() for each in line.factualities]

    assert sorted(named) == sorted(Factuality)
    assert {line_of([each]).name for each in Factuality} == {
        line.name for line in lines()
    }


def test_a_denial_beside_a_claim_is_a_contest():
    """What one source denies and another holds is marked."""
    assert is_contested(["planned", "denied"])
    assert not is_contested(["denied"])
    assert not is_contested(["certain", "possible"])


def test_picture_has_a_name(few):
    """A screen reader finds the title and what is in the picture."""
    root = parsed(few.network())

    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Netwerk: alles"
    assert "30 actoren, 40 verbanden" in root.find(f"{SVG}desc").text


def test_labels_of_thirty_do_not_overlap(few):
    """Of thirty actors each has its label, and no label hides another."""
    picture = few.network()
    labels = texts(parsed(picture))

    hits = [
        (one, other)
        for (one, a), (other, b) in combinations(labels, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert {node.label for node in picture.network.nodes} <= {
        text for text, _ in labels
    }
    assert hits == []


def test_most_mentioned_of_many_have_labels(many):
    """Of five hundred actors the sixty most mentioned are always named."""
    picture = many.network(limit=500)

    named = {text for text, _ in texts(parsed(picture))}
    assert {node.label for node in picture.network.nodes[:60]} <= named


def test_edges_tell_how_sure(few):
    """Planned and possible lines are dashed, denied ones crossed; all are named."""
    picture = few.network()
    edges = parsed(picture).find(f".//{SVG}g[@class='edges']")

    dashes = {line.get("stroke-dasharray") for line in edges.iter(f"{SVG}line")}
    crosses = len([*edges.iter(f"{SVG}path")])
    denied = [e for e in picture.network.edges if "denied" in dict(e.factualities)]
    assert dashes == {None, "9 5", "2 4"}
    assert crosses == len(denied) > 0
    assert len(edges) == len(picture.network.edges)
    assert all("«" in edge.find(f"{SVG}title").text for edge in edges)


def test_same_graph_gives_same_bytes(few):
    """Two readings of a graph are drawn alike."""
    again = opened(few.store)

    assert few.network().svg() == again.network().svg()
    assert few.timeline().svg() == again.timeline().svg()
    assert few.network().html() == again.network().html()


def test_timeline_tells_precision(world):
    """A day is a dot, a month a pale bar, a stretch full, an open end an arrow."""
    times = {
        "Coup": world.time("2020-08-18", "2020-08-18", "2020-08-18"),
        "Arrest": world.time("2021-05", "2021-05-01", "2021-05-31"),
        "Visit": world.time("2022-01/2022-03", "2022-01-01", "2022-03-31"),
        "Training": world.time("2022-06/..", "2022-06-01", None),
    }
    precisions = ("Day", "Month", "Interval", "Open")
    for (kind, time), precision in zip(times.items(), precisions, strict=True):
        world.add(time, kg_precision=f"kg:{precision}")
        world.event(f"ev:{kind}", kind, kind, kg_time=time)
        world.claim(f"ev:{kind}", "d1.a1", "Dat was toen.")

    root = parsed(opened(world.store).timeline())

    items = [group for group in root.iter(f"{SVG}g") if group.get("class") == "item"]
    signs = [{part.tag.removeprefix(SVG) for part in item} for item in items]
    assert "circle" in signs[0]
    assert "path" in signs[1]
    assert not signs[2] & {"circle", "path", "polygon"}
    assert {"polygon", "line"} <= signs[3]
    assert [item.get("id") for item in items] == [f"item-{n}" for n in range(4)]


def test_months_stand_on_short_axes(world):
    """Within two years an axis has months; over decades it has years."""
    world.event("ev:e", "Coup", "x")
    early = world.time("2020-01-15", "2020-01-15", "2020-01-15")
    late = world.time("2020-11-15", "2020-11-15", "2020-11-15")
    for time in (early, late):
        world.claim("ev:e", "d1.a1", "Toen.", kg_time=time)
    short = opened(world.store).timeline(language="en").svg()
    old = world.time("1960", "1960-01-01", "1960-12-31")
    world.claim("ev:e", "d1.a1", "Ooit.", kg_time=old)
    long = opened(world.store).timeline(language="en").svg()

    assert ">Feb 2020<" in short
    assert ">Jul<" in short
    assert ">1980<" in long


@pytest.mark.parametrize("view", ["network", "timeline"])
def test_markup_of_documents_is_text(world, view):
    """Labels and sentences with markup, and what XML cannot hold, are drawn as text."""
    world.actor("id:x", "State", HOSTILE.replace("\x00", "").replace("\ufffe", ""))
    time = world.time("2020", "2020-01-01", "2020-12-31")
    world.event("ev:x", "Attack", HOSTILE.replace("\x00", ""), kg_time=time)
    world.claim(
        "ev:x", "d1.a1", f"Zin {HOSTILE}", kg_agent="id:x", kg_target="id:state-ml"
    )

    svg = getattr(opened(world.store), view)().svg()

    root = ET.fromstring(svg)  # noqa: S314
    assert "<img" not in svg
    assert any("<img src=x" in (node.text or "") for node in root.iter())
    assert not re.search("[\x00-\x08\x0b\x0c\ufffe]", svg)


@pytest.mark.parametrize(
    ("view", "words"),
    [("network", "verbindt twee actoren"), ("timeline", "heeft een tijd")],
)
def test_nothing_to_draw_is_said(world, view, words):
    """An empty picture says so, and draws neither axis nor legend."""
    picture = getattr(opened(world.store), view)()

    root = parsed(picture)
    assert words in " ".join(root.itertext())
    assert [part.get("class") for part in root if part.tag == f"{SVG}g"] in ([], [None])
    assert float(root.get("height")) < 120
    assert words in picture.text()
