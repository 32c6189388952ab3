"""The actors of the papers that may change places with others of the registry.

A *company* is a set of actors of which each may take the place of each other: lands
where papers play, lands that send troops, persons of a land, missions of one parent.
Each is written in styles ("name", "surname", "inflected"), so that "Malinese" becomes
"Keniaanse" where "Mali" becomes "Kenia".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from benchmarks.dates import DATE
from kg import resources
from kg.names import Registry, load_registry
from kg.names.entries import Entry, read_table
from kg.names.forms import Mode

STAYING = frozenset({"nl", "be", "fr", "ru", "us", "cn", "ua", "tr", "ir"})
CONTRIBUTORS = frozenset(
    {
        *("at", "bg", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "gb", "gr", "hr"),
        *("hu", "ie", "is", "it", "lt", "lu", "lv", "mt", "no", "pl", "pt", "ro", "se"),
        *("si", "sk"),
    }
)
REGIONAL = frozenset({"org-ecowas", "org-sadc", "org-igad", "org-asean", "org-caricom"})
GROUPS = frozenset({"ArmedGroup", "PrivateMilitaryCompany"})
THEATRES, SENDERS = LANDS = ("theatres", "senders")
PERSONS = "persons of "
_WITH_ARTICLE = re.compile("republiek|verenigde|eilanden", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.)+ ?\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An actor that may change places with others of its company.

    `written` is how it is written, by style; `lands` the ISO codes of where it belongs
    or works.
    """

    actor: str
    company: str
    written: Mapping[str, str]
    lands: tuple[str, ...] = ()

    def form(self, style: str) -> str:
        """Return how it is written in a style, or else its first city, or its name."""
        first = style.partition(" ")[0]
        return self.written.get(style) or self.written.get(first, self.written["name"])


@dataclass(frozen=True, kw_only=True)
class Cast:
    """All parts, and whose each wording is, in which style."""

    parts: Mapping[str, Part]
    wordings: Mapping[str, tuple[str, str]]

    @cached_property
    def companies(self) -> Mapping[str, Sequence[Part]]:
        """The parts by company, in order of identifier."""
        companies: dict[str, list[Part]] = defaultdict(list)
        for actor in sorted(self.parts):
            companies[self.parts[actor].company].append(self.parts[actor])
        return companies

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.wordings, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        return re.compile(rf"(?<![\w.])(?:{names}|{DATE})(?!\w)")

    def template(self, text: str) -> str:
        """Return a text with a place for each wording and date, to be filled with `%`.

        >>> load_cast().template("In mei 2024 verliet Mali voor 100% ECOWAS.")
        'In %(mei 2024)s verliet %(Mali)s voor 100%% %(ECOWAS)s.'
        """
        return self._pattern.sub(r"%(\g<0>)s", text.replace("%", "%%"))


@cache
def load_cast() -> Cast:
    """Return the actors of the registry that may change places."""
    registry = load_registry()
    parts = {part.actor: part for part in _parts(registry)}
    wordings: dict[str, tuple[str, str]] = {}
    for actor, part in parts.items():
        for style, wording in part.written.items():
            wordings.setdefault(wording, (actor, style))
        for form in registry.entries[actor].forms:
            wordings.setdefault(form.text, (actor, "name"))
    return Cast(parts=parts, wordings=wordings)


def _parts(registry: Registry) -> Iterator[Part]:
    """Yield all parts, lands first."""
    cities = _table("places.toml")["cities"]
    for code, own in _table("demonyms.toml").items():
        if code in cities and own.get("people") and _may_change(code, own):
            name = registry.actor(f"state-{code.lower()}").labels["nl"]
            if not _WITH_ARTICLE.search(name):
                yield _land(code.lower(), name, own, cities[code])
    for actor, entry in registry.entries.items():
        kind = entry.actor.kind
        if kind == "Person":
            yield _person(actor, entry)
        elif kind in GROUPS:
            yield _named(actor, entry, kind)
        elif actor in REGIONAL:
            yield _named(actor, entry, "regional organisations")
        elif kind == "Mission" and not actor.startswith("exercise-"):
            yield _named(actor, entry, f"missions of {entry.parent}")


def _may_change(code: str, own: Mapping[str, Any]) -> bool:
    gone = own.get("territory") or own.get("historical")
    return not gone and code.lower() not in STAYING


def _table(file: str) -> dict[str, Any]:
    return read_table(resources.folder("ontology") / "registry" / file)


def _land(land: str, name: str, own: Mapping[str, Any], cities: Sequence[str]) -> Part:
    styles = ["city", *(f"city {number}" for number in range(1, len(cities)))]
    return Part(
        actor=f"state-{land}",
        company=SENDERS if land in CONTRIBUTORS else THEATRES,
        written={
            "name": name,
            "adjective": own["adjective"][0],
            "inflected": own["adjective"][1],
            "inhabitants": own["people"][-1],
            "inhabitant": own["people"][0],
            **{s: c.partition("|")[0] for s, c in zip(styles, cities, strict=True)},
        },
        lands=(land,),
    )


def _person(actor: str, entry: Entry) -> Part:
    """Return a person, of the company of their land."""
    name = entry.actor.labels["nl"]
    written = {"name": name, "surname": name.rpartition(" ")[2]}
    for form in entry.forms:
        if _INITIALS.match(form.text):
            written["initials"] = form.text
        elif form.mode is Mode.SURNAME or name.endswith(f" {form.text}"):
            written["surname"] = form.text
    land = entry.actor.country
    return Part(
        actor=actor,
        company=f"{PERSONS}{land or ''}",
        written=written,
        lands=(land,) if land else (),
    )


def _named(actor: str, entry: Entry, company: str) -> Part:
    """Return an actor with a name and perhaps a shorter one ("Takuba")."""
    name = entry.actor.labels["nl"]
    shortest = min((form.text for form in entry.forms), key=len, default=name)
    return Part(
        actor=actor,
        company=company,
        written={"name": name, "short": shortest},
        lands=entry.areas,
    )
