"""Which claims are taken for one event, on claims made by hand."""

import re
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Claim, Factuality, ReadDocument, Resolution, Role
from kg.resolve import resolve
from kg.testing import claim, document

CERTAIN, PLANNED = Factuality.CERTAIN, Factuality.PLANNED
HYPOTHETICAL = Factuality.HYPOTHETICAL


def grouped(resolution: Resolution) -> set[frozenset[str]]:
    """Return the claims of each event."""
    return {frozenset(e.claims) for e in resolution.events}


def together(*claims: Claim) -> bool:
    """Tell whether all claims are taken for one event."""
    return len(resolve(documents(*claims)).events) == 1


def documents(*claims: Claim) -> list[ReadDocument]:
    """Return the documents that claims stand in."""
    names = sorted({c.document for c in claims})
    return [document(*(c for c in claims if c.document == n)) for n in names]


def coup(in_document: str, uttered_on: date, begin: int = 0, **details) -> Claim:
    """Return a claim about a coup in Mali."""
    return claim(
        "Coup",
        begin,
        in_document=in_document,
        uttered_on=uttered_on,
        place=["state-ml"],
        **details,
    )


THREE_COUPS = documents(
    coup("d2013", date(2013, 2, 1), time="2012-03"),
    coup("d2014", date(2014, 2, 1), time="2012"),
    coup("d2020", date(2020, 9, 1), time="2020-08-18"),
    coup("d2020", date(2020, 9, 1), 40, recent=True),
    coup("d2020b", date(2020, 10, 1), time="2020-08"),
    coup("d2021", date(2021, 6, 10), recent=True),
    coup("d2021", date(2021, 6, 10), 40, time="2020-08-18"),
    coup("d2021b", date(2021, 7, 7), recent=True),
    coup("d2021b", date(2021, 7, 7), 40, time="2021-05-24"),
)


def test_three_coups_of_one_country_stay_three():
    """Coups of 2012, 2020 and 2021 are told apart by their dates and by "recent"."""
    assert grouped(resolve(THREE_COUPS)) == {
        frozenset({"d2013.0-11.Coup", "d2014.0-11.Coup"}),
        frozenset(
            {
                "d2020.0-11.Coup",
                "d2020.40-51.Coup",
                "d2020b.0-11.Coup",
                "d2021.40-51.Coup",
            }
        ),
        frozenset({"d2021.0-11.Coup", "d2021b.0-11.Coup", "d2021b.40-51.Coup"}),
    }


def test_a_recent_coup_without_any_date_is_not_that_of_last_year():
    """A coup called recent in June 2021 is none of August 2020."""
    found = resolve(
        documents(
            coup("d2020", date(2020, 9, 1), time="2020-08-18"),
            coup("d2021", date(2021, 6, 10), recent=True),
            coup("d2021b", date(2021, 7, 7), recent=True),
        )
    )

    assert grouped(found) == {
        frozenset({"d2020.0-11.Coup"}),
        frozenset({"d2021.0-11.Coup", "d2021b.0-11.Coup"}),
    }


@pytest.mark.parametrize(
    ("other", "same"), [("2021-09-15", True), ("2021-01-15", False)]
)
def test_a_recent_coup_of_this_year_is_none_of_a_year_ago(other: str, same: bool):  # noqa: FBT001
    """In December a recent coup of 2021 may be that of September, not of January."""
    said = date(2021, 12, 1)

    assert (
        together(
            coup("d1", said, time="2021", recent=True),
            coup("d2", said, time=other),
        )
        is same
    )


