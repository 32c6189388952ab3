"""Where the pages and the paragraphs of a text begin."""

import re
from collections.abc import Iterator, Sequence

PART = 120_000  # characters that a page holds at most, if turns and lines let it

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SHORT = 0.6  # of the longest line: a line that was broken before the margin


def page_breaks(turns: Sequence[int], length: int, whole: str | None) -> Iterator[int]:
    """Yield where the pages of a text begin: at a turn, else a paragraph, line or word.

    Args:
        turns: where turns begin, in order.
        length: how many characters the text has.
        whole: the text, None where it is not known; pages then begin at turns alone.
    """
    begin = 0
    yield begin
    while length - begin > PART:
        limit = begin + PART
        fitting = [at for at in turns if begin + PART // 2 < at <= limit]
        if fitting:
            begin = fitting[-1]
        elif whole is None:
            begin = next((at for at in turns if at > limit), length)
        else:
            begin = _break(whole, begin, limit)
        if begin < length:
            yield begin


def _break(whole: str, begin: int, limit: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = whole.rfind(mark, begin + PART // 2, limit)
        if found >= 0:
            return found + len(mark)
    return limit


def paragraph_breaks(whole: str, begin: int, end: int) -> list[int]:
    r"""Return where in a stretch of a text a new paragraph begins.

    That is after blank lines, and after a line that ends well before the margin. The
    line breaks that a page or screen made are none: they are shown as blanks.

    >>> paragraph_breaks("Vraag 1\nBent u daarmee bekend?\n\nAntwoord", 0, 39)
    [8, 32]
    """
    breaks = {match.end() for match in _BLANK.finditer(whole, begin, end)}
    lines = list(_LINE.finditer(whole, begin, end))
    widest = max((len(line[0].strip()) for line in lines), default=0)
    breaks |= {
        line.end()
        for line in lines
        if 0 < len(line[0].strip()) < widest * _SHORT and line[0].endswith("\n")
    }
    # Blank lines go with the paragraph before them.
    return sorted(at for at in breaks if begin < at < end and not _is_blank(whole, at))


def _is_blank(whole: str, at: int) -> bool:
    """Tell whether a line that begins here holds nothing."""
    return not whole[at : whole.find("\n", at) + 1 or None].strip()
