"""The questions of the library for readers: forms, and answers as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import UnknownName
from kg.pages.entries import Entry, actors, documents, events
from kg.pages.graph import Graph
from kg.pages.results import Shown
from kg.query import Parameter, ParameterKind, Query, find_query, list_queries
from kg.query.names import prefixes_of, shorten
from kg.query.parameters import ANY, bind

CHOICES = 1000  # that a list of suggestions holds at most

_LISTED = {
    ParameterKind.ACTOR: actors,
    ParameterKind.EVENT: events,
    ParameterKind.DOCUMENT: documents,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter of a question as a field of a form, with its value as it is typed."""

    name: str
    kind: ParameterKind
    help: str
    value: str

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.name.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A suggestion: what is put into the field, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with the values it is asked with, and its answer or what is wrong.

    `choices` are suggestions by the kinds of the fields.
    """

    query: Query
    title: str
    fields: tuple[Field, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    shown: Shown | None
    error: str = ""


def titled(graph: Graph) -> list[tuple[str, str]]:
    """Return the name and the title of each question, in their order."""
    return [(query.name, title_of(query, graph.language)) for query in list_queries()]


def title_of(query: Query, language: str) -> str:
    """Return the title of a question in a language."""
    return query.title_nl if language == "nl" else query.title


def known_query(name: str) -> Query | None:
    """Return a question of the library by its name, None where there is none."""
    try:
        query = find_query(name)
    except UnknownName:
        return None
    return query if query.name == name else None


def given_values(query: Query, typed: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a form for a query: an empty field means any."""
    names = [parameter.name for parameter in query.parameters]
    return {name: typed[name].strip() or ANY for name in names if name in typed}


def bound_text(graph: Graph, query: Query, given: Mapping[str, str]) -> str:
    """Return the text of a question with its values.

    Raises:
        InputError: a value is of the wrong kind, or names nothing in the graph.
    """
    return bind(query, given, graph.store, graph.namespaces)[0]


def as_question(
    graph: Graph,
    query: Query,
    given: Mapping[str, str],
    *,
    shown: Shown | None,
    error: str = "",
) -> Question:
    """Return a question as a page shows it."""
    kinds = sorted({p.kind for p in query.parameters} & set(_LISTED))
    return Question(
        query=query,
        title=title_of(query, graph.language),
        fields=tuple(_field(p, given) for p in query.parameters),
        choices={kind.value: _choices(graph, kind) for kind in kinds},
        shown=shown,
        error=error,
    )


def _field(parameter: Parameter, given: Mapping[str, str]) -> Field:
    value = given.get(parameter.name, parameter.default) or ""
    return Field(
        name=parameter.name,
        kind=parameter.kind,
        help=parameter.help,
        value="" if value == ANY else value,
    )


def _choices(graph: Graph, kind: ParameterKind) -> tuple[Choice, ...]:
    """Return the things of a kind that a field can hold, those that occur most."""
    entries: Sequence[Entry] = _LISTED[kind](graph)
    most = sorted(entries, key=lambda entry: -entry.count)[:CHOICES]
    prefixes = prefixes_of(graph.namespaces)
    return tuple(
        Choice(value=shorten(entry.thing.iri, prefixes), label=entry.thing.label)
        for entry in most
    )
