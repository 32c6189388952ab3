"""Turns: who speaks, when, and in answer to what, in papers that do not exist."""

from bisect import bisect_right
from itertools import pairwise

import pytest
from corpus_builders import ASKED, ISSUED, document, said
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import find_turns
from kg.corpus.patterns import KINDS, read_patterns
from kg.model import TurnKind

EXAMPLES = [
    (opener.kind, example)
    for opener in read_patterns().openers
    for example in opener.examples
]

CONSULTATION = """I Vragen en opmerkingen vanuit de fracties

Algemeen

De leden van de ABC-fractie danken de minister.

De leden van de fractie van de Partij voor de Zee hebben nog vragen.

Inbreng ABC

De leden van de ABC-fractie vragen waarom Tsjaad is gekozen.

1. Antwoord van het kabinet

Tsjaad heeft daarom gevraagd.

In antwoord op de vraag van de leden van de ABC-fractie wordt dit later toegelicht.

Deze leden vragen ook naar de kosten.
 2. Antwoord van het kabinet

Zie het antwoord op vraag 1.

Wanneer eindigt de missie?

3. Antwoord van de minister

In mei, zoals onder vragen 1 en 2 toegelicht.

De leden van de ABC-fractie zien de brief tegemoet.

Inbreng Partij voor de Zee

Verder willen deze leden weten wie er meedoet.

4. Antwoord van het kabinet

Niemand.

III Volledige agenda

- Brief van 3 mei (2018Z12345).
"""


def turns_of(text, kind="answer-to-questions", **known):
    """Return the turns of a text by their labels."""
    return {turn.label: turn for turn in find_turns(document(text, kind, **known))}


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_examples_in_the_lexicon(kind, example):
    """Every opener fits its own examples."""
    openers = [o for o in read_patterns().openers if o.kind == kind]

    assert any(example in o.examples and o.pattern.match(example) for o in openers)


def test_each_kind_of_opener_is_used():
    """No kind that the code knows is without a pattern and an example."""
    assert {kind for kind, _ in EXAMPLES} == KINDS


def test_questions_and_answers():
    """Lines of their own open questions and answers, by number or in order."""
    turns = turns_of(
        "Vragen van het lid De Boer (ABC) aan de Minister van Oorlog over\n"
        "Tsjaad (ingezonden 3 mei 2018).\n\n"
        "Antwoord van Minister Smit (Oorlog) (ontvangen 20 mei 2018).\n\n"
        "Vraag 1\nKlopt dit?\n\nAntwoord 1\nJa.\n\nVraag 2\nEn nu?\n\n"
        "Vraag 3\nEn dan?\n\nAntwoord op de vragen 2 en 3\nNiets.\n"
    )

    assert list(turns) == ["s1", "s2", "q1", "a1", "q2", "q3", "a2"]
    assert turns["a1"].answers == ("q1",)
    assert turns["a2"].answers == ("q2", "q3")
    assert turns["q2"].heading.quote == "Vraag 2"
    assert said(turns["q2"]) == "En nu?"
    assert turns["q1"].uttered_on == turns["s1"].uttered_on == ASKED
    assert turns["a1"].uttered_on == turns["s2"].uttered_on == ISSUED
    assert turns["q1"].speaker == turns["s1"].speaker == "De Boer (ABC)"
    assert turns["a1"].speaker == turns["s2"].speaker == "Minister Smit (Oorlog)"


def test_an_answer_without_number_answers_what_is_open():
    """All questions since the last answer are answered."""
    turns = turns_of("Vraag 1\nA?\n\nVraag 2\nB?\n\nAntwoord\nJa.\n\nVraag 3\nC?\n")

    assert turns["a1"].answers == ("q1", "q2")


def test_the_manifest_knows_who_asks_and_answers():
    """Names of the manifest are used where the text names nobody."""
    turns = turns_of(
        "Vraag 1: A?\nAntwoord: Ja.\n", asked_by="Bos (ABC)", answered_by="de minister"
    )

    assert turns["q1"].speaker == "Bos (ABC)"
    assert turns["a1"].speaker == "de minister"
    assert (said(turns["q1"]), said(turns["a1"])) == ("A?", "Ja.")


def test_without_a_day_of_asking_questions_have_the_day_of_issue():
    """A question is never without a date."""
    assert turns_of("Vraag 1\nA?\n", asked=None)["q1"].uttered_on == ISSUED


