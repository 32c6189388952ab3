"""Who fills the roles of an event: each role's slots are tried in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.lexicon import Frame
from kg.extract.referents import Reader
from kg.extract.slots import CONTEXT, Slots
from kg.extract.surroundings import Referent
from kg.extract.syntax import (
    by_label,
    conjuncts,
    deep_subjects,
    feature,
    is_definite,
    is_listed_request,
    is_passive,
    preposition,
)
from kg.extract.triggers import NOUNS, starts_with
from kg.model import Role
from kg.ontology import EventClass, load_classes
from kg.parse import Token

PHRASES = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM"})
EMPTY = frozenset({"er", "het", "zich", "dat", "dit", "men", "wat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """A referent in a role, and the slot it was found in."""

    role: Role
    referent: Referent
    slot: str


@dataclass(frozen=True, kw_only=True)
class RoleFinder:
    """Fills the roles of one trigger by one frame."""

    reader: Reader
    token: Token
    frame: Frame

    @property
    def slots(self) -> Slots:
        """The slots around the trigger."""
        return Slots(reader=self.reader, token=self.token)

    @property
    def event_class(self) -> EventClass:
        """The class of the frame."""
        return load_classes()[self.frame.event_class]

    def fill(self) -> tuple[Filler, ...]:
        """Return the fillers of all roles; an actor fills agent or target, not both."""
        fillers: list[Filler] = []
        for role, slots in self.frame.roles.items():
            taken = {f.referent.actor for f in fillers if role is not Role.PLACE}
            fillers += self.fill_role(role, slots, taken)
        return tuple(self.inherit(fillers))

    def has_words(self, role: Role) -> bool:
        """Tell whether the sentence has words for a role, whoever they name."""
        return any(
            head.pos_ in PHRASES and head.lower_ not in EMPTY
            for slot in self.frame.roles.get(role, ())
            if slot.partition(".")[0] not in {*CONTEXT, "self", "sentence"}
            for head in self.slots.heads(slot)
        )

    def inherit(self, fillers: list[Filler]) -> list[Filler]:
        """Add what an earlier mention said, where a definite noun takes it up.

        Only for nouns that bring no filler of their own: "de terugtrekking".
        """
        own = [f for f in fillers if f.slot.partition(".")[0] not in CONTEXT]
        if own or not self.is_bare():
            return fillers
        held = {f.role for f in fillers}
        for role in self.frame.roles:
            for actor in self.remembered(role) if role not in held else ():
                referent = Referent(actor=actor, token=self.token, how="context")
                fillers.append(Filler(role=role, referent=referent, slot="before"))
        return fillers

    def is_bare(self) -> bool:
        """Tell whether the trigger is a definite noun that nothing narrows down."""
        noun = self.token.pos_ in NOUNS and is_definite(self.token)
        return noun and not any(
            preposition(c) for c in self.token.children if c.i > self.token.i
        )

    def remembered(self, role: Role) -> tuple[str, ...]:
        """Return who filled a role of the last event of the class, if still in mind.

        That is in the same turn or in the question it answers; a coup or election stays
        in mind for the whole document.
        """
        turn = self.reader.passage.turn
        kept = self.reader.memory.get((self.frame.event_class, role))
        if kept is None:
            return ()
        label, actors = kept
        lasting = role is Role.PLACE
        return actors if lasting or label in {turn.label, *turn.answers} else ()

    def fill_role(
        self, role: Role, slots: tuple[str, ...], taken: set[str]
    ) -> list[Filler]:
        """Return the fillers of one role: those of the first slot that has any.

        Participants are gathered from all slots, for a meeting has two sides.
        """
        found: dict[str, Filler] = {}
        for slot in with_clause(role, slots):
            for head in self.slots.heads(slot):
                for referent in self.fitting(role, head, slot):
                    if referent.actor not in taken and referent.actor not in found:
                        found[referent.actor] = Filler(
                            role=role, referent=referent, slot=slot
                        )
            if found and not self.goes_on(role, list(found.values())):
                break
        if not found and role is Role.AGENT and is_listed_request(self.token):
            found = {f.referent.actor: f for f in self.asked()}
        fillers = list(found.values())
        named = [f for f in fillers if not self.is_crowd(f)]
        return named if role is Role.AGENT and named else fillers

    def asked(self) -> Iterator[Filler]:
        """Yield whom a motion asked last: they are to do what it lists."""
        _, actors = self.reader.memory.get(("Appeal", Role.TARGET), ("", ()))
        for actor in actors:
            referent = Referent(actor=actor, token=self.token, how="context")
            if self.admits(Role.AGENT, referent):
                yield Filler(role=Role.AGENT, referent=referent, slot="before")

    def goes_on(self, role: Role, found: list[Filler]) -> bool:
        """Tell whether to look in further slots.

        Troops without a state give way to who moves them: "Burundi begint met de
        terugtrekking van duizend militairen".
        """
        if role is Role.PARTICIPANT:
            return True
        return role is Role.AGENT and all(self.is_crowd(f) for f in found)

    def is_crowd(self, filler: Filler) -> bool:
        """Tell whether a filler is a group of people under arms without a name."""
        if filler.referent.how != "people":
            return False
        words = self.reader.words(filler.referent.token)
        return not words.isdisjoint(self.reader.lexicon.sets["troops"])

    def fitting(self, role: Role, head: Token, slot: str) -> Iterator[Referent]:
        """Yield, for each of the coordinated phrases, the first actor that fits."""
        if slot.partition(".")[0] in CONTEXT:
            yield from self.from_context(role, slot)
            return
        for part in conjuncts(head):
            if slot in {"demonym", "self"} and part.i not in self.reader.passage.actors:
                yield from self.adjectival(role, part)
                continue
            options = [o for o in self.reader.options(part) if self.admits(role, o)]
            if slot == "clause":
                home = self.reader.discourse.home
                options = [o for o in options if o.actor != home]
            if not options:
                continue
            best = self.best(role, options)
            yield best
            if best.how == "owner":
                yield from (o for o in options if o.how == "owner" and o != best)

    def adjectival(self, role: Role, adjective: Token) -> Iterator[Referent]:
        """Yield for whom an adjective stands that is no name: "Europese sancties"."""
        names = self.reader.lexicon.lists["adjectival"]
        for word, name in names.items():
            if not starts_with(adjective.text, (word,)):
                continue
            found = self.reader.registry.find(name)
            if found:
                referent = Referent(actor=found, token=adjective)
                if self.admits(role, referent):
                    yield referent

    def best(self, role: Role, options: list[Referent]) -> Referent:
        """Return the option that suits a role: people where people are meant."""
        by_people = role is Role.TARGET and self.frame.count == "target"
        if by_people and options[0].how == "owner":
            return next((o for o in options if o.how == "people"), options[0])
        return options[0]

    def admits(self, role: Role, referent: Referent) -> bool:
        """Tell whether an actor may fill a role by its kind.

        A kind with `.troops` stands for people under arms who belong to such an actor.
        """
        kinds = self.frame.kinds.get(role)
        actor = referent.actor
        if kinds is not None:
            plain = tuple(k for k in kinds if "." not in k)
            armed = tuple(k.partition(".")[0] for k in kinds if k.endswith(".troops"))
            by_troops = referent.how == "owner" and self.reader.is_a(actor, armed)
            if not by_troops and not self.reader.is_a(actor, plain):
                return False
        spec = self.event_class.roles.get(role)
        return spec is not None and spec.admits(self.reader.kind(actor))

    def from_context(self, role: Role, slot: str) -> Iterator[Referent]:
        """Yield the speaker, an earlier filler, or whom the passage is about."""
        kind, _, wanted = slot.partition(".")
        if kind in {"speaker", "omitted"}:
            if kind == "speaker" or omits_subject(self.token):
                yield from self.from_speaker(role)
            return
        if kind == "before" or (kind == "context" and self.is_bare() and not wanted):
            before = self.remembered(role)
            for actor in before:
                yield Referent(actor=actor, token=self.token, how="context")
            if before or kind == "before":
                return
        found = self.in_mind(role, wanted, in_paragraph=kind == "nearby")
        if found is not None:
            yield Referent(actor=found, token=self.token, how="context")

    def from_speaker(self, role: Role) -> Iterator[Referent]:
        """Yield the first of the speakers who fits."""
        for speaker in self.reader.passage.speakers:
            referent = Referent(actor=speaker, token=self.token, how="speaker")
            if self.admits(role, referent):
                yield referent
                return

    def in_mind(self, role: Role, wanted: str, *, in_paragraph: bool) -> str | None:
        """Return the fitting actor last named, for places first in the sentence."""
        reader = self.reader
        home = reader.discourse.home

        def fits(actor: str) -> bool:
            right_kind = not wanted or reader.is_a(actor, (wanted,))
            referent = Referent(actor=actor, token=self.token, how="context")
            return actor != home and right_kind and self.admits(role, referent)

        near = self.located_in_sentence(fits) if role is Role.PLACE else None
        return near or reader.discourse.latest(
            reader.number, self.token, fits, in_paragraph=in_paragraph
        )

    def located_in_sentence(self, fits: Callable[[str], bool]) -> str | None:
        """Return the fitting place that the sentence names.

        That is who undergoes the clause ("Guinee is geschorst vanwege de coup"), or
        else the nearest place with "in".
        """
        actors = self.reader.passage.actors
        for verb in self.token.ancestors:
            for subject in by_label(verb, {"nsubj:pass"}):
                if subject.i in actors and fits(actors[subject.i]):
                    return actors[subject.i]
        places = [
            t for t in self.token.sent if t.i in actors and preposition(t) == "in"
        ]
        nearest = sorted(places, key=lambda t: abs(t.i - self.token.i))
        return next((actors[t.i] for t in nearest if fits(actors[t.i])), None)


def with_clause(role: Role, slots: tuple[str, ...]) -> list[str]:
    """Return the slots of a role; places are looked for in the whole clause as well.

    That is after the slots of the frame, but before what the text is about.
    """
    if role is not Role.PLACE or not slots:
        return list(slots)
    own = [s for s in slots if s.partition(".")[0] not in CONTEXT]
    return [*own, "clause", *(s for s in slots if s not in own)]


def omits_subject(verb: Token) -> bool:
    """Tell whether a finite active verb has no subject: "verzoekt de regering …"."""
    finite = feature(verb, "VerbForm") == "Fin"
    return finite and not is_passive(verb) and not deep_subjects(verb)
