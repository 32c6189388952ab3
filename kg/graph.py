"""The graph of a build for notebooks and scripts: `kg.open("build/")`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import networkx as nx
import pyoxigraph

from kg.errors import QueryError, UnknownName
from kg.look import (
    EVIDENCE_LIMIT,
    FILTERS,
    LANGUAGE,
    NETWORK_LIMIT,
    TIMELINE_LIMIT,
    EvidencePicture,
    Grouping,
    NetworkPicture,
    Selection,
    TimelinePicture,
    as_frame,
    as_network,
    as_networkx,
    as_timeline,
    read_claims,
    read_evidence,
)
from kg.query import Table, find_query, run_query, run_sparql
from kg.store import open_store

if TYPE_CHECKING:
    import pandas as pd


class Filters(TypedDict, total=False):
    """Which claims a picture is about; see `kg.look.Selection`."""

    country: str | None
    mission: str | None
    actor: str | None
    event_class: str | None
    factuality: str | None
    since: str | date | None
    until: str | date | None


class KnowledgeGraph:
    """A graph that was built, to be looked at and asked."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store

    def network(
        self,
        *,
        limit: int = NETWORK_LIMIT,
        language: str = LANGUAGE,
        **filters: Unpack[Filters],
    ) -> NetworkPicture:
        """Return who is linked with whom by what is claimed.

        Args:
            limit: how many actors are drawn at most, the most mentioned.
            language: of the labels, `nl` or `en`.
            filters: which claims; see `kg.look.Selection`.

        Raises:
            UnknownName: there is no such filter, class, factuality or language.
            InputError: a filter names nothing in the graph.
            SettingsError: the limit is lower than 2.
        """
        claims = read_claims(self.store, _selection(language, filters))
        return NetworkPicture(as_network(claims, limit), language)

    def timeline(
        self,
        *,
        by: str = Grouping.CLASS,
        limit: int = TIMELINE_LIMIT,
        language: str = LANGUAGE,
        **filters: Unpack[Filters],
    ) -> TimelinePicture:
        """Return what happened when, as far as is claimed.

        Args:
            by: what the rows are, `class` or `actor`.
            limit: how many events are drawn at most, the most claimed.
            language: of the labels, `nl` or `en`.
            filters: which claims; see `kg.look.Selection`.

        Raises:
            UnknownName: there are no such rows, filter, class, factuality or language.
            InputError: a filter names nothing in the graph.
            SettingsError: the limit is lower than 1.
        """
        claims = read_claims(self.store, _selection(language, filters))
        return TimelinePicture(as_timeline(claims, by, limit), language)

    def evidence(
        self, *terms: str, limit: int = EVIDENCE_LIMIT, language: str = LANGUAGE
    ) -> EvidencePicture:
        """Return the sentences behind an event, claim, relation, edge or actor.

        Args:
            terms: an identifier or label, or the three terms of an edge.
            limit: how many sentences at most, in the order in which they were uttered.
            language: of what stands beside them, `nl` or `en`.

        Raises:
            InputError: there is no such thing, or no claim behind it.
            SettingsError: the limit is lower than 1.
        """
        found = read_evidence(self.store, *terms, limit=limit)
        return EvidencePicture(found, language)

    def query(self, question: str, **parameters: object) -> pd.DataFrame:
        """Return the answer to a question of the library, or to SPARQL of your own.

        Args:
            question: the name of a question, such as `withdrawals`, or the text of a
                SELECT query; the usual prefixes are known.
            parameters: of the question, by name; a day may be a date, and None or `*`
                lifts a default.

        Raises:
            UnknownName: there is no such question or parameter.
            InputError: a value names nothing in the graph.
            QueryError: the SPARQL does not parse, or is no SELECT.
            SettingsError: pandas is not installed.
        """
        return as_frame(self._answer(question, parameters))

    def _answer(self, question: str, parameters: Mapping[str, object]) -> Table:
        if "{" not in question:
            given = {
                name: None if value is None else str(value)
                for name, value in parameters.items()
            }
            return run_query(self.store, find_query(question), given)
        if parameters:
            raise QueryError(
                "SPARQL of your own has no parameters: write values into it"
            )
        found = run_sparql(self.store, question)
        if not isinstance(found, Table):
            raise QueryError("only a SELECT query has rows")
        return found

    def to_networkx(
        self,
        *,
        limit: int | None = None,
        language: str = LANGUAGE,
        **filters: Unpack[Filters],
    ) -> nx.MultiDiGraph[str]:
        """Return the network as a graph of networkx, whole unless there is a limit.

        Raises:
            InputError: a filter names nothing in the graph.
            SettingsError: the limit is lower than 2.
        """
        claims = read_claims(self.store, _selection(language, filters))
        most = max(2, len(claims.things)) if limit is None else limit
        return as_networkx(as_network(claims, most))


def open_graph(folder: str | Path) -> KnowledgeGraph:
    """Return the graph of a build folder, or of one file of RDF.

    Raises:
        InputError: there is no build there, or it cannot be read.
    """
    return KnowledgeGraph(open_store(Path(folder), texts=True))


def _selection(language: str, filters: Filters) -> Selection:
    """Return filters as text; a day may be given as a date.

    Raises:
        UnknownName: there is no such filter.
    """
    for name in filters:
        if name not in FILTERS:
            raise UnknownName("filter", name, FILTERS)
    given = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in filters.items()
    }
    return Selection(language=language, **given)  # type: ignore[arg-type]
