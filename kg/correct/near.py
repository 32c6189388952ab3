"""What is nearest to a claim or actor that is not there, for whoever named it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from kg.model import Actor, Claim, RelationClaim

# How claims are called: <document>.<begin>-<end>.<class>, and numbers where need be.
CLAIM = re.compile(
    r"(?P<document>.+)\.(?P<begin>\d+)-(?P<end>\d+)\.(?P<kind>[A-Za-z]+)(?:\.\d+)*"
)
CUTOFF = 0.5


def no_claim(identifier: str, claims: Iterable[Claim | RelationClaim]) -> str:
    """Say that there is no such claim, and which stands nearest in its document."""
    there = f"there is no claim cl:{identifier}"
    parts = CLAIM.fullmatch(identifier)
    if parts is None:
        return f"{there}: it is not written <document>.<begin>-<end>.<class>"
    begin, end = int(parts["begin"]), int(parts["end"])

    def distance(claim: Claim | RelationClaim) -> tuple[int, bool, str]:
        gap = max(claim.trigger.begin - end, begin - claim.trigger.end, 0)
        is_other = kind_of(claim.identifier) != parts["kind"]
        return gap, is_other, claim.identifier

    beside = [c for c in claims if c.document == parts["document"]]
    if not beside:
        return f"{there}: no claim is of a document {parts['document']!r}"
    nearest = min(beside, key=distance)
    return f"{there}; nearest is cl:{nearest.identifier} («{nearest.trigger.quote}»)"


def document_of(identifier: str) -> str:
    """Return the document in the identifier of a claim.

    >>> document_of("kst-29521-457.68632-68642.Withdrawal.2")
    'kst-29521-457'
    """
    parts = CLAIM.fullmatch(identifier)
    return parts["document"] if parts else ""


def kind_of(identifier: str) -> str:
    """Return the class or relation in the identifier of a claim.

    >>> kind_of("kst-29521-457.68632-68642.Withdrawal.2")
    'Withdrawal'
    """
    parts = CLAIM.fullmatch(identifier)
    return parts["kind"] if parts else ""


def no_actor(identifier: str, actors: Iterable[Actor]) -> str:
    """Say that there is no such actor, and which is called most alike."""
    labels = {a.identifier: a.labels.get("nl", a.identifier) for a in actors}
    near = difflib.get_close_matches(identifier, sorted(labels), n=1, cutoff=CUTOFF)
    there = f"there is no actor id:{identifier}"
    return f"{there}; nearest is id:{near[0]} ({labels[near[0]]})" if near else there
