"""Which time expression of a sentence belongs to which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.cues import Judge
from kg.extract.owners import NEAR, OF_THE_NOUN, Dated, Expression, OwnerFinder
from kg.extract.passages import Passage
from kg.extract.syntax import preposition
from kg.extract.triggers import NOUNS
from kg.model import TimeExpression
from kg.parse import Token
from kg.times import Sequel

RELATIVE_CLAUSES = frozenset({"acl:relcl", "acl", "advcl"})
AT_WHICH = frozenset({"waar", "waarbij", "waarop"})


def assign_times(
    passage: Passage,
    expressions: Sequence[Expression],
    triggers: Sequence[Token],
    judge: Judge,
) -> Mapping[int, Dated]:
    """Give each trigger the time expression that goes with it, if any.

    Args:
        passage: the paragraph.
        expressions: its times, and those reckoned from other events.
        triggers: the tokens of the paragraph that name events.
        judge: tells which verbs pass their time on to their nouns.

    Returns:
        Time expressions by token index of the trigger.
    """
    finder = OwnerFinder(judge=judge, triggers={t.i: t for t in triggers})
    found: dict[int, Dated] = {}
    for expression in expressions:
        root = root_of(passage, expression)
        if root is None or is_vague(expression, judge) or dates_a_paper(root, judge):
            continue
        sequel = sequel_before(expression, passage, expressions)
        if sequel is not None and isinstance(expression, TimeExpression):
            found |= finder.in_brackets(expression, sequel, root_of(passage, sequel))
            continue
        for trigger, verb in finder.owners(root):
            dated = Dated(expression=expression, root=root, verb=verb)
            found.setdefault(trigger.i, dated)
            if finder.is_term(dated, trigger):
                found[trigger.i] = dated
    for trigger in triggers:
        shared = found.get(trigger.head.i)
        later = trigger.dep_ == "conj" and not is_below(shared, trigger.head)
        if later and shared is not None and trigger.i not in found:
            found[trigger.i] = shared
        if trigger.i not in found and (held := held_during(trigger, found)):
            found[trigger.i] = held
        own = found.get(trigger.i)
        if trigger.dep_ == "conj" and own is not None and dates_all(own, trigger):
            found.setdefault(trigger.head.i, own)
    return found


def held_during(trigger: Token, found: Mapping[int, Dated]) -> Dated | None:
    """Return the time of the event at which another happens.

    "bracht eind mei een bezoek aan Niger, waar zij sprak met …": both were then.
    """
    clause = trigger
    while clause.head.i != clause.i and clause.dep_ not in RELATIVE_CLAUSES:
        clause = clause.head
    opens = any(c.lower_ in AT_WHICH for c in clause.children)
    node = clause.head
    while opens and node.pos_ in NOUNS and node.head.i != node.i:
        if node.i in found:
            return found[node.i]
        node = node.head
    return None


def dates_all(dated: Dated, last: Token) -> bool:
    """Tell whether a time behind the last of several nouns dates all of them.

    "verkiezingen en een referendum in 2023", not "… en het akkoord van 2015".
    """
    return (
        last.pos_ in NOUNS
        and last.head.pos_ in NOUNS
        and dated.root.i > last.i
        and preposition(dated.root) not in OF_THE_NOUN
    )


def is_below(dated: Dated | None, noun: Token) -> bool:
    """Tell whether a time belongs to a noun's own phrase."""
    return dated is not None and noun.pos_ in NOUNS and noun.is_ancestor(dated.root)


def sequel_before(
    date: Expression, passage: Passage, expressions: Sequence[Expression]
) -> Sequel | None:
    """Return the sequel whose event a date in brackets follows.

    "een dag na de coup (19 augustus)".
    """
    before = passage.cleaned.text[: date.begin]
    if not before.endswith("("):
        return None
    near = before[:-1].split()[-NEAR:]
    return next(
        (
            e
            for e in expressions
            if isinstance(e, Sequel)
            and e.names_event
            and e.end < date.begin
            and len(before[e.end : -1].split()) < len(near)
        ),
        None,
    )


def is_vague(expression: Expression, judge: Judge) -> bool:
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


def root_of(passage: Passage, expression: Expression) -> Token | None:
    """Return the head word of a time expression."""
    tokens = passage.analysis.covering(expression.begin, expression.end)
    if tokens is None:
        return None
    words = [t for t in tokens if t.dep_ != "punct" and t.pos_ not in {"X", "PUNCT"}]
    inside = {t.i for t in tokens}
    heads = [t for t in words if t.head.i not in inside or t.head.i == t.i]
    return heads[0] if heads else tokens.root
