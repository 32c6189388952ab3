"""The words that state a relation, from `ontology/lexicon/nl/relations.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

from kg.errors import KnowledgeError
from kg.extract.inflection import Irregular
from kg.extract.lexicon import WordList, folded_forms, index_words, read_toml
from kg.iris import fold
from kg.model import Actor
from kg.names.pieces import keys
from kg.ontology import load_kinds
from kg.relations import load_relations
from kg.resources import folder

FILE = "relations.toml"
SHORTEST_FIRST_PART = 3  # letters before the last part of a compound


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRule:
    """Offices of one sort; the fields are the keys of a `[[post]]` table."""

    nouns: tuple[str, ...]
    leads: bool = False
    of_state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What all rules have: a name, a relation, and narrower kinds for its ends."""

    name: str
    relation: str
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NounRule(Rule):
    """Nouns that say what one actor is of another: a `[[noun]]` table."""

    nouns: tuple[str, ...]
    of: tuple[str, ...] = ()
    adjective: bool = False
    prefix: bool = False
    compounds: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule(Rule):
    """Verbs, adjectives, and nouns with a light verb: a `[[word]]` table."""

    to: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRule(Rule):
    """Fixed words between two actors: a `[[phrase]]` table."""

    words: tuple[str, ...]
    after: tuple[str, ...]
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """Decisions that are called by a number: a `[[numbered]]` table."""

    words: tuple[str, ...]
    kind: str
    id: str
    nl: str
    en: str

    def actor(self, number: str) -> Actor:
        """Return the decision of a number."""
        labels = {"nl": self.nl, "en": self.en}
        return Actor(
            identifier=self.id.format(number=number),
            kind=self.kind,
            labels={key: text.format(number=number) for key, text in labels.items()},
            known=False,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules, and the words around them, by folded written form.

    `posts` holds each office with its rule, by its pieces ("force", "commander");
    `words` is by dictionary word, whose forms are in `forms`; `phrases` by their first
    word, the longest first.
    """

    posts: Mapping[tuple[str, ...], tuple[str, PostRule]]
    nouns: Mapping[str, tuple[NounRule, ...]]
    compounds: Mapping[str, tuple[NounRule, ...]]
    words: Mapping[str, tuple[WordRule, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], PhraseRule], ...]]
    numbered: Mapping[str, Numbered]
    forms: WordList
    past: frozenset[str]
    not_yet: frozenset[str]
    prefixes: Mapping[str, str]
    organisations: Mapping[str, str]
    examples: frozenset[str]
    all_of_them: frozenset[str]
    groups: frozenset[str]
    ranks: frozenset[str]
    copula: Mapping[str, str]

    def noun_rules(self, word: str) -> tuple[NounRule, ...]:
        """Return the rules of a noun, or of the last part of a compound."""
        folded = fold(word)
        if folded in self.nouns:
            return self.nouns[folded]
        for cut in range(SHORTEST_FIRST_PART, len(folded) - 3):
            if folded[cut:] in self.compounds:
                return self.compounds[folded[cut:]]
        return ()


@cache
def load_relation_rules(language: str = "nl") -> Rules:
    """Read the rules of a language.

    Raises:
        KnowledgeError: the file is missing or malformed; the message names it.
    """
    root = folder("ontology") / "lexicon" / language
    table = read_toml(root / FILE)
    verbs = read_toml(root / "verbs.toml")
    posts = [made(PostRule, own) for own in table["post"]]
    nouns = [made(NounRule, own) for own in table["noun"]]
    words = [made(WordRule, own) for own in table["word"]]
    adjectives = table["adjectives"]
    return Rules(
        posts={keys(noun): (noun, rule) for rule in posts for noun in rule.nouns},
        nouns=by_form(nouns),
        compounds=by_form(rule for rule in nouns if rule.compounds),
        words=by_word(words),
        phrases=by_first_word(made(PhraseRule, own) for own in table["phrase"]),
        numbered={
            fold(word): rule
            for rule in (made(Numbered, own) for own in table["numbered"])
            for word in rule.words
        },
        forms=forms_of(words, verbs),
        past=inflected(adjectives["past"]),
        not_yet=inflected(adjectives["not_yet"]),
        prefixes={
            fold(prefix): sort
            for sort, prefixes in table["prefixes"].items()
            for prefix in prefixes
        },
        organisations={
            form: actor
            for adjective, actor in table["organisations"].items()
            for form in inflected([adjective])
        },
        examples=frozenset(table["examples"]["words"]),
        all_of_them=frozenset(table["examples"]["all"]),
        groups=frozenset().union(*map(folded_forms, table["groups"]["nouns"])),
        ranks=frozenset(fold(rank) for rank in table["ranks"]["words"]),
        copula={
            form: sort for sort, forms in table["copula"].items() for form in forms
        },
    )


T = TypeVar("T", PostRule, NounRule, WordRule, PhraseRule, Numbered)


def made(kind: type[T], table: Mapping[str, Any]) -> T:
    """Make a rule of its table.

    Raises:
        KnowledgeError: a key, relation or kind is unknown, or a key is missing.
    """
    name = table.get("name", table.get("nouns"))
    unknown = set(table) - {f.name for f in fields(kind)}
    ends = [*table.get("subject", ()), *table.get("object", ())]
    ends += [table["kind"]] if "kind" in table else []
    unknown |= set(ends) - set(load_kinds())
    if issubclass(kind, Rule):
        unknown |= {str(table.get("relation"))} - set(load_relations())
    if unknown:
        wrong = ", ".join(sorted(map(str, unknown)))
        raise KnowledgeError(f"{FILE}: rule {name!r}: unknown {wrong}")
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in table.items()
    }
    try:
        return kind(**values)
    except TypeError as error:
        raise KnowledgeError(f"{FILE}: rule {name!r}: {error}") from None


def by_form(rules: Iterable[NounRule]) -> dict[str, tuple[NounRule, ...]]:
    """Return the rules of nouns by their folded forms."""
    found: dict[str, tuple[NounRule, ...]] = {}
    for rule in rules:
        for form in sorted({f for noun in rule.nouns for f in folded_forms(noun)}):
            found[form] = (*found.get(form, ()), rule)
    return found


def by_first_word(
    rules: Iterable[PhraseRule],
) -> dict[str, tuple[tuple[tuple[str, ...], PhraseRule], ...]]:
    """Return the words of each phrase with its rule, by their first, longest first."""
    known = [(tuple(words.split()), rule) for rule in rules for words in rule.words]
    known.sort(key=lambda entry: -len(entry[0]))
    return {
        first: tuple(entry for entry in known if entry[0][0] == first)
        for first in sorted({words[0] for words, _ in known})
    }


def by_word(rules: Iterable[WordRule]) -> dict[str, tuple[WordRule, ...]]:
    """Return the rules of words by dictionary word."""
    found: dict[str, tuple[WordRule, ...]] = {}
    for rule in rules:
        for word in (*rule.verbs, *rule.adjectives, *rule.nouns):
            found[word] = (*found.get(word, ()), rule)
    return found


def forms_of(rules: Iterable[WordRule], verbs: Mapping[str, Any]) -> WordList:
    """Return the written forms of the words and light verbs of rules."""
    strong = {verb: Irregular(*parts) for verb, parts in verbs["irregular"].items()}
    known = {
        word
        for rule in rules
        for word in (*rule.verbs, *rule.adjectives, *rule.nouns, *rule.light)
    }
    return WordList(forms=index_words(sorted(known), strong, verbs["forms"]))


def inflected(adjectives: Iterable[str]) -> frozenset[str]:
    """Return adjectives with their inflected forms, folded.

    >>> sorted(inflected(["voormalig", "Europees"]))
    ['europees', 'europese', 'voormalig', 'voormalige']
    """
    found = set()
    for adjective in adjectives:
        folded = fold(adjective)
        found.add(folded)
        if folded.endswith("ees"):
            found.add(f"{folded[:-3]}ese")
        else:
            found.add(f"{folded}e")
    return frozenset(found)
