"""Why a claim is about the event of a cluster."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identity import IdentityRule
from kg.resolve.profiles import Probe, Profile, shared_roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A cluster that a claim joins, and why.

    `corrected` tells that an answer and its question give the event two dates close by.
    """

    profile: Profile
    reason: str
    corrected: bool


def bond_of(
    probe: Probe, profile: Profile, rule: IdentityRule, *, corrected: bool
) -> Bond | None:
    """Return why a claim is about a cluster's event, None where nothing says so.

    Args:
        probe: the claim.
        profile: of a cluster whose roles and times agree with the claim.
        rule: of their class.
        corrected: whether the claim puts right the date of a question, or its own is.
    """
    shared = shared_roles(probe, profile, rule)
    if not shared:
        reason = refers_back(probe, profile, rule)
    else:
        names = ", ".join(sorted({role.value for role in shared}))
        when = "answer to the question" if corrected else time_reason(probe, profile)
        reason = f"same {probe.claim.event_class}: same {names}; {when}"
    return Bond(profile=profile, reason=reason, corrected=corrected) if reason else None


def refers_back(probe: Probe, profile: Profile, rule: IdentityRule) -> str:
    """Return why a mention without roles takes up one just before it, else nothing."""
    if any(probe.actors.get(role) for role in rule.anchor):
        return ""
    here = probe.claim
    before = [
        c
        for c in profile.turns.get((here.document, here.turn), ())
        if c.trigger.begin < here.trigger.begin
    ]
    return (
        f"refers back to {before[-1].trigger.quote!r} in the same turn"
        if before
        else ""
    )


def time_reason(probe: Probe, profile: Profile) -> str:
    """Say how the times agree."""
    if probe.claim.time is None:
        return "no other time stated"
    if not profile.moments.is_timed:
        return "no time stated before"
    return f"{probe.claim.time.edtf} overlaps {profile.moments.edtf}"
