"""Text as words, numbers and signs, each with its place."""

import re
from dataclasses import dataclass

from kg import iris

TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\S")
SIGNS = {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, a run of digits or a sign; `glued` tells that no blank stands before."""

    text: str
    folded: str
    begin: int
    end: int
    glued: bool
    number: int | None


def fold(word: str) -> str:
    """Return the word in small letters without diacritics, a sign in its usual form.

    >>> fold("Eénentwintig"), fold("’")
    ('eenentwintig', "'")
    """
    if word.isascii():
        return word.lower()
    return SIGNS.get(word) or iris.fold(word)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order.

    >>> [t.folded for t in tokens_of("2e jan. 2019")]
    ['2', 'e', 'jan', '.', '2019']
    """
    found: list[Token] = []
    previous = -1
    for match in TOKEN.finditer(text):
        word = match.group()
        begin, end = match.span()
        digits = word.isascii() and word.isdigit() and len(word) <= 8
        found.append(
            Token(
                text=word,
                folded=fold(word),
                begin=begin,
                end=end,
                glued=begin == previous,
                number=int(word) if digits else None,
            )
        )
        previous = end
    return tuple(found)
