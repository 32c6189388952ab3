"""The figures of tiny graphs: a reader can compute each by hand."""

import pytest
from evaluate_builders import TEXT, claim, gold_claim, gold_name, name

from kg.evaluate.measures import Score, Share
from kg.evaluate.mistakes import Kind
from kg.model import Role

ARREST = ("arresteerde", "Arrest")
CONDEMNATION = ("veroordeelde", "Condemnation")


def score(right: int, found: int, wanted: int) -> Score:
    """Return a score."""
    return Score(right=right, found=found, wanted=wanted)


def kinds(evaluation) -> dict[str, int]:
    """Return how many mistakes there are of each kind that has any."""
    return {kind.value: len(m) for kind, m in evaluation.mistakes.items() if m}


def test_perfect(measured):
    """A graph that says what the gold says has 1 everywhere."""
    parts = [
        claim(*ARREST, agent="id:state-ml", target="id:x-bah", time="2021-05-24"),
        claim(*CONDEMNATION, agent="id:state-fr", target="e:ev-5"),
        name("Mali", "state-ml"),
    ]
    claims = [
        gold_claim(
            *ARREST, agent=["state-ml"], target=["person-bah"], time="2021-05-24"
        ),
        gold_claim(*CONDEMNATION, agent=["state-fr"], target=["event:arrest.5"]),
    ]

    found = measured(
        parts,
        claims,
        names=[gold_name("Mali", "state-ml")],
        entities={"person-bah": {"name": "Bah n'daw", "type": "Person"}},
    )
    figures = found.figures

    assert figures.trigger == figures.typed == score(2, 2, 2)
    assert figures.role == score(3, 3, 3)
    assert figures.time == score(1, 1, 1)
    assert figures.factuality == figures.source == Share(right=2, of=2)
    assert figures.factuality_macro == figures.coreference.f1 == 1
    assert figures.names == figures.names_in_range == score(1, 1, 1)
    assert figures.names_linked == figures.names_overlap == Share(right=1, of=1)
    assert kinds(found) == {}
    assert found.notes == ("2 claims have no confidence.",)


def test_nothing_in_common(measured):
    """A graph with other claims has 0 everywhere, and each is listed."""
    found = measured([claim(*ARREST)], [gold_claim(*CONDEMNATION)])
    figures = found.figures

    assert figures.trigger == figures.typed == score(0, 1, 1)
    assert (figures.typed.precision, figures.typed.recall, figures.typed.f1) == (
        0,
        0,
        0,
    )
    assert figures.factuality_macro == figures.coreference.f1 == 0
    assert kinds(found) == {"missed": 1, "extra": 1}
    assert found.mistakes[Kind.EXTRA][0].sentence == "Mali arresteerde Bah Ndaw."


def test_gold_without_claims(measured):
    """Where nothing is wanted, what is found is extra; nothing is divided by zero."""
    figures = measured([claim(*ARREST)], []).figures

    assert figures.typed == score(0, 1, 0)
    assert figures.typed.f1 == figures.factuality_macro == 0


def test_wrong_role(measured):
    """Of two fillers one is wrong: the roles have P 1/2, R 1/2."""
    found = measured(
        [claim(*ARREST, agent="id:state-ne", target="id:x-bah")],
        [gold_claim(*ARREST, agent=["state-ml"], target=["x-bah"])],
    )
    (mistake,) = found.mistakes[Kind.WRONG_ROLE]

    assert found.figures.typed == score(1, 1, 1)
    assert found.figures.role == score(1, 2, 2)
    assert found.figures.roles[Role.AGENT] == score(0, 1, 1)
    assert found.figures.roles[Role.TARGET] == score(1, 1, 1)
    assert kinds(found) == {"wrong role": 1}
    assert (mistake.wanted, mistake.found) == ("agent state-ml", "agent state-ne")
    assert (mistake.document, mistake.begin) == ("paper", TEXT.index("arresteerde"))


def test_missing_role(measured):
    """A filler that is not there costs recall alone."""
    found = measured(
        [claim(*ARREST, agent="id:state-ml")],
        [gold_claim(*ARREST, agent=["state-ml"], target=["x-bah"])],
    )

    assert found.figures.role == score(1, 1, 2)
    assert kinds(found) == {"missing role": 1}


