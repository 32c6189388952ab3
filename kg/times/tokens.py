"""Text as words, numbers and signs, each with its place."""

import re
from functools import lru_cache
from typing import NamedTuple

from kg import iris

TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\S")
SIGNS = {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}


class Token(NamedTuple):
    """A word, a run of digits or a sign; `glued` tells that no blank stands before.

    A tuple, because a long paper has many and they are quick to make.
    """

    text: str
    folded: str
    begin: int
    end: int
    glued: bool
    number: int | None


@lru_cache(maxsize=1 << 16)
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
        digits = word.isdigit() and word.isascii() and len(word) <= 8
        number = int(word) if digits else None
        found.append(Token(word, fold(word), begin, end, begin == previous, number))
        previous = end
    return tuple(found)
