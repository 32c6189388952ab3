"""Ranks, conflicts, responses and links among resolved claims and events."""

from datetime import date

import pytest

from kg.model import Claim, Factuality, Quantity, Rank, ReadDocument, Role
from kg.resolve import resolve
from kg.testing import claim, document

CERTAIN, DENIED, PLANNED = Factuality.CERTAIN, Factuality.DENIED, Factuality.PLANNED
GERMANY = {"agent": ["state-de"], "target": ["mission-minusma"]}


def asked(factuality: Factuality = CERTAIN, **details) -> Claim:
    """Return a claim in a question."""
    return claim(
        "Withdrawal", 0, label="q1", factuality=factuality, **{**GERMANY, **details}
    )


def answered(factuality: Factuality, **details) -> Claim:
    """Return a claim in the answer to that question."""
    return claim(
        "Withdrawal", 40, label="a1", factuality=factuality, **{**GERMANY, **details}
    )


@pytest.mark.parametrize("answer", [DENIED, PLANNED])
def test_a_certain_question_that_its_answer_downgrades_is_deprecated(
    answer: Factuality,
):
    """What a question takes for granted is not believed once the answer denies it."""
    question, reply = asked(), answered(answer)
    ranks = resolve([document(question, reply)]).rank_of

    assert ranks[question.identifier] is Rank.DEPRECATED
    assert ranks[reply.identifier] is Rank.PREFERRED


def test_a_question_that_its_answer_confirms_is_normal():
    """An answer comes before its question, and both stand."""
    question, reply = asked(), answered(CERTAIN)
    ranks = resolve([document(question, reply)]).rank_of

    assert ranks[question.identifier] is Rank.NORMAL
    assert ranks[reply.identifier] is Rank.PREFERRED


def test_a_question_alone_is_preferred():
    """Where nobody answers, what the question takes for granted is all there is."""
    question = asked()

    assert resolve([document(question)]).rank_of == {
        question.identifier: Rank.PREFERRED
    }


def test_a_hypothetical_question_is_not_deprecated():
    """Who only asks is not contradicted by a denial."""
    question = asked(Factuality.HYPOTHETICAL)
    ranks = resolve([document(question, answered(DENIED))]).rank_of

    assert ranks[question.identifier] is Rank.NORMAL


def test_the_answer_to_another_question_deprecates_nothing():
    """Only the answer to that very question counts."""
    question = asked()
    other = claim("Withdrawal", 40, label="a2", factuality=DENIED, **GERMANY)

    assert (
        resolve([document(question, other)]).rank_of[question.identifier]
        is not Rank.DEPRECATED
    )


def test_certain_claims_come_before_plans():
    """Once an event is said to have happened, its announcement is of normal rank."""
    plan = claim("Withdrawal", 0, factuality=PLANNED, **GERMANY)
    fact = claim("Withdrawal", 40, **GERMANY)
    ranks = resolve([document(plan, fact)]).rank_of

    assert ranks == {plan.identifier: Rank.NORMAL, fact.identifier: Rank.PREFERRED}


def conflicts(*claims: Claim) -> list[str]:
    """Return in what the claims of one document conflict."""
    found = resolve([document(*claims)])
    assert len(found.events) == 1
    return [c.property for c in found.conflicts]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (CERTAIN, DENIED, ["conflictsOnFactuality"]),
        (CERTAIN, PLANNED, ["conflictsOnFactuality"]),
        (CERTAIN, Factuality.UNCONFIRMED, ["conflictsOnFactuality"]),
        (CERTAIN, CERTAIN, []),
        (Factuality.HYPOTHETICAL, DENIED, []),
    ],
)
def test_sources_conflict_on_factuality(one, other, expected: list[str]):
    """A fact of one source conflicts with what denies, plans or does not confirm it."""
    assert conflicts(asked(one), answered(other)) == expected


def test_one_source_never_conflicts_with_itself():
    """Who corrects himself does not contradict another."""
    assert conflicts(asked(sources=["x"]), answered(DENIED, sources=["x"])) == []


