"""Who does what to whom, in hand-made parses."""

import pytest

from kg.extract.syntax import (
    antecedent,
    conjuncts,
    deep_objects,
    deep_subjects,
    is_attributive,
    is_definite,
    is_motion,
    is_participle,
    is_passive,
    path_up,
    phrases,
    preposition,
)
from kg.testing import analysis, token

ACTIVE = (
    "Mali/PROPN/nsubj>3 heeft/AUX.Fin/aux>3 veroordeeld/VERB.Part/ROOT"
    " Niger/PROPN/obj>3"
)
PASSIVE = (
    "Niger/PROPN/nsubj:pass>5 wordt/AUX.Fin/aux:pass>5 door/ADP/case>4"
    " Mali/PROPN/obl:agent>5 veroordeeld/VERB.Part/ROOT"
)
PERFECT = "Keita/PROPN/nsubj>3 is/AUX.Fin/aux>3 opgepakt/VERB.Part/ROOT"
GONE = "Keita/PROPN/nsubj>3 is/AUX.Fin/aux>3 vertrokken/VERB.Part/ROOT"
PARTICIPLE = (
    "de/DET/det>3 opgepakte/VERB.Part/amod>3 leiders/NOUN.Plur/nsubj>4"
    " zwijgen/VERB.Fin/ROOT"
)
RELATIVE = (
    "de/DET/det>2 groep/NOUN/ROOT die/PRON/nsubj>6 het/DET/det>5 dorp/NOUN/obj>6"
    " aanviel/VERB.Past/acl:relcl>2"
)
SUBJECT_CONTROL = (
    "Duitsland/PROPN/nsubj>2 besloot/VERB.Past/ROOT te/ADP/mark>4"
    " vertrekken/VERB.Inf/xcomp>2"
)
OBJECT_CONTROL = (
    "Frankrijk/PROPN/nsubj>2 verzocht/VERB.Past/ROOT Mali/PROPN/obj>2 te/ADP/mark>5"
    " stoppen/VERB.Inf/xcomp>2"
)
MOTION = (
    "verzoekt/VERB.Fin/ROOT de/DET/det>3 regering/NOUN/nsubj>1 ,/PUNCT/punct>7"
    " sancties/NOUN.Plur/obj>7 te/ADP/mark>7 steunen/VERB.Inf/xcomp>1"
)
COORDINATED = (
    "Mali/PROPN/nsubj>2 arresteert/VERB.Fin/ROOT en/CCONJ/cc>4 verhoort/VERB.Fin/conj>2"
    " Keita/PROPN/obj>4"
)


@pytest.mark.parametrize(
    ("notation", "verb", "subjects", "objects"),
    [
        (ACTIVE, "veroordeeld", ["Mali"], ["Niger"]),
        (PASSIVE, "veroordeeld", ["Mali"], ["Niger"]),
        (PERFECT, "opgepakt", [], ["Keita"]),
        (GONE, "vertrokken", ["Keita"], []),
        (PARTICIPLE, "opgepakte", [], ["leiders"]),
        (RELATIVE, "aanviel", ["die"], ["dorp"]),
        (SUBJECT_CONTROL, "vertrekken", ["Duitsland"], []),
        (OBJECT_CONTROL, "stoppen", ["Mali"], []),
        (MOTION, "verzoekt", [], ["regering"]),
        (MOTION, "steunen", ["regering"], ["sancties"]),
        (COORDINATED, "verhoort", ["Mali"], ["Keita"]),
    ],
    ids=lambda v: v if isinstance(v, str) and " " not in v else None,
)
def test_deep_functions(notation, verb, subjects, objects):
    """Who acts and whom it befalls, in every voice and kind of clause."""
    found = token(analysis(notation), verb)

    assert [t.text for t in deep_subjects(found)] == subjects
    assert [t.text for t in deep_objects(found)] == objects


@pytest.mark.parametrize(
    ("notation", "verb", "expected"),
    [
        (ACTIVE, "veroordeeld", False),
        (PASSIVE, "veroordeeld", True),
        (PERFECT, "opgepakt", True),
        (GONE, "vertrokken", False),
        (PARTICIPLE, "opgepakte", True),
        (SUBJECT_CONTROL, "vertrekken", False),
    ],
)
def test_voice(notation: str, verb: str, expected: bool):  # noqa: FBT001
    """A participle with "zijn" is a passive, but not of "vertrekken"."""
    assert is_passive(token(analysis(notation), verb)) is expected


def test_a_perfect_with_an_object_is_no_passive():
    """An object beside the participle tells that "zijn" is an auxiliary of time."""
    doc = analysis(
        "Mali/PROPN/nsubj>3 is/AUX.Fin/aux>3 begonnen/VERB.Part/ROOT overleg/NOUN/obj>3"
    )

    assert not is_passive(token(doc, "begonnen"))


