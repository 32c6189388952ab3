"""Which words are taken for events: particles, parts of speech and conditions."""

import pytest

from kg.extract.quotes import in_title
from kg.extract.triggers import find_triggers, is_word, starts_with
from kg.testing import analysis, claims_in, knowledge, token

LEXICON = knowledge().lexicon
PAKTE = "Mali/PROPN/nsubj>2 pakte/VERB.Past/ROOT"
STATES = {"Mali": "state-ml", "Niger": "state-ne", "Duitsland": "state-de"}


def frames(notation: str, word: str) -> list[str]:
    """Return the frames that are tried for a word."""
    doc = analysis(notation)
    return [
        frame.name
        for sentence in doc.sents
        for trigger in find_triggers(sentence, LEXICON, named=lambda _: False)
        if trigger.token.text == word
        for frame in trigger.frames
    ]


@pytest.mark.parametrize(
    "notation",
    [
        f"{PAKTE} Keita/PROPN/obj>2 op/ADP/compound:prt>2",
        f"{PAKTE} Keita/PROPN/obj>2 op/ADP/obl>3 ./PUNCT/punct>2",
        "Mali/PROPN/nsubj>4 wil/AUX.Fin/aux>4 op/ADP/mark>4 pakken/VERB.Inf/ROOT",
        "wie/PRON/nsubj>4 op/ADP/mark>4 te/ADP/mark>4 pakken/VERB.Inf/ROOT",
    ],
)
def test_a_particle_is_found_wherever_it_stands(notation: str):
    """A particle under the verb, before "te" or at the end of the clause."""
    word = "pakte" if "pakte" in notation else "pakken"

    assert "arrest" in frames(notation, word)


@pytest.mark.parametrize(
    "notation",
    [
        "Mali/PROPN/nsubj>2 pakte/VERB.Past/ROOT brood/NOUN/obj>2",
        "Mali/PROPN/nsubj>2 trad/VERB.Past/ROOT in/ADP/case>4 Niger/PROPN/obl>2",
    ],
)
def test_a_separable_verb_needs_its_particle(notation: str):
    """Without its particle, "pakken" is no arrest and "treden" no resignation."""
    verb = analysis(notation)[1].text

    assert frames(notation, verb) == []


def test_joined_forms_need_no_particle():
    """A participle holds its particle."""
    assert "arrest" in frames(
        "Keita/PROPN/nsubj:pass>3 werd/AUX/aux:pass>3 opgepakt/VERB.Part/ROOT",
        "opgepakt",
    )


def test_compounds_are_triggers():
    """The last part of a compound tells what it is."""
    assert frames(
        "de/DET/det>2 parlementsverkiezingen/NOUN/ROOT", "parlementsverkiezingen"
    ) == ["elect"]


def test_names_are_no_triggers():
    """A word that names an actor is no event, unless it is a compound with a hyphen."""
    doc = analysis("Coup/NOUN/ROOT")

    assert not list(find_triggers(doc[:], LEXICON, named=lambda _: True))


@pytest.mark.parametrize("mark", ["./PUNCT", "49/NUM"])
def test_marks_and_figures_are_no_triggers(mark: str):
    """Punctuation and figures are passed over."""
    assert frames(f"{mark}/ROOT", mark.partition("/")[0]) == []


@pytest.mark.parametrize(
    ("object_", "expected"),
    [("macht/NOUN", True), ("staatsmacht/NOUN", True), ("kans/NOUN", False)],
)
def test_an_object_that_a_frame_asks_for(object_: str, expected: bool):  # noqa: FBT001
    """Only who seizes power makes a coup, not who seizes a chance."""
    notation = f"leger/NOUN/nsubj>2 greep/VERB.Past/ROOT de/DET/det>4 {object_}/obj>2"

    assert ("seize-power" in frames(notation, "greep")) is expected


def test_the_object_of_a_passive_counts():
    """The subject of a passive is what a frame asks for as its object."""
    notation = (
        "De/DET/det>2 regering/NOUN/nsubj:pass>4 werd/AUX.Past/aux:pass>4"
        " ontbonden/VERB.Part/ROOT"
    )

    assert "dissolve" in frames(notation, "ontbonden")


