"""Corrections by hand: signed by Anna, numbered by the test."""

from datetime import date
from typing import Any

from kg.corrections import (
    ActorMerge,
    Author,
    EventMerge,
    EventSplit,
    Rejection,
    Renaming,
    Revision,
)
from kg.model import Factuality, RelationClaim, Span
from kg.testing import DAY, GOVERNMENT, knowledge

KNOWN = knowledge().registry.get
SPAN = Span(document="d1", begin=80, end=83, quote="lid")
MEMBER = RelationClaim(
    identifier="d1.80-83.memberOf",
    document="d1",
    turn="s1",
    relation="memberOf",
    subject="state-ml",
    object="org-ecowas",
    trigger=SPAN,
    evidence=SPAN,
    factuality=Factuality.CERTAIN,
    sources=(GOVERNMENT,),
    rule="member",
    uttered_on=DAY,
)
BASE = "https://w3id.org/kroniek/correction/"
ANNA = Author(iri=f"{BASE}anna", name="Anna Jansen")


def signed(number: int, **details: Any) -> dict[str, Any]:
    """Return what every correction has, and more."""
    common = {
        "iri": f"{BASE}{number}",
        "author": ANNA,
        "created": date(2025, 3, 1),
        "reason": f"Reden {number}.",
    }
    return {**common, **details}


def reject(*claims: str, number: int = 1) -> Rejection:
    """Return a rejection of claims."""
    return Rejection(**signed(number, claims=claims))


def revise(*claims: str, number: int = 1, **new: Any) -> Revision:
    """Return a revision of claims."""
    return Revision(**signed(number, claims=claims, **new))


def merge(*claims: str, events: tuple[str, ...] = (), number: int = 1) -> EventMerge:
    """Return a merge of the events of claims."""
    return EventMerge(**signed(number, claims=claims, events=events))


def split(
    *claims: str,
    apart: tuple[str, ...] = (),
    events: tuple[str, ...] = (),
    number: int = 1,
) -> EventSplit:
    """Return a split of claims from others."""
    details = {"claims": claims, "other_claims": apart, "other_events": events}
    return EventSplit(**signed(number, **details))


def rename(actor: str, number: int = 1, **labels: str) -> Renaming:
    """Return a renaming of an actor."""
    return Renaming(**signed(number, actor=actor, labels=labels))


def merge_actors(*actors: str, into: str, number: int = 1) -> ActorMerge:
    """Return a merge of actors."""
    return ActorMerge(**signed(number, actors=actors, into=into))
