"""Writing text from marked-up papers, in the conventions of plain ones."""

from __future__ import annotations

import re
import unicodedata

from kg.corpus.formats.limits import TEXT_CHARACTERS, too_long
from kg.corpus.rejecting import UnusableError

# What no text holds: control characters but tab and line break, and lone surrogates.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LINE = "\n"
DASH = "–"
DASHES = (DASH, "-", "—", "•")


class Writer:
    """Collects paragraphs; within one, blanks are single and lines end where told.

    `label` is put before the next paragraph, unless that has a dash, and `notes` after
    it; `mark` is the number of a footnote that is being written.
    """

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self.mark = ""
        self.label = ""
        self._words: list[str] = []

    def say(self, words: str | None) -> None:
        """Add words to the paragraph; line breaks in them are blanks."""
        if words:
            self._words.append(words.replace(LINE, " "))

    def break_line(self) -> None:
        """End a line of the paragraph."""
        self._words.append(LINE)

    def end(self) -> None:
        """End the paragraph; footnotes to it follow."""
        lines = (" ".join(line.split()) for line in "".join(self._words).split(LINE))
        if paragraph := LINE.join(filter(None, lines)):
            label = "" if paragraph.startswith(DASHES) else self.label
            self.paragraphs += [f"{label} {paragraph}".lstrip(), *self.notes]
            self.notes, self.label = [], ""
        self._words = []

    @property
    def is_empty(self) -> bool:
        """Tell whether the paragraph has no words yet."""
        return not any(words.strip() for words in self._words)

    def text(self) -> str:
        """Return all paragraphs, with a blank line between them."""
        self.end()
        return "\n\n".join([*self.paragraphs, *self.notes])


def raised(number: str) -> str:
    """Return a number as superscript, as the mark of a footnote.

    >>> raised("12")
    '¹²'
    """
    return number.translate(RAISED)


def tidy(text: str) -> str:
    r"""Return extracted text in the form in which it is kept.

    Unicode NFC; ligatures as letters; nothing unprintable; "\n" after each line.

    >>> tidy("de of\ufb01cie\u0308le\x00 mis\r\nsie\n\n\n\nEinde")
    'de officiële mis\nsie\n\nEinde\n'

    Raises:
        UnusableError: there is no text, or far too much.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    plain = UNPRINTABLE.sub("", plain.translate(LIGATURES))
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", plain).split("\n"))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not any(character.isalnum() for character in joined):
        raise UnusableError("there is no text in it")
    if len(joined) > TEXT_CHARACTERS:
        raise UnusableError(too_long(len(joined)))
    return joined + "\n"