def test_either_of_two_entities_is_right(measured):
    """`a|b` allows both."""
    wanted = [gold_claim(*ARREST, agent=["state-ml|org-ml-army"])]

    for actor in ("id:state-ml", "id:org-ml-army"):
        assert measured([claim(*ARREST, agent=actor)], wanted).figures.role.f1 == 1


def test_wrong_class(measured):
    """The trigger is found, its class is not: each class is scored."""
    found = measured(
        [claim("arresteerde", "Release"), claim(*CONDEMNATION)],
        [gold_claim(*ARREST), gold_claim(*CONDEMNATION)],
    )

    assert found.figures.trigger == score(2, 2, 2)
    assert found.figures.typed == score(1, 2, 2)
    assert found.figures.classes == {
        "Condemnation": score(1, 1, 1),
        "Arrest": score(0, 0, 1),
        "Release": score(0, 1, 0),
    }
    assert kinds(found) == {"wrong class": 1}


def test_one_claim_answers_to_one(measured):
    """Two claims of the gold on one trigger are not both met by one of the graph."""
    figures = measured(
        [claim(*ARREST, agent="id:state-ml")],
        [gold_claim(*ARREST), gold_claim(*ARREST, agent=["state-ml"])],
    ).figures

    assert figures.typed == score(1, 1, 2)
    assert figures.role == score(0, 1, 1)


def test_best_of_several_is_taken(measured):
    """Of two claims on one trigger the one with the right role counts."""
    parts = [
        claim(*ARREST, agent="id:state-ne"),
        claim(*ARREST, event="other", agent="id:state-ml", n=".2"),
    ]
    figures = measured(parts, [gold_claim(*ARREST, agent=["state-ml"])]).figures

    assert figures.typed == score(1, 2, 1)
    assert figures.role == score(1, 2, 1)


@pytest.mark.parametrize(
    ("wanted", "found", "is_right"),
    [
        ("2020-08", "2020-08", True),
        ("2020-08", "2020-08-01/2020-08-31", True),
        ("2024-02", "2024-02-01/2024-02-29", True),
        ("2024-34", "2024-04/2024-06", True),
        ("2024-36", "2024-10-01/2024-12-31", True),
        ("2024-41", "2024-07/2024-12", True),
        ("2024-40", "2024-33", False),
        ("2019-05-01/..", "2019-05-01/", True),
        ("2019-05-01/..", "2019-05/..", True),
        ("2019-05-01/..", "2019-05-01", False),
        ("../2022-06-30", "../2022-06", True),
        ("../2022-06-30", "2022-06-30", False),
        ("2021-01/2021-04", "2021", False),
        ("2021~", "2021", True),
        ("2021-22", "2021-22", True),
        ("2021-22", "2021-06/2021-08", False),
        ("201X", "201X", True),
    ],
)
def test_times_are_compared_by_their_days(measured, wanted, found, is_right):
    """Intervals, open ends, quarters and halves mean days; seasons are as written."""
    result = measured([claim(*ARREST, time=found)], [gold_claim(*ARREST, time=wanted)])

    assert result.figures.time == score(int(is_right), 1, 1)
    assert kinds(result) == ({} if is_right else {"wrong time": 1})


def test_time_that_is_not_wanted(measured):
    """A time where the gold has none costs precision."""
    found = measured([claim(*ARREST, time="2021")], [gold_claim(*ARREST)])

    assert found.figures.time == score(0, 1, 0)
    assert kinds(found) == {"wrong time": 1}


def test_factuality(measured):
    """Accuracy is over matches, macro-F1 over the values of the gold.

    Of `certain` one of two is right and two are given: F1 1/2 (P 1/2, R 1/2). Of
    `planned` none is right: F1 0. Their mean is 1/4.
    """
    found = measured(
        [claim(*ARREST), claim(*CONDEMNATION)],
        [
            gold_claim(*ARREST),
            gold_claim(*CONDEMNATION, factuality="planned"),
            gold_claim("ook", "Condemnation"),
        ],
    )

    assert found.figures.factuality == Share(right=1, of=2)
    assert found.figures.factuality_macro == pytest.approx(0.25)
    assert found.figures.factualities == {
        ("certain", "certain"): 1,
        ("certain", "missed"): 1,
        ("planned", "certain"): 1,
    }
    assert kinds(found) == {"missed": 1, "wrong factuality": 1}


