"""How sure a source is of an event, and which source: by scope in the dependency tree.

The walk starts at the trigger and goes up. The first cue whose scope holds the trigger
gives the factuality ("innermost cue first"); the first word that commits somebody gives
the source. Scope ends where the event is taken for granted: at a noun in a clause of
its own, at relative clauses, at "nu" and "nadat".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from kg.extract.lexicon import Lexicon
from kg.extract.syntax import (
    child,
    deep_subjects,
    is_infinitive,
    is_passive,
    phrases,
    preposition,
)
from kg.extract.triggers import NOUNS, has_particle, starts_with
from kg.model import Factuality

CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl", "advcl"})
ASKED = frozenset({"ROOT", "ccomp", "xcomp", "csubj", "conj", "obj", "nsubj", "obl", "obl:arg", "nmod", "acl", "nsubj:pass", "parataxis"})
QUESTION_WORDS = frozenset("hoe waarom wat welke welk waar wanneer wie waartoe waaruit waarop hoeveel waarvoor".split())
OF = "of"
WEAK = frozenset({Factuality.POSSIBLE, Factuality.PLANNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that sets the factuality; `rule` names the table it stands in."""

    value: Factuality
    token: Token
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What the words around a trigger say of factuality and source.

    `sources` are the heads of the phrases that name who commits himself, empty where
    that is the speaker.
    """

    factuality: Factuality
    cue: Cue | None
    sources: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """A word that takes clauses or phrases, and what it makes of them."""

    value: str
    source: str
    under: tuple[str, ...]
    rule: str


class Judge:
    """Reads the cues of the lexicon; one for all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        cues = lexicon.cues
        self.embeddings: dict[str, list[Embedding]] = {}
        for number, table in enumerate(cues["embedding"]):
            for word in table["words"]:
                self.embeddings.setdefault(word, []).append(
                    Embedding(
                        value=table["value"],
                        source=table["source"],
                        under=tuple(table["under"]),
                        rule=f"embedding {number + 1}: {word}",
                    )
                )
        self.unconfirmed: Mapping[str, Any] = {
            word: table for table in cues["unconfirmed"] for word in table["words"]
        }
        self.auxiliaries: Mapping[str, Any] = {t["verb"]: t for t in cues["auxiliary"]}
        self.reporting = frozenset(cues["reporting"]["verbs"])
        self.report_nouns = frozenset(cues["reporting"]["nouns"])
        self.hearing = frozenset(cues["reporting"]["hearing"])
        self.part_nouns = frozenset(cues["transparent"]["nouns"])
        self.transparent = frozenset(cues["transparent"]["verbs"])
        self.according = tuple(cues["reporting"]["prepositions"])

    def stance(
        self, trigger: Token, *, in_question: bool, speech: bool = False
    ) -> Stance:
        """Return factuality and source of the event that a trigger names.

        Args:
            trigger: the token that names the event.
            in_question: whether the sentence is put as a question to be answered.
            speech: whether the event is an utterance, which stays one when denied.
        """
        walk = Walk(self, trigger, in_question=in_question, speech=speech)
        walk.climb()
        cue = walk.cue
        return Stance(
            factuality=cue.value if cue else Factuality.CERTAIN,
            cue=cue,
            sources=tuple(walk.sources),
        )

    def words(self, token: Token) -> Iterator[str]:
        """Yield the dictionary words of a token whose particle is there."""
        for word, particle in self.lexicon.words.words(token.text):
            if has_particle(token, particle):
                yield word

    def negation(self, token: Token) -> Token | None:
        """Return the word that negates a token, if any."""
        negation = self.lexicon.cues["negation"]
        for part in token.children:
            if part.lower_ in negation["adverbs"] and part.dep_ != "conj":
                if not followed_by_only(part):
                    return part
            if part.lower_ in negation["determiners"]:
                return part
            if part.dep_ in {"nsubj", "obj", "nsubj:pass"} and any(
                d.lower_ in negation["determiners"] for d in part.children
            ):
                return part
        return None

    def modifier(self, token: Token) -> Cue | None:
        """Return the cue of an adjective or adverb beside a token."""
        for table in self.lexicon.cues["modifier"]:
            for part in token.children:
                if part.dep_ not in {"amod", "advmod", "acl", "obl", "nmod"}:
                    continue
                words = tuple(w for w in table["words"] if " " not in w)
                phrase = f"{preposition(part)} {part.lower_}"
                if starts_with(part.text, words) or phrase in table["words"]:
                    return Cue(
                        value=Factuality(table["value"]), token=part, rule="modifier"
                    )
        return None

    def auxiliary(self, token: Token, *, reported: bool) -> Cue | None:
        """Return the cue of the modal verbs beside a verb."""
        modals = [
            (part, word)
            for part in token.children
            if part.dep_ in {"aux", "aux:pass", "cop"}
            for word in self.words(part)
            if word in self.auxiliaries
        ]
        if not modals:
            return None
        found = {word for _, word in modals}
        part, word = modals[0]
        if any(is_past(p) and w == "zullen" for p, w in modals):
            if "moeten" in found:
                return Cue(value=Factuality.PLANNED, token=part, rule="zou moeten")
            if reported:
                return None
            return Cue(value=Factuality.HYPOTHETICAL, token=part, rule="zou")
        tense = "past" if is_past(part) else "present"
        value = Factuality(self.auxiliaries[word][tense])
        if value is Factuality.CERTAIN:
            return None
        return Cue(value=value, token=part, rule=f"auxiliary {word}")

    def condition(self, token: Token) -> Token | None:
        """Return the word that makes a clause a condition, or makes it depend on one."""
        conditional = self.lexicon.cues["conditional"]
        mark = opens_condition(token, conditional) or opens_inverted(token, conditional)
        if mark is not None:
            return mark
        for clause in token.children:
            if clause.dep_ == "advcl":
                mark = opens_condition(clause, conditional)
                if mark is not None and mark.lower_ not in conditional["one_sided"]:
                    return mark
        return None


