"""Who speaks in a turn, as actors."""

from __future__ import annotations

import re

from kg.iris import fold, unknown_actor
from kg.model import Actor, Document, Turn, TurnKind
from kg.names import Registry

GOVERNMENT = re.compile(
    r"\b(minister|ministers|staatssecretaris|kabinet|regering|bewindspersoon"
    r"|vice-?eersteminister|eersteminister|minister-president)\b",
    re.IGNORECASE,
)
MOTIONS = frozenset({"motion", "motie", "resolution", "amendment"})
FACTION = re.compile(r"-fractie$|^(de )?fractie van (de |het )?", re.IGNORECASE)
OF = re.compile(r"\bvan (?:de |het )?", re.IGNORECASE)
PARTY = re.compile(r"\(([^()]+)\)\s*$")
TITLES = re.compile(
    r"^(het lid|de leden|de heer|mevrouw|dhr\.?|mevr\.?)\s+", re.IGNORECASE
)


def find_speakers(
    turn: Turn, document: Document, registry: Registry
) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """Return the identifiers of who speaks, and the actors that were not known.

    Args:
        turn: its `speaker` is the text's or the manifest's wording, possibly empty.
        document: gives the government and the author.
        registry: the known actors.
    """
    wording = in_full(turn.speaker, document) or author_of(turn, document)
    if document.kind in MOTIONS:
        return chamber(wording, document, registry)
    if not wording:
        return government(document, registry)
    known = registry.find(wording, country=document.country) or registry.find(
        FACTION.sub("", wording), country=document.country
    )
    if known and registry.is_kind(known, "Government"):
        return (known,), ()
    if known and not GOVERNMENT.search(wording):
        return (known,), ()
    if GOVERNMENT.search(wording):
        own = government_named(wording, document, registry)
        return ((own,), ()) if own else government(document, registry)
    return person(wording, registry)


def in_full(speaker: str, document: Document) -> str:
    """Return the manifest's wording for a member whom the text calls by surname."""
    surname = fold(TITLES.sub("", speaker)).split()[-1:]
    asked_by = document.asked_by or ""
    asker = fold(PARTY.sub("", asked_by)).split()
    return asked_by if surname and surname == asker[-1:] else speaker


def government_named(
    wording: str, document: Document, registry: Registry
) -> str | None:
    """Return the government that a post is said to be of.

    "minister-president van de Vlaamse Regering".
    """
    for body in OF.split(wording)[1:]:
        known = registry.find(body.strip(), country=document.country)
        if known and registry.is_kind(known, "Government"):
            return known
    return None


def chamber(
    movers: str, document: Document, registry: Registry
) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """Return the chamber that a motion speaks for, and who moves it."""
    parliament = registry.find("Kamer", country=document.country)
    found, new = person(movers, registry) if movers else ((), ())
    return (*([parliament] if parliament else []), *found), new


def author_of(turn: Turn, document: Document) -> str:
    """Return the manifest's wording for who speaks."""
    if turn.kind is TurnKind.QUESTION:
        return document.asked_by or ""
    return document.answered_by or document.publisher or ""


def government(
    document: Document, registry: Registry
) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """Return the government of the document's country."""
    for identifier in (
        f"kabinet-{document.country}",
        f"org-{document.country}-government",
    ):
        if registry.get(identifier):
            return (identifier,), ()
    identifier = f"kabinet-{document.country}"
    actor = Actor(
        identifier=identifier,
        kind="Government",
        labels={"nl": f"regering ({document.country.upper()})"},
        country=document.country,
        known=False,
    )
    return (identifier,), (actor,)


def person(
    wording: str, registry: Registry
) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """Return a person and, where the wording names it, the party: "Naam (PARTIJ)"."""
    party = PARTY.search(wording)
    name = TITLES.sub("", PARTY.sub("", wording)).strip()
    found: list[str] = []
    new: list[Actor] = []
    known = registry.find(name)
    if known:
        found.append(known)
    elif name:
        kind = "Person" if len(name.split()) > 1 or party else "Organization"
        identifier = unknown_actor(name, kind)
        new.append(
            Actor(identifier=identifier, kind=kind, labels={"nl": name}, known=False)
        )
        found.append(identifier)
    group = registry.find(party[1]) if party else None
    if group and fold(group) not in found:
        found.append(group)
    return tuple(found), tuple(new)