def test_a_second_participle_shares_the_passive():
    """In "werd opgepakt en vrijgelaten" both are passive, with one subject."""
    doc = analysis(
        "Keita/PROPN/nsubj:pass>3 werd/AUX.Past/aux:pass>3 opgepakt/VERB.Part/ROOT"
        " en/CCONJ/cc>5 vrijgelaten/VERB.Part/conj>3"
    )

    assert [t.text for t in deep_objects(token(doc, "vrijgelaten"))] == ["Keita"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("opgepakt/VERB.Part", True),
        ("opgepakte/ADJ/amod>1/WW|vd|prenom", True),
        ("gewonde/ADJ", False),
        ("vertrekkende/VERB.Part", False),
        ("vertrekt/VERB.Fin", False),
    ],
)
def test_participles(word: str, expected: bool):  # noqa: FBT001
    """A past participle by morphology or tag; a present participle is none."""
    parts = word.split("/")
    notation = "/".join(
        [*parts[:2], "ROOT" if len(parts) < 4 else "amod>1", *parts[3:]]
    )

    assert is_participle(analysis(notation)[0]) is expected


def test_a_present_participle_acts_itself():
    """In "vertrekkende troepen" the troops leave."""
    doc = analysis(
        "vertrekkende/VERB/acl>2 troepen/NOUN.Plur/nsubj>3 zwijgen/VERB.Fin/ROOT"
    )

    assert [t.text for t in deep_subjects(doc[0])] == ["troepen"]


def test_a_participle_with_its_own_subject_is_not_attributive():
    """A clause with a subject is a clause, wherever it hangs."""
    doc = analysis("dorp/NOUN/ROOT Mali/PROPN/nsubj>3 veroverd/VERB.Part/acl>1")

    assert not is_attributive(doc[2])


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (MOTION, True),
        (MOTION.replace("verzoekt/", "Verzoekt/"), False),
        ("De/DET/det>2 Kamer/PROPN/nsubj>3 verzoekt/VERB.Fin/ROOT", False),
        ("constaterende/VERB.Part/ROOT dat/SCONJ/mark>1", False),
    ],
)
def test_motions(notation: str, expected: bool):  # noqa: FBT001
    """A finite verb without capital opens a clause of a motion."""
    verb = next(t for t in analysis(notation) if t.pos_ == "VERB")

    assert is_motion(verb) is expected


def test_an_infinitive_under_a_noun_takes_its_owner():
    """In "het besluit van Mali om te vertrekken" Mali leaves."""
    doc = analysis(
        "het/DET/det>2 besluit/NOUN/ROOT van/ADP/case>4 Mali/PROPN/nmod>2"
        " om/ADP/mark>7 te/ADP/mark>7 vertrekken/VERB.Inf/acl>2"
    )

    assert [t.text for t in deep_subjects(token(doc, "vertrekken"))] == ["Mali"]


def test_who_is_spoken_of_is_not_the_subject_of_a_finite_clause():
    """A "dat" clause without a subject does not take that of the clause above."""
    doc = analysis(
        "Mali/PROPN/nsubj>2 meldt/VERB.Fin/ROOT dat/SCONJ/mark>4 valt/VERB.Fin/ccomp>2"
    )

    assert deep_subjects(token(doc, "valt")) == []


def test_relative_pronouns_stand_for_their_noun():
    """The antecedent is the noun above the clause, also from deep inside it."""
    doc = analysis(
        "missie/NOUN/ROOT waaraan/ADV/obl>4 Mali/PROPN/nsubj>4"
        " deelneemt/VERB.Fin/acl:relcl>1"
    )

    assert antecedent(token(doc, "waaraan")).text == "missie"
    assert antecedent(token(doc, "Mali")) is None


@pytest.mark.parametrize(
    ("notation", "word", "expected"),
    [
        ("uit/ADP/case>2 Mali/PROPN/ROOT", "uit", ["Mali"]),
        ("in/ADP/case>3 reactie/NOUN/fixed>1 coup/NOUN/ROOT", "in reactie", ["coup"]),
        ("Mali/PROPN/ROOT", "uit", []),
    ],
)
def test_prepositions(notation: str, word: str, expected: list[str]):
    """The preposition of a phrase, words of a longer one joined."""
    doc = analysis(notation)
    found = [t.text for t in doc if preposition(t) == word]

    assert found == expected


def test_phrases_include_pronominal_adverbs():
    """Both "aan de missie" and "daaraan" are phrases with "aan"."""
    doc = analysis(
        "Mali/PROPN/nsubj>2 draagt/VERB.Fin/ROOT daaraan/ADV/advmod>2 aan/ADP/case>6"
        " de/DET/det>6 missie/NOUN/obl>2"
    )

    assert [t.text for t in phrases(doc[1], "aan")] == ["daaraan", "missie"]


def test_conjuncts_in_order():
    """All that is coordinated, nested or flat."""
    doc = analysis(
        "Mali/PROPN/ROOT ,/PUNCT/punct>3 Niger/PROPN/conj>1 en/CCONJ/cc>5"
        " Tsjaad/PROPN/conj>3"
    )

    assert [t.text for t in conjuncts(doc[0])] == ["Mali", "Niger", "Tsjaad"]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("de/DET/det>2 missie/NOUN/ROOT", True),
        ("deze/DET/det>2 missie/NOUN/ROOT", True),
        ("een/DET/det>2 missie/NOUN/ROOT", False),
        ("missies/NOUN/ROOT", False),
    ],
)
def test_definite(notation: str, expected: bool):  # noqa: FBT001
    """A definite determiner before the noun."""
    assert is_definite(analysis(notation)[-1]) is expected


def test_the_way_up_ends_at_the_root():
    """A path holds the token, its governors and the root."""
    doc = analysis(SUBJECT_CONTROL)

    assert [t.text for t in path_up(doc[2])] == ["te", "vertrekken", "besloot"]