def test_coups_of_two_countries_on_one_day_stay_two():
    """The place is a key of a coup."""
    assert not together(
        claim("Coup", 0, place=["state-ml"], time="2020-08-18"),
        claim("Coup", 20, place=["state-gn"], time="2020-08-18"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-05-11/2024-05-20", "2024-05"),
        ("2024-05-01/2024-08-31", "2024-05"),
        ("2024", "2024-05-15"),
        ("2024-05/..", "2024-12-31"),
        ("../2024-05", "2023"),
    ],
)
def test_overlapping_windows_merge(one: str, other: str):
    """Both "medio 2024" and "mei 2024" are one withdrawal, though written apart."""
    roles = {"agent": ["state-de"], "target": ["mission-minusma"]}

    assert together(
        claim("Withdrawal", 0, time=one, factuality=PLANNED, **roles),
        claim("Withdrawal", 30, time=other, factuality=PLANNED, **roles),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-05", "2024-06"),
        ("2020-08-18", "2020-08-19"),
        ("2012", "2020/.."),
        ("../2012", "2013"),
    ],
)
def test_disjoint_windows_stay_apart(one: str, other: str):
    """Two times without a day in common are two events."""
    roles = {"agent": ["state-de"], "target": ["mission-minusma"]}

    assert not together(
        claim("Withdrawal", 0, time=one, **roles),
        claim("Withdrawal", 30, time=other, **roles),
    )


def test_a_third_claim_bridges_no_two_disjoint_times():
    """A year joins one of two months in it, not both."""
    roles = {"agent": ["state-de"], "target": ["mission-minusma"]}
    found = resolve(
        [
            document(
                claim("Withdrawal", 0, time="2024-02", **roles),
                claim("Withdrawal", 30, time="2024", **roles),
                claim("Withdrawal", 60, time="2024-11", **roles),
            )
        ]
    )

    assert sorted(len(e.claims) for e in found.events) == [1, 2]


def test_question_and_answer_with_close_dates_are_one_event_in_conflict():
    """An answer puts right the day that its question gave."""
    asked = coup("d1", date(2020, 9, 1), label="q1", time="2020-08-19")
    answered = coup("d1", date(2020, 9, 20), 40, label="a1", time="2020-08-18")
    found = resolve(documents(asked, answered))

    assert len(found.events) == 1
    assert [(c.property, set(c.claims)) for c in found.conflicts] == [
        ("conflictsOnTime", {asked.identifier, answered.identifier})
    ]
    assert found.events[0].time == answered.time


def test_question_and_answer_with_distant_dates_are_two_events():
    """An answer about another year speaks of another coup."""
    assert not together(
        coup("d1", date(2020, 9, 1), label="q1", time="2020-08-18"),
        coup("d1", date(2020, 9, 1), 40, label="a1", time="2012-03-22"),
    )


def test_two_missions_are_never_one():
    """A withdrawal from Takuba is none from MINUSMA, at the same time or without."""
    for time in ("2022-06", None):
        assert not together(
            claim(
                "Withdrawal",
                0,
                agent=["state-fr"],
                target=["op-takuba"],
                time=time,
            ),
            claim(
                "Withdrawal",
                30,
                agent=["state-fr"],
                target=["mission-minusma"],
                time=time,
            ),
        )


@pytest.mark.parametrize(
    ("one", "other"), [("state-ml", "group-sahel"), ("state-ne", "state-ng")]
)
def test_a_region_is_not_its_state(one: str, other: str):
    """Presence in the Sahel is none in Mali, and Niger is not Nigeria."""
    assert not together(
        claim("ArmedPresence", 0, agent=["pmc-wagner"], place=[one]),
        claim("ArmedPresence", 30, agent=["pmc-wagner"], place=[other]),
    )


def test_classes_never_mix():
    """The end of a mission and the withdrawal from it are two events."""
    assert not together(
        claim("Withdrawal", 0, agent=["org-un"], target=["mission-minusma"]),
        claim("MissionEnd", 30, agent=["org-un"], target=["mission-minusma"]),
    )


def test_a_mention_without_time_is_of_the_latest_event_before_it_was_said():
    """What is called the coup in January 2021 is that of 2020, not 2012 or May 2021."""
    loose = coup("d5", date(2021, 1, 10))
    found = resolve(
        documents(
            coup("d1", date(2021, 7, 1), time="2012-03-22"),
            coup("d1", date(2021, 7, 1), 40, time="2020-08-18"),
            coup("d1", date(2021, 7, 1), 80, time="2021-05-24"),
            loose,
        )
    )

    assert found.event_of[loose.identifier] == "coup.ml.2020-08-18"


