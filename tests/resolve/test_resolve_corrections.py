"""Events that readers merge or split."""

from datetime import date

import pytest
from correction_builders import merge, split
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from kg.errors import CorrectionError
from kg.model import Factuality
from kg.resolve import resolve, set_apart
from kg.testing import claim, document

FIRST = claim("Coup", 0, place=["state-ml"], time="2020-08-18")
AGAIN = claim("Coup", 20, place=["state-ml"], time="2020-08")
SECOND = claim("Coup", 40, place=["state-ml"], time="2021-05-24")
LATER = claim("Coup", 60, place=["state-ml"], time="2021-05")
ARREST = claim("Arrest", 80, target=["person-a"])
CLAIMS = (FIRST, AGAIN, SECOND, LATER, ARREST)
DAY = date(2021, 7, 7)


def events(*corrections, claims=CLAIMS):
    """Return the resolution of claims of one document, with corrections."""
    return resolve([document(*claims)], corrections)


def together(found, *claims) -> bool:
    """Tell whether claims are about one event."""
    return len({found.event_of[c.identifier] for c in claims}) == 1


def test_other_corrections_leave_events_alone():
    """Without any, there are two coups; events are told to be as they were read."""
    found = events()

    assert together(found, FIRST, AGAIN)
    assert not together(found, FIRST, SECOND)
    assert (found.extracted_event_of, found.misses) == ({}, ())


def test_merged_events_are_one_whole():
    """What was taken for the same as either claim comes along, with the reason."""
    found = events(merge(FIRST.identifier, LATER.identifier))
    (event,) = [e for e in found.events if e.event_class == "Coup"]

    assert together(found, FIRST, AGAIN, SECOND, LATER)
    assert (
        event.reasons[LATER.identifier] == "merged by Anna Jansen, 2025-03-01: Reden 1."
    )
    assert set(event.reasons) == set(event.claims[1:])
    assert event.time is None
    assert found.extracted_event_of == dict.fromkeys(
        (SECOND.identifier, LATER.identifier), "coup.ml.2021-05"
    )


def test_events_are_merged_by_their_names():
    """The names are those that the extractor gives without corrections."""
    names = ("coup.ml.2020-08", "coup.ml.2021-05")

    assert events(merge(events=names)) == events(
        merge(FIRST.identifier, AGAIN.identifier, SECOND.identifier, LATER.identifier)
    )


def test_split_claims_keep_together():
    """The claims that are named are one event, apart from the other."""
    third = claim("Coup", 100, place=["state-ml"], time="2020")
    given = (*CLAIMS, third)
    assert together(events(claims=given), FIRST, AGAIN, third)

    found = events(
        split(AGAIN.identifier, third.identifier, apart=(FIRST.identifier,)),
        claims=given,
    )

    assert together(found, AGAIN, third)
    assert not together(found, FIRST, AGAIN)
    assert set(found.extracted_event_of.values()) == {"coup.ml.2020"}


def test_claims_are_split_from_an_event_by_its_name():
    """All its other claims are meant."""
    found = events(split(AGAIN.identifier, events=("coup.ml.2020-08",)))

    assert not together(found, FIRST, AGAIN)
    assert found.misses == ()


def test_a_claim_may_go_from_one_event_to_another():
    """A split and a merge together move it."""
    found = events(
        split(AGAIN.identifier, apart=(FIRST.identifier,)),
        merge(AGAIN.identifier, SECOND.identifier, number=2),
    )

    assert together(found, AGAIN, SECOND, LATER)
    assert not together(found, FIRST, AGAIN)


def test_a_merge_takes_no_claim_along_that_is_kept_apart():
    """Of the merged events only what is to be kept apart stays behind."""
    found = events(
        merge(FIRST.identifier, SECOND.identifier),
        split(LATER.identifier, apart=(AGAIN.identifier,), number=2),
    )

    assert together(found, FIRST, AGAIN, SECOND)
    assert not together(found, FIRST, LATER)


def test_an_answer_that_is_split_from_its_question_responds_no_more():
    """It takes up that claim no longer, so it has an event of its own."""
    asked = claim("Coup", 0, label="q1", place=["state-ml"])
    answer = claim("Coup", 20, label="a1", responds_to=asked.identifier)
    apart = split(answer.identifier, apart=(asked.identifier,))
    found = events(apart, claims=(asked, answer))

    assert not together(found, asked, answer)
    assert found.responses == ()
    assert events(claims=(asked, answer)).responses != ()


