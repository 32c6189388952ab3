"""Who fills the roles of an event, where the text says so and where it does not."""

import pytest

from kg.model import Claim, Role
from kg.testing import claims_in

ACTORS = {
    "Mali": "state-ml",
    "Niger": "state-ne",
    "Frankrijk": "state-fr",
    "Franse": "state-fr",
    "Deense": "state-dk",
    "Denemarken": "state-dk",
    "Duitsland": "state-de",
    "Nederlandse": "state-nl",
    "MINUSMA": "mission-minusma",
    "Takuba": "op-takuba",
    "ECOWAS": "org-ecowas",
    "EU": "org-eu",
    "JNIM": "group-jnim",
    "Goita": "person-assimi-goita",
}


def one(notation: str, event_class: str, **surroundings) -> Claim:
    """Return the only claim of a class in a sentence."""
    found = claims_in(notation, actors=ACTORS, **surroundings)
    (only,) = [c for c in found if c.event_class == event_class]
    return only


def roles(made: Claim) -> dict[str, list[str]]:
    """Return the actors of a claim by role."""
    return {r.value: list(made.fillers(r)) for r in Role if made.fillers(r)}


CONDEMNED = {"agent": ["state-ml"], "target": ["state-ne"]}


@pytest.mark.parametrize(
    "notation",
    [
        "Mali/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Niger/PROPN/obj>2",
        (
            "Mali/PROPN/nsubj>3 heeft/AUX.Fin/aux>3 veroordeeld/VERB.Part/ROOT"
            " Niger/PROPN/obj>3"
        ),
        (
            "Niger/PROPN/nsubj:pass>5 werd/AUX.Past/aux:pass>5 door/ADP/case>4"
            " Mali/PROPN/obl>5 veroordeeld/VERB.Part/ROOT"
        ),
        (
            "Niger/PROPN/nsubj>5 is/AUX.Fin/aux>5 door/ADP/case>4"
            " Mali/PROPN/obl:agent>5 veroordeeld/VERB.Part/ROOT"
        ),
        (
            "de/DET/det>2 veroordeling/NOUN/ROOT van/ADP/case>4 Niger/PROPN/nmod>2"
            " door/ADP/case>6 Mali/PROPN/nmod>2"
        ),
        (
            "Mali/PROPN/nsubj>2 besloot/VERB.Past/ROOT Niger/PROPN/obj>5 te/ADP/mark>5"
            " veroordelen/VERB.Inf/xcomp>2"
        ),
    ],
    ids=["active", "perfect", "passive", "zijn", "nominal", "control"],
)
def test_voices(notation: str):
    """Active, passive, nominal and infinitive say the same."""
    assert roles(one(notation, "Condemnation")) == CONDEMNED


@pytest.mark.parametrize(
    "notation",
    [
        (
            "De/DET/det>2 terugtrekking/NOUN/ROOT van/ADP/case>4"
            " Denemarken/PROPN/nmod>2 uit/ADP/case>6 Takuba/PROPN/nmod>2"
        ),
        (
            "De/DET/det>3 Deense/ADJ/amod>3 terugtrekking/NOUN/ROOT uit/ADP/case>5"
            " Takuba/PROPN/nmod>3"
        ),
        (
            "De/DET/det>2 terugtrekking/NOUN/ROOT van/ADP/case>6 de/DET/det>6"
            " Deense/ADJ/amod>6 militairen/NOUN.Plur/nmod>2 uit/ADP/case>8"
            " Takuba/PROPN/nmod>6"
        ),
        (
            "Denemarken/PROPN/nsubj>2 trok/VERB.Past/ROOT zich/PRON/expl>2"
            " terug/ADP/compound:prt>2 uit/ADP/case>6 Takuba/PROPN/obl>2"
        ),
    ],
    ids=["van", "demonym", "troops", "verb"],
)
def test_withdrawals(notation: str):
    """A state, its adjective and its soldiers all withdraw the state."""
    assert roles(one(notation, "Withdrawal")) == {
        "agent": ["state-dk"],
        "target": ["op-takuba"],
    }


