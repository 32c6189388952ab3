"""What went wrong, claim by claim, with the sentence where it did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluate.matching import Extra, Match, Missed, Outcome, WrongClass
from kg.evaluate.system import SystemGraph
from kg.iris import local_name
from kg.model import Role

# Where a sentence ends in running text: a full stop before a capital, or a blank line.
_BOUNDARY = re.compile(r"[.?!][”\"’')]*\s+(?=[\"“‘(«]?[A-Z0-9À-Ý])|\n\s*\n")


class Kind(StrEnum):
    """What is wrong with a claim; the value is its title."""

    MISSED = "missed"
    EXTRA = "extra"
    WRONG_CLASS = "wrong class"
    WRONG_ROLE = "wrong role"
    MISSING_ROLE = "missing role"
    WRONG_TIME = "wrong time"
    WRONG_FACTUALITY = "wrong factuality"
    WRONG_SOURCE = "wrong source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong: where, and what the gold and the graph say.

    `begin` is the offset of the trigger of the gold, or of an extra claim; `claim` is
    empty where there is none. `sentence` is the evidence, empty where neither the graph
    nor the texts beside it have it.
    """

    kind: Kind
    document: str
    begin: int
    trigger: str
    event_class: str
    wanted: str
    found: str
    claim: str
    sentence: str


def mistakes_of(
    outcomes: Iterable[Outcome], graph: SystemGraph
) -> Mapping[Kind, tuple[Mistake, ...]]:
    """Return all mistakes by kind, in order of the text."""
    found: dict[Kind, list[Mistake]] = {kind: [] for kind in Kind}
    for outcome in outcomes:
        sentence = sentence_of(outcome, graph)
        for kind, wanted, given in _differences(outcome):
            found[kind].append(_mistake(outcome, kind, wanted, given, sentence))
    return {
        kind: tuple(sorted(listed, key=lambda m: (m.document, m.begin, m.claim)))
        for kind, listed in found.items()
    }


def _mistake(
    outcome: Outcome, kind: Kind, wanted: str, given: str, sentence: str
) -> Mistake:
    claim = "" if isinstance(outcome, Missed) else local_name(outcome.found.iri)
    if isinstance(outcome, Extra):
        place = outcome.found.begin, outcome.found.quote, _classes(outcome)
    else:
        gold = outcome.gold
        place = gold.begin, gold.trigger, gold.event_class
    return Mistake(
        kind=kind,
        document=outcome.document,
        begin=place[0],
        trigger=" ".join(place[1].split()),
        event_class=place[2],
        wanted=wanted,
        found=given,
        claim=claim,
        sentence=sentence,
    )


def _classes(outcome: Extra | WrongClass) -> str:
    return ", ".join(sorted(outcome.found.classes)) or "no class"


def _differences(outcome: Outcome) -> Iterator[tuple[Kind, str, str]]:
    """Yield each kind of mistake with what the gold says and what the graph says."""
    match outcome:
        case Missed():
            yield Kind.MISSED, outcome.gold.event_class, ""
        case Extra():
            yield Kind.EXTRA, "", _classes(outcome)
        case WrongClass():
            yield Kind.WRONG_CLASS, outcome.gold.event_class, _classes(outcome)
        case Match():
            yield from _differences_of_match(outcome)


def _differences_of_match(match: Match) -> Iterator[tuple[Kind, str, str]]:
    gold, found = match.gold, match.found
    for role in Role:
        wrong = [actor for of, actor in match.wrong_roles if of is role]
        missing = [name for of, name in match.missing_roles if of is role]
        wanted = f"{role} {', '.join(missing or gold.roles.get(role, ())) or '-'}"
        given = f"{role} {', '.join(map(local_name, wrong)) or '-'}"
        if wrong:
            yield Kind.WRONG_ROLE, wanted, given
        elif missing:
            yield Kind.MISSING_ROLE, wanted, given
    if (gold.time or found.time) and not match.is_time_right:
        yield Kind.WRONG_TIME, gold.time or "-", found.time or "-"
    if not match.is_factuality_right:
        yield Kind.WRONG_FACTUALITY, gold.factuality, found.factuality
    if not match.is_source_right:
        sources = ", ".join(sorted(map(local_name, found.sources))) or "-"
        yield Kind.WRONG_SOURCE, ", ".join(gold.sources), sources


def sentence_of(outcome: Outcome, graph: SystemGraph) -> str:
    """Return the sentence of a claim on one line.

    That is the evidence of the claim found; of a missed claim the sentence in the text,
    or else the evidence of another claim around it.
    """
    if not isinstance(outcome, Missed) and outcome.found.evidence:
        return " ".join(outcome.found.evidence.split())
    begin = outcome.found.begin if isinstance(outcome, Extra) else outcome.gold.begin
    text = graph.texts.get(outcome.document)
    if text is not None:
        return sentence_at(text, begin)
    trigger = "" if isinstance(outcome, Extra) else outcome.gold.trigger
    return next(
        (
            " ".join(claim.evidence.split())
            for claim in graph.claims
            if outcome.document in claim.documents
            and abs(claim.begin - begin) < len(claim.evidence)
            and trigger
            and trigger in claim.evidence
        ),
        "",
    )


def sentence_at(text: str, offset: int) -> str:
    """Return the sentence around an offset, as far as punctuation tells.

    >>> sentence_at("Mali weigerde. Daarna vertrok Denemarken uit Mali. Zo is het.", 22)
    'Daarna vertrok Denemarken uit Mali.'
    """
    ends = [match.end() for match in _BOUNDARY.finditer(text)]
    begin = max((end for end in ends if end <= offset), default=0)
    end = min((end for end in ends if end > offset), default=len(text))
    return " ".join(text[begin:end].split())
