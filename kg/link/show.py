"""What asking for matches came to, for people and for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.link.propose import Proposals


def as_lines(proposals: Proposals, path: Path) -> Iterator[str]:
    """Yield lines for the terminal: how many were found, ties, and what to do."""
    asked, found = proposals.asked, len(proposals.found)
    yield f"{asked} actors were looked for, {found} may be something there."
    tied = set(proposals.tied)
    best = {m.actor: m for m in proposals.matches if m.tie and m.actor in tied}
    for actor in proposals.tied:
        of = [m for m in proposals.matches if m.actor == actor and m.tie]
        score = best[actor].score
        yield f"  id:{actor} ({best[actor].label}) may be {len(of)} things: {score:.2f}"
    decided = sum(match.decision is not None for match in proposals.matches)
    yield f"{len(proposals.matches)} matches, {decided} of them decided, are in {path}."
    if found:
        yield "To decide, write accepted, by and on there, and run kg build again."


def as_values(proposals: Proposals) -> dict[str, Any]:
    """Return the same as values that JSON can hold, with all matches."""
    return {
        "asked": proposals.asked,
        "found": list(proposals.found),
        "tied": list(proposals.tied),
        "matches": [
            {
                "actor": match.actor,
                "match": match.match,
                "label": match.label,
                "name": match.name,
                "about": match.about,
                "score": match.score,
                "why": match.why,
                "tie": match.tie,
                "accepted": match.decision.accepted if match.decision else None,
            }
            for match in proposals.matches
        ],
    }
