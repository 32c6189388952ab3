"""How sure a source is, one test for each table of cues, and who the source is."""

import pytest

from kg.model import Claim, Factuality
from kg.testing import claims_in

F = Factuality
ACTORS = {
    "Mali": "state-ml",
    "Niger": "state-ne",
    "Frankrijk": "state-fr",
    "Nederland": "state-nl",
    "Takuba": "op-takuba",
    "ECOWAS": "org-ecowas",
}


def judged(notation: str, event_class: str = "Condemnation", **surroundings) -> Claim:
    """Return the only claim of a class in a sentence."""
    found = claims_in(notation, actors=ACTORS, **surroundings)
    (only,) = [c for c in found if c.event_class == event_class]
    return only


def test_without_a_cue_it_is_certain():
    """A plain statement commits its speaker."""
    made = judged("Mali/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Niger/PROPN/obj>2")

    assert made.factuality is F.CERTAIN
    assert made.cue is None


@pytest.mark.parametrize("word", ["niet", "nooit", "evenmin"])
def test_negating_adverbs(word: str):
    """The word "niet" beside a verb denies the event."""
    made = judged(
        "Mali/PROPN/nsubj>4 heeft/AUX.Fin/aux>4"
        f" {word}/ADV/advmod>4 veroordeeld/VERB.Part/ROOT Niger/PROPN/obj>4"
    )

    assert made.factuality is F.DENIED
    assert made.cue.quote == word


def test_not_only_denies_nothing():
    """The words "Niet alleen" adds."""
    made = judged(
        "Mali/PROPN/nsubj>5 heeft/AUX.Fin/aux>5 niet/ADV/advmod>5 alleen/ADV/advmod>5"
        " veroordeeld/VERB.Part/ROOT Niger/PROPN/obj>5"
    )

    assert made.factuality is F.CERTAIN


def test_negating_determiners():
    """The words "Geen staatsgreep" is none."""
    made = judged(
        "Er/ADV/advmod>2 was/VERB.Past/ROOT geen/DET/det>4 staatsgreep/NOUN/nsubj>2"
        " in/ADP/case>6 Mali/PROPN/nmod>4",
        "Coup",
    )

    assert made.factuality is F.DENIED


@pytest.mark.parametrize(
    ("auxiliary", "expected"),
    [
        ("zal/AUX.Fin", F.PLANNED),
        ("zou/AUX.Past", F.HYPOTHETICAL),
        ("kan/AUX.Fin", F.POSSIBLE),
        ("kon/AUX.Past", F.HYPOTHETICAL),
        ("moet/AUX.Fin", F.REQUESTED),
        ("moest/AUX.Past", F.CERTAIN),
        ("wil/AUX.Fin", F.POSSIBLE),
        ("mag/AUX.Fin", F.HYPOTHETICAL),
    ],
)
def test_auxiliaries(auxiliary: str, expected: Factuality):
    """Modal verbs by tense, as the table of auxiliaries says."""
    made = judged(
        f"Mali/PROPN/nsubj>4 {auxiliary}/aux>4 Niger/PROPN/obj>4"
        " veroordelen/VERB.Inf/ROOT"
    )

    assert made.factuality is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mogelijke", F.POSSIBLE),
        ("vermoedelijke", F.PROBABLE),
        ("aangekondigde", F.PLANNED),
        ("voorgenomen", F.PLANNED),
        ("denkbeeldige", F.HYPOTHETICAL),
        ("gewenste", F.REQUESTED),
        ("mislukte", F.CERTAIN),
    ],
)
def test_modifiers(word: str, expected: Factuality):
    """Adjectives beside the noun that names the event."""
    made = judged(
        f"de/DET/det>3 {word}/ADJ/amod>3 terugtrekking/NOUN/ROOT van/ADP/case>5"
        " Frankrijk/PROPN/nmod>3 uit/ADP/case>7 Takuba/PROPN/nmod>3",
        "Withdrawal",
    )

    assert made.factuality is expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("besloot", F.PLANNED),
        ("overweegt", F.POSSIBLE),
        ("weigert", F.DENIED),
        ("belooft", F.PLANNED),
        ("hoopt", F.POSSIBLE),
    ],
)
def test_embedding_verbs(verb: str, expected: Factuality):
    """What is decided is planned, what is considered possible, by the subject."""
    made = judged(
        f"Frankrijk/PROPN/nsubj>2 {verb}/VERB.Fin/ROOT Takuba/PROPN/obj>5 te/ADP/mark>5"
        " verlaten/VERB.Inf/xcomp>2",
        "Withdrawal",
    )

    assert made.factuality is expected
    assert made.sources == ("state-fr",)
    assert made.reported_by == ("kabinet-nl",)


