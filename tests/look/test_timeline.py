"""What happened when."""

import pytest
from crowds import opened

from kg.errors import SettingsError, UnknownName
from kg.look import Selection, as_timeline, read_claims


def timeline(world, by="class", limit=150):
    """Return the timeline of a graph."""
    return as_timeline(read_claims(world.store, Selection()), by, limit)


@pytest.fixture
def dated(world):
    """Return a graph with a dated, a disputed and an undated event."""
    may = world.time("2021-05", "2021-05-01", "2021-05-31")
    june = world.time("2021-06", "2021-06-01", "2021-06-30")
    day = world.time("2020-08-18", "2020-08-18", "2020-08-18")
    world.event("ev:coup", "Coup", "staatsgreep: Mali", kg_time=day)
    world.claim("ev:coup", "d1.a1", "De coup.", kg_place="id:state-ml", kg_time=day)
    world.claim(
        "ev:coup", "d1.q1", "Die coup.", source="id:fractie-cu", kg_place="id:state-ml"
    )
    world.event("ev:meeting", "Meeting", "overleg: ECOWAS")
    for when in (may, june):
        world.claim(
            "ev:meeting",
            "d1.a1",
            "Er was overleg.",
            kg_agent="id:org-ecowas",
            kg_time=when,
        )
    world.event("ev:arrest", "Arrest", "arrestatie")
    world.claim("ev:arrest", "d1.a1", "Er is iemand opgepakt.")
    return world


def test_events_stand_at_their_time(dated):
    """An agreed time holds for all claims; where they differ, each has its place."""
    found = timeline(dated)

    placed = [
        (
            row.label,
            [(item.moment.edtf, item.is_agreed, item.claims) for item in row.items],
        )
        for row in found.rows
    ]
    assert placed == [
        ("Coup", [("2020-08-18", True, 2)]),
        ("Meeting", [("2021-05", False, 1), ("2021-06", False, 1)]),
    ]
    assert (found.events, found.claims, found.undated, found.omitted) == (2, 4, 1, 0)
    assert found.rows[0].items[0].sources == 2


def test_rows_can_be_actors(dated):
    """By actor, an event without one stands in a row without a name."""
    assert [row.label for row in timeline(dated, by="actor").rows] == ["", "ECOWAS"]


def test_most_claimed_are_kept(dated):
    """The least claimed events are left out and counted."""
    found = timeline(dated, limit=1)

    assert [row.label for row in found.rows] == ["Coup"]
    assert found.omitted == 1


def test_what_is_not_drawn_is_told(dated):
    """The heading counts what was left out, and what has no time."""
    told = opened(dated.store).timeline(limit=1, language="en").text()

    assert "Left out: 1 event, the least mentioned." in told
    assert "Without a time, so not drawn: 1 event." in told


def test_open_ends_are_kept(world):
    """A time that is open to one side has one day."""
    world.event("ev:e", "ArmedPresence", "aanwezigheid")
    until = world.time("../2024-05", None, "2024-05-31")
    world.claim("ev:e", "d1.a1", "Tot mei.", kg_time=until)

    (row,) = timeline(world).rows

    assert row.items[0].moment.first is None
    assert str(row.items[0].moment.last) == "2024-05-31"


def test_settings_are_checked(world):
    """Unknown rows and a limit of nothing are told."""
    with pytest.raises(
        UnknownName, match="no grouping 'year'; there are: actor, class"
    ):
        timeline(world, by="year")
    with pytest.raises(SettingsError, match="at least 1 event"):
        timeline(world, limit=0)
