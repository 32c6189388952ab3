"""The constraint components of SHACL 4 as SPARQL expressions.

An expression holds for no node that pySHACL has a finding about. It may fail for a node
that fits, where values are out of the ordinary (a date with a time zone, a number of
twenty digits): there SPARQL and pySHACL need not agree. What is not known here raises
`Inexpressible`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol

from rdflib import Graph, Literal
from rdflib.collection import Collection
from rdflib.namespace import SH, XSD
from rdflib.term import BNode, Node

from kg.store import as_oxigraph
from kg.validate.data import as_kept

TRUE = "true"
MOST = 3  # values that are told apart one by one

# Ordinary literals: those that SPARQL and pySHACL read and compare alike.
_ORDINARY: Mapping[Node, str] = {
    XSD.integer: "^-?[0-9]{1,15}$",
    XSD.decimal: "^-?[0-9]{1,15}([.][0-9]{1,15})?$",
    XSD.boolean: "^(true|false)$",
    XSD.date: "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$",
}
_COMPARABLE = ((XSD.integer, XSD.decimal), (XSD.date,))
_NODE_KINDS: Mapping[Node, str] = {
    SH.IRI: "isIRI({})",
    SH.BlankNode: "isBlank({})",
    SH.Literal: "isLiteral({})",
    SH.BlankNodeOrIRI: "!isLiteral({})",
    SH.BlankNodeOrLiteral: "!isIRI({})",
    SH.IRIOrLiteral: "!isBlank({})",
}
# What means the same in Python and in Rust: no classes by letter or name or within
# each other, no groups or repetitions of a special kind.
_COMMON_REGEX = re.compile(
    r"(?!.*(\[[^]]*\[|\(\?|--|&&|~~|[*+?}][+]))([^\\]|\\[^A-Za-z0-9<>])*", re.DOTALL
)

# Four characters are space for Python that are none for Rust.
_NO_SPACE = re.compile(r"(?<!\\)\[\^\\s]")
_NO_SPACE_IN_RUST = r"[^\s\x1C-\x1F]"


class Inexpressible(Exception):
    """A shape has a constraint that is not expressed here."""


class Place(NamedTuple):
    """Where a constraint stands.

    Args:
        shape: the shape that it is of.
        node: the variable of the focus node; for a component that looks at one value at
            a time that of the value.
        steps: focus node and path, to be followed by the variable of a value.
        within: the shapes around it, the outermost first.
        exactly: whether it is below a negation, where an expression must also hold for
            every node that fits.
    """

    shape: Node
    node: str
    steps: str = ""
    within: tuple[Node, ...] = ()
    exactly: bool = False


class Writer(Protocol):
    """What components are written with."""

    shapes: Graph
    names: Iterator[str]  # of variables, each new
    subclasses: Callable[[Node], Sequence[str]]  # a class included, as SPARQL

    def member(self, shape: Node, of: Place, *, exactly: bool = False) -> str:
        """Return an expression for the node of a place to fit another shape."""


Component = Callable[[Writer, Node, Place], str]


def all_of(tests: Iterable[str]) -> str:
    """Return an expression for all tests to hold."""
    return f"({' && '.join(tests) or TRUE})"


def any_of(tests: Iterable[str]) -> str:
    """Return an expression for one of the tests to hold."""
    return f"({' || '.join(tests) or 'false'})"


def constant(term: Node) -> str:
    """Return a term as it stands in a query of the data as written.

    Raises:
        Inexpressible: a blank node, which a query takes for a variable.
    """
    if isinstance(term, BNode):
        raise Inexpressible(f"blank node {term}")
    return str(as_kept(term))


def _class(write: Writer, kind: Node, at: Place) -> str:
    kinds = write.subclasses(kind)
    if len(kinds) == 1:
        return f"EXISTS {{ {at.node} a {kinds[0]} }}"
    one = next(write.names)
    return f"EXISTS {{ {at.node} a {one} FILTER ({one} IN ({', '.join(kinds)})) }}"


def _datatype(_: Writer, datatype: Node, at: Place) -> str:
    if datatype == XSD.string:
        return f"DATATYPE({at.node}) = <{XSD.string}>"
    return _ordinary(at.node, datatype)


def _node_kind(_: Writer, kind: Node, at: Place) -> str:
    if kind not in _NODE_KINDS:
        raise Inexpressible(f"node kind {kind}")
    return _NODE_KINDS[kind].format(at.node)


def _bound(sign: str) -> Component:
    def component(_: Writer, bound: Node, at: Place) -> str:
        for kinds in _COMPARABLE:
            if isinstance(bound, Literal) and bound.datatype in kinds:
                ordinary = any_of(_ordinary(at.node, kind) for kind in kinds)
                return f"{ordinary} && {at.node} {sign} {as_oxigraph(bound)}"
        raise Inexpressible(f"bound {bound}")

    return component


def _length(sign: str) -> Component:
    def component(_: Writer, length: Node, at: Place) -> str:
        number = _natural(length)
        return f"!isBlank({at.node}) && STRLEN(STR({at.node})) {sign} {number}"

    return component


def _pattern(write: Writer, pattern: Node, at: Place) -> str:
    flags = set(map(str, write.shapes.objects(at.shape, SH.flags)))
    if not isinstance(pattern, Literal) or flags - {"i"}:
        raise Inexpressible(f"pattern {pattern} with flags {flags}")
    is_common = _COMMON_REGEX.fullmatch(_NO_SPACE.sub(".", pattern))
    if not is_common or (flags and "[^" in pattern):  # few agree on what has a case
        raise Inexpressible(f"pattern {pattern}")
    text = as_oxigraph(Literal(_NO_SPACE.sub(lambda _: _NO_SPACE_IN_RUST, pattern)))
    options = "".join(f', "{flag}"' for flag in flags)
    return f"!isBlank({at.node}) && REGEX(STR({at.node}), {text}{options})"


def _language_in(write: Writer, languages: Node, at: Place) -> str:
    tags = list(map(str, Collection(write.shapes, languages)))
    if not all(tag.isalpha() for tag in tags):
        raise Inexpressible(f"languages {tags}")
    return any_of(f'LANGMATCHES(LANG({at.node}), "{tag}")' for tag in tags)


def _in(write: Writer, members: Node, at: Place) -> str:
    terms = map(constant, Collection(write.shapes, members))
    return any_of(f"sameTerm({at.node}, {term})" for term in terms)


def _node(write: Writer, shape: Node, at: Place) -> str:
    if (shape, SH.path, None) in write.shapes:
        raise Inexpressible(f"no node shape: {shape}")
    return write.member(shape, at)


def _property(write: Writer, shape: Node, at: Place) -> str:
    if (shape, SH.path, None) not in write.shapes:
        raise Inexpressible(f"no property shape: {shape}")
    return write.member(shape, at)


def _not(write: Writer, shape: Node, at: Place) -> str:
    return f"!{write.member(shape, at, exactly=True)}"


def _and(write: Writer, members: Node, at: Place) -> str:
    return all_of(write.member(m, at) for m in Collection(write.shapes, members))


def _or(write: Writer, members: Node, at: Place) -> str:
    return any_of(write.member(m, at) for m in Collection(write.shapes, members))


def _xone(write: Writer, members: Node, at: Place) -> str:
    shapes = Collection(write.shapes, members)
    fits = [write.member(member, at, exactly=True) for member in shapes]
    others = (fits[:n] + fits[n + 1 :] for n in range(len(fits)))
    return any_of(
        all_of([one, *(f"!{other}" for other in rest)])
        for one, rest in zip(fits, others, strict=True)
    )


def _min_count(write: Writer, number: Node, at: Place) -> str:
    return _at_least(write, _natural(number), at)


def _max_count(write: Writer, number: Node, at: Place) -> str:
    return f"!{_at_least(write, _natural(number) + 1, at)}"


def _qualified(write: Writer, shape: Node, at: Place) -> str:
    def fits(name: str) -> str:
        return write.member(shape, at._replace(node=name), exactly=True)

    least = write.shapes.value(at.shape, SH.qualifiedMinCount, default=Literal(0))
    most = write.shapes.value(at.shape, SH.qualifiedMaxCount)
    tests = [_at_least(write, _natural(least), at, fits)]
    if most is not None:
        tests.append(f"!{_at_least(write, _natural(most) + 1, at, fits)}")
    return all_of(tests)


def _has_value(_: Writer, value: Node, at: Place) -> str:
    return f"EXISTS {{ {at.steps} {constant(value)} }}"


def _unique_language(write: Writer, unique: Node, at: Place) -> str:
    if not isinstance(unique, Literal) or unique.value is not True:
        raise Inexpressible(f"unique languages {unique}")
    one, other = next(write.names), next(write.names)
    return (
        f"NOT EXISTS {{ {at.steps} {one} . {at.steps} {other} FILTER ("
        f"LANG({one}) != '' && LANG({one}) = LANG({other}) && !sameTerm({one}, {other})"
        ") }"
    )


def _disjoint(write: Writer, other: Node, at: Place) -> str:
    one = next(write.names)
    return f"NOT EXISTS {{ {at.steps} {one} . {at.node} {constant(other)} {one} }}"


def _less(sign: str) -> Component:
    def component(write: Writer, other: Node, at: Place) -> str:
        low, high = next(write.names), next(write.names)
        alike = any_of(
            all_of(any_of(_ordinary(v, kind) for kind in kinds) for v in (low, high))
            for kinds in _COMPARABLE
        )
        return (
            f"NOT EXISTS {{ {at.steps} {low} . {at.node} {constant(other)} {high} "
            f"FILTER (!COALESCE({alike} && {low} {sign} {high}, false)) }}"
        )

    return component


# Components that look at one value at a time, and those that look at all values of a
# focus node together.
OF_VALUES: Mapping[Node, Component] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minInclusive: _bound(">="),
    SH.minExclusive: _bound(">"),
    SH.maxInclusive: _bound("<="),
    SH.maxExclusive: _bound("<"),
    SH.minLength: _length(">="),
    SH.maxLength: _length("<="),
    SH.pattern: _pattern,
    SH.languageIn: _language_in,
    SH["in"]: _in,
    SH.node: _node,
    SH.property: _property,
    SH["not"]: _not,
    SH["and"]: _and,
    SH["or"]: _or,
    SH.xone: _xone,
}
OF_SETS: Mapping[Node, Component] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.qualifiedValueShape: _qualified,
    SH.hasValue: _has_value,
    SH.uniqueLang: _unique_language,
    SH.disjoint: _disjoint,
    SH.lessThan: _less("<"),
    SH.lessThanOrEquals: _less("<="),
}
# Components that fail for some nodes that fit; the others may stand below a negation.
INEXACT = frozenset(
    {
        SH.datatype,
        SH.minInclusive,
        SH.minExclusive,
        SH.maxInclusive,
        SH.maxExclusive,
        SH.minLength,
        SH.maxLength,
        SH.pattern,
        SH.uniqueLang,
        SH.lessThan,
        SH.lessThanOrEquals,
    }
)


def _at_least(
    write: Writer, number: int, at: Place, fits: Callable[[str], str] | None = None
) -> str:
    """Return an expression for so many values, all of which fit if that is asked."""
    if number == 0:
        return TRUE
    if number > MOST:
        raise Inexpressible(f"{number} values")
    names = [next(write.names) for _ in range(number)]
    values = [f"{at.steps} {name} ." for name in names]
    apart = [f"!sameTerm({one}, {two})" for one, two in combinations(names, 2)]
    tests = [*(fits(name) for name in names if fits), *apart]
    return f"EXISTS {{ {' '.join(values)} FILTER {all_of(tests)} }}"


def _ordinary(node: str, datatype: Node) -> str:
    form = _ORDINARY.get(datatype)
    if form is None:
        raise Inexpressible(f"datatype {datatype}")
    return (
        f'(DATATYPE({node}) = <{datatype}> && REGEX(STR({node}), "{form}")'
        f" && <{datatype}>(STR({node})) = {node})"
    )


def _natural(number: Node | None) -> int:
    value = number.value if isinstance(number, Literal) else None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Inexpressible(f"number {number}")
    return value
