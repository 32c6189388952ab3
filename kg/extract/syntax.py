"""Grammatical functions in a dependency tree (Universal Dependencies, Dutch).

The deep subject is who acts and the deep object whom it befalls, in active and passive
voice, in relative clauses, in infinitives and in participles used as adjectives.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import load_lexicon
from kg.iris import fold
from kg.parse import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
RELATIVES = frozenset({"die", "dat", "wie", "welke", "hetgeen"})
RELATIVE_ADVERBS = frozenset(
    {"waarin", "waarbij", "waarvan", "waarmee", "waardoor", "waaraan", "waar"}
)
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj"})
NAME_LINKS = frozenset({"appos", "flat", "nmod", "compound", "parataxis", "flat:name"})
DEEPEST = 6
TO_BE = frozenset({"is", "zijn", "was", "waren", "geweest"})
DETERMINERS = frozenset(
    {"de", "het", "deze", "dit", "die", "dat", "genoemde", "zelfde"}
)
PRONOMINAL = ("daar", "hier", "er")


def feature(token: Token, name: str) -> str:
    """Return a morphological feature of a token, empty where it has none.

    Args:
        token: an analysed token.
        name: a feature of Universal Dependencies: `VerbForm`, `Tense`, `Number`.
    """
    return token.morph.get(name, "")


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_participle(token: Token) -> bool:
    """Tell whether a token is a past participle."""
    if feature(token, "VerbForm") == "Part" or token.tag_.startswith("WW|vd"):
        return not token.lower_.endswith(("end", "ende"))
    return False


def is_attributive(token: Token) -> bool:
    """Tell whether a participle goes with a noun: "de opgepakte leiders"."""
    return (
        is_participle(token)
        and token.dep_ in {"amod", "acl"}
        and child(token, "nsubj", "nsubj:pass", "aux", "aux:pass") is None
    )


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, participles used as adjectives included."""
    labels = {c.dep_ for c in verb.children}
    if labels & {"aux:pass", "nsubj:pass", "obl:agent"} or is_attributive(verb):
        return True
    if is_perfect_passive(verb):
        return True
    shares_passive = verb.dep_ == "conj" and not labels & {"nsubj", "obj", "aux"}
    return shares_passive and is_participle(verb) and is_passive(verb.head)


def is_perfect_passive(verb: Token) -> bool:
    """Tell whether a participle with "zijn" is a passive: "zijn opgepakt"."""
    if not is_participle(verb) or fold(verb.text) in load_lexicon().unaccusative:
        return False
    labels = {c.dep_ for c in verb.children}
    return "obj" not in labels and any(
        c.dep_[:3] in {"aux", "cop"} and c.lower_ in TO_BE for c in verb.children
    )


def is_infinitive(token: Token) -> bool:
    """Tell whether a token is an infinitive."""
    return feature(token, "VerbForm") == "Inf" or token.tag_.startswith("WW|inf")


def preposition(token: Token) -> str:
    """Return the preposition of a phrase's head, words of a longer one joined.

    Args:
        token: the head noun of the phrase.
    """
    for case in token.children:
        if case.dep_ == "case" and case.i < token.i:
            fixed = [c for c in case.children if c.dep_ == "fixed"]
            return " ".join(t.lower_ for t in [case, *fixed])
    return ""


def phrases(token: Token, word: str) -> Iterator[Token]:
    """Yield the heads of the phrases under a token that open with a preposition."""
    longer, pronominal = " " in word, pronominal_forms(word)
    for phrase in token.children:
        if (
            preposition(phrase) == word
            or (longer and opens_with(phrase, word))
            or phrase.lower_ in pronominal
        ):
            yield phrase
        elif (
            phrase.dep_ in {"advmod", "compound:prt", "case"} and phrase.lower_ == word
        ):
            # A preposition that the parser made the head of its noun.
            yield from (c for c in phrase.children if c.pos_ in {"NOUN", "PROPN"})


@cache
def pronominal_forms(word: str) -> frozenset[str]:
    """Return the adverbs that stand for a preposition and its noun: "daarmee"."""
    return frozenset(first + word for first in (*PRONOMINAL, "waar"))


def opens_with(phrase: Token, words: str) -> bool:
    """Tell whether the words of a phrase begin with the given ones."""
    start = phrase.left_edge
    opener = start.lower_
    if not words.startswith(opener) and not opener.startswith(words):
        return False  # most phrases, told without putting their text together
    return start.doc[start.i : phrase.i].text.lower().startswith(words + " ")


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a token and what is coordinated with it, in order."""
    yield token
    for other in token.children:
        if other.dep_ == "conj":
            yield from conjuncts(other)


def antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for."""
    if token.lower_ not in RELATIVES and token.lower_ not in RELATIVE_ADVERBS:
        return None
    clause = token.head
    for _ in range(DEEPEST):
        if clause.dep_.startswith("acl"):
            return clause.head
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def clause_governor(node: Token) -> Token:
    """Return the governor of a clause: the noun right before it that takes one.

    "de bewering van de president dat …", "het besluit van landen om … te vertrekken":
    parsers hang such clauses on any word before them.
    """
    lexicon = load_lexicon()
    mark = next((c for c in node.children if c.dep_ == "mark"), None)
    nouns = {
        "dat": lexicon.cues["reporting"]["nouns"],
        "om": lexicon.sets["clause_nouns"],
    }.get(mark.lower_ if mark is not None else "", [])
    if mark is None or not nouns or node.head.lower_ in nouns:
        return node.head
    for before in reversed(node.doc[node.sent.start : mark.i]):
        if before.pos_ in {"VERB", "AUX"} or node.is_ancestor(before):
            break
        if not lexicon.words.any_words(before.text).isdisjoint(nouns):
            return before
    return node.head