def test_an_answer_stays_with_its_question():
    """What is kept from the answer is kept from the question too."""
    asked = claim("Coup", 0, label="q1", place=["state-ml"])
    answer = claim("Coup", 20, label="a1", responds_to=asked.identifier)
    other = claim("Coup", 40, label="a1", place=["state-ml"])
    found = events(
        split(answer.identifier, apart=(other.identifier,)),
        claims=(asked, answer, other),
    )

    assert together(found, asked, answer)
    assert not together(found, asked, other)


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (
            merge(FIRST.identifier, events=("coup.ml.2020-09",)),
            "no event ev:coup.ml.2020-09 before events are corrected; nearest is ev:",
        ),
        (split(FIRST.identifier, events=("x",)), "there is no event ev:x"),
        (
            split(SECOND.identifier, LATER.identifier, events=("coup.ml.2021-05",)),
            "no other claim from which to keep cl:d1.40-51.Coup",
        ),
    ],
)
def test_what_is_asked_for_in_vain(correction, message):
    """Events that are not there are told with the nearest; nothing else changes."""
    found = events(correction)

    assert any(message in miss.message for miss in found.misses)
    assert found.events == events().events


def test_contradictions_name_all_that_have_part():
    """Claims cannot be one event, by way of others, and two."""
    with pytest.raises(CorrectionError) as caught:
        events(
            merge(FIRST.identifier, AGAIN.identifier),
            merge(AGAIN.identifier, SECOND.identifier, number=2),
            split(SECOND.identifier, apart=(FIRST.identifier,), number=3),
        )

    assert "the corrections 1, 2 and 3 contradict each other" in str(caught.value)


@pytest.mark.parametrize("kind", [merge, split])
def test_an_event_has_one_class(kind):
    """Claims of two classes cannot be about one event."""
    apart = {"apart": (AGAIN.identifier,)} if kind is split else {}
    with pytest.raises(CorrectionError, match="classes for one event: Arrest, Coup"):
        events(kind(FIRST.identifier, ARREST.identifier, **apart))


def test_what_is_set_apart_has_an_event_of_its_own():
    """A rejected claim is deprecated, about an event that keeps its roles."""
    about = claim("Condemnation", 100, targets_claim=FIRST.identifier)
    found = events()
    apart = set_apart([document(AGAIN, about)], found)
    coup, condemnation = apart.events

    assert coup.identifier == f"rejected.{AGAIN.identifier.lower()}"
    assert [f.actor for f in coup.roles] == ["state-ml"]
    assert condemnation.target_events == (found.event_of[FIRST.identifier],)
    assert {rank.value for rank in apart.rank_of.values()} == {"Deprecated"}


PLACES = ("state-ml", "state-ne")
TIMES = (None, "2020", "2020-08", "2020-08-18", "2021-05")


@st.composite
def corrected(draw):
    """Draw documents with coups, answers too, and merges and splits of them."""
    claims = []
    for number in range(draw(st.integers(2, 7))):
        asked = draw(st.sampled_from([None, *(c for c in claims if not c.responds_to)]))
        claims.append(
            claim(
                "Coup",
                number * 20,
                label=draw(st.sampled_from(["s1", "q1", "a1"])),
                place=draw(st.lists(st.sampled_from(PLACES), max_size=1)),
                time=draw(st.sampled_from(TIMES)),
                factuality=draw(st.sampled_from(list(Factuality))),
                recent=draw(st.booleans()),
                responds_to=asked.identifier if asked else None,
                uttered_on=DAY,
            )
        )
    names = st.sampled_from([c.identifier for c in claims])
    groups = st.lists(names, min_size=2, max_size=3, unique=True)
    merges = draw(st.lists(groups, max_size=2))
    splits = draw(st.lists(groups, max_size=2))
    corrections = [merge(*g, number=n) for n, g in enumerate(merges)]
    corrections += [
        split(g[0], apart=tuple(g[1:]), number=5 + n) for n, g in enumerate(splits)
    ]
    return [document(*claims)], corrections


@given(corrected(), st.randoms())
@settings(max_examples=150, deadline=None)
def test_readers_have_the_last_word(drawn, random):
    """What is merged is one event, what is split is two, and all else holds still."""
    documents, corrections = drawn
    try:
        found = resolve(documents, corrections)
    except CorrectionError:
        reject()
    claims = [c.identifier for d in documents for c in d.claims]

    for correction in corrections:
        own = {found.event_of[c] for c in correction.claims}
        assert len(own) == 1
        others = getattr(correction, "other_claims", ())
        assert own.isdisjoint(found.event_of[c] for c in others)
    assert sorted(c for e in found.events for c in e.claims) == sorted(claims)
    assert len({e.identifier for e in found.events}) == len(found.events)
    for event in found.events:
        assert set(event.reasons) == set(event.claims[1:])
        assert all(event.reasons.values())
    for response in found.responses:
        ends = (response.claim, response.responds_to)
        assert len({found.event_of[end] for end in ends}) == 1
    random.shuffle(corrections)
    assert resolve(documents, corrections).event_of == found.event_of
