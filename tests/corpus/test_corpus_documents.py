"""The five papers of the corpus."""

import re
from pathlib import Path

import pytest
from corpus_builders import said

from kg.corpus import find_turns, read_corpus
from kg.corpus.formats import limits
from kg.model import TurnKind

CORPUS = Path(__file__).parents[2] / "corpus"
READING = read_corpus(CORPUS)
TURNS = {
    document.identifier: {turn.label: turn for turn in find_turns(document)}
    for document in READING.documents
}


def count(identifier: str, kind: TurnKind) -> int:
    """Return the number of turns of a kind."""
    return sum(turn.kind is kind for turn in TURNS[identifier].values())


def test_all_five_are_read():
    """Nothing in the folder is rejected."""
    assert READING.rejected == ()
    assert len(READING.documents) == 5


@pytest.mark.parametrize(
    ("identifier", "questions", "answers"),
    [
        ("2021D27968", 8, 7),
        ("kst-29521-457", 63, 63),
        ("popken-2019-09-17", 4, 4),
        ("kst-35570-V-9", 0, 0),
        ("defensie-2022-02-07", 0, 0),
    ],
)
def test_number_of_questions_and_answers(identifier, questions, answers):
    """Every question and every answer is found."""
    assert count(identifier, TurnKind.QUESTION) == questions
    assert count(identifier, TurnKind.ANSWER) == answers


def test_every_question_of_the_consultation_is_answered_by_its_number():
    """Answer n answers question n."""
    turns = TURNS["kst-29521-457"]

    assert all(turns[f"a{n}"].answers == (f"q{n}",) for n in range(1, 64))


@pytest.mark.parametrize(
    ("label", "speaker"),
    [("q4", "VVD"), ("q13", "D66"), ("q20", "PVV"), ("q25", "CDA"), ("s6", "PVV")],
)
def test_factions_of_the_consultation(label, speaker):
    """The heading above or the text itself names the faction."""
    assert TURNS["kst-29521-457"][label].speaker == speaker


@pytest.mark.parametrize(
    ("label", "targets"),
    [
        ("a12", ("a11",)),
        ("a26", ("a20",)),
        ("a27", ("a7",)),
        ("a39", ("a4", "a2", "a19")),
        ("a40", ("a12", "a39")),
        ("a51", ("a8", "a44")),
        ("a61", ("a44",)),
    ],
)
def test_references_between_answers(label, targets):
    """An answer that says "Zie het antwoord op vraag 7" leads there."""
    assert TURNS["kst-29521-457"][label].refers_to == targets


def test_citations():
    """All papers that the five cite are found, and no other."""
    found = {
        identifier: [r.target for turn in turns.values() for r in turn.references]
        for identifier, turns in TURNS.items()
    }

    assert found == {
        "2021D27968": [
            "law-unsc-2584",
            "kst-29521-417",
            "kst-29521-368",
            "kst-29521-417",
        ],
        "defensie-2022-02-07": [],
        "kst-29521-457": [
            "kst-29521-446",
            "kst-29237-178",
            "2022Z23276",
            "2022Z23276",
            "2022Z24814",
            "2022Z18320",
            "kst-29521-451",
            "2022Z23276",
        ],
        "kst-35570-V-9": ["kst-29521-363", "kst-29521-409", "kst-29521-405"],
        "popken-2019-09-17": ["kst-29521-363", "kst-29521-368", "kst-29521-381"],
    }


@pytest.mark.parametrize(
    ("identifier", "label", "words"),
    [
        ("popken-2019-09-17", "q1", "legermaterieel aangevallen in Mali»?"),
        ("popken-2019-09-17", "a2", "MINUSMA beter zijn gepositioneerd om de Malinese"),
        ("popken-2019-09-17", "a3", "Defensiepersoneel voert"),
        ("2021D27968", "q1", "Franse troepen terug te trekken?"),
        ("2021D27968", "q7", "voor de VN-missie MINUSMA als geheel"),
        ("2021D27968", "a5", "militaire inzet in de Sahelregio. De minister"),
        ("kst-35570-V-9", "s3", "De Secretaris-Generaal van de Verenigde Naties"),
        ("kst-35570-V-9", "s4", "de advies- en trainingsactiviteiten"),
        ("kst-35570-V-9", "s4", "(Noord- en Centraal-Mali)"),
        ("kst-35570-V-9", "s5", "voedselzekerheid, water"),
        ("kst-29521-457", "q18", "Hoe komen deze terreurgroepen aan hun wapens"),
        ("kst-29521-457", "a16", "naar de OS-resultatenrapportages."),
        ("kst-29521-457", "a25", "toeleverancier van de EU."),
        ("kst-29521-457", "a25", "economische diplomatie, onder andere door"),
        ("kst-29521-457", "a14", "de Amerikaans-geleide internationale oefening"),
        ("kst-29521-457", "q35", "het militair belangrijke Groot-Brittannië zich"),
        ("kst-29521-457", "a54", "(zoals wapen-, drugs- en mensensmokkel/handel)"),
    ],
)
def test_running_text(identifier, label, words):
    """Sentences are whole across lines, pages and footnotes."""
    assert words in said(TURNS[identifier][label])


def test_all_that_is_not_in_a_turn_is_a_heading():
    """Between turns stand headings and page numbers, nothing else."""
    left = []
    for document in READING.documents:
        end = 0
        for turn in TURNS[document.identifier].values():
            left.extend(document.text[end : turn.begin].split("\n"))
            end = turn.end
        left.extend(document.text[end:].split("\n"))

    assert {line.strip() for line in left} == {
        "",
        "30",
        "3. Gevolgen van de staatsgreep voor de Nederlandse inzet",
        "I Vragen en opmerkingen vanuit de fracties",
        "II Antwoord/reactie van de bewindspersoon",
        "Missies en Operaties",
        "Politieke situatie en veiligheidsontwikkelingen in de Sahel en West-Afrika",
    }


def test_the_document_of_formats_keeps_its_word():
    """Its example is true, and so are the limits that it tells."""
    told = (CORPUS.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    begin, end, quote = re.findall(r"\.text\[(\d+):(\d+)\]  # '(.*)'", told)[0]
    (letter,) = [d for d in READING.documents if d.identifier == "kst-35570-V-9"]

    assert letter.text[int(begin) : int(end)] == quote
    for limit in (
        f"up to {limits.FILE_BYTES // limits.MILLION} MB",
        f"up to {limits.TEXT_CHARACTERS // limits.MILLION} million characters",
        f"at most {limits.UNPACKED_BYTES // limits.MILLION} MB",
        f"{limits.ZIP_MEMBERS:,} parts",
        f"{limits.PDF_PAGES:,} pages",
        f"{limits.PDF_MEMORY // limits.MILLION // 1000} GB of memory",
    ):
        assert limit in told, limit