def deep_subjects(verb: Token, *, depth: int = 0) -> list[Token]:
    """Return the heads of who does what a verb says, empty where nobody is said to.

    Args:
        verb: a verb or predicative adjective.
        depth: how many governors were passed; control reaches `DEEPEST` at most.
    """
    if depth > DEEPEST or is_motion(verb):
        return []
    if is_passive(verb):
        agents = [*phrases(verb, "door"), *by_label(verb, {"obl:agent"})]
        if agents or is_attributive(verb):
            return unique(agents)
        return []
    own = by_label(verb, SUBJECTS)
    if own:
        return own
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        return deep_subjects(verb.head, depth=depth + 1)
    if is_present_participle(verb):
        noun = verb.head
        functions = load_lexicon().sets["functions"]
        return deep_subjects(noun.head) if noun.lower_ in functions else [noun]
    return controllers(verb, depth)


def is_present_participle(token: Token) -> bool:
    """Tell whether a verb form goes with a noun: "een bemiddelende rol"."""
    beside = token.dep_ == "amod" or token.dep_.startswith("acl")
    return beside and token.lower_.endswith(("end", "ende"))


def is_motion(verb: Token) -> bool:
    """Tell whether a verb opens a clause of a motion: "verzoekt de regering, …".

    Its subject, the chamber, stands paragraphs before, and what follows is its object.
    """
    opens = verb.i == 0 or (verb.i == 1 and verb.doc[0].is_punct)
    finite = feature(verb, "VerbForm") == "Fin" and verb.lower_.endswith("t")
    return opens and finite and verb.text[:1].islower() and verb.pos_ == "VERB"


def is_listed_request(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "te" that nothing governs.

    So motions list what they ask: "1° er bij Rusland op aan te dringen …;".
    """
    marked = any(c.lower_ == "te" for c in verb.children)
    alone = not any(
        c.dep_ in SUBJECTS | PASSIVE_SUBJECTS or c.dep_.startswith("aux")
        for c in verb.children
    )
    return verb.head.i == verb.i and is_infinitive(verb) and marked and alone


def by_label(token: Token, labels: set[str] | frozenset[str]) -> list[Token]:
    """Return the children with one of the labels."""
    return [c for c in token.children if c.dep_ in labels]


def unique(tokens: list[Token]) -> list[Token]:
    """Drop repeated tokens and keep the order."""
    return list({t.i: t for t in tokens}.values())


def controllers(verb: Token, depth: int) -> list[Token]:
    """Return who is understood as the subject of an infinitive ("besloot te gaan").

    The object of the governing verb, where it has one that can act (object control,
    "verzocht de regering te gaan"), else its subject.
    """
    governor = clause_governor(verb)
    if verb.dep_ not in CLAUSES | {"conj"} or governor.i == verb.i:
        return []
    if verb.dep_ != "xcomp" and not is_infinitive(verb):
        return []
    if governor.pos_ in {"VERB", "AUX", "ADJ"}:
        controlled = controlled_by(governor)
        if controlled and verb.dep_ in {"xcomp", "ccomp", "advcl"}:
            return controlled
        return deep_subjects(governor, depth=depth + 1)
    if governor.pos_ in {"NOUN", "PROPN"}:
        owners = [*phrases(governor, "van"), *owners_of(governor)]
        return owners or deep_subjects(governor.head, depth=depth + 1)
    return []


def controlled_by(verb: Token) -> list[Token]:
    """Return whom a verb makes the subject of its infinitive.

    Verbs of asking and forcing do so whoever it is ("werd gedwongen af te treden",
    "dringt er bij Rusland op aan … terug te trekken"), others where it can act.
    """
    if fold(verb.text) in load_lexicon().object_control:
        asked = [*deep_objects(verb), *by_label(verb, {"iobj"}), *phrases(verb, "bij")]
        return unique(asked)
    return [t for t in deep_objects(verb) if may_act(t)]


def may_act(token: Token) -> bool:
    """Tell whether a noun phrase can be understood as a subject: names and people."""
    return token.pos_ == "PROPN" or fold(token.lemma_) in {"regering", "kabinet"}


def owners_of(noun: Token) -> list[Token]:
    """Return the adjectives and possessives beside a noun."""
    return by_label(noun, {"amod", "nmod:poss"})


def deep_objects(verb: Token) -> list[Token]:
    """Return the heads of whom or what it befalls."""
    if is_attributive(verb):
        return [verb.head]
    if is_motion(verb):
        return by_label(verb, {"nsubj", "obj", "iobj"})
    if not is_passive(verb):
        return by_label(verb, {"obj"})
    own = by_label(verb, PASSIVE_SUBJECTS) or by_label(verb, SUBJECTS)
    if own:
        return own
    if verb.dep_ == "conj":
        return deep_objects(verb.head)
    if verb.dep_.startswith("acl"):
        return [verb.head]
    return by_label(verb, {"obj"})


def is_definite(token: Token) -> bool:
    """Tell whether a noun has a definite determiner."""
    return any(c.lower_ in DETERMINERS for c in token.children if c.i < token.i)


def is_demonstrative(token: Token) -> bool:
    """Tell whether a noun has a demonstrative determiner."""
    return any(c.lower_ in {"deze", "die", "dit", "dat"} for c in token.children)


def path_up(token: Token) -> Iterator[Token]:
    """Yield a token and its governors up to the root."""
    node = token
    yield node
    while node.head.i != node.i:
        node = node.head
        yield node
