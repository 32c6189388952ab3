"""Turning the values that a user gives a query into RDF terms.

A value is looked up or parsed, and only then written into the query, by the library
that parses it again: what a user types never becomes part of a query as it stands.
"""

from collections.abc import Mapping
from datetime import date

import pyoxigraph
from rdflib.namespace import XSD

from kg.errors import InputError, UnknownName
from kg.iris import Namespaces
from kg.query.library import VALUES, Parameter, ParameterKind, Query
from kg.query.names import check_text, find_resource, read_resource
from kg.store import Term

# What a user gives for "any", to lift the default of a parameter.
ANY = "*"

# Kinds of which a value is a thing of the graph.
RESOURCES = frozenset(
    {ParameterKind.ACTOR, ParameterKind.EVENT, ParameterKind.DOCUMENT}
)
_DATE = pyoxigraph.NamedNode(XSD.date)


def bind(
    query: Query,
    given: Mapping[str, str | None],
    store: pyoxigraph.Store | None,
    namespaces: Namespaces,
) -> tuple[str, dict[str, Term | None]]:
    """Return the text of a query with its parameters filled in, and their values.

    Without a store nothing is looked up: things must be given by identifier.

    Raises:
        UnknownName: the query has no such parameter.
        InputError: a value is not of the kind that its parameter needs.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in names:
            raise UnknownName(f"parameter of {query.name}", name, names)
    values = {
        parameter.name: _value(parameter, given, store, namespaces)
        for parameter in query.parameters
    }
    row = " ".join("UNDEF" if v is None else str(v) for v in values.values())
    head = f"VALUES ({' '.join(f'${name}' for name in names)})"
    bound = f"{head} {{ ({row}) }}  # parameters"
    return VALUES.sub(lambda _: bound, query.text), values


def _value(
    parameter: Parameter,
    given: Mapping[str, str | None],
    store: pyoxigraph.Store | None,
    namespaces: Namespaces,
) -> Term | None:
    is_default = parameter.name not in given
    text = parameter.default if is_default else given[parameter.name]
    if text is None or text == ANY:
        return None
    try:
        if is_default and parameter.kind in RESOURCES:
            return _default(text, namespaces)
        check_text(text)
        return _parsed(parameter.kind, text, store, namespaces)
    except InputError as error:
        raise InputError(f"parameter {parameter.name}: {error}") from error


def _default(text: str, namespaces: Namespaces) -> Term:
    """Return a default, which need not occur in every graph."""
    prefix, _, local = text.partition(":")
    return pyoxigraph.NamedNode(f"{namespaces.prefixes()[prefix]}{local}")


def _parsed(
    kind: ParameterKind,
    text: str,
    store: pyoxigraph.Store | None,
    namespaces: Namespaces,
) -> Term:
    match kind:
        case ParameterKind.DATE:
            return pyoxigraph.Literal(_day(text), datatype=_DATE)
        case ParameterKind.INTEGER:
            return pyoxigraph.Literal(_number(text))
        case ParameterKind.STRING:
            return pyoxigraph.Literal(text)
        case _ if store is None:
            return read_resource(text, kind=kind, namespaces=namespaces)
        case _:
            space = space_of(kind, namespaces)
            return find_resource(
                store, text, kind=kind, spaces=[space], namespaces=namespaces
            )


def space_of(kind: ParameterKind, namespaces: Namespaces) -> str:
    """Return the namespace of the things that a parameter can stand for."""
    return {
        ParameterKind.ACTOR: namespaces.entity,
        ParameterKind.EVENT: namespaces.event,
        ParameterKind.DOCUMENT: namespaces.document,
    }[kind]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise InputError(f"{text!r} is not a date like 2022-12-31") from None


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError(f"{text!r} is not a whole number") from None