def test_an_embedded_noun_takes_the_value():
    """The words "Kondigde het vertrek aan" makes a noun planned as well."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 kondigde/VERB.Past/ROOT een/DET/det>4"
        " terugtrekking/NOUN/obj>2 uit/ADP/case>6 Takuba/PROPN/nmod>4"
        " aan/ADP/compound:prt>2",
        "Withdrawal",
    )

    assert made.factuality is F.PLANNED


@pytest.mark.parametrize("mark", ["als", "indien", "tenzij"])
def test_conditions(mark: str):
    """A clause that a condition opens is hypothetical."""
    made = judged(
        f"{mark}/SCONJ/mark>4 Mali/PROPN/nsubj>4 Niger/PROPN/obj>4"
        " veroordeelt/VERB.Fin/advcl>6 ,/PUNCT/punct>4 volgt/VERB.Fin/ROOT"
        " overleg/NOUN/nsubj>6"
    )

    assert made.factuality is F.HYPOTHETICAL
    assert made.cue.quote == mark


def test_what_follows_from_a_condition_is_hypothetical():
    """The main clause of "indien" depends on it."""
    made = judged(
        "Indien/SCONJ/mark>3 geweld/NOUN/nsubj>3 uitbreekt/VERB.Fin/advcl>5"
        " ,/PUNCT/punct>3 veroordeelt/VERB.Fin/ROOT Mali/PROPN/nsubj>5"
        " Niger/PROPN/obj>5"
    )

    assert made.factuality is F.HYPOTHETICAL


def test_an_inverted_condition():
    """The words "Mocht Mali Niger veroordelen" needs no conjunction."""
    made = judged(
        "Mocht/AUX.Past/aux>4 Mali/PROPN/nsubj>4 Niger/PROPN/obj>4"
        " veroordelen/VERB.Inf/advcl>7 ,/PUNCT/punct>4 dan/ADV/advmod>7"
        " volgt/VERB.Fin/ROOT"
    )

    assert made.factuality is F.HYPOTHETICAL


QUESTION = (
    "{}/ADV/advmod>3 {}/PROPN/nsubj>3 veroordeelt/VERB.Fin/ROOT Niger/PROPN/obj>3"
    " ?/PUNCT/punct>3"
)


def test_a_yes_no_question_is_hypothetical():
    """What is asked is not claimed."""
    made = judged(
        "Veroordeelt/VERB.Fin/ROOT Mali/PROPN/nsubj>1 Niger/PROPN/obj>1"
        " ?/PUNCT/punct>1",
        label="q1",
    )

    assert made.factuality is F.HYPOTHETICAL
    assert made.sources == ("fractie-vvd",)


@pytest.mark.parametrize(
    "word",
    [
        "Waarom",
        "Hoe",
        "Wanneer",
    ],
)
def test_a_question_with_a_question_word_takes_it_for_granted(word: str):
    """The words "Waarom veroordeelt Mali" claims that it does."""
    made = judged(QUESTION.format(word, "Mali"), label="q1")

    assert made.factuality is F.CERTAIN


def test_a_definite_noun_in_a_question_is_taken_for_granted():
    """Who asks after a judgement of the coup claims the coup."""
    made = judged(
        "Kent/VERB.Fin/ROOT u/PRON/nsubj>1 de/DET/det>4 staatsgreep/NOUN/obj>1"
        " in/ADP/case>6 Mali/PROPN/nmod>4 ?/PUNCT/punct>1",
        "Coup",
        label="q1",
    )

    assert made.factuality is F.CERTAIN


def test_reporting_verbs_give_the_source():
    """The subject of "zegt dat" commits himself, the speaker reports."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 meldt/VERB.Fin/ROOT dat/SCONJ/mark>7 er/ADV/advmod>7"
        " een/DET/det>6 staatsgreep/NOUN/nsubj>7 was/VERB.Past/ccomp>2 in/ADP/case>9"
        " Mali/PROPN/obl>7",
        "Coup",
    )

    assert made.factuality is F.CERTAIN
    assert made.sources == ("state-fr",)
    assert made.reported_by == ("kabinet-nl",)


