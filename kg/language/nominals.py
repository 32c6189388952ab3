"""Noun phrases that no Dutch sentence has: names, dates and years that govern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.trees import (
    NOMINAL,
    SUBJECTS,
    Arc,
    has_case,
)
from kg.parse import Token

YEAR = re.compile(r"(?:19|20)[0-9][0-9]")
BEFORE_YEARS = frozenset({"in", "sinds", "sedert", "vanaf", "tot", "uit"})


def part_names(name: Token) -> Iterator[Arc]:
    """Take a name with an article out of the name before it.

    "dat in Burkina Faso de Wagner Group actief is": two names, the second a subject.
    """
    governor = name.head.head
    article = name.left_edge
    if (
        name.dep_ == "flat"
        and name.pos_ == "PROPN"
        and article.dep_ == "det"
        and article.lower_ in {"de", "het"}
        and governor.pos_ in {"VERB", "ADJ"}
    ):
        taken = any(c.dep_ in SUBJECTS for c in governor.children)
        yield name, governor, "obj" if taken else "nsubj"


def join_names(name: Token) -> Iterator[Arc]:
    """Join a name to the name before it, not to the noun that one depends on.

    "verklaringen van de VN en de EU": names are listed with names.
    """
    noun = name.head
    if name.pos_ != "PROPN" or name.dep_ != "conj" or noun.pos_ != "NOUN":
        return
    others = [
        c
        for c in noun.children
        if c.pos_ == "PROPN" and c.dep_ == "nmod" and noun.i < c.i < name.i
    ]
    if others and not any(c.dep_ == "case" for c in name.children):
        yield name, others[-1], "conj"


def part_apposition(name: Token) -> Iterator[Arc]:
    """Set a name between commas beside the post before it, not beside where that is.

    "De voorzitter van de Afrikaanse Unie, Moussa Faki, veroordeelde": what is listed
    without "en" is no list of two.
    """
    place, doc = name.head, name.doc
    post, after = place.head, name.right_edge.i + 1
    listed = [c for t in (place, name) for c in t.children if c.dep_ in {"conj", "cc"}]
    if (
        name.pos_ == "PROPN"
        and place.dep_ == "nmod"
        and has_case(place)
        and post.pos_ == "NOUN"
        and post.morph.get("Number") != "Plur"
        and doc[post.left_edge.i].dep_ == "det"
        and listed == [name]
        and doc[name.i - 1].text == ","
        and after < len(doc)
        and doc[after].text == ","
    ):
        yield name, post, "appos"


def free_from_date(noun: Token) -> Iterator[Arc]:
    """Hang a noun that stands behind a date on the verb: no date governs a noun.

    "legde op 24 maart nieuwe sancties op".
    """
    date = noun.head
    verb = date.head
    month = next((c for c in date.children if c.dep_ == "flat"), None)
    if (
        noun.pos_ in NOMINAL
        and noun.dep_ == "nmod"
        and date.pos_ == "NUM"
        and month is not None
        and month.i < noun.i
        and verb.pos_ == "VERB"
        and not has_case(noun)
    ):
        yield noun, verb, "obj"


def free_name_from_date(name: Token) -> Iterator[Arc]:
    """Hang a name that stands behind a date on the verb: months have small letters.

    "bezocht op 9 mei Moskou".
    """
    date = name.head
    verb = date.head
    if date.pos_ == "NUM" and name.text[0].isupper() and verb.pos_ == "VERB":
        taken = any(c.dep_ == "obj" for c in verb.children)
        yield name, verb, "obl" if taken else "obj"


def free_preposition(preposition: Token) -> Iterator[Arc]:
    """Give a name its preposition back, which no verb has: "uit Congo terughalen"."""
    verb, doc = preposition.head, preposition.doc
    name = doc[preposition.i + 1] if preposition.i + 1 < len(doc) else preposition
    if (
        verb.pos_ == "VERB"
        and name.pos_ == "PROPN"
        and name.head.i == verb.i
        and preposition.i < verb.i
        and not any(c.dep_ == "det" for c in verb.children)
    ):
        yield preposition, name, "case"
        yield name, verb, "obl"


def free_year(year: Token) -> Iterator[Arc]:
    """Part a year from the noun behind it: "levert sinds 2011 militairen"."""
    noun = year.head
    opener = year.doc[year.i - 1] if year.i else year
    if (
        year.dep_ == "nummod"
        and YEAR.fullmatch(year.text)
        and noun.i > year.i
        and opener.head.i == noun.i
        and opener.dep_ == "case"
        and opener.lower_ in BEFORE_YEARS
        and noun.head.i != noun.i
    ):
        verb = noun.head
        yield year, verb, "obl"
        yield opener, year, "case"
        taken = any(c.dep_ == "obj" for c in verb.children)
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        if verb.pos_ == "VERB" and not taken:
            yield noun, verb, "nsubj:pass" if passive else "obj"


def join_title(title: Token) -> Iterator[Arc]:
    """Join a title that was cut off as a sentence to the name behind it.

    "Vicepresident | Dina Boluarte legde de eed af": no full stop stands between.
    """
    end = title.sent.end
    if title.head.i != title.i or title.pos_ not in NOMINAL or end >= len(title.doc):
        return
    last, name = title.doc[end - 1], title.doc[end]
    whole = not any(t.pos_ in {"VERB", "AUX"} for t in title.sent)
    goes_on = not last.is_punct and last.whitespace_ and name.pos_ == "PROPN"
    if whole and goes_on and name.head.i != name.i:
        yield title, name.head, name.dep_
        yield name, title, "appos"
