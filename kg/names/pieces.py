"""Cutting text into pieces: the runs of letters and digits that names are made of.

Names are matched on pieces and not on the pipeline's tokens, since those differ on
hyphens and apostrophes ("VN-missie", "China’s") from one pipeline to the next.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.iris import fold

_PIECE = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[\s\-–‑.'’‘`&/*+,]{0,4}")
_SQUASHED = re.compile(r"[\s\-–‑.'’‘`/]+")
_ENDING = re.compile(r"['’]s(?![^\W_])")
_INITIAL = re.compile(r"(?:^|(?<=[\s(«“\"]))(?:[A-Z][a-z]{0,2}\.[\s-]?){1,6}$")
_OPENERS = " \t\n\r\u00a0«»“”„\"'‘’([•*–-"
_STOPS = ".?!:;…"

_folded = lru_cache(maxsize=200_000)(fold)


class Piece(NamedTuple):
    """A run of letters and digits, folded, and its place in the text.

    `capital` tells that it opens with a capital or a digit, as names do. A tuple, since
    a paper has as many as words.
    """

    folded: str
    begin: int
    end: int
    capital: bool


def cut(text: str) -> list[Piece]:
    """Return the pieces of a text.

    >>> [p.folded for p in cut("De VN-missie, China’s")]
    ['de', 'vn', 'missie', 'china', 's']
    """
    return [
        Piece(_folded(word := m[0]), *m.span(), is_capitalised(word))
        for m in _PIECE.finditer(text)
    ]


@lru_cache(maxsize=1 << 16)
def keys(text: str) -> tuple[str, ...]:
    """Return the folded pieces of a form: how it is looked up."""
    return tuple(piece.folded for piece in cut(text))


@lru_cache(maxsize=1 << 16)
def squash(text: str) -> str:
    """Return text as compared: folded, spaces, hyphens and apostrophes made equal.

    >>> squash("Al-Qaida") == squash("al  Qaida")
    True
    """
    return _SQUASHED.sub(" ", _folded(text)).strip()


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return text with its capitals, but without diacritics and typography.

    >>> plain("Côte  d’Ivoire")
    "Cote d'Ivoire"
    """
    letters = "".join(_unaccented(c) for c in text)
    return re.sub(r"\s+", " ", re.sub("[’‘`]", "'", letters))


@lru_cache(maxsize=4096)
def _unaccented(character: str) -> str:
    folded = fold(character)
    return folded.upper() if character.isupper() else folded


def is_joint(gap: str) -> bool:
    """Tell whether what stands between two pieces may stand inside a name."""
    return _JOINT.fullmatch(gap) is not None


def with_ending(text: str, end: int) -> int:
    """Return the end of a name including its possessive: "Mali’s".

    >>> with_ending("Mali’s leger", 4)
    6
    """
    found = _ENDING.match(text, end)
    return found.end() if found else end


def initials_before(text: str, begin: int) -> int:
    """Return where the initials before a surname begin, or `begin`.

    >>> initials_before("was getekend S.A. Blok", 18)
    13
    """
    found = _INITIAL.search(text, max(0, begin - 30), begin)
    return found.start() if found else begin


def opens_sentence(text: str, begin: int) -> bool:
    """Tell whether a word is the first of its sentence, as far as the text shows.

    >>> opens_sentence("Ja. Groen vraagt", 4), opens_sentence("van Groen", 4)
    (True, False)
    """
    before = text[max(0, begin - 12) : begin].rstrip(_OPENERS)
    return not before or before[-1] in _STOPS


def is_capitalised(text: str) -> bool:
    """Tell whether text opens with a capital or a digit."""
    return text[:1].isupper() or text[:1].isdigit()


def ngrams(
    pieces: Sequence[Piece], first: int, longest: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield `(end, keys)` of the stretches that begin at a piece, longest first."""
    folded = tuple([piece.folded for piece in pieces[first : first + longest]])
    for size in range(len(folded), 0, -1):
        yield first + size, folded[:size]
