"""The claims that are taken for one event."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Claim, Role, TimeValue


@dataclass(slots=True, kw_only=True, eq=False)
class Cluster:
    """The claims taken for one event, and why each but the first is."""

    event_class: str
    claims: list[Claim] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    def actors(self, role: Role) -> set[str]:
        """Return who fills a role in any of the claims."""
        return {actor for claim in self.claims for actor in claim.fillers(role)}

    def times(self) -> list[TimeValue]:
        """Return the times that claims give."""
        return [c.time for c in self.claims if c.time is not None]
