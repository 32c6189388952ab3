"""What happened when, as far as is claimed: the values of a timeline."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.errors import SettingsError, UnknownName
from kg.look.claims import Claims, Moment, Quote, Said
from kg.model import Role

TIMELINE_LIMIT = 150  # events that a reader can still go through


class Grouping(StrEnum):
    """What the rows of a timeline are."""

    CLASS = "class"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event at a time that is claimed for it.

    `is_agreed` is False where the claims of the event give different times, or none
    gives the time of the whole: it then stands once at each time that is claimed.
    `factualities` counts the claims of each, the surest first.
    """

    event: str
    label: str
    name: str
    class_label: str
    moment: Moment
    is_agreed: bool
    factualities: tuple[tuple[str, int], ...]
    actors: tuple[str, ...]
    sources: int
    documents: int
    claims: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Items that belong together, in the order of time.

    The label is empty for events that name no actor.
    """

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows in the order of their first item, and how much was left out.

    `chosen` are the filters with their values; `undated` counts the events for which no
    claim gives a time.
    """

    chosen: tuple[tuple[str, str], ...]
    by: Grouping
    rows: tuple[Row, ...]
    events: int
    claims: int
    omitted: int
    undated: int


def as_timeline(
    claims: Claims, by: str = Grouping.CLASS, limit: int = TIMELINE_LIMIT
) -> Timeline:
    """Return the dated events of a selection, the most claimed if there are many.

    Args:
        claims: what is claimed.
        by: what the rows are, `class` or `actor`.
        limit: how many events are kept at most.

    Raises:
        UnknownName: there are no such rows.
        SettingsError: the limit is lower than 1.
    """
    if by not in set(Grouping):
        raise UnknownName("grouping", by, Grouping)
    if limit < 1:
        raise SettingsError(f"a timeline needs at least 1 event, not {limit}")
    about: dict[str, list[Said]] = defaultdict(list)
    for said in claims.said:
        if not said.is_relation:
            about[said.about].append(said)
    dated = {event: own for event, own in about.items() if any(s.moment for s in own)}
    ordered = sorted(dated, key=lambda event: (-len(dated[event]), event))
    kept = ordered[:limit]
    items = [item for event in kept for item in _items(claims, dated[event])]
    return Timeline(
        chosen=claims.chosen,
        by=Grouping(by),
        rows=_rows(claims, items, Grouping(by)),
        events=len(kept),
        claims=sum(item.claims for item in items),
        omitted=len(ordered) - len(kept),
        undated=len(about) - len(dated),
    )


def _items(claims: Claims, every: Sequence[Said]) -> Iterator[Item]:
    """Yield an event at the time its claims agree on, or at each that is claimed."""
    at: dict[Moment, list[Said]] = defaultdict(list)
    for said in every:
        if said.moment is not None:
            at[said.moment].append(said)
    for moment, own in at.items():
        yield _item(claims, moment, own)


def _item(claims: Claims, moment: Moment, own: Sequence[Said]) -> Item:
    quotes = claims.quotes(own)
    shown = own[0]
    acting = {Role.AGENT, Role.TARGET, Role.PARTICIPANT}
    actors = dict.fromkeys(
        filler for said in own for role, filler in said.roles if role in acting
    )
    return Item(
        event=shown.about,
        label=shown.label,
        name=shown.name,
        class_label=shown.class_label,
        moment=moment,
        is_agreed=shown.is_agreed,
        factualities=tuple(Counter(quote.factuality for quote in quotes).items()),
        actors=tuple(actors),
        sources=len({source for said in own for source in said.sources}),
        documents=len({said.document for said in own}),
        claims=len(own),
        quotes=quotes,
    )


def _rows(claims: Claims, items: Sequence[Item], by: Grouping) -> tuple[Row, ...]:
    grouped: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for label in _labels(claims, item, by):
            grouped[label].append(item)
    rows = (
        Row(label=label, items=tuple(sorted(own, key=_start)))
        for label, own in grouped.items()
    )
    return tuple(sorted(rows, key=lambda row: (_start(row.items[0]), row.label)))


def _labels(claims: Claims, item: Item, by: Grouping) -> list[str]:
    """Return the rows in which an item stands; one without an actor has a row too."""
    if by is Grouping.CLASS:
        return [item.class_label]
    return [claims.things[actor].label for actor in item.actors] or [""]


def _start(item: Item) -> tuple[date, date, str]:
    moment = item.moment
    first = moment.first or moment.last or date.min
    return first, moment.last or date.max, item.event
