"""The graph of a build for notebooks and scripts: `kg.open("build/")`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import networkx as nx
import pyoxigraph

from kg.errors import InputError, QueryError, UnknownName
from kg.export import Exported, export
from kg.export import Filters as ExportFilters
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
from kg.model import Factuality, Report
from kg.publish import Choice, Outcome, open_target, push, read_publication
from kg.query import Table, find_query, run_query, run_sparql
from kg.store import open_store
from kg.validate import load_shapes, read_sources, validate

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
    """A graph that was built, to be looked at, asked, checked and passed on.

    Args:
        folder: where it is.
        store: what it holds.
    """

    def __init__(self, folder: Path, store: pyoxigraph.Store) -> None:
        self.folder = folder
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

    def validate(self) -> Report:
        """Check the graph against the shapes; see `kg.validate.validate`."""
        return validate(read_sources([self.folder]), load_shapes())

    def export(
        self,
        out: str | Path,
        *,
        form: str | None = None,
        only: str | None = None,
        table: str | None = None,
        **filters: Any,
    ) -> Exported:
        """Write the graph, or a part of it that stands on its own, for other programs.

        Args:
            out: a file, or for all tables a folder.
            form: one of `kg.export.FORMATS`, if not the one that `out` ends in.
            only: `claims`, `events` or `edges`.
            table: the one table to write.
            filters: `factuality`, `since`, `until` and `country`; see
                `kg.export.Filters`.

        Raises:
            InputError: nothing passes, or there is no such format, layer or filter.
            OutputError: it cannot be written.
        """
        _check_filters(filters, [field.name for field in fields(ExportFilters)])
        chosen = _export_filters(**filters)
        return export(
            self.folder, out, form=form, filters=chosen, only=only, table=table
        )

    def push(
        self, url: str, *, texts: bool = False, clear: bool = False, **chosen: Any
    ) -> Outcome:
        """Make a graph store hold the build, a named graph for each document.

        Args:
            url: the address of the store; who may write is read from the environment.
            texts: whether to send the full texts too.
            clear: whether to remove what an earlier build had and this one has not.
            chosen: what else `kg.publish.Choice` takes.

        Raises:
            InputError: this is no build folder, or the store refuses.
        """
        publication = read_publication(self.folder, texts=texts)
        with open_target(Choice(url=url, **chosen)) as target:
            return push(publication, target, clear=clear)


def open_graph(folder: str | Path) -> KnowledgeGraph:
    """Return the graph of a build folder, or of one file of RDF.

    Raises:
        InputError: there is no build there, or it cannot be read.
    """
    return KnowledgeGraph(Path(folder), open_store(Path(folder), texts=True))


def _selection(language: str, filters: Filters) -> Selection:
    """Return filters as text; a day may be given as a date.

    Raises:
        UnknownName: there is no such filter.
    """
    _check_filters(filters, FILTERS)
    given = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in filters.items()
    }
    return Selection(language=language, **given)  # type: ignore[arg-type]


def _check_filters(given: Iterable[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            raise UnknownName("filter", name, known)


def _export_filters(
    *,
    factuality: str | Iterable[str] = (),
    since: str | date | None = None,
    until: str | date | None = None,
    country: str | None = None,
) -> ExportFilters:
    words = [factuality] if isinstance(factuality, str) else factuality
    known = {value.value: value for value in Factuality}
    if unknown := [word for word in words if word not in known]:
        raise UnknownName("factuality", unknown[0], known)
    return ExportFilters(
        factuality=tuple(known[word] for word in words),
        since=_day(since),
        until=_day(until),
        country=country,
    )


def _day(given: str | date | None) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise InputError(f"{given!r} is no day; write 2022-12-22") from None
