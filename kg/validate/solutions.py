"""Findings of SPARQL constraints, read off the solutions of their queries.

Each solution is a result: its focus node is `$this`, its path `?path`, its value
`?value` or else the focus node (SHACL 5.3.2). So where a constraint can be asked of all
focus nodes at once, nothing is left for pySHACL to say of it.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph
from rdflib import URIRef
from rdflib.term import Node

from kg.model import Finding
from kg.validate.data import as_written
from kg.validate.findings import Reader, term_text
from kg.validate.prebinding import Constraint

_THIS = "this"
_OF_RESULTS = ("path", "value")
_FAILURE = "failure"  # a solution that binds it is no result


class Question(NamedTuple):
    """A SPARQL constraint, asked of all focus nodes at once.

    Args:
        query: a SELECT query.
        names: the variables that it selects; the first is `this`.
        is_telling: whether its solutions are results; else they are focus nodes.
    """

    query: str
    names: tuple[str, ...]
    is_telling: bool


class Told(NamedTuple):
    """The findings that solutions are, and the focus nodes of the other solutions."""

    findings: set[Finding]
    suspects: set[Node]


def question(
    constraint: Constraint, *, focus: str, prefixes: str, of_property: bool
) -> Question:
    """Return a constraint as a question.

    Args:
        constraint: the constraint.
        focus: the query for its focus nodes.
        prefixes: the declarations of the prefixes in it.
        of_property: whether it is of a property shape, from which results have a path.
    """
    variables = constraint.variables
    is_telling = _THIS in variables and _FAILURE not in variables and not of_property
    others = variables.intersection(_OF_RESULTS) if is_telling else ()
    names = (_THIS, *sorted(others))
    select = f"{prefixes} SELECT DISTINCT {' '.join(f'?{name}' for name in names)}"
    query = f"{select} {{ {{ {focus} }} {constraint.body} }}"
    return Question(query, names, is_telling)


def read_solutions(
    asked: Question,
    solutions: Iterable[pyoxigraph.QuerySolution],
    shape: Node,
    reader: Reader,
) -> Told:
    """Return what solutions tell; one whose path is no IRI is left to pySHACL.

    Args:
        asked: the question.
        solutions: of its query.
        shape: what its constraint is of.
        reader: makes the findings.
    """
    told = Told(set(), set())
    for solution in solutions:
        bound = zip(asked.names, solution, strict=True)
        found = {name: as_written(term) for name, term in bound if term is not None}
        focus, path = found[_THIS], found.get("path")
        if asked.is_telling and isinstance(path, URIRef | None):
            value = term_text(found.get("value", focus))
            told.findings.add(reader.finding(shape, focus, str(path or ""), value))
        else:
            told.suspects.add(focus)
    return told
