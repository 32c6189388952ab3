"""What a noun phrase says of itself: its words, its number, its owner."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.lexicon import Lexicon
from kg.extract.syntax import DETERMINERS, preposition
from kg.parse import Token

ARGUMENTS = frozenset({"nsubj:pass", "obj", "nmod"})
LONGEST_LABEL = 80


def is_both(token: Token) -> bool:
    """Tell whether a noun means two that were named: "beide landen"."""
    return any(c.lower_ == "beide" for c in token.children)


def number_of(token: Token, lexicon: Lexicon) -> int:
    """Return how many a noun means, 1 where it does not say."""
    if is_both(token):
        return 2
    numbers = lexicon.quantities["numbers"]
    for part in token.children:
        if part.dep_ == "nummod":
            spelled = numbers.get(part.lower_)
            return int(spelled) if spelled else int(part.text) if part.is_digit else 1
    return 1


def is_substantive(token: Token) -> bool:
    """Tell whether a participle is used as a noun: "52 politieke gevangenen"."""
    described = any(c.dep_ in {"amod", "nummod", "det"} for c in token.children)
    return token.pos_ == "VERB" and described and token.dep_ in ARGUMENTS


def has_owner(token: Token) -> bool:
    """Tell whether a noun is narrowed down by a "van" phrase."""
    return any(preposition(c) == "van" for c in token.children)


def shorter_names(token: Token, name: str) -> tuple[str, ...]:
    """Return what else a group may be called: without its number, and the noun alone.

    "vijftien Nederlandse diplomaten": Nederlandse diplomaten, diplomaten.
    """
    counted = {t.i for c in token.children if c.dep_ == "nummod" for t in c.subtree}
    plain = phrase_of(token, without=counted)
    return tuple(n for n in dict.fromkeys((plain, token.text)) if n != name)


def phrase_of(token: Token, *, without: Collection[int] = ()) -> str:
    """Return the words of a noun phrase from its first adjective to its noun.

    Short phrases behind the noun with a name are kept ("militairen uit Ivoorkust").

    Args:
        token: the noun.
        without: indexes of tokens to leave out.
    """
    kept = [token]
    for part in token.children:
        if part.i in without:
            continue
        adverb = part.pos_ == "ADV"  # "ook Vietnamese burgers"
        before = part.dep_ in {"amod", "nummod", "nmod", "compound"} and not adverb
        if part.i < token.i and before:
            kept.append(part)
        elif preposition(part) in {"uit", "met"} and part.right_edge.i - part.i < 2:
            kept.extend(t for t in part.subtree)
    kept = [t for t in kept if not t.is_punct and t.lower_ not in DETERMINERS]
    text = " ".join(t.text for t in sorted(kept, key=lambda t: t.i))
    return text[:LONGEST_LABEL]
