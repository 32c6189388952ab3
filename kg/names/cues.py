"""What kind of actor an unknown name is: cues in it and around it."""

from collections.abc import Sequence

from kg.iris import fold
from kg.names.matches import Context
from kg.names.pieces import initials_before, is_capitalised, keys
from kg.names.weak import has_party
from kg.parse import Token, Tokens

SURE, LIKELY, WEAK = 3, 2, 1
_LONGEST_POST = 5
_NEAR_OFFICE = 4
_MOST_NAMES = 4
_BEFORE_NO_PERSON = frozenset({"DET", "ADJ", "NUM", "PROPN", "CCONJ"})


def kind_of(run: Tokens, context: Context) -> tuple[str, int] | None:
    """Return the kind that words in or around a run show, and how surely."""
    return _person(run, context) or noun_cue(run, context) or name_cue(run, context)


def kind_by_shape(run: Tokens, context: Context) -> tuple[str, int] | None:
    """Return the kind that place and shape suggest, outside titles of papers."""
    if in_quotes(run.doc.text, run.start_char, context.rules.quotes):
        return None
    return _place(run, context) or _full_name(run)


def in_quotes(text: str, begin: int, pairs: Sequence[str]) -> bool:
    """Tell whether a character stands between quotation marks.

    >>> in_quotes("de brief «Samenhang» en", 11, ["«»"])
    True
    """
    return any(text.rfind(p[0], 0, begin) > text.rfind(p[1], 0, begin) for p in pairs)


def _person(run: Tokens, context: Context) -> tuple[str, int] | None:
    """Return the kind Person where a title, a party or a given name shows it."""
    text, rules = run.doc.text, context.rules
    before = run.doc[run.start - 1] if run.start else None
    if (
        initials_before(text, run.start_char) < run.start_char
        or has_party(text, run.end_char, context)
        or (before is not None and rules.announces_person(fold(before.text)))
        or _behind_post(run, context)
        or _before_office(run, context)
    ):
        return "Person", SURE
    first = fold(run[0].text.split("-")[0])
    arabic = any(_opens_small(token, context) for token in run[1:])
    if len(run) > 1 and (first in rules.given_names or arabic):
        return "Person", LIKELY
    return None


def _opens_small(token: Token, context: Context) -> bool:
    """Tell whether a small word is tied to a name: "al-Bashir"."""
    small, hyphen, _ = token.text.partition("-")
    return bool(hyphen) and fold(small) in context.rules.particles


def _behind_post(run: Tokens, context: Context) -> bool:
    """Tell whether an office stands right before: "minister van Justitie Bozdag"."""
    before = keys(run.doc[max(0, run.start - _LONGEST_POST) : run.start].text)
    for size in range(2, len(before) + 1):
        pattern = context.rules.heads.get(before[-size:])
        if pattern and pattern.kind == "Post":
            return True
    return False


def _before_office(run: Tokens, context: Context) -> bool:
    """Tell whether an office follows between commas: "Nangaa, de voorzitter van"."""
    if run.end + 1 >= len(run.doc) or run.doc[run.end].text != ",":
        return False
    for token in run.doc[run.end + 1 : run.end + 1 + _NEAR_OFFICE]:
        if token.is_punct or token.pos_ == "VERB":
            return False
        if context.rules.announces_person(fold(token.text)):
            return True
    return False


def noun_cue(run: Tokens, context: Context) -> tuple[str, int] | None:
    """Return the kind that the common noun right before a run announces."""
    if not run.start:
        return None
    before = run.doc[run.start - 1]
    if before.text == "(" and run.text.isupper() and run.start > 1:
        before = run.doc[run.start - 2]  # "de veiligheidsmissie (MMAS)"
    word = fold(before.text)
    if before.pos_ != "NOUN" and word not in context.rules.noun_cues:
        return None
    kind = context.rules.noun_kind(word)
    return (kind, SURE) if kind else None


def name_cue(run: Tokens, context: Context) -> tuple[str, int] | None:
    """Return the kind that the first or last of several words announces."""
    if len(run) == 1 and "-" not in run.text:
        return None
    found = keys(run.text)
    for word in (found[-1], found[0]):
        kind = context.rules.name_cues.get(word)
        if kind:
            return kind, LIKELY
    return None


def _place(run: Tokens, context: Context) -> tuple[str, int] | None:
    """Return the kind Place behind a preposition of place."""
    if not run.start or run.text.isupper():
        return None
    before = run.doc[run.start - 1]
    if before.pos_ != "ADP":
        return None
    noun = run.doc[run.start - 2].lower_ if run.start > 1 else ""
    behind = noun in context.rules.place_nouns.get(before.lower_, ())
    if before.lower_ in context.rules.place_cues or behind:
        return "Place", WEAK
    return None


def _full_name(run: Tokens) -> tuple[str, int] | None:
    """Return the kind Person for two to four names without a determiner.

    Organisations take "de" or "het" in running text, persons do not.
    """
    names = [token for token in run if is_capitalised(token.text)]
    if not 1 < len(names) <= _MOST_NAMES or not all(map(_is_titlecase, names)):
        return None
    before = run.doc[run.start - 1] if run.start else None
    if before is not None and not before.is_sent_start:
        if before.pos_ in _BEFORE_NO_PERSON or is_capitalised(before.text):
            return None
    elif before is not None and before.pos_ == "DET":
        return None
    return "Person", WEAK


def _is_titlecase(token: Token) -> bool:
    """Tell whether a token is written as a personal name is."""
    return (
        token.text[0].isupper()
        and not token.text[1:].isupper()
        and token.text.isalpha()
    )
