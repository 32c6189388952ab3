"""Paragraphs of a bearable length, since what reads them takes all of one at once."""

import re
from collections.abc import Iterator

from kg.model import Cleaned

LONGEST = 10_000  # characters; a long paragraph of a paper has 2,000
SENTENCE_END = re.compile(r"[.?!;][\"”’'»)\]]*\s")


def divided(cleaned: Cleaned, longest: int = LONGEST) -> Iterator[Cleaned]:
    """Yield running text in pieces, cut behind sentences where there are any.

    A text without line ends would else be one paragraph, which the language pipeline
    holds in memory as a whole, and of which it takes no more than a million characters.

    >>> text = Cleaned(text="Ja. Nee. Nee.", offsets=tuple(range(13)))
    >>> [(piece.text, piece.offsets[0]) for piece in divided(text, longest=10)]
    [('Ja. Nee.', 0), ('Nee.', 9)]
    """
    begin, length = 0, len(cleaned.text)
    while length - begin > longest:
        end = _cut_before(cleaned.text, begin, begin + longest)
        yield from _piece(cleaned, begin, end)
        begin = end
    yield from _piece(cleaned, begin, length)


def _cut_before(text: str, begin: int, end: int) -> int:
    """Return where to cut: behind a sentence, else at a blank, else at the end."""
    half = (begin + end) // 2
    sentences = [found.end() for found in SENTENCE_END.finditer(text, half, end)]
    return sentences[-1] if sentences else text.rfind(" ", half, end) + 1 or end


def _piece(cleaned: Cleaned, begin: int, end: int) -> Iterator[Cleaned]:
    text = cleaned.text[begin:end]
    first = begin + len(text) - len(text.lstrip())
    last = begin + len(text.rstrip())
    if begin == 0 and end == len(cleaned.text):
        yield cleaned
    elif first < last:
        yield Cleaned(
            text=cleaned.text[first:last], offsets=cleaned.offsets[first:last]
        )