def opens_condition(
    clause: Token, conditional: Mapping[str, list[str]]
) -> Token | None:
    """Return the conjunction that makes a clause a condition."""
    if clause.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    for part in clause.children:
        opens = part.dep_ in {"mark", "advmod"} and part.i == clause.left_edge.i
        if opens and part.lower_ in conditional["marks"]:
            return part
    return None


def opens_inverted(
    token: Token, conditional: Mapping[str, list[str]]
) -> Token | None:
    """Return the verb that opens a condition without conjunction ("Mocht …, dan …")."""
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    first = next((t for t in token.sent if not t.is_punct), token)
    asks = token.sent.text.rstrip().endswith("?")
    goes_on = first.lower_.startswith("mocht") or any(
        t.lower_ == "dan" for t in token.sent
    )
    if first.lower_ in conditional["inverted"] and goes_on and not asks:
        return first
    return None


def followed_by_only(token: Token) -> bool:
    """Tell whether "niet" belongs to "niet alleen", "niet meer dan", "niet zozeer"."""
    if token.i + 1 >= len(token.doc):
        return False
    return token.doc[token.i + 1].lower_ in {"alleen", "slechts", "zozeer", "enkel"}


def is_past(token: Token) -> bool:
    """Tell whether a finite verb stands in the past tense."""
    return token.morph.get("Tense") == ["Past"] or token.lower_ in {"zou", "zouden", "mocht"}


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
        while True:
            self.look_at(node)
            governor = node.head
            if governor.i == node.i:
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
        mark = self.judge.condition(node)
        if mark is not None:
            self.set_cue(Factuality.HYPOTHETICAL, mark, "condition")
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
        negation = self.judge.negation(node)
        if negation is not None and self.cue.rule == "modifier":
            self.cue = Cue(value=Factuality.DENIED, token=negation, rule="negation")

    def is_reported(self, node: Token) -> bool:
        """Tell whether a clause is the content of a report."""
        reports = self.judge.reporting | self.judge.report_nouns
        above = list(node.ancestors)
        return node.dep_ in CLAUSAL and any(
            reports & set(self.judge.words(t)) for t in above
        )

    def pass_to(self, node: Token, governor: Token) -> None:
        """Go from a node to its governor: what does the governor make of it?"""
        link = link_of(node)
        words = list(self.judge.words(governor))
        if self.open and self.cue is None:
            self.embed(link, governor, words, node)
        self.report(link, governor, words, node)
        self.open = self.open and self.keeps_open(node, governor, words, link)

    def embed(
        self, link: str, governor: Token, words: list[str], node: Token
    ) -> None:
        """Apply the embedding lexicon."""
        for word in words:
            table = self.judge.unconfirmed.get(word)
            stands_under = link in {"clause", "object"} or child(node, "mark")
            if table and (stands_under or governor.pos_ in NOUNS):
                if self.judge.negation(governor) is not None:
                    self.set_cue(Factuality.UNCONFIRMED, governor, f"unconfirmed {word}")
                    return
        if is_asked_about(node) and link == "clause":
            self.set_cue(Factuality.HYPOTHETICAL, governor, "of")
            return
        for word in sorted(words, key=lambda w: w != governor.lower_):
            for embedding in self.judge.embeddings.get(word, ()):
                denied_speech = self.speech and embedding.value == "denied"
                if link in embedding.under and not denied_speech:
                    self.take(embedding, governor)
                    return

    def take(self, embedding: Embedding, governor: Token) -> None:
        """Take over value and source of an embedding word."""
        negation = self.judge.negation(governor)
        value = Factuality(embedding.value)
        if negation is not None:
            value = Factuality.DENIED
        self.set_cue(value, governor, embedding.rule)
        if embedding.source == "subject" and not self.sources:
            self.sources = committed(governor)

    def report(
        self, link: str, governor: Token, words: list[str], node: Token
    ) -> None:
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

    def keeps_open(
        self, node: Token, governor: Token, words: list[str], link: str
    ) -> bool:
        """Tell whether cues at the governor still have the trigger in their scope."""
        if node.dep_ in {"acl:relcl", "advcl", "appos", "parataxis"}:
            return False
        if node.pos_ in NOUNS:
            if governor.pos_ in NOUNS:
                part = set(words) & self.judge.part_nouns
                return node.dep_ == "conj" or bool(part)
            return bool(set(words) & self.judge.transparent)
        if node.dep_ == "conj":
            own = {"aux", "aux:pass", "nsubj", "nsubj:pass"}
            finite = node.morph.get("VerbForm") == ["Fin"]
            return not finite and not any(c.dep_ in own for c in node.children)
        if node.dep_ == "acl":
            return governor.pos_ in NOUNS
        return node.dep_ in {"xcomp", "ccomp", "csubj", "aux", "cop"}

    def look_at_question(self, root: Token) -> None:
        """Make what a yes-no question asks hypothetical."""
        if not self.asked or not self.open_to_question():
            return
        if self.cue is not None and self.cue.rule == "negation":
            self.cue = None
        if self.cue is None or self.cue.value in {
            Factuality.POSSIBLE,
            Factuality.PLANNED,
            Factuality.REQUESTED,
        }:
            first = next((t for t in root.sent if not t.is_punct), root)
            self.cue = Cue(value=Factuality.HYPOTHETICAL, token=first, rule="question")

    def open_to_question(self) -> bool:
        """Tell whether a trigger is asked about rather than taken for granted."""
        node = self.trigger
        if is_nominal(node) and not is_indefinite(node):
            return False
        first = next((t for t in node.sent if not t.is_punct), node)
        if first.lower_ in QUESTION_WORDS or starts_with_question_word(first):
            return False
        while node.head.i != node.i:
            if node.dep_ not in ASKED:
                return False
            if set(self.judge.words(node.head)) & {"bekend", "kennis|nemen"}:
                return False
            node = node.head
        return True


