"""What a time expression means for its event: which year, from when, until when."""

from datetime import date

import pytest

from kg.testing import claims_in

ACTORS = {
    "Frankrijk": "state-fr",
    "Franse": "state-fr",
    "Mali": "state-ml",
    "Libië": "state-ly",
    "Keita": "person-ibrahim-boubacar-keita",
}
JULY = date(2021, 7, 7)


def times(*notations: str) -> dict[str, str | None]:
    """Return the times of the claims of a paragraph by trigger."""
    found = claims_in(*notations, actors=ACTORS, uttered_on=JULY)
    return {c.trigger.quote: c.time.edtf if c.time else None for c in found}


@pytest.mark.parametrize(
    ("auxiliary", "participle", "expected"),
    [
        ("heeft/AUX.Fin/aux>7", "veroordeeld/VERB.Part/ROOT", "2020-08-20"),
        ("zal/AUX.Fin/aux>7", "veroordelen/VERB.Inf/ROOT", "2021-08-20"),
    ],
)
def test_the_tense_tells_the_year(auxiliary: str, participle: str, expected: str):
    """In July 2021, "op 20 augustus" is of last year in the perfect, else of this."""
    found = times(
        f"Frankrijk/PROPN/nsubj>7 {auxiliary} op/ADP/case>4 20/NUM/obl>7"
        f" augustus/PROPN/flat>4 Mali/PROPN/obj>7 {participle}"
    )

    assert list(found.values()) == [expected]


def test_what_is_planned_for_a_day_is_on_it():
    """Elections planned "voor 24 december" are on that day, not before it."""
    assert times(
        "De/DET/det>6 voor/ADP/case>3 24/NUM/obl>5 december/PROPN/flat>3"
        " voorziene/VERB.Part/acl>6 verkiezingen/NOUN.Plur/nsubj>9 in/ADP/case>8"
        " Libië/PROPN/nmod>6 naderen/VERB.Fin/ROOT"
    ) == {"verkiezingen": "2021-12-24"}


def test_what_begins_goes_on():
    """An offensive that began in October lasts from then; its end is not known."""
    assert times(
        "Het/DET/det>3 Franse/ADJ/amod>3 offensief/NOUN/nsubj>6 in/ADP/case>5"
        " Mali/PROPN/nmod>3 begon/VERB.Past/ROOT in/ADP/case>8 oktober/PROPN/obl>6"
        " 2014/NUM/nummod>8"
    ) == {"offensief": "2014-10/.."}


def test_what_a_light_verb_below_the_noun_says():
    """In "de aanslag die zij op 14 april pleegden" the day is that of the attack."""
    assert times(
        "De/DET/det>2 aanslag/NOUN/nsubj>9 die/PRON/obj>7 Frankrijk/PROPN/nsubj>7"
        " op/ADP/case>6 14/NUM/obl>7 pleegde/VERB.Past/acl:relcl>2 ,/PUNCT/punct>7"
        " kostte/VERB.Past/ROOT levens/NOUN.Plur/obj>9"
    ) == {"aanslag": None}
    assert times(
        "De/DET/det>2 aanslag/NOUN/nsubj>10 die/PRON/obj>8 Frankrijk/PROPN/nsubj>8"
        " op/ADP/case>6 14/NUM/obl>8 april/PROPN/flat>6 pleegde/VERB.Past/acl:relcl>2"
        " ,/PUNCT/punct>8 kostte/VERB.Past/ROOT levens/NOUN.Plur/obj>10"
    ) == {"aanslag": "2021-04-14"}


ARREST = (
    "Keita/PROPN/nsubj:pass>6 werd/AUX.Past/aux:pass>6 op/ADP/case>4 3/NUM/obl>6"
    " mei/PROPN/flat>4 gearresteerd/VERB.Part/ROOT ./PUNCT/punct>6"
)


def test_a_day_later_counts_from_the_last_event():
    """Released "drie dagen later" is three days after the arrest of the same turn."""
    assert times(
        f"{ARREST} Drie/NUM/nummod>9 dagen/NOUN.Plur/obl>13 later/ADJ/advmod>9"
        " werd/AUX.Past/aux:pass>13 Keita/PROPN/nsubj:pass>13"
        " vrijgelaten/VERB.Part/ROOT"
    ) == {"gearresteerd": "2021-05-03", "vrijgelaten": "2021-05-06"}


def test_nothing_to_count_from_gives_no_time():
    """Without a dated event before it, "drie dagen later" says nothing."""
    assert times(
        "Drie/NUM/nummod>2 dagen/NOUN.Plur/obl>6 later/ADJ/advmod>2"
        " werd/AUX.Past/aux:pass>6 Keita/PROPN/nsubj:pass>6 vrijgelaten/VERB.Part/ROOT"
    ) == {"vrijgelaten": None}


def test_a_date_in_brackets_is_that_of_what_followed():
    """Suspended "een dag na de coup (19 augustus)": the coup was on the 18th."""
    assert times(
        "Frankrijk/PROPN/nsubj>12 heeft/AUX.Fin/aux>12 een/DET/det>4 dag/NOUN/obl>12"
        " na/ADP/case>7 de/DET/det>7 coup/NOUN/nmod>4 (/PUNCT/punct>9 19/NUM/nmod>7"
        " augustus/PROPN/flat>9 )/PUNCT/punct>9 veroordeeld/VERB.Part/ROOT"
        " Mali/PROPN/obj>12"
    ) == {"coup": "2020-08-18", "veroordeeld": "2020-08-19"}


def test_a_renewal_is_until_its_term():
    """Whenever it is decided, what is renewed runs "tot en met" its last day."""
    found = times(
        "Frankrijk/PROPN/nsubj>12 heeft/AUX.Fin/aux>12 op/ADP/case>4 3/NUM/obl>12"
        " mei/PROPN/flat>4 het/DET/det>7 mandaat/NOUN/obj>12 tot/ADP/case>9"
        " eind/NOUN/obl>12 2022/NUM/nmod>9 toch/ADV/advmod>12"
        " verlengd/VERB.Part/ROOT"
    )

    assert found == {"verlengd": "../2022-12"}