def test_numbered_questions():
    """A number before a question opens it, alone on its line or not."""
    turns = turns_of(
        "Inleiding\n\n1. Kunt u dit bevestigen?\n2. Deelt u de mening dat de missie\n"
        "te lang duurt? Zo nee, waarom niet?\n\n3\nWat is uw oordeel?\n\n"
        "1. Ontwikkelingen\n\nDe missie duurt voort.\n"
    )

    assert [label for label in turns if label[0] == "q"] == ["q1", "q2", "q3"]
    assert said(turns["q3"]).startswith("Wat is uw oordeel?")


def test_belgian_written_question():
    """A Belgian question and its answer keep their own lists and speakers."""
    turns = turns_of(
        "Schriftelijke vraag nr. 55-1-17 van mevrouw Els Peeters (XYZ) van 3 mei 2018\n"
        "(N.) aan de minister van Landsverdediging\n\n"
        "België neemt deel aan de missie in Tsjaad.\n\n"
        "1. Hoeveel militairen nemen deel?\n2. Wat kost dit?\n\n"
        "Antwoord van de vice-eersteminister en minister van Landsverdediging van "
        "20 mei 2018, op de vraag nr. 17 van mevrouw Peeters\n\n"
        "1. Er nemen 24 militairen deel.\n2. Zie DOC 54 1234/001.\n"
    )

    assert list(turns) == ["q17", "a17"]
    assert turns["q17"].speaker == "Els Peeters (XYZ)"
    assert turns["a17"].speaker == (
        "de vice-eersteminister en minister van Landsverdediging"
    )
    assert turns["a17"].answers == ("q17",)
    assert [r.target for r in turns["a17"].references] == ["doc-54-1234-001"]


def test_belgian_oral_questions():
    """Each question names who asks, each answer who answers."""
    turns = turns_of(
        'Vraag van de heer Jan Claes (XYZ) aan de minister van Oorlog over "Niger"\n\n'
        "Wat is het standpunt?\n\nAntwoord van de vice-eersteminister\n\nGeen.\n\n"
        "Vraag van mevrouw An De Smet aan de minister van Oorlog over de missie\n"
        "Is zij begonnen?\n\nAntwoord van de minister\nJa.\n"
    )

    assert [turn.speaker for turn in turns.values()] == [
        "Jan Claes (XYZ)",
        "de vice-eersteminister",
        "An De Smet",
        "de minister",
    ]
    assert said(turns["q2"]) == "Is zij begonnen?"
    assert turns["a2"].answers == ("q2",)


def test_written_consultation():
    """What a faction says before an answer is the question."""
    turns = turns_of(CONSULTATION, "written-consultation")

    questions = {
        label: turn.speaker for label, turn in turns.items() if label[0] == "q"
    }
    assert questions == {
        "q1": "ABC",
        "q2": "ABC",
        "q3": "ABC",
        "q4": "Partij voor de Zee",
    }
    assert turns["q1"].heading.quote == "Inbreng ABC"
    assert turns["q2"].heading is None
    assert said(turns["q2"]) == "Deze leden vragen ook naar de kosten."
    assert said(turns["q3"]) == "Wanneer eindigt de missie?"
    assert said(turns["a1"]).count("|") == 1
    assert turns["a1"].speaker == "het kabinet"
    assert turns["a3"].speaker == "de minister"
    assert turns["a4"].answers == ("q4",)


def test_what_factions_say_without_an_answer():
    """General remarks and unanswered ones are sections said by the faction."""
    turns = turns_of(CONSULTATION, "written-consultation")

    sections = [(t.speaker, t.uttered_on) for t in turns.values() if t.label[0] == "s"]
    assert sections == [
        ("ABC", ASKED),
        ("Partij voor de Zee", ASKED),
        ("ABC", ASKED),
        ("", ISSUED),
    ]


def test_a_consultation_that_is_answered_at_the_end():
    """The reply repeats what the factions said, in the voice of who replies."""
    turns = turns_of(
        "I Vragen en opmerkingen vanuit de fracties\n\n"
        "Vragen en opmerkingen van de leden van de ABC-fractie\n\n"
        "De leden van de ABC-fractie vragen naar Tsjaad.\n\n"
        "II Reactie van de minister\n\n"
        "Vragen en opmerkingen van de leden van de ABC-fractie\n\n"
        "De leden van de ABC-fractie vragen naar Tsjaad. De missie eindigt in mei.\n",
        "written-consultation",
        answered_by="de minister",
    )

    assert [(t.kind, t.speaker) for t in turns.values()] == [
        (TurnKind.SECTION, "ABC"),
        (TurnKind.ANSWER, "de minister"),
    ]


