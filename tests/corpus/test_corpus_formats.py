"""The formats in which papers are published: text, turns, metadata."""

import io
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from corpus_builders import document, said

from kg.corpus import find_turns
from kg.corpus.formats import ENDINGS, extract, is_paper
from kg.corpus.formats.writing import tidy
from kg.corpus.heads import kind_of, read_head
from kg.corpus.known import Known
from kg.corpus.metadata import Metadata, read_metadata, read_table
from kg.corpus.patterns import FILE
from kg.corpus.rejecting import UnusableError
from kg.model import DateBasis, TurnKind
from kg.resources import folder

SAMPLES = Path(__file__).parent / "samples"
READABLE = sorted(
    path.name
    for path in SAMPLES.iterdir()
    if is_paper(path.name) and path.name not in {"scan.pdf", "gesloten.pdf"}
)


def sample(name):
    """Return what is read from a sample."""
    return extract(name, (SAMPLES / name).read_bytes())


def turns_of(text, **known):
    """Return label, kind, speaker, words and questions of the turns of a text."""
    turns = find_turns(document(text, **known))
    return [(t.label, t.kind, t.speaker, said(t), t.answers) for t in turns]


def rejection(name, content):
    """Return why a file is not read."""
    with pytest.raises(UnusableError) as caught:
        extract(name, content)
    return str(caught.value)


def test_a_letter_in_xml():
    """A paper reads as in print: headings, items, notes and who signed."""
    found = sample("kst-99001-4.xml")

    assert found.text.split("\n\n") == [
        "99 001 Situatie in Bolivia",
        "Nr. 4",
        "BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 12 mei 2023",
        "1. Recente ontwikkelingen",
        (
            "Op 3 mei 2023 veroordeelde de Europese Unie de staatsgreep in Bolivia.¹ De"
            " onrust duurt voort."
        ),
        "1 Kamerstuk 99 001, nr. 3.",
        "Het kabinet vraagt aandacht voor twee zaken:",
        "– Frankrijk sloot op 5 mei 2023 de grens met Bolivia.",
        "– De gesprekken gaan door.",
        "De Minister van Buitenlandse Zaken,\nJ. de Boer\n",
    ]
    assert found.known == Known(
        identifier="kst-99001-4",
        title="De machtswisseling in Bolivia",
        kind="letter",
        issued=date(2023, 5, 12),
        language="nl",
    )
    assert found.extractor.startswith("lxml ")


def test_the_notes_of_a_letter_in_xml_are_read_as_notes():
    """The mark of a note is no part of a sentence, and its source is a citation."""
    turns = find_turns(document(sample("kst-99001-4.xml").text))

    (turn,) = [turn for turn in turns if "veroordeelde" in said(turn)]
    assert "staatsgreep in Bolivia. De onrust" in said(turn)
    assert "nr. 3" not in said(turn)
    assert [r.target for t in turns for r in t.references] == ["kst-99001-3"]


def test_questions_in_xml_have_the_turns_of_the_printed_paper():
    """Numbers in elements, with or without their word, become the same turns."""
    xml = sample("ah-tk-20222023-77.xml")
    printed = sample("ah-tk-20222023-77.printed.txt")

    assert turns_of(xml.text) == turns_of(printed.text)
    assert [turn[:3] for turn in turns_of(xml.text)][2:] == [
        ("q1", TurnKind.QUESTION, "De Wit (PVV)"),
        ("a1", TurnKind.ANSWER, "Minister De Boer (Buitenlandse Zaken)"),
        ("q2", TurnKind.QUESTION, "De Wit (PVV)"),
        ("a2", TurnKind.ANSWER, "Minister De Boer (Buitenlandse Zaken)"),
    ]
    assert xml.known == Known(
        identifier="ah-tk-20222023-77",
        title="Antwoord op vragen van het lid De Wit over de grens met Bolivia",
        kind="answer-to-questions",
        issued=date(2023, 6, 20),
        date_basis=DateBasis.TEXT,
        asked=date(2023, 6, 1),
        asked_by="K. de Wit (PVV)",
    )


def test_a_debate_in_xml():
    """Each speech is a turn of who speaks, however the name is marked up."""
    found = sample("h-tk-20222023-80-5.xml")

    assert [(speaker, words) for _, _, speaker, words, _ in turns_of(found.text)] == [
        ("De voorzitter", "Ik open de vergadering."),
        (
            "De heer Jansen (VVD)",
            (
                "Voorzitter. Op 3 mei 2023 veroordeelde de Europese Unie de"
                " staatsgreep in Bolivia."
            ),
        ),
        ("Mevrouw De Wit (PVV)", "Dat klopt."),
    ]
    assert (found.known.kind, found.known.issued) == ("debate", date(2023, 5, 24))


