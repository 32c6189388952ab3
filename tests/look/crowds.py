"""Graphs as large as wanted, made by rule."""

from pathlib import Path

import pyoxigraph
from worlds import World

from kg.graph import KnowledgeGraph
from kg.model import Factuality

KINDS = [
    "State",
    "Mission",
    "ArmedGroup",
    "Ministry",
    "NGO",
    "Person",
    "City",
    "Policy",
]
CLASSES = ["Withdrawal", "Contribution", "Meeting", "Condemnation", "Attack"]


def crowd(actors: int, claims: int) -> World:
    """Return so many actors, and claims that link each to one of the first few.

    The numbers of claims fall off as in real papers: the first actors have most.
    """
    made = World()
    made.document("d", "2022-12-22")
    made.turn("d.a1", "2022-12-22")
    made.actor("id:kabinet-nl", "Government", "kabinet")
    for number in range(actors):
        label = f"Actor van nummer {number}"
        made.actor(f"id:a{number}", KINDS[number % len(KINDS)], label)
    sure = list(Factuality)
    for number in range(claims):
        agent = number % actors
        target = (number * number + 7 * number + 1) % max(2, 1 + agent // 3)
        if target == agent:
            target = (target + 1) % actors
        kind = CLASSES[number % len(CLASSES)]
        made.event(f"ev:e{number}", kind, f"gebeurtenis {number}")
        made.claim(
            f"ev:e{number}",
            "d.a1",
            f"Actor {agent} deed iets met actor {target}, zegt zin {number}.",
            factuality=sure[number % 11 % len(sure)],
            kg_agent=f"id:a{agent}",
            kg_target=f"id:a{target}",
        )
    return made


def opened(store: pyoxigraph.Store) -> KnowledgeGraph:
    """Return a graph to look at, which lies in no folder."""
    return KnowledgeGraph(Path("nowhere"), store)
