"""Actors that readers rename or merge."""

from dataclasses import replace

import pytest
from correction_builders import KNOWN, MEMBER, merge_actors, rename, revise

from kg.correct import correct, renamed
from kg.errors import CorrectionError
from kg.model import Mention, Role
from kg.testing import actor, claim, document, paper_of

WRITTEN = "x-keita-11111111"
MISSPELT = "x-kieta-22222222"
PERSONS = [
    actor(WRITTEN, "Person", labels={"nl": "Keïta"}),
    actor(MISSPELT, "Person", labels={"nl": "Kieta"}, alternative_labels=("IBK",)),
    actor("org-ecowas"),
]


def speech():
    """Return a document in which one person has two names."""
    said = claim(
        "Condemnation",
        0,
        agent=[MISSPELT, WRITTEN],
        sources=[MISSPELT],
        reported_by=(WRITTEN,),
    )
    found = document(said, actors=PERSONS, text="Kieta spreekt.")
    name = paper_of("d1", "Kieta spreekt.").span(0, 5)
    return replace(
        found,
        speakers={"s1": (MISSPELT,)},
        mentions=(Mention(actor=MISSPELT, span=name),),
        relations=(replace(MEMBER, subject=MISSPELT, sources=(MISSPELT,)),),
    )


def corrected(*corrections):
    """Return what corrections make of the speech."""
    return correct([speech()], corrections, known=KNOWN)


def test_a_merged_actor_is_nowhere_left():
    """Roles, sources, speakers, mentions and relations are of the other, each once."""
    found = corrected(merge_actors(MISSPELT, into=WRITTEN))
    (now,) = found.documents
    (said,) = now.claims

    assert said.fillers(Role.AGENT) == (WRITTEN,)
    assert (said.sources, said.reported_by) == ((WRITTEN,), ())
    assert now.speakers == {"s1": (WRITTEN,)}
    assert [m.actor for m in now.mentions] == [WRITTEN]
    assert (now.relations[0].subject, now.relations[0].sources) == (WRITTEN, (WRITTEN,))
    assert MISSPELT not in {a.identifier for a in now.actors}


def test_who_takes_another_in_goes_by_its_names_too():
    """The names of the merged actor find the other; its old label is told."""
    found = corrected(merge_actors(MISSPELT, into=WRITTEN))
    (now,) = [a for a in found.documents[0].actors if a.identifier == WRITTEN]

    assert now.labels == {"nl": "Keïta"}
    assert now.alternative_labels == ("Kieta", "IBK")
    assert found.old_labels == {MISSPELT: {"nl": "Kieta"}}


def test_an_actor_of_the_registry_may_take_others_in():
    """It need not be named in the papers, and chains are followed to the end."""
    found = corrected(
        merge_actors(MISSPELT, into=WRITTEN),
        merge_actors(WRITTEN, into="state-ml", number=2),
    )
    used = {a.identifier: a for a in found.documents[0].actors}

    assert found.misses == ()
    assert {MISSPELT, WRITTEN} & set(used) == set()
    assert used["state-ml"].labels["nl"] == "Mali"
    assert {"Keïta", "Kieta"} <= set(used["state-ml"].alternative_labels)


def test_a_renamed_actor_is_found_by_its_old_name():
    """The new label is preferred; other languages keep theirs."""
    found = corrected(rename("org-ecowas", nl="Cedeao"))
    before = KNOWN("org-ecowas")
    (now,) = [a for a in found.documents[0].actors if a.identifier == "org-ecowas"]

    assert now.labels == {**before.labels, "nl": "Cedeao"}
    assert before.labels["nl"] in {*now.alternative_labels, now.labels["en"]}
    assert renamed(before, found.labels).labels == now.labels
    assert found.old_labels == {"org-ecowas": {"nl": before.labels["nl"]}}


def test_actors_that_nobody_corrected_stay_as_they_are():
    """Renaming one leaves the others untouched."""
    before = {a.identifier: a for a in speech().actors}
    found = corrected(rename(MISSPELT, nl="Keïta junior"))
    after = {a.identifier: a for a in found.documents[0].actors}
    others = set(before) - {MISSPELT}

    assert {a: after[a] for a in others} == {a: before[a] for a in others}


def test_a_new_source_may_be_merged_as_well():
    """A revision that names the merged actor means the other."""
    found = corrected(
        merge_actors(WRITTEN, into=MISSPELT),
        revise("d1.0-11.Condemnation", number=2, sources=(WRITTEN,)),
    )

    assert found.documents[0].claims[0].sources == (MISSPELT,)


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (rename("x-keita-11111112", nl="Ik"), f"nearest is id:{WRITTEN} (Keïta)"),
        (merge_actors("x-kieta-2", into=WRITTEN), f"nearest is id:{MISSPELT}"),
        (merge_actors(MISSPELT, into="zzz"), "there is no actor id:zzz"),
    ],
)
def test_an_actor_that_is_not_there_is_told(correction, message):
    """A correction that hits nothing names who is nearest, and nothing changes."""
    found = corrected(correction)
    (miss,) = found.misses

    assert message in miss.message
    assert tuple(found.documents) == (speech(),)


def test_who_is_merged_away_cannot_be_renamed():
    """The reader is told whom to rename."""
    found = corrected(
        merge_actors(MISSPELT, into=WRITTEN), rename(MISSPELT, number=2, nl="IBK")
    )
    (miss,) = found.misses

    assert miss.message == f"id:{MISSPELT} is merged into id:{WRITTEN}; rename that"


@pytest.mark.parametrize(
    "pair",
    [
        (
            merge_actors(MISSPELT, into=WRITTEN),
            merge_actors(WRITTEN, into=MISSPELT, number=2),
        ),
        (
            merge_actors(MISSPELT, into=WRITTEN),
            merge_actors(MISSPELT, into="state-ml", number=2),
        ),
    ],
)
def test_merges_that_contradict_each_other(pair):
    """An actor cannot go into two others, nor in the end into itself."""
    with pytest.raises(CorrectionError, match="1 and 2 contradict each other"):
        corrected(*pair)
