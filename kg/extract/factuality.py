"""How sure a source is of an event, and which source: by scope in the dependency tree.

The walk starts at the trigger and goes up. The first cue whose scope holds the trigger
gives the factuality ("innermost cue first"); the first word that commits somebody gives
the source. Scope ends where the event is taken for granted: at a noun in a clause of
its own, at relative clauses, at "nu" and "nadat".
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.cues import Cue, Embedding, Judge
from kg.extract.questions import is_open_to_question
from kg.extract.syntax import (
    child,
    clause_governor,
    deep_subjects,
    feature,
    is_infinitive,
    is_passive,
    is_present_participle,
    phrases,
    preposition,
)
from kg.extract.triggers import NOUNS
from kg.model import Factuality
from kg.parse import Token

CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl", "advcl"})
OF = "of"
WEAK = frozenset({Factuality.POSSIBLE, Factuality.PLANNED})
UNREAL = WEAK | {Factuality.REQUESTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What the words around a trigger say of factuality and source.

    `sources` are the heads of the phrases that name who commits himself, empty where
    that is the speaker.
    """

    factuality: Factuality
    cue: Cue | None
    sources: tuple[Token, ...]


def read_stance(
    judge: Judge, trigger: Token, *, in_question: bool, speech: bool = False
) -> Stance:
    """Return factuality and source of the event that a trigger names.

    Args:
        judge: knows the cues.
        trigger: the token that names the event.
        in_question: whether the sentence is put as a question to be answered.
        speech: whether the event is an utterance, which stays one when denied.
    """
    start = trigger.head if is_present_participle(trigger) else trigger
    walk = Walk(judge, start, in_question=in_question, speech=speech)
    walk.climb()
    cue = walk.cue
    return Stance(
        factuality=cue.value if cue else Factuality.CERTAIN,
        cue=cue,
        sources=tuple(walk.sources),
    )


