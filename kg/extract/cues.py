"""The words that tell how sure a source is, looked up beside a token.

They stand in `ontology/lexicon/nl/factuality.toml`; how far each reaches is the matter
of `kg.extract.factuality`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.extract.lexicon import Lexicon
from kg.extract.syntax import feature, preposition
from kg.extract.triggers import has_particle, starts_with
from kg.model import Factuality
from kg.parse import Token

MODIFIERS = frozenset({"amod", "advmod", "acl", "obl", "nmod", "advcl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that sets the factuality; `rule` names the table it stands in."""

    value: Factuality
    token: Token
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """A word that takes clauses or phrases, and what it makes of them.

    `negated` is what it makes of them when negated; with `negated_only` it means
    nothing otherwise ("geen aanleiding voor").
    """

    value: str
    source: str
    under: tuple[str, ...]
    rule: str
    negated: str = Factuality.DENIED.value
    negated_only: bool = False

    def takes(self, link: str, node: Token) -> bool:
        """Tell whether a phrase or clause may stand under the word by its link."""
        finite = any(c.dep_ == "mark" and c.lower_ == "dat" for c in node.children)
        return link in self.under or ("that" in self.under and finite)


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
                        negated=table.get("negated", Factuality.DENIED.value),
                        negated_only=table.get("negated_only", False),
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
        passing = {
            word
            for word, tables in self.embeddings.items()
            if any(table.source == "none" for table in tables)
        }
        carriers = passing.union(cues["times"]["carriers"], lexicon.sets["light"])
        self.carriers = self.transparent | carriers
        self.according = tuple(cues["reporting"]["prepositions"])

    def words(self, token: Token) -> Iterator[str]:
        """Yield the dictionary words of a token whose particle is there."""
        for word, particle in self.lexicon.words.words(token.text):
            if has_particle(token, particle):
                yield word

    def negation(self, token: Token) -> Token | None:
        """Return the word that negates a token, if any."""
        negation = self.lexicon.cues["negation"]
        for part in token.children:
            adverb = part.lower_ in negation["adverbs"] and part.dep_ != "conj"
            if adverb and not followed_by_only(part):
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
        parts = [
            part
            for part in token.children
            if part.dep_ in MODIFIERS and not makes_possible(token, part)
        ]
        for table in self.lexicon.cues["modifier"] if parts else ():
            words = tuple(w for w in table["words"] if " " not in w)
            for part in parts:
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

    def conditional_phrase(self, noun: Token) -> Token | None:
        """Return the preposition that makes a noun a condition: "in geval van …"."""
        conditional = self.lexicon.cues["conditional"]
        opened = preposition_of(noun)
        if opened in conditional["prepositions"]:
            return noun.left_edge
        again = conditional["again"]
        fresh = any(starts_with(c.text, tuple(again)) for c in noun.children)
        indefinite = any(c.lower_ == "een" for c in noun.children)
        return noun.left_edge if opened == "bij" and fresh and indefinite else None

    def aim(self, noun: Token) -> Token | None:
        """Return the preposition that makes a noun an aim: "ten behoeve van …"."""
        aims = self.lexicon.cues["aim"]["prepositions"]
        return noun.left_edge if preposition_of(noun) in aims else None

    def condition(self, token: Token) -> Token | None:
        """Return the word that makes a clause a condition or the outcome of one."""
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


def preposition_of(noun: Token) -> str:
    """Return the preposition before a noun, of several words where it has them.

    Parsers make "in geval van" a fixed phrase, or a noun with another noun under it.
    """
    own = preposition(noun)
    above = noun.head
    if own == "van" and noun.dep_ == "nmod" and preposition(above):
        return f"{preposition(above)} {above.lower_} van"
    return own


def makes_possible(verb: Token, word: Token) -> bool:
    """Tell whether "mogelijk" is what somebody makes: "mogelijk gemaakt"."""
    made = verb.lower_ in {"maken", "maakt", "maakte", "maakten", "gemaakt"}
    return made and word.lower_ == "mogelijk"


def opens_condition(
    clause: Token, conditional: Mapping[str, list[str]]
) -> Token | None:
    """Return the conjunction that makes a clause a condition."""
    if clause.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    for part in clause.children:
        opens = part.dep_ in {"mark", "advmod"} and part.i == clause.left_edge.i
        asks = part.lower_ == "wanneer" and part.sent.text.rstrip().endswith("?")
        if opens and part.lower_ in conditional["marks"] and not asks:
            return part
    return None


def opens_inverted(token: Token, conditional: Mapping[str, list[str]]) -> Token | None:
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
    return feature(token, "Tense") == "Past" or token.lower_ in {
        "zou",
        "zouden",
        "mocht",
    }
