"""From an analysed document to its claims: the unit of work, a pure function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kg.extract.answers import AnswerReader
from kg.extract.confidence import confidence
from kg.extract.cues import Judge
from kg.extract.discourse import Discourse
from kg.extract.factuality import Stance, read_stance
from kg.extract.found import (
    Found,
    event_heads,
    link_targets,
    meets_needs,
    parties,
    without_carriers,
)
from kg.extract.lexicon import Frame, Lexicon
from kg.extract.owners import Dated
from kg.extract.passages import Passage
from kg.extract.quantities import find_money, find_quantity
from kg.extract.quotes import in_title
from kg.extract.reckoning import Reckoner
from kg.extract.referents import Reader
from kg.extract.roles import Filler, RoleFinder
from kg.extract.sources import UTTERANCES, Sources, find_sources
from kg.extract.speakers import MOTIONS
from kg.extract.syntax import (
    deep_objects,
    deep_subjects,
    feature,
    is_definite,
    is_listed_request,
    path_up,
    phrases,
)
from kg.extract.times import assign_times
from kg.extract.triggers import NOUNS, Trigger, find_triggers, starts_with
from kg.model import Claim, Factuality, Quantity, Role, RoleFiller, Span, TimeExpression
from kg.ontology import load_classes
from kg.parse import Token, Tokens

PROMISED = {Factuality.CERTAIN: Factuality.PLANNED}


@dataclass(frozen=True, kw_only=True)
class ClaimFinder:
    """Finds the claims of one passage."""

    reader: Reader
    judge: Judge

    @property
    def passage(self) -> Passage:
        """The passage that is read."""
        return self.reader.passage

    @cached_property
    def reckoner(self) -> Reckoner:
        """Reads the times of the passage."""
        return Reckoner(
            judge=self.judge,
            text=self.passage.cleaned.text,
            on=self.passage.turn.uttered_on,
            turn=self.passage.turn.label,
            happened=self.reader.happened,
        )

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon in use."""
        return self.reader.lexicon

    def find(self) -> list[Claim]:
        """Return the claims of the passage, in order of the text."""
        expressions = self.reckoner.all
        taken = [self.passage.analysis.covering(e.begin, e.end) for e in expressions]
        in_time = {t.i for tokens in taken if tokens is not None for t in tokens}
        found = [
            accepted
            for sentence in self.passage.sentences
            for accepted in self.accept(sentence, in_time)
        ]
        found = without_carriers(found)
        times = assign_times(
            self.passage, expressions, [f.token for f in found], self.judge
        )
        claims = [c for f in found for c in self.claims_of(f, times.get(f.token.i))]
        motives = self.lexicon.cues["reasons"]["prepositions"]
        return link_targets(claims, found, self.passage, motives)

    def accept(self, sentence: Tokens, in_time: set[int]) -> Iterator[Found]:
        """Yield the triggers of a sentence that have what their frame needs."""
        actors = self.passage.actors
        for trigger in find_triggers(
            sentence, self.lexicon, named=lambda index: index in actors
        ):
            if trigger.token.i in in_time or in_title(trigger.token):
                continue
            accepted = self.first_fitting(trigger)
            if accepted is not None:
                yield accepted

    def first_fitting(self, trigger: Trigger) -> Found | None:
        """Return the first frame whose needs are met."""
        for frame in trigger.frames:
            finder = RoleFinder(reader=self.reader, token=trigger.token, frame=frame)
            fillers = finder.fill()
            if not fillers and (
                self.is_generic(trigger.token) or is_heading(trigger.token)
            ):
                continue
            found = Found(token=trigger.token, frame=frame, fillers=fillers)
            at_event = any(
                self.lexicon.noun_entries(t.text) or self.lexicon.verbs.get(t.lower_)
                for t in event_heads(found)
            )
            said = {role for role in frame.needs_said if finder.has_words(role)}
            if meets_needs(frame, fillers, at_event=at_event, said=said):
                self.remember(frame, fillers)
                return found
        return None

    def remember(self, frame: Frame, fillers: Sequence[Filler]) -> None:
        """Keep who filled the roles, for mentions that take the event up again."""
        if not fillers:
            return
        for role in Role:
            actors = tuple(f.referent.actor for f in fillers if f.role is role)
            if actors or role is not Role.PLACE:
                label = self.passage.turn.label
                self.reader.memory[frame.event_class, role] = (label, actors)

    def is_generic(self, token: Token) -> bool:
        """Tell whether a noun without roles only names a field of policy."""
        if token.pos_ not in NOUNS:
            return False
        generic = self.lexicon.sets["generic"]
        return bool(self.reader.words(token.head) & generic) and not is_definite(token)

    def claims_of(self, found: Found, dated: Dated | None) -> Iterator[Claim]:
        """Yield one claim, or one for each of the agents who acted apart."""
        in_question = is_question(found.token)
        speech = load_classes()[found.frame.event_class].group == UTTERANCES
        stance = read_stance(
            self.judge, found.token, in_question=in_question, speech=speech
        )
        if self.is_asked_for(found.token) and stance.cue is None:
            stance = replace(stance, factuality=Factuality.REQUESTED)
        time = self.timed(found, dated, stance)
        stance = look_ahead(stance, time, self.passage.turn.uttered_on)
        if found.frame.present_is_planned and self.is_promise(found.token):
            stance = replace(
                stance, factuality=PROMISED.get(stance.factuality, stance.factuality)
            )
        for number, fillers in enumerate(parties(found), start=1):
            part = replace(found, fillers=fillers)
            sources = find_sources(self.reader, part.frame, fillers, stance)
            yield self.claim(part, stance, sources, time, number)

    def is_asked_for(self, token: Token) -> bool:
        """Tell whether a verb is one of the things that a motion asks for."""
        motion = self.passage.document.kind in MOTIONS
        heads = (token, token.head) if token.dep_ in {"conj", "xcomp"} else (token,)
        return motion and any(is_listed_request(t) for t in heads)

    def timed(
        self, found: Found, dated: Dated | None, stance: Stance
    ) -> TimeExpression | None:
        """Return the expression of an event with what it means for this event."""
        if dated is None:
            return None
        event_class, said = found.frame.event_class, dated.expression
        value = self.reckoner.value(dated, found.token, event_class, stance.factuality)
        if stance.factuality is Factuality.CERTAIN:
            self.reckoner.remember(event_class, value)
        if value is None:
            return None
        return TimeExpression(
            begin=said.begin, end=said.end, text=said.text, value=value
        )

    def is_promise(self, token: Token) -> bool:
        """Tell whether a verb promises: no perfect, no past, and not done here."""
        kept = self.lexicon.cues["promise"]["unless"]
        if any(phrase in token.sent.text.lower() for phrase in kept):
            return False
        verbs = [token, *(c for c in token.children if c.dep_.startswith("aux"))]
        finite = [v for v in verbs if feature(v, "VerbForm") == "Fin"]
        perfect = {"is", "zijn", "heeft", "hebben", "was", "waren", "werd", "werden"}
        return bool(finite) and not any(
            feature(v, "Tense") == "Past" or v.lower_ in perfect for v in finite
        )

    def claim(
        self,
        found: Found,
        stance: Stance,
        sources: Sources,
        time: TimeExpression | None,
        number: int,
    ) -> Claim:
        """Put one claim together."""
        passage, token, frame = self.passage, found.token, found.frame
        trigger = passage.token_span(token)
        suffix = f".{number}" if number > 1 else ""
        return Claim(
            identifier=f"{passage.document.identifier}.{trigger.begin}-{trigger.end}"
            f".{frame.event_class}{suffix}",
            document=passage.document.identifier,
            turn=passage.turn.label,
            event_class=frame.event_class,
            trigger=trigger,
            evidence=self.evidence(token),
            factuality=stance.factuality,
            sources=sources.committed,
            reported_by=sources.reporting,
            rule=frame.name,
            recent=self.is_recent(token),
            uttered_on=passage.turn.uttered_on,
            roles=tuple(self.role_filler(f) for f in found.fillers),
            time=time.value if time else None,
            time_span=passage.span(time.begin, time.end) if time else None,
            count=self.count(found),
            cue=passage.token_span(stance.cue.token) if stance.cue else None,
            cue_rule=stance.cue.rule if stance.cue else "",
            confidence=confidence(found, stance),
        )

    def is_recent(self, token: Token) -> bool:
        """Tell whether the text calls an event recent, here or where it names it first.

        "de recente coup, waarbij de president werd afgezet" is one event.
        """
        recent = self.lexicon.cues["times"]["recent"]
        beside = [c for c in token.children if c.dep_ in {"amod", "advmod"}]
        if any(starts_with(c.text, tuple(recent)) for c in beside):
            return True
        clause = next((t for t in path_up(token) if t.dep_ == "acl:relcl"), None)
        named = clause.head if clause is not None else token
        return named.i != token.i and self.is_recent(named)

    def evidence(self, token: Token) -> Span:
        """Return the span of the sentence a trigger stands in."""
        sentence = token.sent
        text = sentence.text
        begin = sentence.start_char + len(text) - len(text.lstrip())
        return self.passage.span(begin, begin + len(text.strip()))

    def role_filler(self, filler: Filler) -> RoleFiller:
        """Return a filler as it goes into the claim; context has no words to show."""
        implied = filler.referent.how in {"context", "speaker"}
        span = None if implied else self.passage.token_span(filler.referent.token)
        return RoleFiller(role=filler.role, actor=filler.referent.actor, span=span)

    def count(self, found: Found) -> Quantity | None:
        """Return the number that the event carries, where its frame counts."""
        what, token = found.frame.count, found.token
        if what == "money":
            return find_money(iter(token.sent), self.lexicon)
        heads: list[Token] = []
        if what in {"target", "agent"}:
            heads = [f.referent.token for f in found.fillers if f.role.value == what]
        elif what == "object":
            heads = [*deep_objects(token), *phrases(token, "van")]
        elif what == "subject":
            heads = list(deep_subjects(token))
        elif what == "met":
            heads = list(phrases(token, "met"))
        elif what == "self":
            heads = [token, *phrases(token, "van"), *phrases(token, "met")]
        quantities = (find_quantity(h, self.lexicon) for h in heads)
        return next((q for q in quantities if q is not None), None)