def test_a_coordinated_object_counts():
    """One of several coordinated objects is enough."""
    notation = (
        "Mali/PROPN/nsubj>2 ontbond/VERB.Past/ROOT staf/NOUN/obj>2 en/CCONJ/cc>5"
        " parlement/NOUN/conj>3"
    )

    assert "dissolve" in frames(notation, "ontbond")


@pytest.mark.parametrize(
    ("governor", "expected"), [("nam/VERB.Past", True), ("vreesde/VERB.Past", False)]
)
def test_a_governor_that_a_frame_asks_for(governor: str, expected: bool):  # noqa: FBT001
    """Taking "ontslag" is a resignation, fearing it is not."""
    notation = f"Keita/PROPN/nsubj>2 {governor}/ROOT ontslag/NOUN/obj>2"

    assert ("tender-resignation" in frames(notation, "ontslag")) is expected


@pytest.mark.parametrize(
    ("adjective", "expected"), [("militaire", True), ("humanitaire", False)]
)
def test_an_adjective_that_a_frame_asks_for(adjective: str, expected: bool):  # noqa: FBT001
    """A state's operation is one where it is military."""
    notation = f"de/DET/det>3 {adjective}/ADJ/amod>3 operatie/NOUN/ROOT"

    assert ("military-operation-of-state" in frames(notation, "operatie")) is expected


def test_a_word_that_rules_a_frame_out():
    """Who withdraws a bill withdraws no soldiers."""
    troops = (
        "Duitsland/PROPN/nsubj>2 trok/VERB.Past/ROOT {}/NOUN/obj>2"
        " terug/ADP/compound:prt>2"
    )

    assert "withdraw" in frames(troops.format("troepen"), "trok")
    assert "withdraw" not in frames(troops.format("wetsvoorstel"), "trok")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("troepen", "troep", True),
        ("grondtroepen", "troep", True),
        ("militairen", "militair", True),
        ("schepen", "schip", False),
        ("wetten", "wet", True),
        ("mandaten", "mandaat", True),
        ("bewijzen", "bewijs", True),
        ("trap", "troep", False),
    ],
)
def test_words_in_lists_match_plurals_and_compounds(text, word, expected):
    """A word of a list stands for its plural and for compounds that end in it."""
    assert is_word(text, (word,)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("geplande", "gepland", True),
        ("Financiële", "financieel", True),
        ("recente", "recent", True),
        ("recentelijk", "recent", False),
    ],
)
def test_adjectives_match_their_inflected_forms(text, word, expected):
    """An adjective with or without ending, diacritics aside."""
    assert starts_with(text, (word,)) is expected


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("«/PUNCT/punct>2 {}/NOUN/ROOT Mali/PROPN/nmod>2 »/PUNCT/punct>2", True),
        ("“/PUNCT/punct>2 {}/NOUN/ROOT Mali/PROPN/nmod>2 ”/PUNCT/punct>2", True),
        ("De/DET/det>2 {}/NOUN/ROOT Mali/PROPN/nmod>2", False),
        ("«/PUNCT/punct>2 {}/NOUN/ROOT Mali/PROPN/nmod>2", False),
    ],
)
def test_titles(quoted: str, expected: bool):  # noqa: FBT001
    """Words in a closed quotation that opens with a capital are a title."""
    doc = analysis(quoted.format("Coup"))

    assert in_title(token(doc, "Mali")) is expected


def test_a_quotation_inside_a_sentence_is_a_statement():
    """What somebody is quoted to have said opens without a capital."""
    doc = analysis(
        "Mali/PROPN/nsubj>2 noemde/VERB.Past/ROOT het/PRON/obj>2 “/PUNCT/punct>6"
        " een/DET/det>6 coup/NOUN/xcomp>2 ”/PUNCT/punct>6"
    )

    assert not in_title(token(doc, "coup"))


def test_a_coup_in_a_title_gives_no_claim():
    """The title of an article is not a statement of the document."""
    notation = (
        "Bericht/NOUN/ROOT «/PUNCT/punct>3 {}/NOUN/appos>1 in/ADP/case>5"
        " Mali/PROPN/nmod>3 »/PUNCT/punct>3"
    )

    assert claims_in(notation.format("Staatsgreep"), actors=STATES) == []
    assert len(claims_in(notation.format("staatsgreep"), actors=STATES)) == 1
