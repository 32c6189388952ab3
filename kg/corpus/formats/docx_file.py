"""Word documents: Office Open XML (ECMA-376), as .docx files."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import version

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from kg.corpus.formats.extracted import Extracted
from kg.corpus.formats.limits import UNPACKED_BYTES, ZIP_MEMBERS
from kg.corpus.formats.markup import (
    Element,
    Flattener,
    parse_xml,
    take_mark,
    take_note,
    take_row,
)
from kg.corpus.formats.writing import tidy
from kg.corpus.known import Known
from kg.corpus.rejecting import UnusableError

EXTRACTOR = f"python-docx {version('python-docx')}"
NOTE, MARK = "note", "mark"
ROLES = {
    "p": "paragraph",
    "t": "inline",
    "tab": "words",
    "br": "line",
    "cr": "line",
    "tr": "row",
    NOTE: "note",
    MARK: "note-number",
    # Deleted or moved by an editor, codes of fields, and what stands for old programs.
    **dict.fromkeys(("del", "moveFrom", "delText", "instrText", "Fallback"), "skip"),
}
CAPTURES = {"note": take_note, "note-number": take_mark, "row": take_row}


def read_docx(content: bytes) -> Extracted:
    """Return the text of a Word document: paragraphs, tables, footnotes.

    Numbers of automatic lists are no text, and are lost; page heads are left out.

    Raises:
        UnusableError: it is no Word document, or larger than is read.
    """
    _check_size(content)
    try:
        document = docx.Document(io.BytesIO(content))
        # Parsed anew: elements of python-docx have a text of their own.
        body = parse_xml(etree.tostring(document.element.body))
        notes = _notes(document)
        title = document.core_properties.title.strip()
    except UnusableError:
        raise
    except Exception as error:  # it raises what comes to pass within
        raise UnusableError(f"not a Word document: {error or 'damaged'}") from error
    _place_notes(body, notes)
    text = Flattener(ROLES, CAPTURES, loose="inline").flatten(body)
    return Extracted(
        text=tidy(text), known=Known(title=title or None), extractor=EXTRACTOR
    )


def _check_size(content: bytes) -> None:
    """Make sure that what is packed is not far larger than a paper can be.

    A member is never read beyond the size that the archive declares for it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnusableError(f"not a Word document: {error}") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > ZIP_MEMBERS or unpacked > UNPACKED_BYTES:
        raise UnusableError(
            f"unpacked it has {len(members):,} parts and {unpacked:,} bytes; at most"
            f" {ZIP_MEMBERS:,} and {UNPACKED_BYTES:,} are read"
        )


def _notes(document: docx.document.Document) -> dict[str | None, Element]:
    """Return the footnotes by the numbers with which the text refers to them."""
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    except KeyError:
        return {}
    notes = parse_xml(part.blob).iter(qn("w:footnote"))
    return {note.get(qn("w:id")): note for note in notes}


def _place_notes(body: Element, notes: dict[str | None, Element]) -> None:
    """Put each footnote where the text refers to it, and hyphens where they belong."""
    references = list(body.iter(qn("w:footnoteReference")))
    for number, reference in enumerate(references, start=1):
        note = notes.pop(reference.get(qn("w:id")), None)
        reference.tag = NOTE
        etree.SubElement(reference, MARK).text = str(number)
        if note is not None:
            reference.extend(note)
    for hyphen in body.iter(qn("w:noBreakHyphen")):
        hyphen.text = "-"