def test_source(measured):
    """The source is right if one of those given is."""
    both = "id:state-ml , id:kabinet-nl"
    wrong = measured([claim(*ARREST, source="id:state-ml")], [gold_claim(*ARREST)])
    right = measured([claim(*ARREST, source=both)], [gold_claim(*ARREST)])

    assert wrong.figures.source == Share(right=0, of=1)
    assert kinds(wrong) == {"wrong source": 1}
    assert right.figures.source == Share(right=1, of=1)


def test_same_event(measured):
    """Two mentions of one event that the graph keeps apart: B³ P 1, R 1/2."""
    wanted = [gold_claim("veroordeelde", "Condemnation", "x")]
    wanted.append(gold_claim("ook", "Condemnation", "x"))
    apart = [claim(*CONDEMNATION), claim("ook", "Condemnation")]

    coreference = measured(apart, wanted).figures.coreference

    assert (coreference.precision, coreference.recall) == (1, 0.5)
    assert coreference.f1 == pytest.approx(2 / 3)


def test_names(measured):
    """A name with other limits overlaps; a name of something else is not linked."""
    parts = [claim(*ARREST), name("Mali", "state-ne"), name("Bah", "x-bah")]
    names = [gold_name("Mali", "state-ml"), gold_name("Bah Ndaw", "x-bah")]

    figures = measured(parts, [gold_claim(*ARREST)], names=names).figures

    assert figures.names == score(1, 2, 2)
    assert figures.names_overlap == Share(right=2, of=2)
    assert figures.names_linked == Share(right=0, of=1)


def test_annotated_range(measured):
    """Claims outside the range do not count; names do, in the first figure alone."""
    parts = [claim(*ARREST), claim(*CONDEMNATION)]
    parts += [name("Mali", "state-ml"), name("Frankrijk", "state-fr")]

    found = measured(
        parts,
        [gold_claim(*ARREST)],
        names=[gold_name("Mali", "state-ml")],
        range=[0, TEXT.index("Frankrijk")],
    )

    assert found.figures.typed == score(1, 1, 1)
    assert found.figures.names == score(1, 2, 1)
    assert found.figures.names_in_range == score(1, 1, 1)
    assert "only characters 0-27 are annotated" in found.notes[0]


def test_mentions_of_events_are_no_names(measured):
    """What claims are about is denoted by triggers, which nobody marks as names."""
    parts = [claim(*ARREST), "e:ev-5 gaf:denotedBy e:span5 .\n", name("Mali", "x")]

    figures = measured(parts, [], names=[gold_name("Mali", "state-ml")]).figures

    assert figures.names.found == 1


def test_calibration(measured):
    """Two claims of 0.9 and one of 0.6; one of the first has a wrong factuality.

    Typed: |0.9 - 1| * 2/3 + |0.6 - 0| * 1/3; right: |0.9 - 0.5| * 2/3 + 0.6 * 1/3.
    """
    found = measured(
        [
            claim(*ARREST, confidence=0.9),
            claim(*CONDEMNATION, confidence=0.9),
            claim("ook", "Condemnation", confidence=0.6),
        ],
        [gold_claim(*ARREST), gold_claim(*CONDEMNATION, factuality="denied")],
    ).calibration
    low, high = found.bins

    assert (low.lowest, low.number, low.typed, low.right) == (0.6, 1, 0, 0)
    assert (high.lowest, high.number, high.typed, high.right) == (0.9, 2, 1, 0.5)
    assert found.typed_error == pytest.approx((0.1 * 2 + 0.6) / 3)
    assert found.right_error == pytest.approx((0.4 * 2 + 0.6) / 3)
    assert found.brier == pytest.approx((0.1**2 + 0.9**2 + 0.6**2) / 3)
    assert found.without == 0


@pytest.mark.parametrize(
    ("more", "is_right"),
    [
        ({}, 1),
        ({"target": "id:x-bah"}, 1),
        ({"agent": "id:state-ne"}, 0),
        ({"place": "id:state-ml"}, 0),
        ({"target": "e:ev-5"}, 1),
    ],
)
def test_right_claims(measured, more, is_right):
    """A claim with a role missing is right, one with a wrong role is not."""
    wanted = [gold_claim(*ARREST, agent=["state-ml"], target=["x-bah"])]

    found = measured([claim(*ARREST, confidence=0.5, **more)], wanted)

    assert found.calibration.bins[0].right == is_right
