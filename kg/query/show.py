"""An explanation for the terminal, and as plain values for JSON."""

import re
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.iris import local_name
from kg.query.edits import Edit
from kg.query.explain import Explanation, Mark, Support

STYLES = {
    "trigger": "bold reverse",
    "cue": "bold yellow",
    "agent": "bold green",
    "target": "bold red",
    "participant": "bold cyan",
    "place": "bold blue",
    "subject": "bold green",
    "object": "bold red",
}

_PREFIXES = {"claim": "cl:", "event": "ev:", "relation": "rl:"}
_RELATION = "Relation"
_NAME = 12  # cells for the names of facts
_TURNS = {"QuestionTurn": "question", "AnswerTurn": "answer", "Section": "section"}


def as_values(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as plain values."""
    return asdict(explanation)


def as_panel(explanation: Explanation) -> RenderableType:
    """Return an explanation for the terminal, each sentence with its marks."""
    number = len(explanation.supports)
    claims = f"{number} claim" if number == 1 else f"{number} claims"
    prefix = _PREFIXES.get(explanation.kind)
    subject = explanation.subject
    named = f"{prefix}{local_name(subject)}" if prefix else subject
    head = Text(f"{explanation.label}\n", style="bold")
    head.append(f"{named}: {claims}", style="dim")
    return Group(head, *(_shown(support) for support in explanation.supports))


def bracketed(sentence: str, marks: tuple[Mark, ...]) -> str:
    """Return a sentence with its marks in brackets, for places without colour.

    >>> bracketed("Mali weigerde.", (Mark(begin=0, end=4, kind="agent"),))
    '[Mali]agent weigerde.'
    """
    parts = []
    for begin, end, kinds in segments(len(sentence), marks):
        piece = sentence[begin:end]
        parts.append(f"[{piece}]{'+'.join(kinds)}" if kinds else piece)
    return "".join(parts)


def segments(
    length: int, marks: tuple[Mark, ...]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cut a sentence where a mark begins or ends; marks may overlap.

    Each piece is its begin, its end and the kinds of the marks that it is in.
    """
    inside = {min(edge, length) for mark in marks for edge in (mark.begin, mark.end)}
    cuts = sorted(inside | {0, length})
    return [
        (begin, end, tuple(m.kind for m in marks if m.begin <= begin and end <= m.end))
        for begin, end in pairwise(cuts)
    ]


def _shown(support: Support) -> RenderableType:
    sentence = Text(_one_line(support.sentence))
    for mark in support.marks:
        sentence.stylize(STYLES.get(mark.kind, "bold"), mark.begin, mark.end)
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", width=_NAME)
    facts.add_column(overflow="fold")
    for name, value in _facts(support):
        facts.add_row(Text(name), Text(value))
    return Group(Text(""), sentence, Padding(facts, (0, 0, 0, 2)))


def _one_line(sentence: str) -> str:
    """Put blanks for line breaks, one for one, so that offsets hold."""
    return re.sub(r"\s", " ", sentence)


def _about(support: Support) -> tuple[str, str]:
    """Return what a claim is about: an event with its class, or a relation."""
    if support.event_class == _RELATION:
        return "relation", support.event_label
    return "event", f"{support.event_class}: {support.event_label}"


def _corrections(support: Support) -> list[tuple[str, str]]:
    """Return what readers put right, and what was read before."""
    edits = [("corrected", _edit(edit)) for edit in support.corrections]
    return edits + [("first read", f"{e.name} {e.value}") for e in support.extracted]


def _edit(edit: Edit) -> str:
    """Return a correction in words."""
    who = f"{edit.kind} by {edit.author}, {edit.created}"
    return f"{who}: {edit.reason} (co:{local_name(edit.correction)})"


def _facts(support: Support) -> list[tuple[str, str]]:
    number = support.turn.lstrip("qas")
    turn = f"{_TURNS.get(support.turn_kind, 'turn')} {number}"
    where = f"{support.document}, {turn}, characters {support.begin}-{support.end}"
    factuality = support.factuality + (f" («{support.cue}»)" if support.cue else "")
    confidence = "" if support.confidence is None else f"{support.confidence:.2f}"
    facts = [
        ("document", f"{support.title} ({support.issued})"),
        ("where", where),
        ("speaker", f"{support.speaker}, {support.uttered_on}"),
        ("source", ", ".join(support.sources)),
        ("reported by", ", ".join(support.reported_by)),
        _about(support),
        *support.roles,
        ("time", support.time),
        ("count", support.count),
        ("factuality", factuality),
        ("rank", support.rank),
        ("rule", support.rule),
        ("merged", support.merge_reason),
        ("confidence", confidence),
        *_corrections(support),
        ("claim", f"cl:{local_name(support.claim)}"),
    ]
    return [(name, value) for name, value in facts if value]