def test_a_web_page():
    """The paper is read, and nothing of the site around it."""
    found = sample("nieuws-bolivia.html")

    assert found.text.split("\n\n") == [
        "EU veroordeelt staatsgreep Bolivia",
        "Nieuwsbericht | 4 mei 2023",
        (
            "De Europese Unie veroordeelde gisteren de staatsgreep in Bolivia.¹ Het"
            " gebied is 12 km² groot."
        ),
        "– Frankrijk sloot op 2 mei 2023 de grens met Bolivia.",
        "Land | Militairen",
        "Peru | 12\n",
    ]
    assert found.known == Known(
        title="EU veroordeelt staatsgreep Bolivia",
        kind="news",
        issued=date(2023, 5, 4),
        language="nl",
        publisher="Ministerie van Defensie",
    )


def test_a_word_document():
    """Paragraphs and tables in their order, whatever the runs they are made of."""
    found = sample("brief-bolivia.docx")

    assert found.text.split("\n\n") == [
        "Den Haag, 15 mei 2023",
        "Recente ontwikkelingen",
        "De Europese Unie veroordeelde op 3 mei 2023 de staatsgreep in Bolivia.",
        "Peru | 12 militairen",
        "Frankrijk sloot op 5 mei 2023 de grens met Bolivia.\n",
    ]
    assert found.known == Known(title="Brief over de grens met Bolivia")
    assert found.extractor.startswith("python-docx ")


def test_the_text_layer_of_a_pdf():
    """Questions in a PDF are turns; page numbers and hyphens are judged as in text."""
    found = sample("vragen-bolivia.pdf")
    turns = turns_of(found.text)

    assert [label for label, *_ in turns] == ["s1", "q1", "q2", "q3"]
    assert turns[1][2:4] == (
        "De Wit (PVV)",
        (
            "Klopt het dat Frankrijk op 5 mei 2023 de grens met Bolivia sloot, en dat"
            " de onrust in Bolivia daarmee niet is veranderd?"
        ),
    )
    assert found.extractor.startswith("pypdf ")


@pytest.mark.parametrize("name", READABLE)
def test_the_same_file_gives_the_same_text(name):
    """Offsets hold whoever reads the file."""
    assert sample(name) == sample(name)


def test_all_formats_have_a_sample():
    """No format is read untried; the two other endings of HTML are one format."""
    assert {Path(name).suffix for name in READABLE} == set(ENDINGS) - {".htm", ".xhtml"}


def test_editing_marks_of_word(tmp_path):
    """What was inserted is text, what was deleted is not."""
    letter = docx.Document()
    paragraph = letter.add_paragraph("Een ")
    for tag, words in (("ins", "nieuw"), ("del", "oud")):
        change = docx.oxml.OxmlElement(f"w:{tag}")
        run = paragraph.add_run(words)._r
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" woord\tna elkaar")
    letter.save(tmp_path / "a.docx")

    text = extract("a.docx", (tmp_path / "a.docx").read_bytes()).text

    assert text == "Een nieuw woord na elkaar\n"