def look_ahead(stance: Stance, time: TimeExpression | None, uttered_on: date) -> Stance:
    """Take for planned what is said as a fact of a day to come."""
    first = time.value.first if time else None
    if stance.factuality is not Factuality.CERTAIN or first is None:
        return stance
    return (
        replace(stance, factuality=Factuality.PLANNED) if first > uttered_on else stance
    )


def is_heading(token: Token) -> bool:
    """Tell whether a noun stands in words without a verb: a heading."""
    verbs = {"VERB", "AUX"}
    return token.pos_ in NOUNS and not any(t.pos_ in verbs for t in token.sent)


def is_question(token: Token) -> bool:
    """Tell whether the sentence of a token ends in a question mark."""
    return token.sent.text.rstrip().endswith("?")


def read_passages(
    discourse: Discourse,
    readers: Sequence[Reader],
    judge: Judge,
) -> tuple[Claim, ...]:
    """Return the claims of all passages of a document, in order of the text."""
    claims = [
        claim
        for number in range(len(discourse.passages))
        for claim in ClaimFinder(reader=readers[number], judge=judge).find()
    ]
    answers = AnswerReader(judge=judge, passages=discourse.passages, claims=claims)
    claims += list(answers.find())
    return tuple(sorted(claims, key=lambda c: (c.trigger.begin, c.identifier)))
