"""Which words of a sentence name an event, and by which frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.lexicon import Entry, Frame, Lexicon
from kg.extract.syntax import (
    antecedent,
    deep_objects,
    is_definite,
    is_motion,
    is_participle,
    phrases,
)
from kg.iris import fold
from kg.parse import Token, Tokens

NOUNS = frozenset({"NOUN", "PROPN", "X"})
VERBS = frozenset({"VERB", "AUX"})
QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that may name an event, and the frames to try, in order."""

    token: Token
    frames: tuple[Frame, ...]


def find_triggers(
    sentence: Tokens, lexicon: Lexicon, *, named: Callable[[int], bool]
) -> Iterator[Trigger]:
    """Yield the words of a sentence that a frame may take for an event.

    Args:
        sentence: a parsed sentence.
        lexicon: the frames.
        named: tells of a token index whether the token is a name.
    """
    for token in sentence:
        if token.is_punct or token.is_digit:
            continue
        entries = entries_for(token, lexicon, named=named(token.i))
        if not entries:
            continue
        conditions = Conditions(token, lexicon)
        frames = tuple(
            entry.frame
            for entry in entries
            if has_particle(token, entry.particle) and conditions.hold(entry.frame)
        )
        if frames:
            yield Trigger(token=token, frames=frames)


def entries_for(token: Token, lexicon: Lexicon, *, named: bool) -> tuple[Entry, ...]:
    """Return the entries for a token by its part of speech."""
    if named:
        return lexicon.noun_entries(token.text) if "-" in token.text else ()
    as_verb = lexicon.verbs.get(fold(token.text), ())
    if token.pos_ in NOUNS:
        nominal = lexicon.noun_entries(token.text)
        verbal = is_infinitive_noun(token) or token.dep_ == "ROOT"
        return nominal or (as_verb if verbal else ())
    if token.pos_ in VERBS or is_participle(token):
        return as_verb or lexicon.nouns.get(fold(token.text), ())
    adjectival = lexicon.adjectives.get(fold(token.text), ())
    if token.pos_ in {"ADJ", "ADV"}:
        return adjectival or as_verb
    return ()


def is_infinitive_noun(token: Token) -> bool:
    """Tell whether a noun is an infinitive with a determiner: "het sturen van"."""
    return token.lower_.endswith("en") and any(
        c.lower_ in {"het", "dit", "dat"} for c in token.children
    )


def has_particle(token: Token, particle: str) -> bool:
    """Tell whether the particle of a separable verb stands in its clause."""
    if not particle:
        return True
    if any(c.lower_ == particle and not opens_purpose(c) for c in particles(token)):
        return True
    if token.head.lower_ == particle and token.dep_.startswith("aux"):
        return True
    return any(
        t.lower_ == particle
        and (ends_verb_group(t) or is_nominal_particle(t) or opens_infinitive(t))
        for t in token.doc[token.i + 1 : token.sent.end]
    )


def opens_infinitive(particle: Token) -> bool:
    """Tell whether a preposition is a particle before a clause with "te".

    "roept de partijen op de gevechten te staken".
    """
    if particle.dep_ != "case":
        return False
    for token in particle.doc[particle.i + 1 : particle.sent.end]:
        if token.lower_ == "te" and token.dep_ == "mark":
            return True
        if token.is_punct or token.pos_ in {"AUX", "SCONJ"}:
            return False
    return False


def is_nominal_particle(token: Token) -> bool:
    """Tell whether a noun stands without article or preposition: "neemt … deel aan"."""
    return token.pos_ in NOUNS and not any(
        c.dep_ in {"det", "amod", "case", "nummod", "nmod:poss"} for c in token.children
    )


def opens_purpose(token: Token) -> bool:
    """Tell whether "om" opens a clause of purpose: "om te komen" is not "omkomen"."""
    return token.lower_ == "om" and token.dep_ == "mark"


def ends_verb_group(token: Token) -> bool:
    """Tell whether a word stands where a particle does: before "aan", "te" or a comma.

    Parsers take "bij" in "draagt bij aan" for a second preposition.
    """
    if token.dep_ == "mark" or token.pos_ not in {"ADP", "ADV"}:
        return False
    after = token.i + 1
    if after >= token.sent.end:
        return True
    following = token.doc[after]
    ends = following.is_punct or following.pos_ in {"ADP", "CCONJ", "SCONJ"}
    return ends and following.lower_ != "te"


