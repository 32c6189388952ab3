"""Numbers, times, speakers and sources of claims."""

from datetime import date

import pytest

from kg.extract.quantities import find_money, find_quantity, read_number
from kg.extract.speakers import find_speakers
from kg.model import Quantity
from kg.testing import analysis, claims_in, knowledge, paper_of, token, turn

LEXICON = knowledge().lexicon
REGISTRY = knowledge().registry
ACTORS = {
    "Mali": "state-ml",
    "Frankrijk": "state-fr",
    "Takuba": "op-takuba",
    "MINUSMA": "mission-minusma",
}


def militairen(**values: float | str) -> Quantity:
    """Return a number of soldiers."""
    return Quantity(unit="militairen", **values)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("49/NUM", militairen(value=49)),
        ("zestien/NUM", militairen(value=16)),
        ("1.000/NUM", militairen(value=1000)),
        (
            "maximaal/ADV/advmod zestien/NUM",
            militairen(maximum=16, qualifier="maximaal"),
        ),
        ("meer/ADJ/x dan/ADP/x 100/NUM", militairen(minimum=100, qualifier="meer dan")),
        ("ongeveer/ADV/x duizend/NUM", militairen(value=1000, qualifier="ongeveer")),
        ("ten/ADP/x minste/ADJ/x 5/NUM", militairen(minimum=5, qualifier="ten minste")),
        ("vele/ADJ", None),
        ("eerste/ADJ.Ord", None),
    ],
)
def test_numbers_that_count_a_noun(words: str, expected: Quantity | None):
    """Figures and number words, with the bound that a qualifier gives."""
    *before, number = words.split()
    at = len(before) + 2
    lead = [f"{word.rpartition('/')[0]}/dep>{at}" for word in before]
    doc = analysis(
        " ".join([*lead, f"{number}/nummod>{at}", "militairen/NOUN.Plur/ROOT"])
    )

    assert find_quantity(doc[-1], LEXICON) == expected


@pytest.mark.parametrize(
    ("between", "low", "high"), [("of", 1, 2), ("à", 1, 2), ("tot", 1, 2)]
)
def test_alternatives_are_bounds(between: str, low: int, high: int):
    """Both "een of twee" and "twee of een" lie between one and two."""
    for one, other in (("een", "twee"), ("twee", "een")):
        doc = analysis(
            f"{one}/NUM/nummod>4 {between}/CCONJ/cc>3 {other}/NUM/conj>1"
            " militairen/NOUN.Plur/ROOT"
        )
        expected = militairen(minimum=low, maximum=high)

        assert find_quantity(doc[-1], LEXICON) == expected


def test_stretches_of_time_are_no_quantities():
    """Three years count nothing."""
    doc = analysis("drie/NUM/nummod>2 jaar/NOUN/ROOT")

    assert find_quantity(doc[1], LEXICON) is None


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("3,5/NUM/x miljoen/NOUN/x euro/NOUN/ROOT", 3_500_000, "EUR"),
        ("600.000/NUM/x euro/NOUN/ROOT", 600_000, "EUR"),
        ("€/SYM/x 400/NUM/x miljoen/NOUN/ROOT", 400_000_000, "EUR"),
        ("twee/NUM/x miljard/NOUN/x dollar/NOUN/ROOT", 2_000_000_000, "USD"),
        ("vijf/NUM/x euro/NOUN/ROOT", 5, "EUR"),
    ],
)
def test_money(words: str, value: float, currency: str):
    """Amounts are in units of their currency, scales multiplied out."""
    notation = words.replace("/x", f"/dep>{len(words.split())}")
    found = find_money(iter(analysis(notation)), LEXICON)

    assert found is not None
    assert (found.value, found.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("49", 49),
        ("1.000", 1000),
        ("12.500.000", 12_500_000),
        ("3,5", 3.5),
        ("Zestien", 16),
        ("één", 1),
        ("1.00", None),
        ("C-130", None),
        ("", None),
    ],
)
def test_dutch_notation(text: str, value: float | None):
    """A point parts thousands, a comma decimals."""
    assert read_number(text, LEXICON) == value


def test_a_frame_says_what_is_counted():
    """A contribution counts what is sent."""
    (made,) = claims_in(
        "Frankrijk/PROPN/nsubj>2 draagt/VERB.Fin/ROOT met/ADP/case>5 49/NUM/nummod>5"
        " militairen/NOUN.Plur/obl>2 bij/ADP/compound:prt>2 aan/ADP/case>8"
        " Takuba/PROPN/obl>2",
        actors=ACTORS,
    )

    assert made.count == militairen(value=49)


def times(notation: str, uttered_on: date = date(2021, 7, 7)) -> dict[str, str | None]:
    """Return the times of the claims of a sentence by trigger."""
    return {
        c.trigger.quote: c.time.edtf if c.time else None
        for c in claims_in(notation, actors=ACTORS, uttered_on=uttered_on)
    }


def test_a_time_belongs_to_its_verb():
    """A day beside the verb dates what the verb says."""
    assert times(
        "Frankrijk/PROPN/nsubj>2 verliet/VERB.Past/ROOT Takuba/PROPN/obj>2"
        " in/ADP/case>5 mei/PROPN/obl>2 2020/NUM/nmod>5"
    ) == {"verliet": "2020-05"}


def test_a_time_behind_a_noun_dates_the_noun():
    """The coup "van 18 augustus 2020" has that day, its condemnation none."""
    assert times(
        "Frankrijk/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT de/DET/det>4"
        " staatsgreep/NOUN/obj>2 van/ADP/case>7 18/NUM/nummod>7 augustus/PROPN/nmod>4"
        " 2020/NUM/nmod>7 in/ADP/case>10 Mali/PROPN/nmod>4"
    ) == {"veroordeelt": None, "staatsgreep": "2020-08-18"}