def test_coordinated_agents_give_a_claim_each():
    """Two states that condemn condemn apart, and the second claim has a number."""
    found = claims_in(
        "Mali/PROPN/nsubj>4 en/CCONJ/cc>3 Frankrijk/PROPN/conj>1"
        " veroordelen/VERB.Fin/ROOT Niger/PROPN/obj>4",
        actors=ACTORS,
    )

    assert [c.fillers(Role.AGENT) for c in found] == [("state-ml",), ("state-fr",)]
    assert [c.identifier for c in found] == [
        "d1.18-29.Condemnation",
        "d1.18-29.Condemnation.2",
    ]


def test_coordinated_agents_of_a_joint_act_share_a_claim():
    """A coup by two is one."""
    found = claims_in(
        "Goita/PROPN/nsubj>2 pleegde/VERB.Past/ROOT een/DET/det>4"
        " staatsgreep/NOUN/obj>2"
        " in/ADP/case>6 Mali/PROPN/obl>2",
        actors=ACTORS,
    )

    assert [c.event_class for c in found] == ["Coup"]
    assert found[0].fillers(Role.PLACE) == ("state-ml",)


def test_coordinated_targets_stay_in_one_claim():
    """Who is sanctioned together is the target together."""
    made = one(
        "EU/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Mali/PROPN/obj>2 en/CCONJ/cc>5"
        " Niger/PROPN/conj>3",
        "Condemnation",
    )

    assert made.fillers(Role.TARGET) == ("state-ml", "state-ne")


def test_a_relative_pronoun_stands_for_its_noun():
    """In "Mali, dat Niger veroordeelt" Mali condemns."""
    made = one(
        "Mali/PROPN/ROOT ,/PUNCT/punct>5 dat/PRON/nsubj>5 Niger/PROPN/obj>5"
        " veroordeelt/VERB.Fin/acl:relcl>1",
        "Condemnation",
    )

    assert roles(made) == CONDEMNED


@pytest.mark.parametrize(
    ("label", "speakers", "expected"),
    [("a1", ("kabinet-nl",), "kabinet-nl"), ("q1", ("fractie-vvd",), "fractie-vvd")],
)
def test_ik_is_who_speaks(label: str, speakers: tuple[str, ...], expected: str):
    """The word "ik" is the speaker of the turn."""
    made = one(
        "Ik/PRON/nsubj>2 veroordeel/VERB.Fin/ROOT Niger/PROPN/obj>2",
        "Condemnation",
        label=label,
        speakers=speakers,
    )

    assert made.fillers(Role.AGENT) == (expected,)


def test_a_pronoun_stands_for_the_last_subject():
    """The word "zij" is who the text goes on about."""
    (made,) = claims_in(
        "Mali/PROPN/nsubj>2 zwijgt/VERB.Fin/ROOT over/ADP/case>4 Niger/PROPN/obl>2"
        " ./PUNCT/punct>2 Zij/PRON/nsubj>7 veroordeelt/VERB.Fin/ROOT"
        " Frankrijk/PROPN/obj>7",
        actors=ACTORS,
    )

    assert made.fillers(Role.AGENT) == ("state-ml",)


def test_a_definite_noun_takes_up_a_name_of_its_kind():
    """The words "de missie" are the mission named before, not the state after it."""
    made = one(
        "MINUSMA/PROPN/nsubj>2 telt/VERB.Fin/ROOT in/ADP/case>4 Mali/PROPN/obl>2"
        " ./PUNCT/punct>2 Denemarken/PROPN/nsubj>7 verlaat/VERB.Fin/ROOT de/DET/det>9"
        " missie/NOUN/obj>7",
        "Withdrawal",
    )

    assert roles(made) == {"agent": ["state-dk"], "target": ["mission-minusma"]}


def test_the_own_country_is_home():
    """The words "Ons land" is the country of the document."""
    made = one(
        "Ons/PRON/nmod:poss>2 land/NOUN/nsubj>3 veroordeelt/VERB.Fin/ROOT"
        " Niger/PROPN/obj>3",
        "Condemnation",
        country="be",
    )

    assert made.fillers(Role.AGENT) == ("state-be",)


def test_a_light_verb_lends_its_subject():
    """In "Mali deed een oproep" Mali calls."""
    made = one(
        "Mali/PROPN/nsubj>2 deed/VERB.Past/ROOT een/DET/det>4 oproep/NOUN/obj>2"
        " aan/ADP/case>6 ECOWAS/PROPN/nmod>4",
        "Appeal",
    )

    assert roles(made) == {"agent": ["state-ml"], "target": ["org-ecowas"]}