class Walk:
    """One walk from a trigger to the root of its sentence."""

    def __init__(
        self, judge: Judge, trigger: Token, *, in_question: bool, speech: bool
    ) -> None:
        self.speech = speech
        self.judge = judge
        self.trigger = trigger
        self.asked = in_question
        self.cue: Cue | None = None
        self.sources: list[Token] = []
        self.open = True  # cues met now have the trigger in their scope

    def climb(self) -> None:
        """Go up to the root and gather cue and source."""
        node = self.trigger
        passed: set[int] = set()  # broken parses may lead in a circle
        while True:
            passed.add(node.i)
            self.look_at(node)
            governor = clause_governor(node)
            if governor.i in passed:
                break
            self.pass_to(node, governor)
            node = governor
        self.look_at_question(node)

    def set_cue(self, value: Factuality, token: Token, rule: str) -> None:
        """Keep the first cue."""
        if self.cue is None:
            self.cue = Cue(value=value, token=token, rule=rule)

    def look_at(self, node: Token) -> None:
        """Read the cues beside a node, and "volgens X"."""
        if not self.sources:
            for word in self.judge.according:
                self.sources += list(phrases(node, word))
        if self.open and self.cue is not None:
            self.reconsider(node)
        if not self.open or self.cue is not None:
            return
        mark = self.judge.condition(node) or self.judge.conditional_phrase(node)
        if mark is not None:
            self.set_cue(Factuality.HYPOTHETICAL, mark, "condition")
            return
        aim = self.judge.aim(node)
        if aim is not None:
            self.set_cue(Factuality.PLANNED, aim, "aim")
            return
        negation = self.judge.negation(node)
        if negation is not None:
            self.set_cue(Factuality.DENIED, negation, "negation")
            return
        cue = self.judge.modifier(node) or self.judge.auxiliary(
            node, reported=bool(self.sources) or self.is_reported(node)
        )
        if cue is not None:
            self.cue = cue

    def reconsider(self, node: Token) -> None:
        """Let a condition or a negation further up weaken what was planned.

        "Indien …, is Nederland bereid te hervatten"; "de voorziene verkiezingen hebben
        niet plaatsgevonden".
        """
        if self.cue is None or node.i == self.trigger.i:
            return
        mark = self.judge.condition(node)
        if mark is not None and self.cue.value in WEAK:
            self.cue = Cue(value=Factuality.HYPOTHETICAL, token=mark, rule="condition")
            return
        if self.cue.rule != "modifier":
            return
        words = set(self.judge.words(node)) & set(self.judge.unconfirmed)
        if words and self.is_negated(node):
            rule = f"unconfirmed {min(words)}"
            self.cue = Cue(value=Factuality.UNCONFIRMED, token=node, rule=rule)
            return
        negation = self.judge.negation(node)
        if negation is not None:
            self.cue = Cue(value=Factuality.DENIED, token=negation, rule="negation")

    def is_reported(self, node: Token) -> bool:
        """Tell whether a clause is the content of a report."""
        reports = self.judge.reporting | self.judge.report_nouns
        above = [clause_governor(node), *node.ancestors]
        return is_content(node) and any(
            reports & set(self.judge.words(t)) for t in above
        )

    def pass_to(self, node: Token, governor: Token) -> None:
        """Go from a node to its governor, and apply what the governor makes of it."""
        link = link_of(node)
        words = [
            word
            for part in (governor, *judgements(governor, node))
            for word in self.judge.words(part)
        ]
        if self.open and self.cue is None:
            self.embed(link, governor, words, node)
        self.report(link, governor, words, node)
        self.open = self.open and self.keeps_open(node, governor, words)

    def embed(self, link: str, governor: Token, words: list[str], node: Token) -> None:
        """Apply the embedding lexicon."""
        for word in words:
            table = self.judge.unconfirmed.get(word)
            stands_under = link in {"clause", "object"} or child(node, "mark")
            under = table and (stands_under or governor.pos_ in NOUNS)
            if under and self.is_negated(governor):
                rule = f"unconfirmed {word}"
                self.set_cue(Factuality.UNCONFIRMED, governor, rule)
                return
        if is_asked_about(node) and link == "clause":
            self.set_cue(Factuality.HYPOTHETICAL, governor, "of")
            return
        for word in sorted(words, key=lambda w: w != governor.lower_):
            tables = self.judge.embeddings.get(word, ())
            for embedding in sorted(tables, key=lambda e: "that" not in e.under):
                # Who rejects a call leaves it a call; who denies to call, does not.
                spoken = self.speech and link != "clause"
                denied_speech = spoken and embedding.value == "denied"
                if not denied_speech and embedding.takes(link, node):
                    self.take(embedding, governor)
                    return

    def is_negated(self, word: Token) -> bool:
        """Tell whether a word, or the verb that a noun goes with, is negated.

        "geen aanwijzingen dat", "beschikt niet over aanwijzingen dat".
        """
        verb = word.head
        if self.judge.negation(word) is not None:
            return True
        if word.dep_ == "fixed":  # "niet van plan"
            return self.judge.negation(verb) is not None
        carried = word.pos_ in NOUNS and verb.pos_ in {"VERB", "AUX"}
        return carried and self.judge.negation(verb) is not None

    def take(self, embedding: Embedding, governor: Token) -> None:
        """Take over value and source of an embedding word."""
        negated = self.is_negated(governor)
        if embedding.negated_only and not negated:
            return
        value = embedding.negated if negated else embedding.value
        self.set_cue(Factuality(value), governor, embedding.rule)
        if embedding.source == "subject" and not self.sources:
            self.sources = committed(governor)

    def report(self, link: str, governor: Token, words: list[str], node: Token) -> None:
        """Take the subject of a reporting verb as the source."""
        if self.sources or link != "clause":
            return
        known = set(words)
        if known & self.judge.hearing:
            return
        if known & (self.judge.reporting | self.judge.report_nouns):
            self.sources = committed(governor)
            if self.open and is_infinitive(node) and known & self.judge.reporting:
                self.set_cue(Factuality.PLANNED, governor, "te infinitive")

    def keeps_open(self, node: Token, governor: Token, words: list[str]) -> bool:
        """Tell whether cues at the governor still have the trigger in their scope."""
        if is_content(node) and governor.pos_ in NOUNS:
            return True
        if node.dep_ in {"acl:relcl", "advcl", "appos", "parataxis"}:
            return False
        if node.pos_ in NOUNS:
            if governor.pos_ in NOUNS:
                part = self.judge.part_nouns | self.judge.transparent
                return node.dep_ == "conj" or bool(set(words) & part)
            if is_supposed(node, governor):
                return True
            return bool(set(words) & self.judge.transparent)
        if node.dep_ == "conj" and any(
            c.dep_ == "mark" and c.lower_ == "dat" for c in node.children
        ):
            return True  # "willen dat … opstapt en dat … vrijkomt"
        if node.dep_ == "conj":
            own = {"aux", "aux:pass", "nsubj", "nsubj:pass"}
            finite = feature(node, "VerbForm") == "Fin"
            return not finite and not any(c.dep_ in own for c in node.children)
        if node.dep_ == "acl":
            return governor.pos_ in NOUNS
        carried = governor.pos_ in NOUNS and set(words) & self.judge.transparent
        return node.dep_ in {"xcomp", "ccomp", "csubj", "aux", "cop"} or bool(carried)

    def look_at_question(self, root: Token) -> None:
        """Make what a yes-no question asks hypothetical."""
        unreal = self.cue is not None and self.cue.value in UNREAL
        if not self.asked or not is_open_to_question(
            self.judge, self.trigger, unreal=unreal
        ):
            return
        if self.cue is not None and self.cue.value is Factuality.DENIED:
            self.cue = None
        if self.cue is None or unreal:
            first = next((t for t in root.sent if not t.is_punct), root)
            self.cue = Cue(value=Factuality.HYPOTHETICAL, token=first, rule="question")


