"""What the rules for impossible trees share: arcs, labels and tests of a token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.parse import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN"})
AUXILIARY = frozenset({"aux", "aux:pass"})
NOMINAL_LABELS = frozenset(
    {"det", "amod", "case", "nummod", "nmod", "nmod:poss", "cop"}
)
VERBAL_LABELS = frozenset({"aux", "aux:pass", "obj"})
RELATIVES = frozenset({"die", "dat"})

Arc = tuple["Token", "Token", str]  # a word, its new governor, its new label


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to mend a tree, and the words it is tried on.

    These are the words under one of the `labels`, or with `governing` those that have
    a dependent under one: most words are none, and need not be looked at.
    """

    arcs: Callable[[Token], Iterator[Arc]]
    labels: frozenset[str]
    governing: bool = False


def is_participle(token: Token) -> bool:
    """Tell whether a token is a past participle."""
    return token.pos_ == "VERB" and token.morph.get("VerbForm") == "Part"


def has_auxiliary(verb: Token) -> bool:
    """Tell whether a verb has an auxiliary."""
    return any(c.dep_ in AUXILIARY for c in verb.children)


def is_verbal(token: Token) -> bool:
    """Tell whether a word governs what only verbs do, and nothing that nouns do."""
    labels = {c.dep_ for c in token.children}
    return not labels & NOMINAL_LABELS and bool(labels & VERBAL_LABELS)


def is_dated(token: Token) -> bool:
    """Tell whether a number stands right after a noun, as in "dinsdag 18 augustus"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.pos_ == "NUM"


def is_nominal(token: Token) -> bool:
    """Tell whether a token is a noun or opens a name: "Afrikaanse Unie"."""
    named = any(c.dep_ == "flat" and c.pos_ == "PROPN" for c in token.children)
    return token.pos_ in NOMINAL or named


def has_case(token: Token) -> bool:
    """Tell whether a noun has a preposition."""
    return any(c.dep_ == "case" for c in token.children)


def has_finite(verb: Token, *, after: int) -> bool:
    """Tell whether a verb is finite, or has an auxiliary behind a token."""
    return verb.morph.get("VerbForm") == "Fin" or any(
        c.dep_ in AUXILIARY and c.i > after for c in verb.children
    )


def is_address(token: Token) -> bool:
    """Tell whether a noun opens its sentence and a comma follows: an address."""
    after = token.right_edge.i + 1
    comma = after < len(token.doc) and token.doc[after].text == ","
    return comma and token.left_edge.i == token.sent.start


def agrees(noun: Token, verb: Token) -> bool:
    """Tell whether a noun may be the subject of a finite verb, by its number.

    A noun with others listed behind it is plural. Names may be either, whatever the
    tagger says ("de VN heeft").
    """
    finite = next(
        (t for t in (verb, *verb.children) if t.morph.get("VerbForm") == "Fin"), None
    )
    if finite is None or noun.pos_ != "NOUN":
        return True
    wanted, number = finite.morph.get("Number"), noun.morph.get("Number")
    listed = any(c.dep_ == "conj" for c in noun.children)
    number = "Plur" if listed else number
    return not wanted or not number or wanted == number