def test_according_to_gives_the_source():
    """The words "Volgens X" names the source as well."""
    made = judged(
        "Volgens/ADP/case>2 Frankrijk/PROPN/obl>3 was/VERB.Past/ROOT er/ADV/advmod>3"
        " een/DET/det>6 staatsgreep/NOUN/nsubj>3 in/ADP/case>8 Mali/PROPN/nmod>6",
        "Coup",
    )

    assert made.sources == ("state-fr",)


def test_the_government_speaks_for_its_state():
    """The Dutch government that says "Nederland meldt" commits itself."""
    made = judged(
        "Nederland/PROPN/nsubj>2 meldt/VERB.Fin/ROOT dat/SCONJ/mark>7 er/ADV/advmod>7"
        " een/DET/det>6 staatsgreep/NOUN/nsubj>7 was/VERB.Past/ccomp>2 in/ADP/case>9"
        " Mali/PROPN/obl>7",
        "Coup",
    )

    assert (made.sources, made.reported_by) == (("kabinet-nl",), ())


def test_who_hears_of_it_is_not_the_source():
    """Who learned of a coup from others commits himself to nothing."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 vernam/VERB.Past/ROOT dat/SCONJ/mark>7 er/ADV/advmod>7"
        " een/DET/det>6 staatsgreep/NOUN/nsubj>7 was/VERB.Past/ccomp>2 in/ADP/case>9"
        " Mali/PROPN/obl>7",
        "Coup",
    )

    assert made.sources == ("kabinet-nl",)


def test_unnamed_sources_get_a_node():
    """The words "Bronnen melden dat" is a source of its own kind."""
    made = judged(
        "Lokale/ADJ/amod>2 bronnen/NOUN.Plur/nsubj>3 melden/VERB.Fin/ROOT"
        " dat/SCONJ/mark>8 er/ADV/advmod>8 een/DET/det>7 staatsgreep/NOUN/nsubj>8"
        " was/VERB.Past/ccomp>3 in/ADP/case>10 Mali/PROPN/obl>8",
        "Coup",
    )

    assert made.sources[0].startswith("x-lokale-bronnen-")


def test_a_speech_act_has_its_speaker_as_source():
    """Who condemns is the source of the condemnation."""
    made = judged("Mali/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Niger/PROPN/obj>2")

    assert (made.sources, made.reported_by) == (("state-ml",), ("kabinet-nl",))


def test_what_cannot_be_confirmed():
    """The words "Kan niet bevestigen dat" neither affirms nor denies."""
    made = judged(
        "Nederland/PROPN/nsubj>4 kan/AUX.Fin/aux>4 niet/ADV/advmod>4"
        " bevestigen/VERB.Inf/ROOT dat/SCONJ/mark>9 er/ADV/advmod>9 een/DET/det>8"
        " staatsgreep/NOUN/nsubj>9 was/VERB.Past/ccomp>4 in/ADP/case>11"
        " Mali/PROPN/obl>9",
        "Coup",
    )

    assert made.factuality is F.UNCONFIRMED


def test_what_is_confirmed_is_certain():
    """Without the negation, "bevestigen" is a plain report."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 bevestigt/VERB.Fin/ROOT dat/SCONJ/mark>7"
        " er/ADV/advmod>7 een/DET/det>6 staatsgreep/NOUN/nsubj>7"
        " was/VERB.Past/ccomp>2 in/ADP/case>9 Mali/PROPN/obl>7",
        "Coup",
    )

    assert made.factuality is F.CERTAIN


def test_of_leaves_it_open():
    """The word "of" makes a clause hypothetical."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 vraagt/VERB.Fin/ROOT of/SCONJ/mark>6"
        " Mali/PROPN/nsubj>6"
        " Niger/PROPN/obj>6 veroordeelt/VERB.Fin/ccomp>2"
    )

    assert made.factuality is F.HYPOTHETICAL


def test_an_infinitive_under_a_report_is_a_plan():
    """The words "Zegt te vertrekken" announces."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 zegt/VERB.Fin/ROOT Takuba/PROPN/obj>5 te/ADP/mark>5"
        " verlaten/VERB.Inf/xcomp>2",
        "Withdrawal",
    )

    assert made.factuality is F.PLANNED


