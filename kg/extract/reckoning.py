"""What a time expression means for its event: which year, from when, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.extract.cues import Judge, is_past
from kg.extract.owners import NEAR, Dated, Expression
from kg.extract.syntax import feature, preposition
from kg.extract.triggers import NOUNS
from kg.identity import load_identity
from kg.model import Factuality, TimeExpression, TimeValue
from kg.parse import Token
from kg.times import Sequel, Tense, find_sequels, find_times, since, through

AHEAD = frozenset({Factuality.PLANNED, Factuality.REQUESTED})
BEFORE = frozenset({"na", "sinds", "sedert", "tijdens", "bij"})
UNTIL = frozenset({"tot", "uiterlijk"})
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event whose day is known, and the turn that says so."""

    turn: str
    event_class: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Reckoner:
    """Gives the events of one paragraph their times.

    `text` is the paragraph, `on` the day it was uttered, `turn` the label of its turn;
    `happened` holds the events of the document whose day is known, in its order.
    """

    judge: Judge
    text: str
    on: date
    turn: str
    happened: list[Happened]

    @cached_property
    def expressions(self) -> list[TimeExpression]:
        """The time expressions of the paragraph, each read as the nearest such time."""
        return find_times(self.text, on=self.on)

    @cached_property
    def sequels(self) -> list[Sequel]:
        """The times of the paragraph that are reckoned from another event."""
        return find_sequels(self.text)

    @property
    def all(self) -> list[Expression]:
        """All times; "de volgende dag" counts from an event, not from the paper."""
        plain = [
            e
            for e in self.expressions
            if not any(s.begin < e.end and e.begin < s.end for s in self.sequels)
        ]
        return sorted([*plain, *self.sequels], key=lambda e: e.begin)

    @cached_property
    def past(self) -> Mapping[int, TimeExpression]:
        """The expressions by where they begin, read as looking back."""
        return self.by_begin("past")

    @cached_property
    def future(self) -> Mapping[int, TimeExpression]:
        """The expressions by where they begin, read as looking ahead."""
        return self.by_begin("future")

    def by_begin(self, tense: Tense) -> Mapping[int, TimeExpression]:
        """Return the expressions of one tense by where they begin."""
        return {e.begin: e for e in find_times(self.text, on=self.on, tense=tense)}

    def value(
        self, dated: Dated, trigger: Token, event_class: str, factuality: Factuality
    ) -> TimeValue | None:
        """Return the time of an event; None where it hangs on one without a day.

        Args:
            dated: the expression that goes with the event.
            trigger: the token that names the event.
            event_class: tells whether the event lasts.
            factuality: what the words around the trigger make of the event.
        """
        if isinstance(dated.expression, Sequel):
            return self.after_another(dated.expression, dated)
        tense = self.tense_of(dated, trigger, event_class, factuality)
        value = self.in_tense(dated.expression, tense)
        value = self.on_schedule(dated, tense) or value
        aspect = dated.verb or trigger.head
        if load_identity()[event_class].lasting and aspect.i != trigger.i:
            value = self.bounded(value, aspect)
        return value

    def remember(self, event_class: str, value: TimeValue | None) -> None:
        """Keep the day of an event, for what the text reckons from it."""
        if value is not None and value.first is not None and value.first == value.last:
            self.happened.append(
                Happened(turn=self.turn, event_class=event_class, day=value.first)
            )

    def after_another(self, sequel: Sequel, dated: Dated) -> TimeValue | None:
        """Return a time reckoned from the event named with it, or the last before it.

        That is an event of the same turn; one that is named may stand anywhere.
        """
        if dated.base is not None:
            first = self.in_tense(dated.base, "past").first
            return sequel.reckon(first) if first else None
        wanted = self.classes_behind(dated.root) if sequel.names_event else None
        for event in reversed(self.happened):
            right = event.turn == self.turn if wanted is None else True
            if right and (wanted is None or event.event_class in wanted):
                return sequel.reckon(event.day)
        return None

    def classes_behind(self, root: Token) -> set[str]:
        """Return the classes of the event that a sequel names behind it."""
        lexicon = self.judge.lexicon
        for token in root.doc[root.i + 1 : root.sent.end][:NEAR]:
            entries = lexicon.noun_entries(token.text) if token.pos_ in NOUNS else ()
            if entries:
                return {e.frame.event_class for e in entries}
        return set()

    def in_tense(self, expression: TimeExpression, tense: Tense | None) -> TimeValue:
        """Return the reading of an expression that fits the tense of its clause."""
        if tense is None:
            return expression.value
        readings = self.past if tense == "past" else self.future
        return readings.get(expression.begin, expression).value

    def tense_of(
        self, dated: Dated, trigger: Token, event_class: str, factuality: Factuality
    ) -> Tense | None:
        """Return whether the clause of an event looks back or ahead."""
        if factuality in AHEAD:
            return "future"
        verb = dated.verb or trigger
        opener = dated.expression.text.partition(" ")[0].lower()
        if opener in UNTIL:
            return None if tense_of_verb(verb) == "past" else "future"
        if verb.pos_ in NOUNS:
            if factuality is not Factuality.CERTAIN:
                return None
            scheduled = event_class in self.judge.lexicon.cues["times"]["scheduled"]
            told = [c for c in verb.children if c.dep_ == "acl:relcl"]
            if verb.dep_ in {"nsubj", "nsubj:pass"}:
                told.append(verb.head)
            looks_back = preposition(verb) in BEFORE or any(
                tense_of_verb(v) == "past" for v in told
            )
            return "past" if looks_back or not scheduled else None
        return tense_of_verb(verb)

    def on_schedule(self, dated: Dated, tense: Tense | None) -> TimeValue | None:
        """Return the time that something is planned for: "voorzien voor juli 2023"."""
        opener, _, rest = dated.expression.text.partition(" ")
        above = {w for t in (dated.root.head, dated.verb) if t for w in self.words(t)}
        tables = self.judge.lexicon.cues["times"]["planned_for"]
        if not any(
            opener.lower() in t["prepositions"] and above & set(t["words"])
            for t in tables
        ):
            return None
        inner = find_times(rest, on=self.on, tense=tense)
        return inner[0].value if inner else None

    def words(self, token: Token) -> set[str]:
        """Return the dictionary words of a verb or noun."""
        return {*self.judge.words(token), token.lower_}

    def bounded(self, value: TimeValue, verb: Token) -> TimeValue:
        """Open a time where the verb says that something lasting begins or ends."""
        times = self.judge.lexicon.cues["times"]
        words = {*self.judge.words(verb), verb.lower_}
        if value.first is None or value.last is None:
            return value
        if words & set(times["beginning"]):
            return since(value)
        return through(value) if words & set(times["ending"]) else value


def tense_of_verb(verb: Token) -> Tense | None:
    """Return whether a verb looks back or ahead, None where its form leaves it open."""
    forms = [c for c in verb.children if c.dep_ in AUXILIARY]
    if any(c.lower_ in {"zal", "zullen", "zult"} for c in forms):
        return "future"
    if any(c.lower_ in {"zou", "zouden"} for c in forms):
        return None
    perfect = feature(verb, "VerbForm") == "Part" and any(
        c.lower_ in {"heeft", "hebben", "heb", "is", "zijn"} for c in forms
    )
    if perfect or any(is_past(t) for t in (verb, *forms)):
        return "past"
    shares = verb.dep_ == "conj" and not forms and verb.head.pos_ not in NOUNS
    return tense_of_verb(verb.head) if shares else None
