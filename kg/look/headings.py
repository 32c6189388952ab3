"""What stands above pictures: their title, what is in them, what was left out."""

from collections.abc import Iterable

from kg.look.frame import Heading
from kg.look.network import Network
from kg.look.timeline import Timeline
from kg.look.words import Words


def network_heading(network: Network, words: Words) -> Heading:
    """Return the heading of a network."""
    title = _title("network", network.chosen, words)
    if not network.edges:
        return Heading(title=title, summary=words.text("empty_network"))
    notes = []
    if network.omitted_nodes:
        counts = (
            words.count("actors", network.omitted_nodes),
            words.count("edges", network.omitted_edges),
        )
        notes.append(words.text("left_out", ", ".join(counts)))
    if network.unlinked:
        count = words.count("actors", network.unlinked)
        notes.append(words.text("unlinked", count))
    summary = (
        words.count("actors", len(network.nodes)),
        words.count("edges", len(network.edges)),
        words.count("claims", network.claims),
    )
    return Heading(title=title, summary=f"{', '.join(summary)}.", notes=tuple(notes))


def timeline_heading(timeline: Timeline, words: Words) -> Heading:
    """Return the heading of a timeline."""
    title = _title("timeline", timeline.chosen, words)
    notes = []
    if timeline.omitted:
        count = words.count("events", timeline.omitted)
        notes.append(words.text("left_out", count))
    if timeline.undated:
        count = words.count("events", timeline.undated)
        notes.append(words.text("undated", count))
    if not timeline.rows:
        summary = words.text("empty_timeline")
        return Heading(title=title, summary=summary, notes=tuple(notes))
    summary = (
        f"{words.count('events', timeline.events)}, "
        f"{words.count('claims', timeline.claims)}."
    )
    return Heading(title=title, summary=summary, notes=tuple(notes))


def _title(kind: str, chosen: Iterable[tuple[str, str]], words: Words) -> str:
    """Return the kind of picture and the filters."""
    phrases = [
        words.text(name, words.text(value) if name == "factuality" else value)
        for name, value in chosen
    ]
    return f"{words.text(kind)}: {', '.join(phrases) or words.text('everything')}"