def test_relative_clauses_are_outside_the_scope():
    """A negation above does not reach into a relative clause."""
    made = judged(
        "Frankrijk/PROPN/nsubj>3 niet/ADV/advmod>3 steunt/VERB.Fin/ROOT"
        " Mali/PROPN/obj>3"
        " dat/PRON/nsubj>7 Niger/PROPN/obj>7 veroordeelt/VERB.Fin/acl:relcl>4"
    )

    assert made.factuality is F.CERTAIN


def test_the_innermost_cue_wins():
    """A decision not to go is a denial, whatever was decided."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 besloot/VERB.Past/ROOT Takuba/PROPN/obj>6"
        " niet/ADV/advmod>6 te/ADP/mark>6 verlaten/VERB.Inf/xcomp>2",
        "Withdrawal",
    )

    assert made.factuality is F.DENIED


def test_a_denied_plan_is_denied():
    """Not having decided to go is a denial too."""
    made = judged(
        "Frankrijk/PROPN/nsubj>4 heeft/AUX.Fin/aux>4 niet/ADV/advmod>4"
        " besloten/VERB.Part/ROOT Takuba/PROPN/obj>7 te/ADP/mark>7"
        " verlaten/VERB.Inf/xcomp>4",
        "Withdrawal",
    )

    assert made.factuality is F.DENIED


def test_a_day_to_come_makes_it_planned():
    """What is told as a fact of a day after the turn is a plan."""
    made = judged(
        "Frankrijk/PROPN/nsubj>2 verlaat/VERB.Fin/ROOT op/ADP/case>5 1/NUM/nummod>5"
        " december/NOUN/obl>2 2021/NUM/nmod>5 Takuba/PROPN/obj>2",
        "Withdrawal",
    )

    assert made.time.edtf == "2021-12-01"
    assert made.factuality is F.PLANNED


def test_who_asks_is_the_source_of_what_is_asked():
    """What "u" is asked to consider is no commitment of the government."""
    made = judged(
        "Overweegt/VERB.Fin/ROOT u/PRON/nsubj>1 Takuba/PROPN/obj>5 te/ADP/mark>5"
        " verlaten/VERB.Inf/xcomp>1 ?/PUNCT/punct>1",
        "Withdrawal",
        label="q1",
    )

    assert made.factuality is F.HYPOTHETICAL
    assert made.sources == ("fractie-vvd",)


NOT_EXCLUDED = (
    "Mali/PROPN/nsubj>2 sluit/VERB.Fin/ROOT {not_}een/DET/det>{n} aanval/NOUN/obj>2"
    " uit/ADP/compound:prt>2"
)


def test_what_is_excluded_is_denied_what_is_not_stays_possible():
    """To exclude denies; "sluit niet uit" leaves it open."""
    denied = judged(NOT_EXCLUDED.format(not_="", n=4), "Attack")
    left_open = judged(NOT_EXCLUDED.format(not_="niet/ADV/advmod>2 ", n=5), "Attack")

    assert denied.factuality is F.DENIED
    assert left_open.factuality is F.POSSIBLE


GROUNDS = (
    "Mali/PROPN/nsubj>2 ziet/VERB.Fin/ROOT {article}/DET/det>4 aanleiding/NOUN/obj>2"
    " voor/ADP/case>6 sancties/NOUN.Plur/nmod>4 tegen/ADP/case>8 Niger/PROPN/nmod>6"
)


@pytest.mark.parametrize(
    ("article", "expected"), [("geen", F.DENIED), ("de", F.CERTAIN)]
)
def test_only_a_lack_of_grounds_says_something(article: str, expected: Factuality):
    """To see "geen aanleiding voor sancties" denies them."""
    made = judged(GROUNDS.format(article=article), "Sanction")

    assert made.factuality is expected


def test_a_clause_goes_with_the_statement_before_it():
    """The clause with "dat" is France's, wherever the parser hung it."""
    made = judged(
        "Nederland/PROPN/nsubj>2 kent/VERB.Fin/ROOT de/DET/det>4 bewering/NOUN/obj>2"
        " van/ADP/case>6 Frankrijk/PROPN/nmod>4 dat/SCONJ/mark>9 Mali/PROPN/nsubj>9"
        " verlaat/VERB.Fin/acl:relcl>1 Takuba/PROPN/obj>9",
        "Withdrawal",
    )

    assert made.sources == ("state-fr",)
    assert made.factuality is F.CERTAIN