def is_supposed(noun: Token, verb: Token) -> bool:
    """Tell whether a noun names what would be: "een vertrek zou leiden tot …"."""
    would = any(c.lower_ in {"zou", "zouden"} for c in verb.children)
    subject = noun.dep_ in {"nsubj", "nsubj:pass"}
    indefinite = any(c.lower_ == "een" for c in noun.children)
    return would and subject and indefinite


def link_of(node: Token) -> str:
    """Name how a node hangs on its governor: clause, object, or a preposition."""
    word = preposition(node)
    if word and node.pos_ in NOUNS:
        return word
    if is_content(node) or (node.dep_ == "conj" and is_content(node.head)):
        return "clause"
    if word:
        return word
    if node.dep_ in {"obj", "nsubj:pass"}:
        return "object"
    if node.dep_ == "nsubj":
        return "object" if is_passive(node.head) else "subject"
    return node.dep_


def is_content(node: Token) -> bool:
    """Tell whether a clause is what somebody says or thinks: "het bericht dat …"."""
    if node.dep_ in CLAUSAL:
        return True
    marks = [
        c for c in node.children if c.dep_ == "mark" and c.lower_ in {"dat", "als"}
    ]
    return node.dep_ == "acl:relcl" and bool(marks)


def is_asked_about(node: Token) -> bool:
    """Tell whether a clause opens with "of"."""
    return any(c.dep_ == "mark" and c.lower_ == OF for c in node.children)


def committed(governor: Token) -> list[Token]:
    """Return the heads of who commits himself by a verb or noun."""
    if governor.pos_ in NOUNS:
        owners = [*phrases(governor, "van"), *phrases(governor, "door")]
        beside = [c for c in governor.children if c.dep_ in {"amod", "nmod:poss"}]
        lent = deep_subjects(governor.head) if governor.dep_ in {"obj", "obl"} else []
        return owners or beside or lent
    own = deep_subjects(governor)
    judged = governor.pos_ == "ADJ" and governor.head.pos_ == "VERB"
    return own or (deep_subjects(governor.head) if judged else [])


def judgements(verb: Token, clause: Token) -> list[Token]:
    """Return what a verb holds a clause to be: "acht het waarschijnlijk dat …"."""
    if clause.dep_ not in CLAUSAL:
        return []
    return [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "ADJ"]
