"""Whose commitment a claim is, and who passes it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.factuality import Stance
from kg.extract.lexicon import Frame
from kg.extract.nounphrases import phrase_of
from kg.extract.referents import Reader
from kg.extract.roles import Filler
from kg.extract.syntax import conjuncts
from kg.model import Factuality, Role, TurnKind
from kg.ontology import load_classes
from kg.parse import Token

UTTERANCES = "CommunicativeEvent"
NEAR = 4  # tokens from the start of a question to whom it is put


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Who commits himself to a claim, and who reports it, if another."""

    committed: tuple[str, ...]
    reporting: tuple[str, ...] = ()


def find_sources(
    reader: Reader, frame: Frame, fillers: Sequence[Filler], stance: Stance
) -> Sources:
    """Return the innermost source: the utterer, whoever is quoted, or the speaker."""
    speakers = reader.passage.speakers
    own = quoted(reader, stance.sources)
    if stance.factuality is Factuality.CERTAIN:
        own = utterers(frame, fillers) or own
    named = tuple(dict.fromkeys(speaker_for(reader, actor) for actor in own))
    if not named or set(named) <= set(speakers):
        return Sources(committed=speakers)
    return Sources(
        committed=named, reporting=tuple(s for s in speakers if s not in named)
    )


def utterers(frame: Frame, fillers: Sequence[Filler]) -> list[str]:
    """Return the agents of a speech act: they are its source."""
    if load_classes()[frame.event_class].group != UTTERANCES:
        return []
    return [f.referent.actor for f in fillers if f.role is Role.AGENT]


def quoted(reader: Reader, heads: Sequence[Token]) -> list[str]:
    """Return the actors that the words of a report name; unnamed ones get a node."""
    found: list[str] = []
    asked = reader.passage.turn.kind is TurnKind.QUESTION
    addressee = reader.lexicon.lists["addressee"]
    for head in heads:
        if asked and head.lower_ in addressee:
            continue  # what "u" may do is the asker's question
        if asks_government(reader, head):
            continue
        for part in conjuncts(head):
            options = [
                o.actor
                for o in reader.options(part)
                if reader.is_a(o.actor, ("Agent",))
            ]
            if options:
                found.append(options[0])
            elif is_unnamed(reader, part):
                found.append(reader.introduce(phrase_of(part), "UnnamedSource"))
    return found


def asks_government(reader: Reader, head: Token) -> bool:
    """Tell whether a question is put to the own government: "Kan het kabinet …?"."""
    if not head.sent.text.rstrip().endswith("?") or head.i - head.sent.start > NEAR:
        return False
    own = reader.own_body(head)
    return own is not None and own not in reader.passage.speakers


def is_unnamed(reader: Reader, token: Token) -> bool:
    """Tell whether a noun stands for sources without a name: "bronnen"."""
    nouns = reader.lexicon.cues["reporting"]["unnamed"]
    return bool(reader.words(token) & set(nouns))


def speaker_for(reader: Reader, actor: str) -> str:
    """Return the speaker where a name of the own state or government means him.

    "Nederland heeft besloten", said by the Dutch government, is its own commitment.
    """
    speakers = reader.passage.speakers
    governments = [s for s in speakers if reader.is_a(s, ("Government",))]
    known = reader.registry.get(actor)
    own_kinds = ("State", "Government", "Ministry", "Post")
    home = reader.discourse.home.removeprefix("state-")
    own = actor == reader.discourse.home or bool(known and known.country == home)
    if governments and own and reader.is_a(actor, own_kinds):
        return governments[0]
    return actor