def test_a_mention_without_roles_takes_up_one_in_its_turn():
    """A bare noun refers back within its turn, and to nothing in another."""
    named = claim("Withdrawal", 0, agent=["state-de"], target=["mission-minusma"])
    same, other = claim("Withdrawal", 50), claim("Withdrawal", 90, label="s2")
    found = resolve([document(named, same, other)])
    reasons = {k: v for e in found.events for k, v in e.reasons.items()}

    assert grouped(found) == {
        frozenset({named.identifier, same.identifier}),
        frozenset({other.identifier}),
    }
    assert "refers back" in reasons[same.identifier]


def test_a_bare_mention_takes_the_nearest_before_it():
    """Of two events in a turn the one named last is meant."""
    near = claim("Withdrawal", 50, agent=["state-dk"], target=["op-takuba"])
    bare = claim("Withdrawal", 90)
    found = resolve(
        [
            document(
                claim("Withdrawal", 0, agent=["state-de"], target=["mission-minusma"]),
                near,
                bare,
            )
        ]
    )

    assert found.event_of[bare.identifier] == found.event_of[near.identifier]


def test_an_untimed_mention_joins_a_plan_just_announced():
    """The withdrawal, said in the weeks of its announcement, is the announced one."""
    roles = {"agent": ["state-de"], "target": ["mission-minusma"]}

    assert together(
        claim(
            "Withdrawal",
            0,
            time="2024-05",
            factuality=PLANNED,
            uttered_on=date(2022, 12, 1),
            **roles,
        ),
        claim("Withdrawal", 40, uttered_on=date(2022, 12, 22), **roles),
    )


def test_what_is_said_before_a_time_is_not_of_that_time():
    """A fact of 2021 is not the withdrawal that happened in 2024."""
    roles = {"agent": ["state-de"], "target": ["mission-minusma"]}

    assert not together(
        claim(
            "Withdrawal",
            0,
            time="2024-05",
            uttered_on=date(2024, 6, 1),
            in_document="d2",
            **roles,
        ),
        claim("Withdrawal", 0, uttered_on=date(2021, 1, 1), **roles),
    )


def test_condemnations_of_two_coups_are_two():
    """Claims about different events are different, though agent and class agree."""
    first = coup("d1", date(2021, 7, 7), 0, time="2020-08-18")
    second = coup("d1", date(2021, 7, 7), 20, time="2021-05-24")
    about = [
        claim("Condemnation", 40, agent=["org-eu"], targets_claim=first.identifier),
        claim("Condemnation", 60, agent=["org-eu"], targets_claim=second.identifier),
    ]
    found = resolve([document(first, second, *about)])
    targets = {e.target_events for e in found.events if e.event_class == "Condemnation"}

    assert targets == {("coup.ml.2020-08-18",), ("coup.ml.2021-05-24",)}


CLASSES = {
    "Coup": ("place",),
    "Withdrawal": ("agent", "target"),
    "Election": ("place",),
    "Arrest": ("target",),
    "Condemnation": ("agent", "target"),
}
ACTORS = (
    "state-ml",
    "state-ne",
    "mission-minusma",
    "x-een-naam-van-ruim-24-tekens-1234abcd",
)
TIMES = (None, "2012", "2020", "2020-08", "2020-08-18", "2021-05", "2021/..", "../2012")
DAYS = (date(2013, 1, 1), date(2020, 9, 1), date(2021, 7, 7), date(2021, 12, 1))


