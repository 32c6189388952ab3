"""The claims that a picture is drawn from, as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

import pyoxigraph

from kg import resources
from kg.errors import UnknownName
from kg.iris import local_name
from kg.look.style import sureness
from kg.look.words import LANGUAGE, words
from kg.model import Factuality
from kg.ontology import EventClass, EventGroup, load_classes, load_groups
from kg.query import Table, as_records, label_of, read_query, run_query
from kg.relations import RelationSpec, load_relations

SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims to draw; what is None chooses nothing.

    Attributes:
        country: a state: what happens there, or involves it or what belongs to it.
        mission: a mission that a role names.
        actor: who or what a role or the source names.
        event_class: a class of event, a group of classes or a relation.
        factuality: how sure the source is.
        since: a day such as 2022-12-31; only what is not over before it.
        until: a day; only what does not begin after it.
        language: of the labels, `nl` or `en`.
    """

    country: str | None = None
    mission: str | None = None
    actor: str | None = None
    event_class: str | None = None
    factuality: str | None = None
    since: str | None = None
    until: str | None = None
    language: str = LANGUAGE

    def filters(self) -> dict[str, str]:
        """Return what chooses, by name."""
        named = {name: getattr(self, name) for name in FILTERS}
        return {name: value for name, value in named.items() if value is not None}


FILTERS = tuple(field.name for field in fields(Selection) if field.name != "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something was: EDTF, its precision, and the days it may begin and end.

    One of the days may be unknown, not both.
    """

    edtf: str
    precision: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim: what it is about, how sure, when, and the sentence.

    `roles` are pairs of a role and what fills it, without the sources; `is_agreed`
    tells that the claims of the event agree on the time. A relation has no time.
    """

    claim: str
    about: str
    label: str
    name: str
    class_label: str
    factuality: str
    moment: Moment | None
    is_agreed: bool
    document: str
    uttered_on: str
    sentence: str
    roles: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]

    @property
    def is_relation(self) -> bool:
        """Tell whether the claim is about a lasting relation, not an event."""
        return self.name in load_relations()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An actor, place or event that a claim names."""

    iri: str
    label: str
    kind: str
    kind_label: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The sentence of one claim, who says so and how surely."""

    claim: str
    factuality: str
    sources: tuple[str, ...]
    sentence: str
    document: str
    uttered_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims of a selection in the order of the texts, and what they name.

    `chosen` are the filters with their values as a reader writes them.
    """

    chosen: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    things: Mapping[str, Thing]

    def quotes(self, said: Iterable[Said]) -> tuple[Quote, ...]:
        """Return the sentences of some claims, those of the surest first."""
        ordered = sorted(said, key=lambda each: sureness(each.factuality))
        return tuple(self._quote(each) for each in ordered)

    def _quote(self, said: Said) -> Quote:
        return Quote(
            claim=said.claim,
            factuality=said.factuality,
            sources=tuple(self.things[source].label for source in said.sources),
            sentence=said.sentence,
            document=said.document,
            uttered_on=said.uttered_on,
        )


def read_claims(store: pyoxigraph.Store, selection: Selection) -> Claims:
    """Return the claims of a selection.

    Raises:
        UnknownName: there is no such class, factuality or language.
        InputError: a country, mission or actor is not in the graph, or a day is none.
    """
    checked = _checked(selection)
    language = {"language": checked.language}
    asked = _ask(store, "claims", {**checked.filters(), **language})
    roles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(_ask(store, "roles")):
        roles[row["claim"]].append((row["role"], row["filler"]))
    things = {
        row["thing"]: _thing(row) for row in _rows(_ask(store, "things", language))
    }
    return Claims(
        chosen=tuple(_chosen_words(store, checked, asked, things)),
        said=tuple(_said(row, roles[row["claim"]]) for row in _rows(asked)),
        things=things,
    )


def _chosen_words(
    store: pyoxigraph.Store,
    chosen: Selection,
    asked: Table,
    things: Mapping[str, Thing],
) -> Iterator[tuple[str, str]]:
    """Yield the filters with their values in the words of a reader."""
    for name, given in chosen.filters().items():
        term = asked.parameters[name]
        if name == "event_class":
            yield name, _named()[given].labels[chosen.language]
        elif isinstance(term, pyoxigraph.NamedNode) and term.value in things:
            yield name, things[term.value].label
        else:
            yield name, label_of(store, term)


def _named() -> Mapping[str, EventClass | EventGroup | RelationSpec]:
    """Return what a filter by class can name: classes, their groups, relations."""
    return {**load_classes(), **load_groups(), **load_relations()}


def _ask(
    store: pyoxigraph.Store, name: str, given: Mapping[str, str] | None = None
) -> Table:
    """Run a query of `queries/views`."""
    path = resources.folder("queries") / "views" / f"{name}.rq"
    return run_query(store, read_query(path), given)


def _rows(table: Table) -> list[dict[str, str]]:
    """Return rows as text, what is unbound left out."""
    return [
        {key: str(value) for key, value in row.items() if value is not None}
        for row in as_records(table)
    ]


def _said(row: Mapping[str, str], roles: Iterable[tuple[str, str]]) -> Said:
    return Said(
        claim=row["claim"],
        about=row["about"],
        label=row["label"],
        name=local_name(row["class"]),
        class_label=row["class_label"],
        factuality=row["sureness"],
        moment=_moment(row),
        is_agreed=row["is_agreed"] == "True",
        document=row["document"],
        uttered_on=row["uttered_on"],
        sentence=" ".join(row["quote"].split()),
        roles=tuple(pair for pair in roles if pair[0] != SOURCE),
        sources=tuple(filler for role, filler in roles if role == SOURCE),
    )


def _moment(row: Mapping[str, str]) -> Moment | None:
    first, last = _day(row.get("first")), _day(row.get("last"))
    if first is None and last is None:
        return None
    return Moment(
        edtf=row["edtf"], precision=row.get("precision", ""), first=first, last=last
    )


def _day(text: str | None) -> date | None:
    """Return a day; one that no calendar has, or beyond that of Python, is unknown."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _thing(row: Mapping[str, str]) -> Thing:
    return Thing(
        iri=row["thing"],
        label=row["label"],
        kind=row.get("kind", ""),
        kind_label=row.get("kind_label", ""),
        country=row.get("country"),
    )


def _checked(selection: Selection) -> Selection:
    """Return a selection with names as the graph writes them."""
    words(selection.language)  # refuses a language that has none
    return replace(
        selection,
        event_class=_chosen("event class", selection.event_class, _named()),
        factuality=_chosen("factuality", selection.factuality, list(Factuality)),
    )


def _chosen(kind: str, name: str | None, choices: Iterable[str]) -> str | None:
    if name is None:
        return None
    named = {choice.casefold(): str(choice) for choice in choices}
    if name.casefold() not in named:
        raise UnknownName(kind, name, named.values())
    return named[name.casefold()]
