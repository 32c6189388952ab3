"""The words of the pages themselves, in the languages they are in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from babel.dates import format_date
from babel.numbers import format_decimal

from kg.errors import UnknownName

LANGUAGES = ("nl", "en")  # the first is that of whoever does not say

_PATTERNS = {1: "y", 2: "MMMM y", 3: "d MMMM y"}  # by how many parts a date has


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one language; what is missing raises."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **given: object) -> str:
        """Return a text with what is given put in.

        >>> words("en")("page_of", page=2, pages=3)
        'page 2 of 3'
        """
        return self.texts[key].format(**given)

    def count(self, key: str, number: int) -> str:
        """Return a number of things.

        >>> words("nl").count("claims", 1), words("nl").count("claims", 1200)
        ('1 bewering', '1.200 beweringen')
        """
        form = f"{key}_one" if number == 1 else f"{key}_many"
        return self.texts[form].format(n=self.number(number))

    def number(self, number: int) -> str:
        """Return a number as it is written in the language."""
        return str(format_decimal(number, locale=self.language))

    def day(self, edtf: str) -> str:
        """Return a date or a stretch of time for readers; what is neither as it is.

        >>> words("en").day("2022-12-22"), words("nl").day("2024-05/2024-08")
        ('22 December 2022', 'mei 2024 – augustus 2024')
        >>> words("en").day("../2024-05"), words("en").day("2022~")
        ('until May 2024', '2022~')
        """
        begin, slash, end = edtf.partition("/")
        if not slash:
            return self._date(edtf)
        if begin in {"..", ""}:
            return self("until", day=self._date(end))
        if end in {"..", ""}:
            return self("since", day=self._date(begin))
        return f"{self._date(begin)} – {self._date(end)}"

    def _date(self, written: str) -> str:
        parts = written.split("-")
        pattern = _PATTERNS.get(len(parts))
        try:
            numbers = [int(part) for part in parts if len(part) in {2, 4}]
            day = date(*numbers, *[1] * (3 - len(numbers)))
        except (TypeError, ValueError):
            return written
        if pattern is None or len(numbers) != len(parts):
            return written
        return str(format_date(day, format=pattern, locale=self.language))


@cache
def words(language: str) -> PageWords:
    """Return the words of a language.

    Raises:
        UnknownName: the pages are not in this language.
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    path = files("kg.pages") / "words.toml"
    texts = tomllib.loads(path.read_text(encoding="utf-8"))
    return PageWords(language, {key: each[language] for key, each in texts.items()})


def preferred(accepted: str) -> str:
    """Return the language of ours that a browser wants most (RFC 9110, 12.5.4).

    >>> preferred("de, en-GB;q=0.8, nl;q=0.5"), preferred("")
    ('en', 'nl')
    """
    best, weight = LANGUAGES[0], 0.0
    for element in accepted.split(","):
        tag, _, quality = element.strip().partition(";")
        language = tag.partition("-")[0].lower()
        if language in LANGUAGES and (found := _weight(quality)) > weight:
            best, weight = language, found
    return best


def _weight(quality: str) -> float:
    try:
        return float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        return 1.0
