"""Numbers of people, things and money in a phrase, with bounds and qualifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import Lexicon
from kg.extract.syntax import feature
from kg.iris import fold
from kg.model import Quantity
from kg.parse import Token


def find_quantity(head: Token, lexicon: Lexicon) -> Quantity | None:
    """Return the number that counts a noun.

    Args:
        head: the noun that is counted ("49 militairen").
        lexicon: holds the number words and qualifiers of `quantities.toml`.
    """
    for number in head.children:
        counts = number.dep_ in {"nummod", "nmod", "det", "amod"}
        if counts and number.i < head.i and not is_article(number, lexicon):
            value = as_number(number, lexicon)
            if (
                value is not None
                and fold(head.text) not in lexicon.quantities["not_counted"]
            ):
                other = alternative(number, lexicon)
                if other is not None:
                    least, most = sorted((value, other))
                    return Quantity(minimum=least, maximum=most, unit=head.text)
                return bounded(number, value, head.text, lexicon)
    return None


def is_article(number: Token, lexicon: Lexicon) -> bool:
    """Tell whether "een" counts nothing: not "één", nor "een of twee"."""
    return number.lower_ == "een" and alternative(number, lexicon) is None


def alternative(number: Token, lexicon: Lexicon) -> float | None:
    """Return the second number of "een of twee", "drie à vier", "60 tot 70"."""
    at = number.i
    doc = number.doc
    for step in (1, -1):
        between, other = at + step, at + 2 * step
        inside = 0 <= other < len(doc) and 0 <= between < len(doc)
        if inside and doc[between].lower_ in {"of", "à", "tot", "-"}:
            return as_number(doc[other], lexicon)
    return None


def find_money(tokens: Iterator[Token], lexicon: Lexicon) -> Quantity | None:
    """Return the first amount of money among tokens, in units of its currency."""
    for token in tokens:
        currency = lexicon.quantities["currencies"].get(token.lower_)
        if currency is None:
            continue
        text = token.doc[max(0, token.i - 4) : token.i + 4].text
        amount = read_amount(text, token.text, lexicon)
        if amount is not None:
            unit = "euro" if currency == "EUR" else token.lower_
            return bounded(token, amount, unit, lexicon, currency=currency)
    return None


def read_amount(text: str, sign: str, lexicon: Lexicon) -> float | None:
    """Read an amount such as "3,5 miljoen euro" or "€ 400 miljoen"."""
    scales = lexicon.quantities["scales"]
    scale = "|".join(scales)
    number = r"(\d[\d.]*(?:,\d+)?|\w+)"
    patterns = (
        rf"{number}\s+({scale})\s+{re.escape(sign)}",
        rf"{number}()\s+{re.escape(sign)}",
        rf"{re.escape(sign)}\s*(\d[\d.]*(?:,\d+)?)\s*({scale})?",
    )
    for pattern in patterns:
        match = re.search(pattern, text, re.IGNORECASE)
        value = read_number(match[1], lexicon) if match else None
        if match and value is not None:
            return float(value * scales.get((match[2] or "").lower(), 1))
    return None


def as_number(token: Token, lexicon: Lexicon) -> float | None:
    """Return the value of a number word or figure."""
    if feature(token, "NumType") == "Ord":
        return None
    return read_number(token.text, lexicon)


def read_number(text: str, lexicon: Lexicon) -> float | None:
    """Return the value of a figure in Dutch notation, or of a number word."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+|\d+", text):
        return float(text.replace(".", ""))
    if re.fullmatch(r"\d+,\d+", text):
        return float(text.replace(",", "."))
    value = lexicon.quantities["numbers"].get(fold(text))
    return None if value is None else float(value)


def bounded(
    number: Token,
    value: float,
    unit: str,
    lexicon: Lexicon,
    *,
    currency: str | None = None,
) -> Quantity:
    """Make a quantity, with bounds where a qualifier says so ("maximaal zestien")."""
    before = number.doc[max(0, number.i - 4) : number.i].text.lower()
    qualifiers = lexicon.quantities["qualifiers"]
    for words, bound in sorted(qualifiers.items(), key=lambda q: -len(q[0])):
        if re.search(rf"(?:^|\s){re.escape(words)}(?:\s|$)", before):
            return Quantity(
                value=value if bound == "about" else None,
                minimum=value if bound == "minimum" else None,
                maximum=value if bound == "maximum" else None,
                unit=unit,
                currency=currency,
                qualifier=words,
            )
    return Quantity(value=value, unit=unit, currency=currency)