def test_a_day_with_op_dates_the_verb():
    """In "veroordeelde de coup op 20 augustus" the day is that of the condemnation."""
    assert times(
        "Frankrijk/PROPN/nsubj>2 veroordeelde/VERB.Past/ROOT de/DET/det>4"
        " staatsgreep/NOUN/obj>2 op/ADP/case>7 20/NUM/nummod>7 augustus/PROPN/nmod>4"
        " 2020/NUM/nmod>7"
    ) == {"veroordeelde": "2020-08-20", "staatsgreep": None}


def test_times_are_reckoned_from_the_turn():
    """The same words on another day are another day."""
    notation = (
        "Frankrijk/PROPN/nsubj>2 verliet/VERB.Past/ROOT Takuba/PROPN/obj>2"
        " gisteren/ADV/advmod>2"
    )

    assert times(notation, date(2021, 7, 7)) == {"verliet": "2021-07-06"}
    assert times(notation, date(2020, 1, 1)) == {"verliet": "2019-12-31"}


def test_coordinated_verbs_share_their_time():
    """A day before two coordinated verbs dates both."""
    assert times(
        "In/ADP/case>2 2020/NUM/obl>3 verliet/VERB.Past/ROOT Frankrijk/PROPN/nsubj>3"
        " Takuba/PROPN/obj>3 en/CCONJ/cc>7 veroordeelde/VERB.Past/conj>3"
        " Mali/PROPN/obj>7"
    ) == {"verliet": "2020", "veroordeelde": "2020"}


@pytest.mark.parametrize(
    "phrase",
    [
        "de/DET/det>6 komende/ADJ/amod>6 jaren/NOUN.Plur/obl>2",
        "kamerbrief/NOUN/obl>2 van/ADP/case>6 2020/NUM/nmod>4",
    ],
    ids=["vague", "of a paper"],
)
def test_times_that_date_no_event(phrase: str):
    """Vague stretches and dates of papers are left aside."""
    assert times(
        f"Frankrijk/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Mali/PROPN/obj>2 {phrase}"
    ) == {"veroordeelt": None}


def test_the_words_of_a_time_are_kept():
    """A claim shows which words gave its time."""
    (made,) = claims_in(
        "Frankrijk/PROPN/nsubj>2 verliet/VERB.Past/ROOT Takuba/PROPN/obj>2"
        " in/ADP/case>5 mei/PROPN/obl>2 2020/NUM/nmod>5",
        actors=ACTORS,
    )

    assert made.time_span is not None
    assert "mei 2020" in made.time_span.quote


@pytest.mark.parametrize(
    ("label", "wording", "country", "expected"),
    [
        ("a1", "de minister van Buitenlandse Zaken", "nl", ("kabinet-nl",)),
        ("a1", "", "nl", ("kabinet-nl",)),
        ("s1", "", "be", ("org-be-government",)),
        ("q1", "VVD", "nl", ("fractie-vvd",)),
    ],
)
def test_known_speakers(label: str, wording: str, country: str, expected):
    """Ministers speak for the government of their country, parties for themselves."""
    found, new = find_speakers(
        turn(label, speaker=wording), paper_of("d1", country=country), REGISTRY
    )

    assert (found, new) == (expected, ())


def test_a_member_and_his_party_speak():
    """Both the unknown member and the known party are speakers."""
    found, new = find_speakers(
        turn("q1", speaker="het lid De Vries-Jansen (VVD)"), paper_of("d1"), REGISTRY
    )

    assert found[1:] == ("fractie-vvd",)
    assert [(a.kind, a.labels["nl"], a.known) for a in new] == [
        ("Person", "De Vries-Jansen", False)
    ]


def test_the_manifest_names_who_asks_and_answers():
    """Where the text names nobody, what is known of the paper does."""
    paper = paper_of("d1", asked_by="VVD", answered_by="de regering")

    assert find_speakers(turn("q1"), paper, REGISTRY)[0] == ("fractie-vvd",)
    assert find_speakers(turn("a1"), paper, REGISTRY)[0] == ("kabinet-nl",)


def test_a_motion_speaks_for_the_chamber():
    """The movers of a motion speak beside the chamber."""
    paper = paper_of("d1", kind="motion", publisher="Jansen-Vreemd (VVD)")
    found, new = find_speakers(turn("s1"), paper, REGISTRY)

    assert found[0] == "org-tweede-kamer"
    assert "fractie-vvd" in found
    assert len(new) == 1


def test_the_flemish_government_is_not_the_belgian():
    """A paper of the Flemish Parliament is answered by the Flemish government."""
    paper = paper_of("d1", country="be", answered_by="Vlaamse Regering")

    assert find_speakers(turn("a1"), paper, REGISTRY)[0] == ("org-vlaamse-regering",)


def test_a_country_without_known_government_gets_one():
    """A paper of a state whose government is in no registry still has a speaker."""
    found, new = find_speakers(turn("a1"), paper_of("d1", country="zz"), REGISTRY)

    assert found == ("kabinet-zz",)
    assert [(a.identifier, a.kind) for a in new] == [("kabinet-zz", "Government")]


def test_words_of_a_parse_can_be_found():
    """A builder returns the n-th of equal words."""
    doc = analysis("ja/INTJ/ROOT ja/INTJ/dep>1")

    assert token(doc, "ja", n=2).i == 1
