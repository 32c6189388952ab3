"""Which time expression of a sentence belongs to which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.extract.cues import Judge
from kg.extract.passages import Passage
from kg.extract.syntax import CLAUSES, preposition
from kg.extract.triggers import NOUNS
from kg.model import TimeExpression

# "veroordeelde de staatsgreep op 20 augustus": a day with one of these goes with the
# verb, even where the parser hangs it on the noun before it.
# "het vredesakkoord uit 2015": a time with one of these dates the noun it follows.
OF_THE_NOUN = frozenset({"uit", "van"})
OF_THE_VERB = frozenset(
    {"op", "per", "vanaf", "sinds", "uiterlijk", "tot", "voor", "na"}
)


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
        if root is None or is_vague(expression, judge) or dates_a_paper(root, judge):
            continue
        owner = just_before(root, by_index) or owner_of(root, by_index, judge)
        if owner is not None:
            found.setdefault(owner.i, expression)
    for trigger in triggers:
        shared = found.get(trigger.head.i)
        later = trigger.dep_ == "conj" and not is_below(passage, shared, trigger.head)
        if later and shared is not None and trigger.i not in found:
            found[trigger.i] = shared
    return found


def is_below(passage: Passage, expression: TimeExpression | None, noun: Token) -> bool:
    """Tell whether a time belongs to a noun's own phrase."""
    root = root_of(passage, expression) if expression is not None else None
    return root is not None and noun.pos_ in NOUNS and noun.is_ancestor(root)


def is_vague(expression: TimeExpression, judge: Judge) -> bool:
    """Tell whether an expression gives no bounds: "de komende jaren"."""
    *before, last = expression.text.lower().split()
    vague = judge.lexicon.cues["times"]["vague"]
    numbers = judge.lexicon.quantities["numbers"]
    return last in vague and not any(w.isdigit() or w in numbers for w in before)


def dates_a_paper(root: Token, judge: Judge) -> bool:
    """Tell whether a date is that of a cited paper, not of an event."""
    before = root.doc[max(root.sent.start, root.i - 12) : root.i]
    words = judge.lexicon.cues["times"]["of_papers"]
    near = [t.lower_ for t in before[-4:]]
    if any(w in near for w in words["just_before"]):
        return True
    opened = next((t.i for t in reversed(before) if t.text == "("), None)
    inside = root.doc[opened : root.i] if opened is not None else ()
    closed = any(t.text == ")" for t in inside)
    return not closed and any(t.lower_ in words["in_brackets"] for t in inside)


def just_before(root: Token, triggers: Mapping[int, Token]) -> Token | None:
    """Return the trigger that a time follows with nothing but prepositions between.

    Not with a preposition that goes with the verb, nor a date in brackets.
    """
    index = root.left_edge.i
    while index > root.sent.start:
        index -= 1
        token = root.doc[index]
        if index in triggers:
            verb = triggers[index].head
            free = token.pos_ in NOUNS and verb.i not in triggers
            of_verb = preposition(root) in OF_THE_VERB
            return None if of_verb and not free else triggers[index]
        if token.pos_ != "ADP" and token.lower_ not in {"de", "het"}:
            return None
    return None


def root_of(passage: Passage, expression: TimeExpression) -> Token | None:
    """Return the head word of a time expression."""
    tokens = passage.analysis.char_span(
        expression.begin, expression.end, alignment_mode="expand"
    )
    if tokens is None:
        return None
    words = [t for t in tokens if t.dep_ != "punct" and t.pos_ not in {"X", "PUNCT"}]
    inside = {t.i for t in tokens}
    heads = [t for t in words if t.head.i not in inside or t.head.i == t.i]
    return heads[0] if heads else tokens.root


def owner_of(root: Token, triggers: Mapping[int, Token], judge: Judge) -> Token | None:
    """Return the trigger that a time expression goes with."""
    node = root
    while node.head.i != node.i:
        governor = node.head
        if governor.i in triggers:
            return pass_to_verb(root, governor, triggers)
        if governor.pos_ == "NOUN" and preposition(root) in OF_THE_NOUN:
            return None
        if governor.pos_ in {"VERB", "AUX", "ADJ"} or governor.dep_ in CLAUSES:
            return dependent_of(governor, root, triggers, judge)
        node = governor
    return None


def pass_to_verb(root: Token, noun: Token, triggers: Mapping[int, Token]) -> Token:
    """Return the verb above a noun, where preposition or word order ask for a verb.

    The time of a verb at the end stands right before it: "zijn deelname aan de missie
    in mei 2024 te beëindigen".
    """
    verb = noun.head
    if noun.pos_ not in NOUNS or verb.i not in triggers:
        return noun
    between = root.doc[root.right_edge.i + 1 : verb.i]
    at_end = verb.i > root.i and all(t.lower_ == "te" for t in between)
    return verb if at_end or preposition(root) in OF_THE_VERB else noun


def dependent_of(
    verb: Token, root: Token, triggers: Mapping[int, Token], judge: Judge
) -> Token | None:
    """Return the noun under a verb that happens when the verb does."""
    words = set(judge.words(verb))
    carries = words & (
        judge.transparent | set(judge.lexicon.lists["light"])
    ) or words & {
        word
        for word, tables in judge.embeddings.items()
        if any(t.source == "none" for t in tables)
    }
    if not carries:
        return None
    nouns = [
        t
        for t in triggers.values()
        if t.pos_ in NOUNS and t.head.i == verb.i and t.dep_ != "advcl"
    ]
    return min(nouns, key=lambda t: abs(t.i - root.i), default=None)
