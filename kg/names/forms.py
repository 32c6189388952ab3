"""Forms of names, and when a stretch of text is one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.names.pieces import is_capitalised, opens_sentence, plain, squash

SHORT_ABBREVIATION = 3


class Mode(StrEnum):
    """What a form asks of the text before it counts; the value is its key in TOML."""

    LENIENT = "forms"
    EXACT = "exact"
    HOME = "home"
    MIDDLE = "middle"
    HOME_MIDDLE = "home_middle"
    INTRODUCED = "introduced"
    SHORT = "short"
    SURNAME = "surname"
    ADJECTIVE = "adjective"
    MISSION = "missions"


STRONG = frozenset(
    {Mode.LENIENT, Mode.EXACT, Mode.HOME, Mode.MIDDLE, Mode.HOME_MIDDLE, Mode.ADJECTIVE}
)
_AT_HOME = frozenset({Mode.HOME, Mode.HOME_MIDDLE})
_AS_WRITTEN = frozenset({Mode.EXACT, Mode.HOME, Mode.MIDDLE, Mode.HOME_MIDDLE})
_NOT_FIRST = frozenset({Mode.MIDDLE, Mode.HOME_MIDDLE})
_TRIED = (Mode.HOME, Mode.HOME_MIDDLE, Mode.EXACT, Mode.LENIENT, Mode.ADJECTIVE)
_RANKS = {mode: rank for rank, mode in enumerate(_TRIED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of writing an actor; `country` is the actor's, for forms used at home."""

    text: str
    actor: str
    kind: str
    mode: Mode
    country: str | None = None

    @property
    def rank(self) -> int:
        """How early it is tried where several actors share a form."""
        return _RANKS.get(self.mode, len(_RANKS))

    def fits(
        self,
        text: str,
        span: tuple[int, int],
        country: str,
        *,
        introduced: bool = False,
    ) -> bool:
        """Tell whether a stretch of text is this form.

        Args:
            text: the paragraph.
            span: first character, and behind the last one.
            country: the document's, as ISO code in lower case.
            introduced: the document names the actor elsewhere.
        """
        begin, end = span
        if self.mode in _AT_HOME and self.country != country:
            return False
        if self.mode in _NOT_FIRST and not introduced and opens_sentence(text, begin):
            return False
        written = text[begin:end]
        if self.mode in _AS_WRITTEN:
            return plain(written) == plain(self.text)
        return (
            is_capitalised(written)
            and squash(written) == squash(self.text)
            and fits_capitals(written, self.text)
        )


@lru_cache(maxsize=1 << 16)
def fits_capitals(written: str, form: str) -> bool:
    """Tell whether an abbreviation is written as one.

    Up to three letters keep their capitals; longer ones may be written as words.

    >>> fits_capitals("Jan", "JaN")
    False

    >>> fits_capitals("Minusma", "MINUSMA"), fits_capitals("Au", "AU")
    (True, False)
    """
    letters = re.sub(r"[^A-Za-z]", "", plain(form))
    if len(letters) > SHORT_ABBREVIATION or sum(c.isupper() for c in letters) < 2:
        return True
    return plain(written) == plain(form)
