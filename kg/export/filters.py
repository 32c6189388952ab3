"""Which claims are chosen: each filter is a query of `queries/select/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

import pyoxigraph
from rdflib.namespace import SKOS, XSD

from kg.errors import InputError, SettingsError
from kg.export.asking import ask, select_query
from kg.export.source import Source
from kg.iris import VOCABULARY
from kg.model import Factuality
from kg.query.names import find_resource
from kg.store import RDF_TYPE, Term

Claims = frozenset[pyoxigraph.NamedNode]

_NOTATION = pyoxigraph.NamedNode(SKOS.notation)
_STATE = pyoxigraph.NamedNode(f"{VOCABULARY}State")
_DATE = pyoxigraph.NamedNode(XSD.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a claim must be to be exported; a filter that is not given lets all pass.

    `factuality`: one of these. `since`, `until`: of what is not over before the one
    day, and does not begin after the other (both inclusive). `country`: concerns this
    state, given by ISO 3166-1 code, name or identifier.

    >>> Filters(factuality=(Factuality.CERTAIN,), since=date(2021, 1, 1)).words()
    'factuality certain, since 2021-01-01'
    """

    factuality: tuple[Factuality, ...] = ()
    since: date | None = None
    until: date | None = None
    country: str | None = None

    def __post_init__(self) -> None:
        """Refuse days in the wrong order."""
        if self.since and self.until and self.since > self.until:
            raise SettingsError(
                f"nothing is both since {self.since} and until {self.until}"
            )

    def __bool__(self) -> bool:
        """Tell whether anything is filtered."""
        return self != Filters()

    def words(self) -> str:
        """Return the filters as a user gave them."""
        given = {
            "factuality": " or ".join(self.factuality) or None,
            "since": self.since,
            "until": self.until,
            "country": self.country,
        }
        return ", ".join(f"{k} {v}" for k, v in given.items() if v is not None)


def choose(source: Source, filters: Filters) -> Claims:
    """Return the claims, of events and of relations, that pass every filter.

    Raises:
        InputError: none does, or there is no such country.
    """
    passed = list(_passed(source, filters))
    chosen: Claims = frozenset.intersection(*passed) if passed else frozenset()
    if not chosen:
        raise InputError(f"nothing to export: no claim passes {filters.words()}")
    return chosen


def _passed(source: Source, filters: Filters) -> Iterator[Claims]:
    """Yield for each filter the claims that pass it."""
    if filters.factuality:
        values = [pyoxigraph.NamedNode(f"{VOCABULARY}{f}") for f in filters.factuality]
        found = (_claims(source, "factuality", factuality=value) for value in values)
        yield frozenset().union(*found)
    if filters.since:
        yield _claims(source, "since", since=_day(filters.since))
    if filters.until:
        yield _claims(source, "until", until=_day(filters.until))
    if filters.country is not None:
        yield _claims(source, "country", country=find_country(source, filters.country))


def _claims(source: Source, query: str, **given: Term) -> Claims:
    rows = ask(source.merged, select_query(query), **given)
    return frozenset(row["claim"] for row in rows)


def _day(day: date) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(day.isoformat(), datatype=_DATE)


def find_country(source: Source, name: str) -> pyoxigraph.NamedNode:
    """Return the state, or territory with a code, that goes by a code, name or IRI.

    Raises:
        InputError: there is none, or what is called so is no country.
    """
    store = source.registry if len(source.registry) else source.merged
    found = find_resource(
        store,
        name,
        kind="country",
        spaces=[source.namespaces.entity],
        namespaces=source.namespaces,
    )
    coded = store.quads_for_pattern(found, _NOTATION, None)
    states = store.quads_for_pattern(found, RDF_TYPE, _STATE)
    if not any(True for _ in chain(coded, states)):
        raise InputError(f"{name!r} is no country: give its ISO 3166-1 code or name")
    return found