def test_a_letter_may_speak_of_factions():
    """In a letter "de leden van ..." are spoken of, they do not speak."""
    turns = turns_of(
        "De leden van de ABC-fractie vragen naar Tsjaad. De missie eindigt.\n\n"
        "De leden van de XYZ-fractie vragen naar Niger.\n",
        "letter",
    )

    assert [turn.speaker for turn in turns.values()] == [""]


def test_answers_that_point_to_other_answers():
    """References are resolved both ways, but not into other papers."""
    turns = turns_of(
        "Vraag 1\nA?\nAntwoord\nZie de beantwoording van vraag 3.\n\n"
        "Vraag 2\nB?\nAntwoord\nZie het antwoord op vraag 1 van het lid Bos. "
        "Zie ook de antwoorden op vragen 1 en 2.\n\n"
        "Vraag 3\nC?\nAntwoord\nZie antwoord op vraag 1 t/m 2, en vraag 9.\n"
    )

    assert turns["a1"].refers_to == ("a3",)
    assert turns["a2"].refers_to == ("a1",)
    assert turns["a3"].refers_to == ("a1", "a2")


def test_letter_with_headings_and_signatures():
    """Each heading opens a section; signatures are one of their own."""
    turns = turns_of(
        "Geachte voorzitter,\n\nHierbij informeer ik u over Tsjaad.\n\n"
        "1. Inleiding\n\nDe missie is begonnen.\n\nGevolgen voor de inzet\n\n"
        "Er zijn er geen.\n\nHoogachtend,\n\nDe Minister van Oorlog, \nA.B. de Boer\n\n"
        "De Staatssecretaris van Zee,\ndrs. C. Smit-Bos\n",
        "letter",
    )

    assert [t.heading.quote if t.heading else None for t in turns.values()] == [
        None,
        "1. Inleiding",
        "Gevolgen voor de inzet",
        None,
    ]
    assert said(turns["s4"]) == (
        "De Minister van Oorlog, A.B. de Boer | "
        "De Staatssecretaris van Zee, drs. C. Smit-Bos"
    )


def test_motion():
    """A motion is said by who moves it; its clauses are paragraphs."""
    (motion,) = turns_of(
        "Motie van het lid De Boer c.s. over de missie\n\nVoorgesteld 3 mei 2018\n\n"
        "De Kamer,\n\ngehoord de beraadslaging,\n\n"
        "constaterende dat Frankrijk troepen heeft\nteruggetrokken;\n\n"
        "verzoekt de regering dit te melden,\n\n"
        "en gaat over tot de orde van de dag.\n",
        "motion",
    ).values()

    assert motion.kind is TurnKind.SECTION
    assert motion.speaker == "De Boer"
    assert "constaterende dat Frankrijk troepen heeft teruggetrokken;" in [
        paragraph.text for paragraph in motion.paragraphs
    ]


def test_motion_in_capitals():
    """A name in capitals is given as it is written elsewhere."""
    (motion,) = turns_of(
        "Nr. 214\nMOTIE VAN DE LEDEN DE BOER EN SMIT\nDe Kamer,\n"
        "gehoord de beraadslaging,\nverzoekt de regering dit te melden.\n",
        "motion",
    ).values()

    assert motion.speaker == "De Boer en Smit"
    assert said(motion).startswith("De Kamer, | gehoord")


def test_a_belgian_question_that_is_spoken():
    """Under the heading of a question its speaker is named once more."""
    turns = turns_of(
        "Vraag van mevrouw Els Peeters aan de minister van Oorlog over\nBurundi\n\n"
        "Mevrouw Els Peeters (XYZ):\n\nIs de missie begonnen?\n\n"
        "Antwoord van de minister van 3 mei 2018:\n\nJa.\n"
    )

    assert list(turns) == ["q1", "a1"]
    assert turns["q1"].speaker == "Mevrouw Els Peeters (XYZ)"
    assert turns["a1"].speaker == "de minister"
    assert turns["a1"].answers == ("q1",)


