"""Whom a time belongs to: the event above it, beside it, or held at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.cues import Judge
from kg.extract.syntax import CLAUSES, preposition
from kg.extract.triggers import NOUNS
from kg.iris import fold
from kg.model import TimeExpression
from kg.parse import Token
from kg.times import Sequel

# "veroordeelde de staatsgreep op 20 augustus": a day with one of these goes with the
# verb, even where the parser hangs it on the noun before it.
# "het vredesakkoord uit 2015": a time with one of these dates the noun it follows.
OF_THE_NOUN = frozenset({"uit", "van"})
OF_THE_VERB = frozenset(
    {"op", "per", "vanaf", "sinds", "uiterlijk", "tot", "voor", "na"}
)
AT_MEETINGS = frozenset({"op", "tijdens", "bij", "in", "na"})
OF_TIME = frozenset({"sinds", "sedert", "na", "tijdens", "voor"})
NEAR = 6  # tokens from a sequel to the event it names

Expression = TimeExpression | Sequel


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time expression that goes with a trigger.

    `root` is the expression's head word; `verb` is the verb that the time stands with,
    where that is not the trigger itself ("de operatie begon op 3 mei"). `base` is what
    a sequel is reckoned from, where the text says so beside it.
    """

    expression: Expression
    root: Token
    verb: Token | None = None
    base: TimeExpression | None = None


