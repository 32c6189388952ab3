"""The sentences behind claims, events and edges."""

import io

import pytest
from rich.console import Console

from kg.errors import InputError
from kg.query import Mark, as_panel, as_values, bracketed, explain
from kg.store import as_store

ELECTION = "cl:kst-29237-170.290-302.Election"


def test_claim_is_explained(sample):
    """A claim comes with sentence, marks, document, turn, source and rule."""
    found = explain(sample, ELECTION)

    (support,) = found.supports
    assert (found.kind, found.label) == ("claim", "verkiezingen in Soedan, juli 2023")
    assert bracketed(support.sentence, support.marks) == (
        "Volgens de Soevereine Raad [worden]cue in juli 2023 [verkiezingen]trigger "
        "gehouden in [Soedan]place."
    )
    assert (support.document, support.issued) == ("kst-29237-170", "2021-11-05")
    assert (support.turn, support.turn_kind) == ("s1", "Section")
    assert support.speaker == "Nederlands kabinet"
    assert support.sources == ("Soevereine Raad van Soedan",)
    assert support.reported_by == ("Nederlands kabinet",)
    assert (support.factuality, support.cue) == ("planned", "worden")
    assert (support.time, support.rule) == ("2023-07", "election.houden")
    assert support.confidence == pytest.approx(0.9)


@pytest.mark.parametrize(
    "name",
    [
        "ev:release.hamdok.2021-11-21",
        "release.hamdok.2021-11-21",
        "https://w3id.org/kroniek/ev/release.hamdok.2021-11-21",
        "vrijlating van Abdalla Hamdok",
    ],
)
def test_event_is_explained_by_its_claims(sample, name):
    """An event comes with all its claims in the order in which they were uttered."""
    found = explain(sample, name)

    assert found.kind == "event"
    assert [s.factuality for s in found.supports] == ["hypothetical", "certain"]
    assert [s.turn for s in found.supports] == ["q1", "a1"]
    assert found.supports[1].merge_reason.startswith("same target")


@pytest.mark.parametrize(
    "terms",
    [
        ("id:state-no rel:withdrewFrom id:mission-unitams",),
        ("id:state-no", "rel:withdrewFrom", "id:mission-unitams"),
        ("Noorwegen", "withdrewFrom", "UNITAMS"),
    ],
)
def test_edge_is_explained_by_what_earned_it(sample, terms):
    """An edge comes with the claims that earned it, however it is given."""
    found = explain(sample, *terms)

    assert (found.kind, found.label) == ("edge", "Noorwegen withdrewFrom UNITAMS")
    assert [s.event_class for s in found.supports] == ["Withdrawal"]
    assert found.supports[0].roles == (("agent", "Noorwegen"), ("target", "UNITAMS"))


def test_count_is_written_out(sample):
    """A number is shown with its unit and how exact it is."""
    (support,) = explain(sample, "ev:contribution.no.unitams").supports

    assert support.count == "approximately 20 functionarissen"


def test_quote_stands_in_for_a_missing_text(sample):
    """Without the texts of the documents the quotes are shown."""
    quotes = as_store(q.triple for q in sample if "isString" not in q.predicate.value)

    assert explain(quotes, ELECTION) == explain(sample, ELECTION)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (("cl:kst-29237-170.290-302.Elections",), "near it: "),
        (("verkiezingen in Soedan",), "verkiezingen in Soedan, juli 2023"),
        (("id:state-no rel:condemned id:org-au",), "no claim is behind id:state-no"),
        (("id:state-xx rel:condemned id:org-au",), "no actor 'id:state-xx'"),
        (("a", "b"), "give a claim, an event, or an edge of three terms"),
        (("<http://e/ x>",), "no claim or event"),
    ],
)
def test_what_cannot_be_explained(sample, terms, message):
    """What is not there is told in one line, with what is near."""
    with pytest.raises(InputError) as caught:
        explain(sample, *terms)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_claim_without_its_parts_is_told(world):
    """A claim that lacks what every claim has is refused with advice."""
    world.add("cl:x", a="kg:Claim", kg_aboutEvent="ev:y")

    with pytest.raises(InputError, match="is incomplete: run `kg validate`"):
        explain(world.store, "cl:x")


def test_overlapping_marks_are_kept():
    """A stretch with two marks carries both."""
    marks = (
        Mark(begin=0, end=10, kind="target"),
        Mark(begin=5, end=10, kind="trigger"),
    )

    assert bracketed(
        "Mali vertrek.", marks
    ) == "[Mali ]target[vertre]target+triggerk." or bracketed("0123456789.", marks) == (
        "[01234]target[56789]target+trigger."
    )


def test_explanation_for_the_terminal(sample):
    """The panel shows the sentence and the facts, none of them empty."""
    found = explain(sample, "ev:coup.sd.2021-10-25")
    console = Console(width=120, file=io.StringIO(), color_system=None)

    console.print(as_panel(found))

    shown = console.file.getvalue()
    assert "Op 25 oktober 2021 pleegde het leger in Soedan een staatsgreep." in shown
    assert "section 1, characters 0-63" in shown
    assert "count:" not in shown
    assert len(as_values(found)["supports"]) == 2