def particles(token: Token) -> Iterator[Token]:
    """Yield the words under a verb that may be its particle."""
    for part in token.children:
        if (
            part.dep_ == "compound:prt"
            or part.pos_ in {"ADP", "ADV", "ADJ", "VERB"}
            or (part.pos_ in NOUNS and part.dep_ == "obj")
        ):
            yield part
    before = token.i - 1
    if before >= 0 and token.doc[before].lower_ == "te":
        before -= 1
    if before >= token.sent.start:
        yield token.doc[before]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a frame asks of the words around its trigger."""

    token: Token
    lexicon: Lexicon

    def hold(self, frame: Frame) -> bool:
        """Tell whether all conditions of a frame hold."""
        return (
            self.object_fits(frame)
            and self.beside(frame.with_adjective, {"amod", "advmod", "conj"})
            and self.beside(frame.with_adverb, {"advmod", "amod"})
            and self.governor_fits(frame)
            and not self.near(frame.not_with)
            and not self.in_sentence(frame.not_in_sentence)
            and self.phrase_fits(frame)
            and not any(True for w in frame.without for _ in phrases(self.token, w))
            and (not frame.definite or is_definite(self.token))
            and (not frame.with_money or self.has_money())
            and (not frame.opens_motion or is_motion(self.token))
        )

    def object_fits(self, frame: Frame) -> bool:
        """Tell whether the object is one of the words that a frame asks for."""
        if frame.without_object and self.ends_in(self.objects(), frame.without_object):
            return False
        if frame.with_object:
            return self.ends_in(self.objects(), frame.with_object)
        if frame.with_object_or_aan:
            heads = [*self.objects(), *phrases(self.token, "aan")]
            return self.ends_in(heads, frame.with_object_or_aan)
        if frame.with_object_or_alone:
            objects = [
                t for t in self.objects() if t.pos_ not in {"PROPN", "PRON", "DET"}
            ]
            first_part = self.ends_in_compound(frame)
            return (
                first_part
                or not objects
                or self.ends_in(objects, frame.with_object_or_alone)
            )
        return True

    def phrase_fits(self, frame: Frame) -> bool:
        """Tell whether the sentence holds one of the phrases that a frame asks for."""
        if not frame.with_phrase:
            return True
        sentence = fold(self.token.sent.text)
        return any(phrase in sentence for phrase in frame.with_phrase)

    def objects(self) -> list[Token]:
        """Return the deep objects: of a noun, its "van" phrases."""
        if self.token.pos_ in NOUNS:
            own = list(phrases(self.token, "van"))
            nested = (t for c in self.token.children for t in phrases(c, "van"))
            return own if len(own) == 1 else [*own, *nested]
        subjects = [c for c in self.token.children if c.dep_ == "nsubj"]
        found = deep_objects(self.token) or subjects
        return [antecedent(t) or t for t in found]

    def ends_in(self, heads: list[Token], words: tuple[str, ...]) -> bool:
        """Tell whether one of the heads, or what it is coordinated with, is a word."""
        everything = [t for h in heads for t in [h, *h.conjuncts]]
        return any(is_word(t.text, words) for t in everything)

    def ends_in_compound(self, frame: Frame) -> bool:
        """Tell whether a compound names the object itself: "mandaatverlenging"."""
        lowered = fold(self.token.text)
        return any(lowered.startswith(fold(w)) for w in frame.with_object_or_alone)

    def beside(self, words: tuple[str, ...], labels: set[str]) -> bool:
        """Tell whether a modifier of the trigger is one of the words."""
        if not words:
            return True
        found = [c for c in self.token.subtree if c.dep_ in labels]
        return any(starts_with(c.text, words) for c in found)

    def governor_fits(self, frame: Frame) -> bool:
        """Tell whether the word above the trigger is one that a frame asks for."""
        if not frame.with_governor:
            return True
        wanted = set(frame.with_governor)
        above = [self.token.head]
        if self.token.dep_ == "conj":
            above.append(self.token.head.head)
        above += [c for c in self.token.children if c.dep_.startswith("acl")]
        above += [c for c in self.token.children if is_participle(c)]
        for head in above:
            for word, particle in self.lexicon.words.words(head.text):
                if word in wanted and has_particle(head, particle):
                    return True
        return False

    def near(self, words: tuple[str, ...]) -> bool:
        """Tell whether a word that rules the frame out stands close by."""
        if not words:
            return False
        close = [self.token, self.token.head, *self.token.children]
        close += [g for c in self.token.children for g in c.children]
        return any(is_word(t.text, words) or starts_with(t.text, words) for t in close)

    def in_sentence(self, words: tuple[str, ...]) -> bool:
        """Tell whether another word that rules the frame out stands in the sentence."""
        others = (t for t in self.token.sent if t.i != self.token.i)
        return bool(words) and any(is_word(t.text, words) for t in others)

    def has_money(self) -> bool:
        """Tell whether an amount of money stands under the trigger."""
        return any(
            t.lower_ in {"euro", "dollar", "miljoen", "miljard"} or t.text in {"€", "$"}
            for t in self.token.subtree
        )


@lru_cache(maxsize=1 << 16)
def is_word(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a form is, or ends in, one of the nouns in singular or plural."""
    folded = fold(text)
    for word in words:
        plain = fold(word)
        for ending in ("", "en", "s", "n", "es"):
            if folded.endswith(plain + ending):
                return True
        if len(plain) > 2 and plain[-1] == plain[-1].lower():
            doubled = plain + plain[-1] + "en"
            shortened = (
                plain[:-2] + plain[-1] + "en" if plain[-3:-2] == plain[-2:-1] else ""
            )
            if folded.endswith(doubled) or (shortened and folded.endswith(shortened)):
                return True
            if plain.endswith("s") and folded.endswith(plain[:-1] + "zen"):
                return True
    return False


def starts_with(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a form is an inflected form of one of the adjectives."""
    folded = fold(text)
    forms, stems = adjective_forms(words)
    return folded in forms or stem(folded) in stems


@lru_cache(maxsize=1 << 10)
def adjective_forms(
    words: tuple[str, ...],
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded forms of adjectives, and their stems."""
    folded = [fold(word) for word in words]
    forms = frozenset(form for word in folded for form in (word, f"{word}e"))
    return forms, frozenset(map(stem, folded))


def stem(adjective: str) -> str:
    """Return an adjective without its ending: `financiele`, `financieel` → `financil`.

    >>> stem("financiele") == stem("financieel")
    True
    """
    bare = adjective.removesuffix("e")
    doubled = len(bare) > 3 and bare[-2] == bare[-3]
    return bare[:-2] + bare[-1] if doubled else bare