def test_a_plan_of_last_year_does_not_conflict_with_the_fact():
    """Factuality is compared only between claims of about the same moment."""
    plan = claim(
        "Withdrawal",
        0,
        in_document="d0",
        factuality=PLANNED,
        uttered_on=date(2020, 1, 1),
        sources=["state-de"],
        **GERMANY,
    )
    fact = claim("Withdrawal", 0, **GERMANY)

    assert resolve([document(plan), document(fact)]).conflicts == ()


@pytest.mark.parametrize("day", [date.min, date.max])
def test_conflicts_at_either_end_of_the_calendar(day: date):
    """There are no days a month before the first one, nor after the last."""
    one = asked(CERTAIN, uttered_on=day)
    other = answered(DENIED, uttered_on=day)

    assert conflicts(one, other) == ["conflictsOnFactuality"]


def number(**values: float | str) -> Quantity:
    """Return a number of soldiers."""
    return Quantity(unit="militairen", **values)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (number(value=49), number(value=49), False),
        (number(value=49), number(value=50), True),
        (number(value=49), number(value=50, qualifier="ongeveer"), False),
        (number(value=49), number(value=100, qualifier="ongeveer"), True),
        (number(maximum=16), number(value=12), False),
        (number(maximum=16), number(value=17), True),
        (number(minimum=100), number(value=99), True),
        (number(minimum=1, maximum=2), number(minimum=2, maximum=3), False),
        (number(minimum=1, maximum=2), number(minimum=3, maximum=4), True),
    ],
)
def test_counts_conflict_where_no_number_fits_both(one, other, differ: bool):  # noqa: FBT001
    """Bounds and rough figures leave room; exact ones do not."""
    found = conflicts(asked(count=one), answered(CERTAIN, count=other))

    assert found == (["conflictsOnCount"] if differ else [])


def test_an_event_has_the_count_that_all_agree_on():
    """Two preferred claims with different counts leave the event without one."""
    one = claim("Withdrawal", 0, count=number(value=49), **GERMANY)
    same = claim("Withdrawal", 40, count=number(value=49), **GERMANY)
    other = claim("Withdrawal", 80, count=number(value=50), **GERMANY)

    assert resolve([document(one, same)]).events[0].count == number(value=49)
    assert resolve([document(one, same, other)]).events[0].count is None


def test_an_event_has_the_most_precise_time():
    """A day beats its month and year."""
    found = resolve(
        [
            document(
                claim("Withdrawal", 0, time="2020", **GERMANY),
                claim("Withdrawal", 40, time="2020-08-18", **GERMANY),
                claim("Withdrawal", 80, time="2020-08", **GERMANY),
            )
        ]
    )

    assert found.events[0].time.edtf == "2020-08-18"


def test_an_answer_responds_to_its_question():
    """The link goes from the answer to the question, never back."""
    question, reply = asked(), answered(DENIED)
    found = resolve([document(question, reply)])

    assert [(r.claim, r.responds_to) for r in found.responses] == [
        (reply.identifier, question.identifier)
    ]


def test_a_denial_responds_to_another_source_in_its_turn():
    """The government that denies what a state says answers that state."""
    said = claim("Withdrawal", 0, label="a1", sources=["state-ml"], **GERMANY)
    denied = answered(DENIED)
    found = resolve([document(said, denied)])

    assert [(r.claim, r.responds_to) for r in found.responses] == [
        (denied.identifier, said.identifier)
    ]


def election(document_name: str, day: date, time: str, **details) -> ReadDocument:
    """Return a document that plans an election."""
    return document(
        claim(
            "Election",
            in_document=document_name,
            place=["state-ml"],
            time=time,
            uttered_on=day,
            **{"factuality": PLANNED, **details},
        )
    )


def test_a_moved_election_supersedes_the_earlier_plan():
    """An election planned for February 2022 gives way to one planned for 2024."""
    found = resolve(
        [
            election("d1", date(2021, 7, 1), "2022-02-27"),
            election("d2", date(2022, 7, 1), "2024-02"),
        ]
    )
    links = {e.identifier: e.supersedes for e in found.events}

    assert links == {
        "election.ml.2022-02-27": (),
        "election.ml.2024-02": ("election.ml.2022-02-27",),
    }