def test_questions_and_answers_under_the_reply():
    """Where the reply repeats the questions, its answers are told apart as well."""
    turns = turns_of(
        "II Antwoord / Reactie van het kabinet op de vragen\n\nInbreng ABC\n\n"
        "De leden van de ABC-fractie vragen naar Niger.\n\n"
        "1. Antwoord van het kabinet\n\nDe missie eindigt.\n",
        "written-consultation",
    )

    assert {label: turn.speaker for label, turn in turns.items()} == {
        "q1": "ABC",
        "a1": "het kabinet",
    }


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Antwoord van de Minister van Oorlog (ontvangen 3 mei\n2018).", "de Minister"),
        (
            "Antwoord van Minister Smit (Zee), ontvangen 3 mei 2018.",
            "Minister Smit (Zee)",
        ),
    ],
)
def test_the_line_above_the_answers(line, speaker):
    """It is a section, in brackets or not, on one line or two."""
    turns = turns_of(f"{line}\n\nVraag 1\nKlopt dit?\n\nAntwoord 1\nJa.\n")

    assert list(turns) == ["s1", "q1", "a1"]
    assert turns["a1"].speaker.startswith(speaker)


def test_debate():
    """In a report of a debate a name and a colon open a section."""
    turns = turns_of(
        "De voorzitter:\nAan de orde is Tsjaad.\n\nDe heer Bos (ABC):\nVoorzitter. "
        "De heer Li zei: ja.\n\nMinister De Boer: Dank u.\n\n"
        "01.02 Jan Claes (XYZ): Ja.\n",
        "debate",
    )

    assert [turn.speaker for turn in turns.values()] == [
        "De voorzitter",
        "De heer Bos (ABC)",
        "Minister De Boer",
        "Jan Claes (XYZ)",
    ]


def test_repeated_numbers_get_labels_of_their_own():
    """Labels are unique; an answer belongs to the last question of its number."""
    turns = turns_of("Vraag 1\nA?\nAntwoord 1\nB.\n\nVraag 1\nC?\nAntwoord 1\nD.\n")

    assert list(turns) == ["q1", "a1", "q1-2", "a1-2"]
    assert turns["a1-2"].answers == ("q1-2",)


def test_a_word_in_running_text_opens_nothing():
    """Inside a sentence "vraag" and "antwoord" are words."""
    turns = turns_of(
        "Vraag 1\nHet antwoord op uw eerdere\nvraag 2 was ons inziens onvolledig. Een\n"
        "Antwoord op zo'n brief is gewoon, zei de minister. Klopt dat?\n"
    )

    assert list(turns) == ["q1"]


LINES = st.sampled_from(
    [
        "Vraag 1",
        "Antwoord",
        "2. Antwoord van het kabinet",
        "Inbreng ABC",
        "II Reactie van de minister",
        "Algemeen",
        "De leden van de ABC-fractie vragen iets.",
        "De minister heeft gesproken over",
        "Tsjaad.",
        "",
        " Een nieuwe pagina.",
        "1 https://example.org",
        "12",
        "De Minister van Oorlog,",
        "A.B. de Boer",
        "De heer Bos (ABC): Ja.",
        "1. Kunt u dit bevestigen?",
        "verzoekt de regering 😀",
    ]
)


@given(
    st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans()
)
def test_turns_are_in_order_and_hold_their_paragraphs(lines, newline, consults):
    """Turns never overlap, labels are unique, and paragraphs lie inside."""
    kind = "written-consultation" if consults else "letter"
    turns = find_turns(document(newline.join(lines), kind))

    assert len({turn.label for turn in turns}) == len(turns)
    assert all(t.end <= u.begin for t, u in pairwise(turns))
    for turn in turns:
        for paragraph in turn.paragraphs:
            assert turn.begin <= paragraph.offsets[0] < turn.end
            assert paragraph.offsets[-1] < turn.end


@given(st.lists(LINES, max_size=25))
def test_no_sentence_is_lost(lines):
    """Every line that ends in a full stop stands in a turn."""
    text = "\n\n".join(lines)
    turns = find_turns(document(text))
    begins = [turn.begin for turn in turns]
    offset = 0
    for line in lines:
        if line.endswith((".", "?")):
            turn = turns[bisect_right(begins, offset + len(line) - 1) - 1]
            assert line.split()[-1] in said(turn)
        offset += len(line) + 2