@dataclass(frozen=True, kw_only=True)
class OwnerFinder:
    """Finds the triggers that a time goes with, among those of one paragraph."""

    judge: Judge
    triggers: Mapping[int, Token]

    def owners(self, root: Token) -> Iterator[tuple[Token, Token | None]]:
        """Yield the triggers of a time, each with the verb it stands with, if another.

        A verb that ends something dates its object as well: "heeft de bijdrage op 1 mei
        beëindigd".
        """
        near = self.just_before(root)
        trigger, verb = (near, None) if near is not None else self.above(root)
        for other in self.at_meeting(root):
            yield other, None
        if trigger is None:
            return
        yield trigger, verb
        if verb is None and trigger.pos_ not in NOUNS and self.is_aspect(trigger):
            for noun in self.nouns_of(trigger):
                yield noun, trigger

    def in_brackets(
        self, date: TimeExpression, sequel: Sequel, root: Token | None
    ) -> dict[int, Dated]:
        """Return whom the date behind a sequel's event dates: what follows that event.

        The event itself lies the sequel's length before it.
        """
        if root is None:
            return {}
        found = {}
        for trigger, verb in self.owners(root):
            found[trigger.i] = Dated(expression=date, root=root, verb=verb)
        named = self.named_by(root)
        if named is not None and named.i not in found:
            back = replace(sequel, steps=-sequel.steps)
            found[named.i] = Dated(expression=back, root=root, base=date)
        return found

    def named_by(self, root: Token) -> Token | None:
        """Return the event that a sequel names: "een dag na de coup"."""
        ahead = (t for t in root.doc[root.i + 1 : root.sent.end][:NEAR])
        return next((t for t in ahead if t.i in self.triggers), None)

    def just_before(self, root: Token) -> Token | None:
        """Return the trigger that a time follows with nothing but prepositions between.

        Not with a preposition that goes with the verb, nor a date in brackets.
        """
        index = root.left_edge.i
        while index > root.sent.start:
            index -= 1
            token = root.doc[index]
            if index in self.triggers:
                verb = self.triggers[index].head
                free = token.pos_ in NOUNS and verb.i not in self.triggers
                of_verb = preposition(root) in OF_THE_VERB
                return None if of_verb and not free else self.triggers[index]
            if token.pos_ != "ADP" and token.lower_ not in {"de", "het"}:
                return None
        return None

    def above(self, root: Token) -> tuple[Token | None, Token | None]:
        """Return the trigger that a time hangs under, and the verb between them."""
        node = root
        while node.head.i != node.i:
            governor = node.head
            if self.is_particle(governor):
                governor = governor.head
            if governor.i in self.triggers:
                return self.pass_to_verb(root, governor), None
            of_noun = preposition(root) in OF_THE_NOUN
            if governor.pos_ == "NOUN" and of_noun and not self.is_passed(governor):
                return None, None
            if governor.pos_ in {"VERB", "AUX", "ADJ"} or governor.dep_ in CLAUSES:
                return self.dependent_of(governor, root), governor
            node = governor
        return None, None

    def is_particle(self, token: Token) -> bool:
        """Tell whether a token is a trigger's particle: "nam op 3 juli gevangen"."""
        pairs = self.judge.lexicon.words.words(token.head.text)
        return token.head.i in self.triggers and any(
            particle == token.lower_ for _, particle in pairs if particle
        )

    def at_meeting(self, root: Token) -> Iterator[Token]:
        """Yield what is said or done at a meeting, which has its date.

        "Op de top van 29 augustus heeft Nederland verzocht om …"; "bracht na de Raad
        van 19 augustus een verklaring uit waarin de coup werd veroordeeld".
        """
        meeting = root.head
        if preposition(root) != "van" or preposition(meeting) not in AT_MEETINGS:
            return
        words = self.judge.lexicon.words.any_words(meeting.text)
        named = meeting.pos_ == "PROPN"
        if not named and words.isdisjoint(self.times["meetings"]):
            return
        verb = meeting.head
        if verb.i in self.triggers:
            yield verb
        for noun in verb.children:
            if noun.lower_ in self.judge.report_nouns and noun.i > root.i:
                yield from self.stated_in(noun)

    def stated_in(self, noun: Token) -> Iterator[Token]:
        """Yield what a statement says in its own clauses: "waarin de coup werd …"."""
        clauses = [c for c in noun.children if c.dep_.startswith("acl")]
        for verb in (v for c in clauses for v in [c, *c.conjuncts]):
            if verb.i in self.triggers:
                yield verb
            elif self.carries(verb):
                yield from self.nouns_of(verb)

    def is_passed(self, noun: Token) -> bool:
        """Tell whether a date behind a noun may be that of what the noun belongs to.

        "de nacht van 24 oktober"; "de putsch van een deel van het leger van 15 juli":
        people and armies have no date.
        """
        sets = self.judge.lexicon.sets
        words = self.judge.lexicon.words.plain_words(noun.text)
        undated = (
            sets["organs"],
            sets["people"],
            sets["troops"],
            self.judge.part_nouns,
        )
        return noun.lower_ in self.times["nouns"] or any(words & u for u in undated)

    @property
    def times(self) -> Mapping[str, list[str]]:
        """The words about times."""
        times: Mapping[str, list[str]] = self.judge.lexicon.cues["times"]
        return times

    def pass_to_verb(self, root: Token, noun: Token) -> Token:
        """Return the verb above a noun, where preposition or order ask for a verb.

        The time of a verb at the end stands right before it: "zijn deelname aan de
        missie in mei 2024 te beëindigen".
        """
        verb = noun.head
        if noun.pos_ not in NOUNS or verb.i not in self.triggers:
            return noun
        if preposition(noun) in OF_TIME:  # "is sinds de top op 3 mei onderbroken"
            return noun
        between = root.doc[root.right_edge.i + 1 : verb.i]
        at_end = verb.i > root.i and all(t.lower_ == "te" for t in between)
        return verb if at_end or preposition(root) in OF_THE_VERB else noun

    def dependent_of(self, verb: Token, root: Token) -> Token | None:
        """Return the noun that happens when the verb above or below it does."""
        if not self.carries(verb):
            return None
        nouns = self.nouns_of(verb)
        if not nouns and verb.dep_.startswith("acl"):
            nouns = [t for t in (verb.head,) if t.i in self.triggers]
        return min(nouns, key=lambda t: abs(t.i - root.i), default=None)

    def nouns_of(self, verb: Token) -> list[Token]:
        """Return the triggers among a verb's nouns and what these are part of."""
        parts = self.judge.part_nouns
        return [
            t
            for t in self.triggers.values()
            if t.pos_ in NOUNS
            and t.dep_ != "advcl"
            and (
                t.head.i == verb.i
                or (t.head.head.i == verb.i and t.head.lower_ in parts)
            )
        ]

    def carries(self, verb: Token) -> bool:
        """Tell whether a verb's nouns happen when it does."""
        carried = not self.judge.carriers.isdisjoint(self.judge.words(verb))
        return carried or self.is_aspect(verb)

    def is_term(self, dated: Dated, trigger: Token) -> bool:
        """Tell whether a time is how long something is renewed for.

        "heeft op 14 mei het mandaat tot en met 30 juni 2026 verlengd".
        """
        lexicon = self.judge.lexicon
        words = {*self.judge.words(trigger), fold(trigger.text)}
        until = dated.expression.text.lower().startswith("tot ")
        return until and not words.isdisjoint(lexicon.cues["times"]["renewing"])

    def is_aspect(self, verb: Token) -> bool:
        """Tell whether a verb says that something begins or ends."""
        begins_or_ends = {*self.times["beginning"], *self.times["ending"]}
        return not begins_or_ends.isdisjoint(self.judge.words(verb))
