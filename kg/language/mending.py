"""Trees that no Dutch sentence has, made possible.

A parser judges each arc by itself, so that a verb may get two subjects and a perfect
auxiliary may lose its participle. What is mended here follows from Dutch word order
alone, for any pipeline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.language.clauses import (
    MOVED,
    demote_regard,
    join_broken_clause,
    lift_from_auxiliary,
    object_of_perfect,
    part_address,
    part_interrupted,
    part_objects,
    part_subjects,
    raise_finite,
    raise_participle,
    subject_of_passive,
)
from kg.language.complements import (
    free_before_om,
    join_whether,
    part_before_so,
    raise_infinitive,
)
from kg.language.nominals import (
    free_from_date,
    free_name_from_date,
    free_preposition,
    free_year,
    join_names,
    join_title,
    part_apposition,
    part_names,
)
from kg.language.plain import features_of
from kg.language.trees import SUBJECTS, Arc, Rule, has_auxiliary, is_verbal
from kg.parse import Parse, Token

ROOT = frozenset({"ROOT"})

# In this order: each sees what those before it mended.
RULES: tuple[Rule, ...] = (
    Rule(part_before_so, frozenset({"parataxis", "ccomp"})),
    Rule(raise_infinitive, frozenset({"xcomp", "ccomp"})),
    Rule(join_whether, frozenset({"conj"})),
    Rule(free_before_om, frozenset({"obj"})),
    Rule(part_names, frozenset({"flat"})),
    Rule(join_title, ROOT),
    Rule(join_broken_clause, ROOT),
    Rule(raise_participle, SUBJECTS | {"obj"}),
    Rule(free_from_date, frozenset({"nmod"})),
    Rule(free_name_from_date, frozenset({"flat"})),
    Rule(free_year, frozenset({"nummod"})),
    Rule(free_preposition, frozenset({"case"})),
    Rule(part_objects, frozenset({"acl:relcl"})),
    Rule(raise_finite, frozenset({"acl"})),
    Rule(part_interrupted, ROOT | {"ccomp"}),
    Rule(demote_regard, ROOT),
    Rule(lift_from_auxiliary, MOVED | {"obj"}),
    Rule(part_address, frozenset({"nsubj"}), governing=True),
    Rule(object_of_perfect, frozenset({"nsubj:pass"}), governing=True),
    Rule(subject_of_passive, frozenset({"aux:pass", "obl:agent"}), governing=True),
    Rule(part_subjects, frozenset({"nsubj"}), governing=True),
    Rule(join_names, frozenset({"conj"})),
    Rule(part_apposition, frozenset({"conj"})),
)


def mend(analysis: Parse) -> Parse:
    """Correct impossible trees of an analysis, in place, and return it."""
    make_verbs(analysis)
    labelled = by_label(analysis)
    for rule in RULES:
        arcs = [arc for token in words_for(rule, labelled) for arc in rule.arcs(token)]
        if arcs and leave_trees(analysis, arcs):
            redraw(analysis, arcs)
            labelled = by_label(analysis)
    return analysis


def make_verbs(analysis: Parse) -> None:
    """Tag as verbs what has an auxiliary or objects of a verb, but was taken for nouns.

    "Zal de EU de steun stopzetten", "Zij grepen de macht": no noun has these.
    """
    for token in analysis:
        if token.pos_ == "NOUN" and is_verbal(token):
            token.pos_ = "VERB"
            form = "Inf" if has_auxiliary(token) else "Fin"
            token.morph = features_of(f"VerbForm={form}")


def by_label(analysis: Parse) -> Mapping[str, list[Token]]:
    """Return the words of a text by the label of the arc to their head."""
    labelled: dict[str, list[Token]] = defaultdict(list)
    for token in analysis:
        labelled[token.dep_].append(token)
    return labelled


def words_for(rule: Rule, labelled: Mapping[str, list[Token]]) -> list[Token]:
    """Return the words that a rule is tried on, in order of the text."""
    found = [token for label in rule.labels for token in labelled.get(label, ())]
    words = (token.head for token in found) if rule.governing else found
    return [token for _, token in sorted({token.i: token for token in words}.items())]


def leave_trees(analysis: Parse, arcs: list[Arc]) -> bool:
    """Tell whether each word still reaches a root with new arcs."""
    heads = [token.head.i for token in analysis]
    for token, governor, _ in arcs:
        heads[token.i] = governor.i
    reaches = [head == index for index, head in enumerate(heads)]
    for start in range(len(heads)):
        path, index = [], start
        while not reaches[index]:
            if index in path:
                return False
            path.append(index)
            index = heads[index]
        for index in path:
            reaches[index] = True
    return True


def redraw(analysis: Parse, arcs: list[Arc]) -> None:
    """Put new arcs into an analysis, all at once."""
    for token, governor, label in arcs:
        token.head, token.dep_ = governor, label
    analysis.draw()
