"""The XML of official publications (officielebekendmakingen.nl)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from kg.corpus.formats.extracted import Extracted
from kg.corpus.formats.markup import (
    Element,
    Flattener,
    name_of,
    parse_xml,
    take_label,
    take_mark,
    take_note,
    take_row,
    words_of,
)
from kg.corpus.formats.writing import Writer, tidy
from kg.corpus.heads import as_day, kind_of
from kg.corpus.known import Known
from kg.corpus.metadata import Metadata, paper_identifier, read_metadata, read_table
from kg.corpus.rejecting import UnusableError
from kg.model import DateBasis

EXTRACTOR = f"lxml {etree.__version__}"
DOUBLED = re.compile(r"([()])\s*\1")  # the party has brackets of its own
ROOTS = ("officiele-publicatie", "kamerwrk", "vraagdoc", "handeling")


def read_publication(content: bytes) -> Extracted:
    """Return the text of an official publication, and what it tells of itself.

    Questions, answers and speakers get the lines that they have in print ("Vraag 1",
    "De heer Jansen (ABC):"), from which turns are found.

    Raises:
        UnusableError: it is XML of another kind, or none.
    """
    root = parse_xml(content)
    if name_of(root) not in ROOTS:
        raise UnusableError(
            f"XML of an unknown kind: <{name_of(root)}>; read are <{ROOTS[0]}> of"
            " officielebekendmakingen.nl and its predecessors"
        )
    roles = {**read_table().roles, **dict.fromkeys(ROOTS, "block")}
    text = tidy(Flattener(roles, CAPTURES).flatten(root))
    metadata = read_metadata(Metadata(_pairs(root)), text)
    return Extracted(
        text=text,
        known=_questions(root).before(metadata).before(_paper(root)),
        extractor=EXTRACTOR,
    )


def read_metadata_file(content: bytes, head: str) -> Known:
    """Return what a `metadata.xml` of officielebekendmakingen.nl tells of a paper.

    Raises:
        UnusableError: it is not such a file.
    """
    root = parse_xml(content)
    if name_of(root) != "metadata_gegevens":
        raise UnusableError(f"no file of metadata: its root is <{name_of(root)}>")
    return read_metadata(Metadata(_pairs(root)), head)


def _pairs(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("{*}meta", "{*}metadata"):
        yield element.get("name", ""), element.get("content", "")


def _questions(root: Element) -> Known:
    """Return what the heads of questions and of answers tell."""
    heads = list(root.iter("{*}kamervraagomschrijving"))
    days = {head.get("type"): _day(head) for head in heads}
    issued = days.get("antwoord")
    return Known(
        issued=issued,
        date_basis=DateBasis.TEXT if issued else None,
        asked=days.get("vraag"),
    )


def _paper(root: Element) -> Known:
    """Return what the head of a paper tells, for want of metadata."""
    title = words_of(root.find(".//{*}stuk/{*}titel"))
    dossier = words_of(root.find(".//{*}dossier/{*}titel"))
    subject = words_of(root.find(".//{*}kamervraagonderwerp"))
    item = words_of(root.find(".//{*}item-titel"))
    dated = root.find(".//{*}stuk/{*}datumtekst")
    issued = _day(dated) if dated is not None else None
    return Known(
        identifier=_identifier(root),
        title=subject or item or dossier or title or None,
        kind=_kind(root) or kind_of(title),
        issued=issued,
        date_basis=DateBasis.TEXT if issued else None,
    )


def _identifier(root: Element) -> str | None:
    dossier = root.find(".//{*}dossiernummer")
    parts = [] if dossier is None else [words_of(part) for part in dossier]
    number = words_of(root.find(".//{*}ondernummer"))
    return paper_identifier(" ".join(parts) or words_of(dossier), number)


def _kind(root: Element) -> str | None:
    """Return the kind that the structure alone tells."""
    if root.find(".//{*}spreekbeurt") is not None or name_of(root) == "handeling":
        return "debate"
    if root.find(".//{*}antwoord") is not None:
        return "answer-to-questions"
    return "questions" if root.find(".//{*}vraag") is not None else None


def _day(element: Element) -> date | None:
    for part in element.iter("{*}datum"):
        if day := as_day(part.get("isodatum", "")) or as_day(words_of(part)):
            return day
    return None


def _take_number(word: str, outer: Writer, inner: Writer) -> None:
    """Write the number of a question or answer on a line of its own."""
    number = inner.text().strip().rstrip(".:")
    outer.end()
    outer.say(number if number[:1].isalpha() else f"{word} {number}")
    outer.end()


def _take_question(outer: Writer, inner: Writer) -> None:
    _take_number("Vraag", outer, inner)


def _take_answer(outer: Writer, inner: Writer) -> None:
    _take_number("Antwoord", outer, inner)


def _take_speaker(outer: Writer, inner: Writer) -> None:
    """Write who speaks on a line of its own: "De heer Jansen (ABC):"."""
    speaker = DOUBLED.sub(r"\1", " ".join(inner.text().split())).rstrip(" :")
    outer.end()
    outer.say(speaker and f"{speaker}:")
    outer.end()


def _take_party(outer: Writer, inner: Writer) -> None:
    outer.say(f" ({inner.text().strip('() ')})")


CAPTURES = {
    "label": take_label,
    "note": take_note,
    "note-number": take_mark,
    "row": take_row,
    "question": _take_question,
    "answer": _take_answer,
    "speaker": _take_speaker,
    "party": _take_party,
}
