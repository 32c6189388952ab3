"""Who is in mind: the actors that a turn named before a word."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.testing import analysis, readers, token

ACTORS = {
    "Mali": "state-ml",
    "Niger": "state-ne",
    "Frankrijk": "state-fr",
    "MINUSMA": "mission-minusma",
    "Leger": "org-ml-army",
}
LAND = "het/DET/det>2 land/NOUN/ROOT"


def made_of(*paragraphs: str):
    """Return readers of paragraphs that only name actors, given by their names."""
    notations = (
        " ".join(f"{n}/PROPN/ROOT" for n in p.split()) if p else "niets/PRON/ROOT"
        for p in paragraphs
    )
    return readers(*map(analysis, notations), analysis(LAND), actors=ACTORS)


def latest(*paragraphs: str, kinds: tuple[str, ...] = ("State",), **options: bool):
    """Return who "het land" in a last paragraph takes up."""
    reader = made_of(*paragraphs)[-1]
    noun = token(reader.passage.analysis, "land")
    return [r.actor for r in reader.take_up(noun, kinds, **options)]


@pytest.mark.parametrize(
    ("paragraphs", "actor"),
    [
        (("Mali Niger Mali",), ["state-ml"]),  # named most
        (("Mali Niger", "Frankrijk"), ["state-fr"]),  # the nearest of equals
        (("Mali Leger", "Niger"), ["state-ml"]),  # who belongs to it counts
        (("MINUSMA",), []),
    ],
)
def test_the_state_in_mind(paragraphs, actor):
    """The state named most is meant, and of equals the nearest."""
    assert latest(*paragraphs) == actor


def test_what_is_named_in_another_paragraph():
    """A search within the paragraph sees nothing before it."""
    assert latest("Mali Niger", in_paragraph=True) == []


@given(st.lists(st.lists(st.sampled_from(sorted(ACTORS)), max_size=6), max_size=5))
def test_looking_back_name_by_name_finds_the_same(paragraphs):
    """The nearest of those named most is who a walk back over all names finds."""
    made = made_of(*(" ".join(names) for names in paragraphs))
    last, discourse = made[-1], made[0].discourse
    noun = token(last.passage.analysis, "land")

    def fits(actor: str) -> bool:
        return last.is_a(actor, ("State",))

    counts = Counter(
        found
        for _, actor in discourse.before(last.number, noun)
        for found in [next(filter(fits, discourse.standing_for(actor)), None)]
        if found is not None
    )
    nearest = max(counts, key=lambda a: (counts[a], discourse.totals[a]), default=None)

    assert discourse.latest(last.number, noun, fits) == nearest


@pytest.mark.parametrize("words", [("land", "missie"), ("missie", "land")])
def test_a_noun_of_two_words_means_the_same_in_any_order(words, monkeypatch):
    """A form may belong to two words; which is tried first is certain."""
    reader = made_of("Mali MINUSMA")[-1]
    noun = token(reader.passage.analysis, "land")
    monkeypatch.setattr(type(reader), "words", lambda *_: dict.fromkeys(words).keys())

    assert [r.actor for r in reader.anaphor(noun)] == ["state-ml"]
