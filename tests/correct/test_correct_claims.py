"""Claims that readers reject or revise."""

from dataclasses import replace

import pytest
from correction_builders import KNOWN, MEMBER, merge, reject, rename, revise, split
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.correct import correct
from kg.errors import CorrectionError
from kg.model import Factuality
from kg.testing import GOVERNMENT, actor, claim, document

COUP = claim("Coup", 0, place=["state-ml"])
OTHER = claim("Coup", 40, place=["state-ne"])


def read(*claims, actors=()):
    """Return what a document says, with a relation."""
    found = document(*claims, actors=[*actors, actor("state-ml"), actor("org-ecowas")])
    return replace(found, relations=(MEMBER,))


def corrected(*corrections, documents=None):
    """Return what corrections make of two coups and a relation."""
    return correct(documents or [read(COUP, OTHER)], corrections, known=KNOWN)


def claims_of(documents) -> list[str]:
    """Return the claims of documents by identifier."""
    return [c.identifier for d in documents for c in d.statements]


def test_without_corrections_nothing_changes():
    """The documents are the very ones that were read."""
    given = [read(COUP, OTHER)]
    found = correct(given, (), known=KNOWN)

    assert found.documents[0] is given[0]
    assert (found.rejected, found.misses) == ((), ())


@pytest.mark.parametrize("wrong", [COUP, MEMBER])
def test_rejected_claims_are_set_apart(wrong):
    """The claim leaves its document and is kept, with who rejected it and why."""
    found = corrected(reject(wrong.identifier))

    assert wrong.identifier not in claims_of(found.documents)
    assert claims_of(found.rejected) == [wrong.identifier]
    assert found.reasons == {
        wrong.identifier: "rejected by Anna Jansen, 2025-03-01: Reden 1."
    }


def test_what_takes_a_rejected_claim_up_goes_with_it():
    """An answer that names no event cannot stay; nor an answer to that answer."""
    answer = claim("Coup", 60, responds_to=COUP.identifier)
    reply = claim("Coup", 90, responds_to=answer.identifier)
    given = [document(COUP, OTHER, answer, reply)]
    found = corrected(reject(COUP.identifier), documents=given)

    assert claims_of(found.documents) == [OTHER.identifier]
    assert set(claims_of(found.rejected)) == {
        c.identifier for c in (COUP, answer, reply)
    }
    assert found.reasons[reply.identifier].startswith(
        f"takes up cl:{answer.identifier}"
    )


def test_what_points_at_a_rejected_claim_points_at_it_no_more():
    """A condemnation of what did not happen stays, directed at nothing."""
    about = claim("Condemnation", 60, targets_claim=COUP.identifier)
    reason = claim("Sanction", 90, motive=COUP.identifier)
    given = [document(COUP, about, reason)]
    found = corrected(reject(COUP.identifier), documents=given)
    kept = {c.identifier: c for d in found.documents for c in d.claims}

    assert kept[about.identifier].targets_claim is None
    assert kept[reason.identifier].motive is None


@pytest.mark.parametrize("wrong", [COUP, MEMBER])
def test_factuality_is_revised(wrong):
    """The claim is as sure as the reader says, and what was read is told."""
    cue = replace(MEMBER.trigger, begin=90, end=94, quote="zeer")
    given = read(replace(COUP, cue=cue), OTHER)
    given = replace(given, relations=(replace(MEMBER, cue=cue),))
    change = revise(wrong.identifier, factuality=Factuality.DENIED)
    found = corrected(change, documents=[given])
    (now,) = [
        c for c in found.documents[0].statements if c.identifier == wrong.identifier
    ]

    assert (now.factuality, now.cue) == (Factuality.DENIED, None)
    assert found.originals[wrong.identifier].factuality is Factuality.CERTAIN
    assert found.originals[wrong.identifier].sources == ()


def test_who_speaks_passes_on_what_another_says():
    """With a new source the speaker becomes a reporter; the source is described."""
    found = corrected(revise(COUP.identifier, sources=("state-fr",)))
    now = found.documents[0].claims[0]

    assert (now.sources, now.reported_by) == (("state-fr",), (GOVERNMENT,))
    assert found.originals[COUP.identifier].sources == (GOVERNMENT,)
    assert found.originals[COUP.identifier].reported_by == ()
    assert "state-fr" in {a.identifier for a in found.documents[0].actors}


def test_a_source_reports_nothing_of_its_own():
    """Who passed it on and turns out to be the source is no reporter."""
    told = claim("Coup", 0, sources=["state-fr"], reported_by=(GOVERNMENT,))
    change = revise(told.identifier, sources=(GOVERNMENT,))
    found = corrected(change, documents=[document(told)])
    now = found.documents[0].claims[0]

    assert (now.sources, now.reported_by) == ((GOVERNMENT,), ())
    assert found.originals[told.identifier].reported_by == (GOVERNMENT,)


