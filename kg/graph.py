"""The graph of a build for notebooks and scripts: `kg.open("build/")`."""

from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import pyoxigraph

from kg.look import (
    LANGUAGE,
    NETWORK_LIMIT,
    TIMELINE_LIMIT,
    Grouping,
    NetworkPicture,
    Selection,
    TimelinePicture,
    as_network,
    as_timeline,
    read_claims,
)
from kg.store import open_store


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
            InputError: a filter names nothing in the graph, or there are no such rows.
            SettingsError: the limit is lower than 1.
        """
        claims = read_claims(self.store, _selection(language, filters))
        return TimelinePicture(as_timeline(claims, by, limit), language)


def open_graph(folder: str | Path) -> KnowledgeGraph:
    """Return the graph of a build folder, or of one file of RDF.

    Raises:
        InputError: there is no build there, or it cannot be read.
    """
    return KnowledgeGraph(open_store(Path(folder), texts=True))


def _selection(language: str, filters: Filters) -> Selection:
    """Return filters as text; a day may be given as a date."""
    given = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in filters.items()
    }
    return Selection(language=language, **given)  # type: ignore[arg-type]
