"""Accepted triggers: what their frame needs, who acted apart, what they point at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.lexicon import Frame
from kg.extract.passages import Passage
from kg.extract.roles import Filler
from kg.extract.slots import CONTEXT
from kg.extract.syntax import deep_objects, path_up, phrases
from kg.extract.triggers import NOUNS
from kg.identity import load_identity
from kg.model import Claim, Role
from kg.parse import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An accepted trigger: its frame and the fillers of its roles."""

    token: Token
    frame: Frame
    fillers: tuple[Filler, ...]


def meets_needs(
    frame: Frame,
    fillers: Sequence[Filler],
    *,
    at_event: bool = False,
    said: Collection[Role] = (),
) -> bool:
    """Tell whether a frame has the roles without which it is no event.

    Args:
        frame: says what it needs.
        fillers: what was found.
        at_event: whether it is directed at another event, which counts as a target.
        said: the roles that the sentence has words for, whoever they name.
    """
    filled = [f.role for f in fillers]
    stated = [f.role for f in fillers if f.slot.partition(".")[0] not in CONTEXT]
    if at_event:
        stated.append(Role.TARGET)
    if frame.needs and not set(frame.needs) & set(stated):
        return False
    if not set(frame.needs_all) <= set(stated):
        return False
    if frame.needs_said and not set(frame.needs_said) & {*stated, *said}:
        return False
    if not set(frame.needs_filled) <= set(filled):
        return False
    return not any(filled.count(role) < 2 for role in frame.needs_two)


def without_carriers(found: Sequence[Found]) -> list[Found]:
    """Drop the verb of "een bijdrage leveren": the noun is the trigger."""
    by_index = {f.token.i: f.frame.event_class for f in found}
    return [
        f
        for f in found
        if f.token.pos_ in NOUNS
        or all(by_index.get(t.i) != f.frame.event_class for t in deep_objects(f.token))
    ]


def parties(found: Found) -> Iterator[tuple[Filler, ...]]:
    """Yield the fillers of each separate act: coordinated agents act apart."""
    agents = [f for f in found.fillers if f.role is Role.AGENT]
    rule = load_identity()[found.frame.event_class]
    if rule.joint or len(agents) < 2:
        yield found.fillers
        return
    others = tuple(f for f in found.fillers if f.role is not Role.AGENT)
    for agent in agents:
        yield (agent, *others)


def link_targets(
    claims: list[Claim],
    found: Sequence[Found],
    passage: Passage,
    motives: Sequence[str],
) -> list[Claim]:
    """Point claims about events at the claims of these ("veroordeelde de coup")."""
    by_begin: Mapping[int, Claim] = {c.trigger.begin: c for c in reversed(claims)}
    frames = {passage.token_span(f.token).begin: f for f in found}
    linked = []
    for claim in claims:
        heads = event_heads(frames[claim.trigger.begin])
        targets = [
            by_begin[begin]
            for head in heads
            if (begin := passage.token_span(head).begin) in by_begin
            and begin != claim.trigger.begin
        ]
        target = targets[0].identifier if targets else None
        motive = motive_of(
            frames[claim.trigger.begin].token, by_begin, passage, motives
        )
        linked.append(replace(claim, targets_claim=target, motive=motive))
    return linked


def motive_of(
    token: Token,
    claims: Mapping[int, Claim],
    passage: Passage,
    motives: Sequence[str],
) -> str | None:
    """Return the claim that a sentence gives as the reason: "als reactie op de coup".

    The reason stands under the trigger or under the verb that governs it.
    """
    for node in (token, *path_up(token.head)):
        for words in motives:
            for phrase in phrases(node, words):
                claim = claims.get(passage.token_span(phrase).begin)
                if claim is not None and phrase.i != token.i:
                    return claim.identifier
    return None


def event_heads(found: Found) -> list[Token]:
    """Return the tokens that may name the event a claim is directed at.

    The first slot that holds anything decides: "riep op tot herstel" is not directed at
    what stands elsewhere in the sentence.
    """
    for slot in found.frame.target_event:
        heads = [t for h in slot_heads(found.token, slot) for t in [h, *h.conjuncts]]
        if heads:
            return heads
    return []


def slot_heads(token: Token, slot: str) -> list[Token]:
    """Return the heads of the phrases in one slot around a trigger."""
    if slot == "object":
        return deep_objects(token)
    if slot == "clause":
        return [c for c in token.children if c.dep_ in {"ccomp", "xcomp"}]
    if slot == "governor.voor":
        return list(phrases(token.head, "voor"))
    return list(phrases(token, slot))
