"""Documents made by hand."""

from datetime import date

from kg.model import DateBasis, Document, Turn

ISSUED = date(2018, 5, 20)
ASKED = date(2018, 5, 3)


def document(text: str, kind: str = "letter", **known) -> Document:
    """Return a document with a text and what else is known of it."""
    defaults = {
        "identifier": "d",
        "sha256": "",
        "title": "",
        "issued": ISSUED,
        "date_basis": DateBasis.TEXT,
        "country": "nl",
        "asked": ASKED,
    }
    return Document(text=text, kind=kind, **{**defaults, **known})


def said(turn: Turn) -> str:
    """Return the paragraphs of a turn, separated by bars."""
    return " | ".join(paragraph.text for paragraph in turn.paragraphs)
