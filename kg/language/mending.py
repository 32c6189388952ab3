"""Trees that no Dutch sentence has, made possible.

A parser judges each arc by itself, so that a verb may get two subjects and a perfect
auxiliary may lose its participle. What is mended here follows from Dutch word order
alone, for any pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN"})
MOVED = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "obl", "advmod", "expl"})


def mend(analysis: Doc) -> Doc:
    """Correct impossible trees of an analysis, in place, and return it.

    Args:
        analysis: a parsed text.
    """
    for token in analysis:
        part_names(token)
    for token in analysis:
        join_broken_clause(token)
    for token in analysis:
        raise_participle(token)
    for token in analysis:
        part_subjects(token)
        join_names(token)
    return analysis


def join_broken_clause(token: Token) -> None:
    """Join a sentence that ends on an auxiliary's clause with the participle's.

    "heeft de arrestatie van premier | Ouane veroordeeld": without a full stop between,
    and with a participle that has no auxiliary, this is one clause.
    """
    if token.head.i != token.i or not is_participle(token) or has_auxiliary(token):
        return
    start = token.sent.start
    if start == 0 or token.doc[start - 1].is_punct:
        return
    before = token.doc[start - 1].sent.root
    if before.lemma_ in {"hebben", "zijn", "worden"} and before.pos_ in {"AUX", "VERB"}:
        dependents = list(before.children)
        before.head = token
        before.dep_ = "aux:pass" if before.lemma_ == "worden" else "aux"
        for child in dependents:
            child.head = token
        for subject in SUBJECTS & {c.dep_ for c in token.children}:
            for late in [c for c in token.children if c.dep_ == subject]:
                if late.i >= start:
                    late.dep_ = "obj"


def raise_participle(token: Token) -> None:
    """Give the auxiliary of a noun to the participle that the noun depends on.

    "hebben militairen de president gevangengenomen": no noun has a perfect tense.
    """
    verb = token.head
    auxiliaries = [c for c in token.children if c.dep_ == "aux" and c.i < token.i]
    if (
        token.pos_ not in NOMINAL
        or not auxiliaries
        or token.dep_ not in SUBJECTS | {"obj"}
        or not is_participle(verb)
        or verb.i < token.i
        or has_auxiliary(verb)
    ):
        return
    for child in [c for c in token.children if c.dep_ in MOVED and c.i < token.i]:
        child.head = verb
    token.dep_ = "nsubj"


def part_subjects(verb: Token) -> None:
    """Leave a verb one nominal subject: the first; a later one is its object.

    A date before the verb ("Dinsdag 18 augustus") is neither.
    """
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in NOMINAL]
    if len(subjects) > 1:
        for dated in [s for s in subjects if is_dated(s)]:
            dated.dep_ = "obl"
            subjects.remove(dated)
    for late in subjects[1:]:
        late.dep_ = "obj"


def part_names(name: Token) -> None:
    """Take a name with an article out of the name before it.

    "dat in Burkina Faso de Wagner Group actief is": two names, the second a subject.
    """
    governor = name.head.head
    article = name.left_edge
    if (
        name.dep_ == "flat"
        and name.pos_ == "PROPN"
        and article.dep_ == "det"
        and article.lower_ in {"de", "het"}
        and governor.pos_ in {"VERB", "ADJ"}
    ):
        taken = any(c.dep_ in SUBJECTS for c in governor.children)
        name.head = governor
        name.dep_ = "obj" if taken else "nsubj"


def join_names(name: Token) -> None:
    """Join a name to the name before it, not to the noun that one depends on.

    "verklaringen van de VN en de EU": names are listed with names.
    """
    noun = name.head
    if name.pos_ != "PROPN" or name.dep_ != "conj" or noun.pos_ != "NOUN":
        return
    others = [
        c
        for c in noun.children
        if c.pos_ == "PROPN" and c.dep_ == "nmod" and noun.i < c.i < name.i
    ]
    if others and not any(c.dep_ == "case" for c in name.children):
        name.head = others[-1]


def is_participle(token: Token) -> bool:
    """Tell whether a token is a past participle."""
    return token.pos_ == "VERB" and "VerbForm=Part" in str(token.morph)


def has_auxiliary(verb: Token) -> bool:
    """Tell whether a verb has an auxiliary."""
    return any(c.dep_ in {"aux", "aux:pass"} for c in verb.children)


def is_dated(token: Token) -> bool:
    """Tell whether a number stands right after a noun, as in "dinsdag 18 augustus"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.pos_ == "NUM"
