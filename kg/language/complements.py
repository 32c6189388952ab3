"""Clauses that complete another, with what the parser gave to the other one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import MOVED
from kg.language.trees import SUBJECTS, Arc, has_auxiliary, is_participle
from kg.parse import Token

CONTENT = frozenset({"csubj", "ccomp"})


def part_before_so(verb: Token) -> Iterator[Arc]:
    """Give a clause its own subject back from the verb that reports it behind "zo".

    "Duitsland zal zijn inzet beëindigen, zo heeft de regering besloten".
    """
    report = verb.head
    so = next((t for t in verb.doc[verb.i + 1 : report.i] if t.lower_ == "zo"), None)
    if so is None or verb.i > report.i or verb.doc[so.i - 1].text != ",":
        return
    for part in report.children:
        if part.i < verb.i and part.dep_ in MOVED | {"obj", "expl"}:
            yield part, verb, part.dep_


def raise_infinitive(verb: Token) -> Iterator[Arc]:
    """Make an infinitive with "te" the head of its clause, not a participle before it.

    "kondigde aan zijn troepen vervroegd terug te trekken": "vervroegd" says when.
    """
    participle = verb.head
    if (
        participle.dep_ == "advcl"
        and is_participle(participle)
        and participle.i < verb.i
        and not has_auxiliary(participle)
        and any(c.dep_ == "mark" and c.lower_ == "te" for c in verb.children)
    ):
        yield verb, participle.head, "xcomp"
        yield participle, verb, "advmod"
        for part in participle.children:
            if part.dep_ in {"obl", "obj", "nsubj"} and part.i != verb.i:
                yield part, verb, part.dep_


def join_whether(subject: Token) -> Iterator[Arc]:
    """Let "of" open a clause behind an adjective: "het is onduidelijk of Egypte …"."""
    judged = subject.head
    opener = next((c for c in subject.children if c.lower_ == "of"), None)
    clause = next(
        (c for c in judged.children if c.dep_ in CONTENT and c.i > subject.i), None
    )
    if judged.pos_ == "ADJ" and opener is not None and clause is not None:
        taken = any(c.dep_ in SUBJECTS for c in clause.children)
        yield subject, clause, "obj" if taken else "nsubj"
        yield opener, clause, "mark"


def free_before_om(noun: Token) -> Iterator[Arc]:
    """Leave a noun before "om" to the verb before it: "heeft plannen om te gaan"."""
    infinitive = noun.head
    verb = infinitive.head
    follows = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if (
        follows.lower_ == "om"
        and follows.dep_ == "mark"
        and follows.head.i == infinitive.i
        and infinitive.dep_ in {"xcomp", "advcl"}
        and verb.i < noun.i
    ):
        yield noun, verb, "obj"
        yield infinitive, noun, "acl"
