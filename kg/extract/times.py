"""Which time expression of a sentence belongs to which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.extract.factuality import Judge
from kg.extract.passages import Passage
from kg.extract.syntax import CLAUSES, preposition
from kg.extract.triggers import NOUNS
from kg.model import TimeExpression

# "veroordeelde de staatsgreep op 20 augustus": a day with one of these goes with the
# verb, even where the parser hangs it on the noun before it.
OF_THE_VERB = frozenset({"op", "per", "vanaf", "sinds", "uiterlijk", "tot", "voor", "na"})


def assign_times(
    passage: Passage,
    expressions: Sequence[TimeExpression],
    triggers: Sequence[Token],
    judge: Judge,
) -> Mapping[int, TimeExpression]:
    """Give each trigger the time expression that goes with it, if any.

    Args:
        passage: the paragraph.
        expressions: its time expressions.
        triggers: the tokens of the paragraph that name events.
        judge: tells which verbs pass their time on to their nouns.

    Returns:
        Time expressions by token index of the trigger.
    """
    by_index = {t.i: t for t in triggers}
    found: dict[int, TimeExpression] = {}
    for expression in expressions:
        root = root_of(passage, expression)
        if root is None:
            continue
        owner = owner_of(root, by_index, judge)
        if owner is not None:
            found.setdefault(owner.i, expression)
    return found


def root_of(passage: Passage, expression: TimeExpression) -> Token | None:
    """Return the head word of a time expression."""
    tokens = passage.analysis.char_span(
        expression.begin, expression.end, alignment_mode="expand"
    )
    return None if tokens is None else tokens.root


def owner_of(
    root: Token, triggers: Mapping[int, Token], judge: Judge
) -> Token | None:
    """Return the trigger that a time expression goes with."""
    node = root
    while node.head.i != node.i:
        governor = node.head
        if governor.i in triggers:
            return pass_to_verb(root, governor, triggers)
        if governor.pos_ in {"VERB", "AUX", "ADJ"} or governor.dep_ in CLAUSES:
            return dependent_of(governor, root, triggers, judge)
        node = governor
    return None


def pass_to_verb(
    root: Token, noun: Token, triggers: Mapping[int, Token]
) -> Token:
    """Return the verb above a noun, where the time's preposition asks for a verb."""
    verb = noun.head
    if noun.pos_ in NOUNS and preposition(root) in OF_THE_VERB and verb.i in triggers:
        return verb
    return noun


def dependent_of(
    verb: Token, root: Token, triggers: Mapping[int, Token], judge: Judge
) -> Token | None:
    """Return the noun under a verb that happens when the verb does."""
    words = set(judge.words(verb))
    carries = words & (judge.transparent | set(judge.lexicon.lists["light"])) or words & {
        word
        for word, tables in judge.embeddings.items()
        if any(t.source == "none" for t in tables)
    }
    if not carries:
        return None
    nouns = [
        t
        for t in triggers.values()
        if t.pos_ in NOUNS and t.head.i == verb.i and t.dep_ not in {"advcl"}
    ]
    return min(nouns, key=lambda t: abs(t.i - root.i), default=None)
