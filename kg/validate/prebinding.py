"""SPARQL constraints asked of all focus nodes at once.

SHACL asks such a constraint of one focus node at a time, which is put in the place of
`$this` (pre-binding, SHACL 5.3.1). Joining `$this` with all focus nodes in one query
gives the same solutions if each group that uses `$this` binds it by a triple pattern of
its own, since SPARQL evaluates each group by itself. The groups of `EXISTS` are free of
this: there SPARQL too puts values in the place of variables (SPARQL 1.1, 18.6).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.validate.components import Inexpressible

_SELECT = re.compile(
    r"\s*SELECT\s+(?:DISTINCT\s+)?((?:[$?]\w+\s+)+)(?:WHERE\s*)?\{(.*\})\s*",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    r"""\#[^\n]* | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | <[^<>"{}|^`\\\s]*>
    | [$?]\w+ | [\w-]*:[\w.-]* | \w+ | [{}()]""",
    re.VERBOSE,
)
# What pySHACL may refuse, which it tells by other patterns, has one of these.
_DOUBTFUL = re.compile(
    r"INUS|VALUES|ERVICE|SELECT.*SELECT|\bAS\s+[$?](this|shapesGraph|currentShape)\b",
    re.IGNORECASE | re.DOTALL,
)
_THIS = frozenset({"$this", "?this"})
# What looks at more than one solution, has groups of another kind, differs from time to
# time, or is bound by pySHACL in a way of its own.
_LEFT_ALONE = frozenset(
    {
        *("SELECT", "MINUS", "VALUES", "SERVICE", "GRAPH"),
        *("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"),
        *("RAND", "UUID", "STRUUID", "BNODE", "NOW"),
        *("$PATH", "?PATH", "$currentShape", "?currentShape"),
        *("$shapesGraph", "?shapesGraph"),
    }
)


class Constraint(NamedTuple):
    """A SELECT query in which `$this` may be joined with all nodes.

    Args:
        variables: the names of those that it selects.
        body: what stands between the braces of its WHERE clause.
    """

    variables: frozenset[str]
    body: str


def for_all(select: str) -> Constraint:
    """Return a SPARQL constraint such that it can be asked of all nodes at once.

    Args:
        select: a SELECT query with `$this`, without prefixes.

    Raises:
        Inexpressible: the query is of another form, or joining might give other
            solutions than pre-binding.
    """
    if _DOUBTFUL.search(select):
        _check(select)
    found = _SELECT.fullmatch(select)
    if not found or '""' in select or "''" in select:
        raise Inexpressible("not a SELECT query of a plain form")
    variables, body = found.groups()
    tokens = _tokens(body)
    _uses_this(tokens, is_bound=True)
    if next(tokens, None) is not None:
        raise Inexpressible("something follows the WHERE clause")
    names = frozenset(variable[1:] for variable in variables.split())
    return Constraint(names, body[:-1])


def _check(select: str) -> None:
    """Refuse what pySHACL refuses, which takes long to load.

    Raises:
        Inexpressible: it does not take the query for a constraint.
    """
    from pyshacl.errors import ValidationFailure  # noqa: PLC0415
    from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper  # noqa: PLC0415

    try:
        SPARQLQueryHelper(None, None, select).check_invalid_sparql(select)  # type: ignore[no-untyped-call]
    except ValidationFailure as error:
        raise Inexpressible(str(error)) from error


def _tokens(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        part = match[0]
        if not part.startswith("#"):
            yield part.upper() if part.isalpha() else part


def _uses_this(
    tokens: Iterator[str], *, is_bound: bool = False, is_exists: bool = False
) -> bool:
    """Read a group to its end and tell whether it uses `$this`.

    Raises:
        Inexpressible: a group uses `$this` without binding it, or has what is not
            understood here.
    """
    uses, depth, before = False, 0, ""
    for part in iter(lambda: next(tokens, "}"), "}"):
        is_ours = part.startswith(("?_", "$_"))  # a variable as the caller names them
        if is_ours or part in _LEFT_ALONE or (is_exists and part == "BIND"):
            raise Inexpressible(part)
        if part == "{":
            if is_exists and before != "EXISTS":
                raise Inexpressible("a group within EXISTS")
            uses |= _uses_this(tokens, is_exists=before == "EXISTS")
        elif part in _THIS:
            uses, is_bound = True, is_bound or depth == 0
        depth += (part == "(") - (part == ")")
        before = part
    if uses and not (is_bound or is_exists):
        raise Inexpressible("$this is used where it is not bound")
    return uses
