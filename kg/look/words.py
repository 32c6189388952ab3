"""The words of pictures, in each language: `words.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import UnknownName

LANGUAGE = "nl"  # that of the papers


@dataclass(frozen=True, slots=True)
class Words:
    """What pictures say in one language.

    >>> words("en").text("since", "2022-01-01")
    'since 2022-01-01'
    >>> words("en").count("actors", 1), words("en").count("actors", 2000)
    ('1 actor', '2,000 actors')
    """

    language: str
    table: Mapping[str, Any]

    def text(self, key: str, *values: object) -> str:
        """Return a phrase with its values."""
        phrase: str = self.table[key]
        return phrase.format(*values)

    def count(self, key: str, number: int) -> str:
        """Return a number of things."""
        form = self.table[key]["one" if number == 1 else "many"]
        grouped = f"{number:,}"
        if self.language == "nl":
            grouped = grouped.replace(",", ".")
        return str(form).format(grouped)

    def month(self, number: int) -> str:
        """Return the short name of a month, of which the first is 1."""
        return str(self.table["months"][number - 1])

    def time(self, edtf: str) -> str:
        """Return a time in EDTF as readers write it.

        >>> words("en").time("2022-09-01/.."), words("en").time("2020-34")
        ('2022-09-01 – …', '2nd quarter of 2020')
        """
        ends = (self._day("…" if end == ".." else end) for end in edtf.split("/"))
        return " – ".join(ends)

    def sureness(self, factualities: Iterable[tuple[str, int]]) -> str:
        """Return how sure some claims are, with how many where there are several.

        >>> words("en").sureness([("certain", 3), ("denied", 1)])
        'certain 3, denied'
        """
        return ", ".join(
            f"{self.text(each)} {count}" if count > 1 else self.text(each)
            for each, count in factualities
        )

    def _day(self, end: str) -> str:
        year, _, part = end.partition("-")
        phrase = self.table["parts"].get(part)
        return end if phrase is None else str(phrase).format(year)

    def phrases(self, keys: Iterable[str]) -> dict[str, str]:
        """Return some phrases as they stand, for scripts that fill them in."""
        return {key: str(self.table[key]) for key in keys}


@cache
def words(language: str) -> Words:
    """Return the words of a language.

    Raises:
        UnknownName: there are none.
    """
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    if language not in tables:
        raise UnknownName("language", language, tables)
    return Words(language, tables[language])