@pytest.mark.parametrize("factuality", [CERTAIN, Factuality.HYPOTHETICAL])
def test_what_is_no_plan_supersedes_nothing(factuality: Factuality):
    """An election that was held, or only imagined, moves no other."""
    found = resolve(
        [
            election("d1", date(2021, 7, 1), "2022-02-27"),
            election("d2", date(2024, 7, 1), "2024-02", factuality=factuality),
        ]
    )

    assert {e.supersedes for e in found.events} == {()}


def test_an_election_elsewhere_supersedes_nothing():
    """The place must be the same."""
    other = claim(
        "Election",
        in_document="d2",
        place=["state-ne"],
        time="2024-02",
        factuality=PLANNED,
        uttered_on=date(2022, 7, 1),
    )
    found = resolve([election("d1", date(2021, 7, 1), "2022-02-27"), document(other)])

    assert {e.supersedes for e in found.events} == {()}


def test_a_release_ends_the_latest_arrest_before_it():
    """Of two arrests of one man the later one, not one after the release."""
    target = ["person-moctar-ouane"]
    found = resolve(
        [
            document(
                claim("Arrest", 0, target=target, time="2020-08-18"),
                claim("Arrest", 30, target=target, time="2021-05-24"),
                claim("Release", 60, target=target, time="2021-05-27"),
                claim("Arrest", 90, target=target, time="2021-06-30"),
            )
        ]
    )
    ends = {e.event_class: e.ends for e in found.events if e.event_class == "Release"}

    assert ends == {"Release": ("arrest.moctar-ouane.2021-05-24",)}


def test_a_release_of_another_ends_nothing():
    """The same man must have been arrested."""
    found = resolve(
        [
            document(
                claim("Arrest", 0, target=["person-moctar-ouane"]),
                claim("Release", 60, target=["person-bah-ndaw"]),
            )
        ]
    )

    assert {e.ends for e in found.events} == {()}


def test_a_resumption_ends_the_suspension_by_the_same_party():
    """Cooperation that the EU resumes is what the EU suspended, not France."""
    found = resolve(
        [
            document(
                claim(
                    "CooperationSuspension", 0, agent=["org-eu"], target=["state-ml"]
                ),
                claim(
                    "CooperationSuspension", 30, agent=["state-fr"], target=["state-ml"]
                ),
                claim(
                    "CooperationResumption", 60, agent=["org-eu"], target=["state-ml"]
                ),
            )
        ]
    )

    assert {e.ends for e in found.events} == {(), ("cooperationsuspension.eu.ml",)}


def test_a_motive_links_events():
    """Sanctions after a coup are motivated by it, and nothing by itself."""
    coup = claim("Coup", 0, place=["state-ml"], time="2021-05-24")
    sanction = claim(
        "Sanction",
        40,
        agent=["org-ecowas"],
        target=["state-ml"],
        motive=coup.identifier,
    )
    found = resolve([document(coup, sanction)])

    assert {e.identifier: e.motivated_by for e in found.events} == {
        "coup.ml.2021-05-24": (),
        "sanction.ecowas.ml": ("coup.ml.2021-05-24",),
    }


def test_labels_name_class_actors_and_time_in_two_languages():
    """A label reads "class: who → whom, when"."""
    found = resolve([document(claim("Withdrawal", time="2024-05", **GERMANY))])
    labels = found.events[0].labels

    assert labels["nl"].endswith(": Duitsland → MINUSMA, 2024-05")
    assert labels["en"].startswith("withdrawal: Germany → United Nations")


def test_deprecated_claims_give_an_event_no_roles():
    """What the answer contradicts does not colour the event."""
    question = asked(target=["mission-minusma", "op-takuba"])
    found = resolve([document(question, answered(DENIED))])

    assert [f.actor for f in found.events[0].roles if f.role is Role.TARGET] == [
        "mission-minusma"
    ]
