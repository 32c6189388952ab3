"""Texts that nobody would write: mutated papers, and one thing repeated for ever."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from kg.model import DateBasis, Document

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAPERS = tuple(
    path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))
)
# What goes into a text where nobody expects it.
ODD = (
    *"\r\t\f\v\x00\x01\x1b\x1c\x7f\x85\xa0\xad",
    *"\u0301\u200b\u200d\u200f\u202e\u2028\u2029\u2060\ufeff\ufffd\ue000",
    *("\r\n", "\n\n", "\n\r", "👩‍👩‍👧", "e\u0301" * 9, "ﬁ", "İ", "ß", "１２", "²"),
    *("((((", "))))", "[", "]", "«", "»", "“", "”", "„", '"', "'", "’", "--", "–"),
    *("@", "\\", "{", "}", "<b>", "%s", "{0}", "$1", "w" * 400, "9" * 400, "9" * 5000),
    *("Vraag 1\n", "Antwoord\n", "Antwoord op vraag 99999999999\n", "1\n", " 2 "),
    *("31 februari 2022", "00-00-0000", "0 mei", "week 99", "99999 jaar geleden"),
    *("Kamerstuk 29 521, nr. 1 t/m 99999", "de jaren nul", "in het jaar 0"),
)
# One thing again and again; a text of any length is made of each.
REPEATED = {
    "sentences": "De regering veroordeelde op 3 mei 2022 de staatsgreep in Mali. ",
    "one sentence": "en de regering veroordeelde de staatsgreep in Mali ",
    "one word": "a",
    "mixed word": "Mali-2022/(x)",
    "opening brackets": "(",
    "closing brackets": "]",
    "pairs of brackets": "(AB) ",
    "dashes": "-",
    "spaced dashes": "– ",
    "dates": "3 mei 2022 ",
    "dates on lines": "3 mei 2022\n",
    "ranges": "tot en met 3 mei ",
    "quotation marks": '"',
    "opening quotation marks": "«",
    "quotations": "‘ja’ ",
    "one-letter paragraphs": "a\n\n",
    "numbers": "1 ",
    "digits": "1",
    "blanks": " ",
    "line ends": "\n",
    "carriage returns": "\r",
    "soft hyphens": "\u00ad",
    "marks": "\u0301",
    "turned writing": "\u202e",
    "emoji": "👩‍👩‍👧",
    "divided words": "veroor-\ndeeld ",
    "questions": "Vraag 1\n\nX?\n\nAntwoord 1\n\nJa.\n\n",
    "pointers": "zie het antwoord op vraag 1 ",
    "citations": "Kamerstuk 29521, nr. 457, ",
    "capitals": "ABC ",
    "footnotes": "1 voetnoot\n",
    "that he said that": "dat hij zei dat ",
    "names": "Mali, ",
}


def document(text: str, **known) -> Document:
    """Return a document with a text."""
    fields = {
        "identifier": "d",
        "sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "title": "d",
        "kind": "letter",
        "issued": date(2022, 12, 22),
        "date_basis": DateBasis.TEXT,
        "country": "nl",
    }
    return Document(text=text, **{**fields, **known})


def repeated(unit: str, length: int) -> str:
    """Return a text of a length that is one thing again and again, and then a word."""
    return (unit * (length // len(unit) + 1))[:length] + " Mali."


@st.composite
def mutated(draw: st.DrawFn, longest: int = 1500) -> str:
    """Draw a stretch of a paper in which characters are cut, moved and added."""
    paper = draw(st.sampled_from(PAPERS))
    begin = draw(st.integers(0, max(0, len(paper) - longest)))
    text = paper[begin : begin + draw(st.integers(1, longest))]
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, len(text)))
        other = place + draw(st.integers(0, 40))
        within = text[place:other]
        change = draw(
            st.sampled_from(("", within * 2, within[::-1], within.upper()))
            | st.sampled_from(ODD).map(lambda odd, within=within: odd + within)
        )
        text = text[:place] + change + text[other:]
    return text


ANY_TEXT = st.text(max_size=300) | st.lists(st.sampled_from(ODD), max_size=40).map(
    "".join
)
TEXTS = mutated() | ANY_TEXT