def test_what_the_extractor_reads_so_by_now_has_no_original():
    """A revision that agrees with what is read changes nothing."""
    found = corrected(revise(COUP.identifier, factuality=COUP.factuality))

    assert found.originals == {}
    assert found.misses == ()


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("d1.2-11.Coup", "nearest is cl:d1.0-11.Coup («gebeurtenis»)"),
        ("d1.36-38.Coup", "nearest is cl:d1.40-51.Coup"),
        ("d1.40-51.Arrest", "nearest is cl:d1.40-51.Coup"),
        ("d1.83-85.leads", "nearest is cl:d1.80-83.memberOf («lid»)"),
        ("d9.0-11.Coup", "no claim is of a document 'd9'"),
        ("coup", "it is not written <document>.<begin>-<end>.<class>"),
    ],
)
def test_a_claim_that_is_not_there_is_told(named, message):
    """A correction that hits nothing names what is nearest, and the rest stands."""
    found = corrected(reject(named, COUP.identifier))
    (miss,) = found.misses

    assert miss.thing == named
    assert miss.correction.endswith("/1")
    assert f"there is no claim cl:{named}" in miss.message
    assert message in miss.message
    assert claims_of(found.rejected) == [COUP.identifier]


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (revise(COUP.identifier, sources=("state-fx",)), "no actor id:state-fx"),
        (merge(COUP.identifier, MEMBER.identifier), "is of a relation, not of an"),
        (split(COUP.identifier, apart=("d1.41-51.Coup",)), "nearest is cl:d1.40-51."),
    ],
)
def test_other_things_that_are_named_in_vain(correction, message):
    """Sources that nobody knows, relations as events, others that are not there."""
    (miss,) = corrected(correction).misses

    assert message in miss.message


def test_a_claim_that_goes_with_a_rejected_one_cannot_be_revised():
    """The reader of the revision learns why it is not carried out."""
    answer = claim("Coup", 60, responds_to=COUP.identifier)
    change = revise(answer.identifier, number=2, factuality=Factuality.DENIED)
    given = [document(COUP, answer)]
    (miss,) = corrected(reject(COUP.identifier), change, documents=given).misses

    assert "is set apart: it takes up cl:d1.0-11.Coup" in miss.message


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (
            revise(COUP.identifier, factuality=Factuality.DENIED),
            revise(COUP.identifier, number=2, factuality=Factuality.PLANNED),
            "the factuality of cl:d1.0-11.Coup",
        ),
        (
            revise(COUP.identifier, sources=("state-ml",)),
            revise(COUP.identifier, number=2, sources=("state-ne",)),
            "the source of cl:d1.0-11.Coup",
        ),
        (
            revise(COUP.identifier, sources=("state-ml",)),
            reject(COUP.identifier, number=2),
            "the rejection of cl:d1.0-11.Coup",
        ),
        (
            reject(COUP.identifier),
            merge(COUP.identifier, OTHER.identifier, number=2),
            "the rejection of cl:d1.0-11.Coup",
        ),
        (
            rename("state-ml", nl="Malië"),
            rename("state-ml", number=2, nl="Republiek Mali"),
            "the label @nl of id:state-ml",
        ),
    ],
)
def test_contradictions_name_both(one, other, message):
    """What cannot both be done is an error, in whatever order it comes."""
    for pair in ((one, other), (other, one)):
        with pytest.raises(CorrectionError, match="1 and 2 contradict") as caught:
            corrected(*pair)
        assert message in str(caught.value)
        assert "\n" not in str(caught.value)


def test_two_who_agree_do_not_contradict_each_other():
    """The same correction by two readers is carried out once."""
    change = [
        revise(COUP.identifier, number=n, factuality=Factuality.DENIED) for n in (1, 2)
    ]

    assert corrected(*change).documents[0].claims[0].factuality is Factuality.DENIED


NAMED = st.sampled_from(
    [COUP.identifier, OTHER.identifier, MEMBER.identifier, "d1.9-11.Coup", "x"]
)


@given(st.lists(st.lists(NAMED, min_size=1, unique=True), max_size=3), st.randoms())
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost(groups, random):
    """Each claim stands or is set apart; each name that hits nothing is a miss."""
    corrections = [reject(*named, number=n) for n, named in enumerate(groups)]
    found = corrected(*corrections)
    everything = claims_of([read(COUP, OTHER)])
    random.shuffle(corrections)

    kept = claims_of(found.documents) + claims_of(found.rejected)
    assert sorted(kept) == sorted(everything)
    assert {m.thing for m in found.misses} == {
        name for named in groups for name in named if name not in everything
    }
    assert corrected(*corrections) == found
