"""Running text from lines, each character with its offset in the text as read."""

import re
from collections.abc import Iterator, Sequence

from kg.corpus.hyphens import HYPHENS, Hyphenation, Joint, find_joint
from kg.corpus.lines import Line
from kg.model import Cleaned

# Soft hyphens, byte order marks and blanks without width have no place in a word.
PIECE = re.compile("[^\\s\u00ad\ufeff\u200b\u2060]+")
BLANK = re.compile(r"\s")


def join_lines(text: str, lines: Sequence[Line], hyphenation: Hyphenation) -> Cleaned:
    """Join lines into one paragraph; blanks are single, hyphens are judged."""
    running = _Running()
    for line in lines:
        pieces = list(_pieces(text, line))
        if not pieces:
            continue
        if running.chunks:
            running.meet(text, pieces[0], hyphenation)
        for begin, end in pieces:
            running.add(text, begin, end)
        running.soft = text[line.last - 1] == "\u00ad"
        running.line_end = line.end
    return Cleaned(text="".join(running.chunks), offsets=tuple(running.offsets))


def _pieces(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ink of a line, footnote markers left out."""
    begin = line.first
    for marker_begin, marker_end in (*line.markers, (line.last, line.last)):
        for found in PIECE.finditer(text, begin, marker_begin):
            yield found.span()
        begin = marker_end


class _Running:
    """A paragraph while it grows."""

    __slots__ = ("chunks", "end", "line_end", "offsets", "soft")

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.offsets: list[int] = []
        self.end = 0
        self.line_end: int | None = None
        self.soft = False

    def add(self, text: str, begin: int, end: int) -> None:
        """Add ink, after a blank if one stands before it on the same line."""
        if self.line_end is None and self.chunks:
            blank = BLANK.search(text, self.end, begin)
            if blank:
                self._blank(blank.start())
        self.chunks.append(text[begin:end])
        self.offsets.extend(range(begin, end))
        self.end, self.line_end = end, None

    def meet(self, text: str, first: tuple[int, int], hyphenation: Hyphenation) -> None:
        """Bridge the end of a line: a blank, a hyphen or nothing."""
        if self.soft:
            return
        joint = None
        if self.chunks[-1][-1] in HYPHENS:
            left = self._last_word()[:-1]
            joint = find_joint(left, text[slice(*first)], hyphenation)
        if joint is Joint.SOLID:
            self.chunks[-1] = self.chunks[-1][:-1]
            self.offsets.pop()
        elif joint is not Joint.HYPHEN and self.line_end is not None:
            self._blank(self.line_end)

    def _blank(self, offset: int) -> None:
        self.chunks.append(" ")
        self.offsets.append(offset)

    def _last_word(self) -> str:
        parts = "".join(self.chunks[-6:]).rsplit(maxsplit=1)
        return parts[-1] if parts else ""
