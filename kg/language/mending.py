"""Trees that no Dutch sentence has, made possible.

A parser judges each arc by itself, so that a verb may get two subjects and a perfect
auxiliary may lose its participle. What is mended here follows from Dutch word order
alone, for any pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kg.language.clauses import (
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
from kg.language.nominals import (
    free_from_date,
    free_year,
    join_names,
    join_title,
    part_names,
)
from kg.language.trees import Arc, Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.types import Ints2d

UNSIGNED = 2**64  # spaCy keeps the way to the head, which may be backwards, unsigned

# In this order: each sees what those before it mended.
RULES: tuple[Rule, ...] = (
    part_names,
    join_title,
    join_broken_clause,
    raise_participle,
    free_from_date,
    free_year,
    part_objects,
    raise_finite,
    part_interrupted,
    demote_regard,
    lift_from_auxiliary,
    part_address,
    object_of_perfect,
    subject_of_passive,
    part_subjects,
    join_names,
)


def mend(analysis: Doc) -> Doc:
    """Correct impossible trees of an analysis, in place, and return it.

    Args:
        analysis: a text; one that is not parsed stays as it is.
    """
    for rule in RULES if analysis.has_annotation("DEP") else ():
        arcs = [arc for token in analysis for arc in rule(token)]
        if arcs and leave_trees(analysis, arcs):
            redraw(analysis, arcs)
    return analysis


def leave_trees(analysis: Doc, arcs: list[Arc]) -> bool:
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