@st.composite
def corpora(draw) -> list[ReadDocument]:
    """Draw some documents with claims, questions and answers."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        day = draw(st.sampled_from(DAYS))
        claims = []
        for place in range(draw(st.integers(0, 5))):
            event_class = draw(st.sampled_from(sorted(CLASSES)))
            roles = {
                role: draw(st.lists(st.sampled_from(ACTORS), max_size=1))
                for role in CLASSES[event_class]
            }
            claims.append(
                claim(
                    event_class,
                    place * 20,
                    in_document=f"d{number}",
                    label=draw(st.sampled_from(["s1", "q1", "a1"])),
                    time=draw(st.sampled_from(TIMES)),
                    factuality=draw(st.sampled_from(list(Factuality))),
                    recent=draw(st.booleans()),
                    uttered_on=day,
                    **roles,
                )
            )
        made.append(document(*claims, identifier=f"d{number}"))
    return made


@given(corpora(), st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_of_documents_does_not_matter(read, random):
    """Shuffled documents give the same events, ranks, conflicts and responses."""
    shuffled = list(read)
    random.shuffle(shuffled)
    one, other = resolve(read), resolve(shuffled)

    assert one.events == other.events
    assert one.event_of == other.event_of
    assert one.rank_of == other.rank_of
    assert set(one.conflicts) == set(other.conflicts)
    assert set(one.responses) == set(other.responses)


def test_three_coups_in_every_order():
    """The three coups come out alike whichever document is read first."""
    expected = resolve(THREE_COUPS)
    orders = list(permutations(THREE_COUPS))[::60]

    assert len(orders) > 10
    assert all(resolve(order).events == expected.events for order in orders)


@given(corpora())
@settings(max_examples=100, deadline=None)
def test_resolution_is_whole(read):
    """Each claim is of one event; identifiers are unique local names; links exist."""
    found = resolve(read)
    claims = {c.identifier: c for d in read for c in d.claims}
    names = [e.identifier for e in found.events]

    assert set(found.event_of) == set(found.rank_of) == set(claims)
    assert sorted(c for e in found.events for c in e.claims) == sorted(claims)
    assert len(set(names)) == len(names)
    assert [n for n in names if not re.fullmatch(r"[a-z0-9.-]+", n)] == []
    for event in found.events:
        assert {claims[c].event_class for c in event.claims} == {event.event_class}
        assert set(event.reasons) == set(event.claims[1:])
        assert all(event.reasons.values())
        assert {*event.ends, *event.supersedes, *event.motivated_by} <= set(names)
        assert event.identifier not in {*event.ends, *event.supersedes}


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_events_keep_to_what_their_claims_say(read):
    """An event has no role, time or count that no claim of it gives."""
    found = resolve(read)
    claims = {c.identifier: c for d in read for c in d.claims}

    for event in found.events:
        own = [claims[c] for c in event.claims]
        said = {(f.role, f.actor) for c in own for f in c.roles}
        assert {(f.role, f.actor) for f in event.roles} <= said
        assert event.time is None or event.time in [c.time for c in own]
        assert event.count is None or event.count in [c.count for c in own]


def test_the_identifier_of_an_event_tells_class_actors_and_date():
    """Two events with the same key get a number."""
    found = resolve(
        documents(
            claim("Meeting", 0, participant=["state-ml"], place=["state-ne"]),
            claim("Meeting", 20, participant=["state-fr"], place=["state-ne"]),
            claim("Condemnation", 40, agent=["org-eu"], target=["state-ml"]),
        )
    )

    assert sorted(e.identifier for e in found.events) == [
        "condemnation.eu.ml",
        "meeting.fr.ne",
        "meeting.ml.ne",
    ]


def test_no_claims_give_no_events():
    """Documents without claims, and no documents, resolve to nothing."""
    assert resolve([]).events == resolve([document()]).events == ()


def test_roles_of_an_event_are_sorted_and_unique():
    """An actor named in several claims fills a role once."""
    found = resolve(
        [
            document(
                claim("Attack", 0, agent=["group-jnim"], target=["mission-minusma"]),
                claim("Attack", 30, agent=["group-jnim"], target=["mission-minusma"]),
            )
        ]
    )

    assert [(f.role, f.actor) for f in found.events[0].roles] == [
        (Role.AGENT, "group-jnim"),
        (Role.TARGET, "mission-minusma"),
    ]
