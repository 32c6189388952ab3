"""What a question asks, and what it takes for granted."""

from __future__ import annotations

from kg.extract.cues import Judge
from kg.extract.syntax import RELATIVES, feature, is_definite, preposition
from kg.extract.triggers import NOUNS
from kg.parse import Token

ASKED = frozenset(
    {"ROOT", "ccomp", "xcomp", "csubj", "conj", "obj", "nsubj", "nsubj:pass", "obl"}
    | {"obl:arg", "nmod", "acl", "parataxis"}
)


def is_open_to_question(judge: Judge, trigger: Token, *, unreal: bool = False) -> bool:
    """Tell whether a trigger is asked about rather than taken for granted.

    Args:
        judge: knows the words of questions.
        trigger: the token that names the event.
        unreal: whether the words around it make it no fact anyway ("pleiten voor
            opschorting"), so that a noun takes nothing for granted.
    """
    words = judge.lexicon.cues["questions"]
    node = trigger
    if not unreal and is_nominal(node) and not is_indefinite(node):
        return False
    first = next((t for t in node.sent if not t.is_punct), node)
    if first.lower_ in words["words"] or starts_with_phrase(first, words["second"]):
        return False
    while node.head.i != node.i:
        if node.dep_ not in ASKED or is_relative(node):
            return False
        if any(c.lower_ in words["embedded"] for c in node.children):
            return False
        if set(judge.words(node.head)) & set(words["factive"]):
            return False
        if node.dep_ == "nmod" and is_nominal(node.head) and is_definite(node.head):
            return False  # "de oproep tot vrijlating" was made
        node = node.head
    return True


def is_relative(clause: Token) -> bool:
    """Tell whether a clause has a relative pronoun, whatever the parser calls it."""
    opens = [c for c in clause.children if c.lower_ in RELATIVES and c.dep_ != "mark"]
    return clause.dep_.startswith("acl") and bool(opens)


def starts_with_phrase(first: Token, second: list[str]) -> bool:
    """Tell whether a sentence opens with a phrase like "In hoeverre", "Op welke"."""
    after = first.doc[first.i + 1].lower_ if first.i + 1 < len(first.doc) else ""
    return after in second


def is_nominal(token: Token) -> bool:
    """Tell whether a token is a noun, or an infinitive with an article."""
    return token.pos_ in NOUNS or any(c.dep_ == "det" for c in token.children)


def is_indefinite(noun: Token) -> bool:
    """Tell whether a noun has an indefinite determiner or is a bare plural."""
    determiners = [c.lower_ for c in noun.children if c.dep_ in {"det", "nmod:poss"}]
    if not determiners:
        return feature(noun, "Number") == "Plur" and not any(
            preposition(c) == "van" for c in noun.children
        )
    return any(d in {"een", "geen", "enige", "enkele", "meer"} for d in determiners)