def starts_with_question_word(first: Token) -> bool:
    """Tell whether a sentence opens with a phrase like "In hoeverre", "Op welke"."""
    after = first.doc[first.i + 1].lower_ if first.i + 1 < len(first.doc) else ""
    return after in {"welke", "welk", "hoeverre", "wie", "wat"}


def link_of(node: Token) -> str:
    """Name how a node hangs on its governor: clause, object, subject or a preposition."""
    if node.dep_ in CLAUSAL or (node.dep_ == "conj" and node.head.dep_ in CLAUSAL):
        return "clause"
    word = preposition(node)
    if word:
        return word
    if node.dep_ in {"obj", "nsubj:pass"}:
        return "object"
    if node.dep_ in {"nsubj"}:
        return "object" if is_passive(node.head) else "subject"
    return node.dep_


def is_nominal(token: Token) -> bool:
    """Tell whether a token is a noun, or an infinitive with an article."""
    return token.pos_ in NOUNS or any(c.dep_ == "det" for c in token.children)


def is_asked_about(node: Token) -> bool:
    """Tell whether a clause opens with "of"."""
    return any(c.dep_ == "mark" and c.lower_ == OF for c in node.children)


def is_indefinite(noun: Token) -> bool:
    """Tell whether a noun has an indefinite determiner or is a bare plural."""
    determiners = [c.lower_ for c in noun.children if c.dep_ in {"det", "nmod:poss"}]
    if not determiners:
        return noun.morph.get("Number") == ["Plur"] and not any(
            preposition(c) == "van" for c in noun.children
        )
    return any(d in {"een", "geen", "enige", "enkele", "meer"} for d in determiners)


def committed(governor: Token) -> list[Token]:
    """Return the heads of who commits himself by a verb or noun."""
    if governor.pos_ in NOUNS:
        owners = [*phrases(governor, "van"), *phrases(governor, "door")]
        beside = [c for c in governor.children if c.dep_ in {"amod", "nmod:poss"}]
        lent = deep_subjects(governor.head) if governor.dep_ in {"obj", "obl"} else []
        return owners or beside or lent
    return deep_subjects(governor)
