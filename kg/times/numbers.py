"""Dutch number words, as tables made from their parts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """What the words for numbers mean.

    `cardinals` and `ordinals` hold 0 to 99; `years` holds single words such as
    "negentienhonderd" and "tweeduizendtwintig".
    """

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    years: Mapping[str, int]
    suffixes: frozenset[str]


def cardinals_of(units: list[str], tens: list[str]) -> dict[str, int]:
    """Return the words for 0 to 99.

    >>> cardinals_of(["nul", "een", "twee"], ["twintig"])["tweeentwintig"]
    22
    """
    words = {word: value for value, word in enumerate(units)}
    for rank, ten in enumerate(tens, start=2):
        words[ten] = 10 * rank
        for value, unit in enumerate(units[1:10], start=1):
            words[f"{unit}en{ten}"] = 10 * rank + value
    return words


def ordinals_of(
    cardinals: Mapping[str, int], stems: Mapping[str, str], with_de: list[str]
) -> dict[str, int]:
    """Return the words for 1st to 99th.

    >>> ordinals_of({"vier": 4, "drie": 3}, {"drie": "derde"}, ["vier"])
    {'vierde': 4, 'derde': 3}
    """
    words: dict[str, int] = {}
    for word, value in cardinals.items():
        if word in stems:
            words[stems[word]] = value
        elif word in with_de:
            words[f"{word}de"] = value
        elif value >= 20:
            words[f"{word}ste"] = value
    return words


def years_of(
    cardinals: Mapping[str, int], hundred: str, thousand: str
) -> dict[str, int]:
    """Return the single words for years, 1100 to 2099.

    >>> years_of({"negentien": 19, "twee": 2, "tien": 10}, "honderd", "duizend")[
    ...     "negentienhonderdtien"
    ... ]
    1910
    """
    words: dict[str, int] = {}
    heads = {f"{w}{hundred}": 100 * v for w, v in cardinals.items() if 11 <= v <= 19}
    heads |= {f"{w}{thousand}": 1000 * v for w, v in cardinals.items() if v == 2}
    for head, base in heads.items():
        words[head] = base
        for tail, value in cardinals.items():
            if value:
                words[f"{head}{tail}"] = base + value
                words[f"{head}en{tail}"] = base + value
    return words


def number_words(data: Mapping[str, object]) -> NumberWords:
    """Make the tables from the section `numbers` of the lexicon.

    Raises:
        TypeError, KeyError: the section is malformed.
    """
    units, tens = _words(data["units"]), _words(data["tens"])
    stems = data["ordinal_stems"]
    if not isinstance(stems, dict):
        raise TypeError("ordinal_stems is no table")
    cardinals = cardinals_of(units, tens)
    return NumberWords(
        cardinals=cardinals,
        ordinals=ordinals_of(cardinals, stems, _words(data["de_ordinals"])),
        years=years_of(cardinals, str(data["hundred"]), str(data["thousand"])),
        suffixes=frozenset(_words(data["ordinal_suffixes"])),
    )


def _words(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("a list of words is missing")
    return [str(word) for word in value]