def test_footnotes_of_word():
    """A note stands after the paragraph that refers to it, once."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    note = f'<w:footnotes {space}><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/>'
    note += "<w:t>Een noot.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    relation = (
        '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument'
        '/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    made = io.BytesIO()
    with (
        zipfile.ZipFile(SAMPLES / "brief-bolivia.docx") as letter,
        zipfile.ZipFile(made, "w") as archive,
    ):
        archive.writestr("word/footnotes.xml", note)
        for name in letter.namelist():
            content = letter.read(name).decode("latin-1")
            if name == "word/document.xml":
                content = content.replace(
                    "sloot op", f"sloot</w:t></w:r>{mark}{mark}<w:r><w:t> op"
                )
            elif name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", relation)
            archive.writestr(name, content.encode("latin-1"))

    text = extract("a.docx", made.getvalue()).text

    assert text.endswith(
        "Frankrijk sloot¹² op 5 mei 2023 de grens met Bolivia.\n\n1 Een noot.\n"
    )


def op(inner):
    """Return an official publication with some content."""
    return f"<officiele-publicatie>{inner}</officiele-publicatie>".encode()


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<al>a<nieuw>b</nieuw>c</al>", "abc"),
        ("<nieuw>Los</nieuw><al>a</al>", "Los\n\na"),
        ("<doos><een>A</een><twee>B</twee></doos>", "A\n\nB"),
        ("<al>a <!-- weg --> b<?pi?>c</al>", "a bc"),
        ("<al>caf&eacute; <nadruk>&uuml;ber</nadruk>&nbsp;x</al>", "café über x"),
        ("<al>CO<inf>2</inf></al>", "CO2"),
        (
            "<al>eerst<lijst><li><al>dan</al></li></lijst>tot slot</al>",
            "eerst\n\ndan\n\ntot slot",
        ),
        ("<lijst><li><li.nr>a.</li.nr></li></lijst><al>x</al>", "x"),
        ("<kop><nr>1</nr><titel>Kop</titel></kop><al>x</al>", "1 Kop\n\nx"),
        (
            (
                "<table><tgroup><tbody><row><entry><al>A</al></entry><entry/>"
                "<entry><al>B</al></entry></row></tbody></tgroup></table>"
            ),
            "A | B",
        ),
        ("<metadata><meta name='x' content='y'/></metadata><al>a</al>", "a"),
        (
            "<al>x<noot><noot.nr>3</noot.nr><noot.al>N.</noot.al></noot>y</al>",
            "x³y\n\n3 N.",
        ),
    ],
)
def test_words_of_any_element_are_kept(inner, text):
    """What is not known is not dropped, and what is side by side is not joined."""
    content = b'<!DOCTYPE officiele-publicatie SYSTEM "op.dtd">' + op(inner)

    assert extract("a.xml", content).text == f"{text}\n"


def test_roles_of_elements_are_known():
    """The lexicon names no role that nothing heeds."""
    roles = {"skip", "paragraph", "block", "words", "line"}
    captured = {"label", "row", "note", "note-number", "question", "answer"}

    assert set(read_table().roles.values()) == roles | captured | {"speaker", "party"}


def test_the_first_metadata_count():
    """Each publication has its own days; the chamber that prints is no publisher."""
    pairs = [
        ("OVERHEIDop.publicationName", "Kamerstuk"),
        ("dcterms.issued", "12-05-2023"),
        ("OVERHEIDop.datumOntvangst", "2023-05-14"),
        ("DC.creator", "Tweede Kamer der Staten-Generaal"),
        ("OVERHEIDop.dossiernummer", "35570-V"),
        ("OVERHEIDop.ondernummer", " 9 "),
        ("OVERHEIDop.indiener", "J. de Boer"),
        ("DC.title", ""),
        ("DC.type", "Verslag van een schriftelijk overleg"),
    ]

    assert read_metadata(Metadata(pairs)) == Known(
        identifier="kst-35570-V-9",
        kind="written-consultation",
        issued=date(2023, 5, 12),
    )


KINDS = [
    (kind["kind"], example)
    for kind in tomllib.loads(
        (folder("ontology") / "lexicon" / "nl" / FILE).read_text(encoding="utf-8")
    )["head"]["kind"]
    for example in kind["examples"]
]


@pytest.mark.parametrize(("kind", "example"), KINDS)
def test_kinds_have_true_examples(kind, example):
    """Each example of the lexicon is of its kind, on whatever line of a head."""
    assert kind_of(example) == kind_of(f"Kop\n{example}\nTekst.") == kind


@pytest.mark.parametrize(
    ("head", "issued", "asked"),
    [
        ("Den Haag, 3 mei 2018\nGeachte", date(2018, 5, 3), None),
        ("Vastgesteld 3 mei 2018", date(2018, 5, 3), None),
        ("Nieuwsbericht | 3 mei 2018 | 12:00", date(2018, 5, 3), None),
        ("(ingezonden 1 mei 2018)\n(ontvangen 3 mei 2018).", date(2018, 5, 3), (1, 5)),
        ("Op 3 mei 2018 was het stil in Den Haag.", None, None),
        ("Den Haag, 31 februari 2018", None, None),
        ("\n" * 5000 + "Den Haag, 3 mei 2018", None, None),
    ],
)
def test_days_in_the_head_of_a_paper(head, issued, asked):
    """A day counts where a head has it, and not in running text."""
    found = read_head(head)

    assert found.issued == issued
    assert found.asked == (asked and date(2018, asked[1], asked[0]))


def test_what_is_known_is_not_looked_for_in_a_head():
    """A head tells only what no other place told."""
    head = "Brief\nDen Haag, 3 mei 2018\n(ingezonden 1 mei 2018)"
    days = {"issued": date(2018, 5, 3), "asked": date(2018, 5, 1)}
    told = Known(kind="letter", date_basis=DateBasis.TEXT, **days)

    assert read_head(head) == told
    assert read_head(head, Known(kind="report")) == replace(told, kind=None)
    assert read_head(head, Known(issued=date(2019, 1, 1))) == Known(
        kind="letter", asked=days["asked"]
    )
    assert read_head(head, told) == Known()


def test_tidy_text():
    """What no text holds goes, and what a text looks like stays."""
    assert (
        tidy("a\x00\x07\ud800b\u202ec\u00adtest\u200b") == "ab\u202ec\u00adtest\u200b\n"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scan.pdf", "the PDF has no text layer; run OCR first"),
        ("gesloten.pdf", "the PDF is encrypted; give a copy that opens without a"),
    ],
)
def test_a_pdf_that_cannot_be_read(name, reason):
    """The reason says what to do."""
    assert reason in rejection(name, (SAMPLES / name).read_bytes())