def test_a_light_verb_is_no_event_beside_its_noun():
    """One contribution, said with a verb and a noun, is one claim."""
    found = claims_in(
        "Mali/PROPN/nsubj>2 levert/VERB.Fin/ROOT een/DET/det>4 bijdrage/NOUN/obj>2"
        " aan/ADP/case>6 MINUSMA/PROPN/nmod>4",
        actors=ACTORS,
    )

    assert [c.trigger.quote for c in found] == ["bijdrage"]


def test_fillers_show_their_words():
    """Fillers show the words that put them there."""
    made = one(
        "JNIM/PROPN/nsubj>2 bombardeert/VERB.Fin/ROOT MINUSMA/PROPN/obj>2", "Attack"
    )

    assert [(f.role, f.span.quote) for f in made.roles if f.span] == [
        (Role.AGENT, "JNIM"),
        (Role.TARGET, "MINUSMA"),
    ]


def test_who_is_found_by_context_has_no_words_to_show():
    """A place taken from the paragraph before carries no span."""
    (made,) = claims_in(
        "Mali/PROPN/nsubj>2 zwijgt/VERB.Fin/ROOT",
        "De/DET/det>2 staatsgreep/NOUN/nsubj>3 slaagde/VERB.Past/ROOT",
        actors=ACTORS,
    )
    (place,) = made.roles

    assert (place.actor, place.span) == ("state-ml", None)


def test_the_same_actor_does_not_act_upon_itself():
    """Who is the agent is not the target as well."""
    made = one(
        "Mali/PROPN/nsubj>2 beschuldigt/VERB.Fin/ROOT Mali/PROPN/obj>2", "Accusation"
    )

    assert roles(made) == {"agent": ["state-ml"]}


def test_a_condemned_coup_is_the_target():
    """A claim about an event points at the claim of that event."""
    found = claims_in(
        "Frankrijk/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT de/DET/det>4"
        " staatsgreep/NOUN/obj>2 in/ADP/case>6 Mali/PROPN/nmod>4",
        actors=ACTORS,
    )
    by_class = {c.event_class: c for c in found}

    assert by_class["Condemnation"].targets_claim == by_class["Coup"].identifier


@pytest.mark.parametrize("words", ["vanwege", "wegens"])
def test_the_reason_of_an_act_is_its_motive(words: str):
    """What a sentence gives as the reason is linked to the act."""
    found = claims_in(
        "Frankrijk/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Mali/PROPN/obj>2"
        f" {words}/ADP/case>6 de/DET/det>6 staatsgreep/NOUN/obl>2",
        actors=ACTORS,
    )
    by_class = {c.event_class: c for c in found}

    assert by_class["Condemnation"].motive == by_class["Coup"].identifier


def test_a_frame_without_what_it_needs_gives_no_claim():
    """Somebody who leaves a room withdraws from nothing."""
    assert (
        claims_in(
            "Goita/PROPN/nsubj>2 verlaat/VERB.Fin/ROOT de/DET/det>4 zaal/NOUN/obj>2",
            actors=ACTORS,
        )
        == []
    )


def test_a_motion_asks_in_the_name_of_the_chamber():
    """The omitted subject of "verzoekt de regering" is who speaks."""
    made = one(
        "verzoekt/VERB.Fin/ROOT de/DET/det>3 regering/NOUN/nsubj>1 ,/PUNCT/punct>6"
        " te/ADP/mark>6 spreken/VERB.Inf/xcomp>1",
        "Appeal",
        speakers=("org-tweede-kamer",),
    )

    assert made.fillers(Role.AGENT) == ("org-tweede-kamer",)
    assert made.fillers(Role.TARGET) == ("kabinet-nl",)


def test_offsets_are_those_of_the_whole_document():
    """Triggers and fillers of a second paragraph are counted from the first."""
    (made,) = claims_in(
        "Mali/PROPN/nsubj>2 zwijgt/VERB.Fin/ROOT",
        "Frankrijk/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Mali/PROPN/obj>2",
        actors=ACTORS,
    )

    assert (made.trigger.begin, made.trigger.quote) == (22, "veroordeelt")
    assert made.evidence.quote == "Frankrijk veroordeelt Mali"
