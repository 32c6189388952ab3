"""Trees that no Dutch sentence has, made possible.

A parser judges each arc by itself, so that a verb may get two subjects and a perfect
auxiliary may lose its participle. What is mended here follows from Dutch word order
alone, for any pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from thinc.types import Ints2d

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN"})
MOVED = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "obl", "advmod", "expl"})
UNSIGNED = 2**64  # spaCy keeps the way to the head, which may be backwards, unsigned
AUXILIARIES = frozenset({"hebben", "zijn", "worden"})

Arc = tuple["Token", "Token", str]  # a word, its new governor, its new label
Rule = Callable[["Token"], Iterator[Arc]]


def mend(analysis: Doc) -> Doc:
    """Correct impossible trees of an analysis, in place, and return it.

    Args:
        analysis: a text; one that is not parsed stays as it is.
    """
    for rule in RULES if analysis.has_annotation("DEP") else ():
        arcs = [arc for token in analysis for arc in rule(token)]
        if arcs:
            redraw(analysis, arcs)
    return analysis


def redraw(analysis: Doc, arcs: list[Arc]) -> None:
    """Put new arcs into an analysis, all at once.

    One array for all keeps spaCy's own counts of dependents and sentences right.
    """
    labels = analysis.vocab.strings
    columns = analysis.to_array(["HEAD", "DEP"])
    for token, governor, label in arcs:
        offset = (governor.i - token.i) % UNSIGNED
        columns[token.i] = (offset, labels.add(label))
    analysis.from_array(["HEAD", "DEP"], cast("Ints2d", columns))


def part_names(name: Token) -> Iterator[Arc]:
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
        yield name, governor, "obj" if taken else "nsubj"


def join_broken_clause(token: Token) -> Iterator[Arc]:
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
    if before.lemma_ not in AUXILIARIES or before.pos_ not in {"AUX", "VERB"}:
        return
    yield before, token, "aux:pass" if before.lemma_ == "worden" else "aux"
    for child in before.children:
        yield child, token, child.dep_
    if any(c.dep_ in SUBJECTS for c in before.children):
        for late in token.children:
            if late.dep_ in SUBJECTS:
                yield late, token, "obj"


def raise_participle(token: Token) -> Iterator[Arc]:
    """Give the auxiliary of a noun to the participle that the noun depends on.

    "hebben militairen de president gevangengenomen": no noun has a perfect tense.
    """
    verb = token.head
    auxiliaries = [c for c in token.children if c.dep_ == "aux" and c.i < token.i]
    if (
        token.pos_ in NOMINAL
        and auxiliaries
        and token.dep_ in SUBJECTS | {"obj"}
        and is_participle(verb)
        and verb.i > token.i
        and not has_auxiliary(verb)
    ):
        for child in token.children:
            if child.dep_ in MOVED and child.i < token.i:
                yield child, verb, child.dep_
        yield token, verb, "nsubj"


def part_subjects(verb: Token) -> Iterator[Arc]:
    """Leave a verb one nominal subject: the first; a later one is its object.

    A date before the verb ("Dinsdag 18 augustus") is neither.
    """
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in NOMINAL]
    if len(subjects) > 1:
        for dated in [s for s in subjects if is_dated(s)]:
            yield dated, verb, "obl"
            subjects.remove(dated)
    for late in subjects[1:]:
        yield late, verb, "obj"


def join_names(name: Token) -> Iterator[Arc]:
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
        yield name, others[-1], "conj"


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


# In this order: each sees what those before it mended.
RULES: tuple[Rule, ...] = (
    part_names,
    join_broken_clause,
    raise_participle,
    part_subjects,
    join_names,
)
