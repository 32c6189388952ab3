"""Answers that take a stand on what was asked or said, without naming it again.

"Ja." and "Dat klopt" confirm what their question asks; "Het kabinet kan deze bewering
niet bevestigen" leaves open what somebody said before. Such words are claims about the
same event, for the one who answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.cues import Judge
from kg.extract.factuality import read_stance
from kg.extract.passages import Passage
from kg.extract.syntax import is_demonstrative
from kg.extract.triggers import NOUNS
from kg.model import Claim, Factuality, RoleFiller, Span, TurnKind
from kg.parse import Token, Tokens

ASKED = "question"  # rule of the cue that makes what is asked hypothetical
CONFIDENCE = 0.7
TAKEN_UP = frozenset({Factuality.UNCONFIRMED, Factuality.DENIED})


@dataclass(frozen=True, kw_only=True)
class AnswerReader:
    """Finds the stands that the answers of one document take.

    `claims` are those found by triggers, in order of the text.
    """

    judge: Judge
    passages: Sequence[Passage]
    claims: Sequence[Claim]

    def find(self) -> Iterator[Claim]:
        """Yield a claim for each stand on each event it is about."""
        opened: set[str] = set()
        for passage in self.passages:
            first = passage.turn.label not in opened
            opened.add(passage.turn.label)
            if first and passage.turn.kind is TurnKind.ANSWER:
                yield from self.opening(passage)
            for noun in passage.analysis:
                if self.takes_up(noun):
                    yield from self.on_statement(passage, noun)

    def opening(self, passage: Passage) -> Iterator[Claim]:
        """Yield what the first words of an answer say of what was asked."""
        sentence = next(iter(passage.sentences), None)
        stand = self.stand(sentence) if sentence is not None else None
        if stand is None or sentence is None:
            return
        factuality, size = stand
        words = sentence[:size]
        stand_on = Stand(
            passage=passage,
            sentence=sentence,
            trigger=passage.span(words.start_char, words.end_char),
            factuality=factuality,
            rule=f"answer: {words.text.lower()}",
        )
        yield from map(stand_on.on, self.first_asked(passage.turn.answers))

    def stand(self, sentence: Tokens) -> tuple[Factuality, int] | None:
        """Return what a sentence opens with, and how many tokens say so.

        Longer phrases go first: "Dat klopt niet" is no "Dat klopt".
        """
        answers: Mapping[str, list[str]] = self.judge.lexicon.cues["answers"]
        phrases = [
            *((p, Factuality.DENIED) for p in answers["deny"]),
            *((p, Factuality.CERTAIN) for p in answers["confirm"]),
        ]
        for phrase, factuality in sorted(phrases, key=lambda p: -len(p[0])):
            size = len(phrase.split())
            if len(sentence) < size:
                continue
            if sentence[:size].text.lower() == phrase and ends_phrase(sentence, size):
                return factuality, size
        return None

    def first_asked(self, questions: Sequence[str]) -> list[Claim]:
        """Return what the first sentence that asks for yes or no asks about."""
        asked = [c for c in self.claims if c.turn in questions and c.cue_rule == ASKED]
        return [c for c in asked if c.evidence == asked[0].evidence]

    def takes_up(self, noun: Token) -> bool:
        """Tell whether a noun takes up a statement: "deze bewering"."""
        if noun.pos_ not in NOUNS or not is_demonstrative(noun):
            return False
        known = self.judge.lexicon.words.plain_words(noun.text)
        return bool(known & self.judge.report_nouns)

    def on_statement(self, passage: Passage, noun: Token) -> Iterator[Claim]:
        """Yield what is made of a statement: left open, or denied."""
        stance = read_stance(self.judge, noun, in_question=False)
        said = self.last_said(passage, noun)
        if said is None or stance.factuality not in TAKEN_UP or stance.cue is None:
            return
        trigger = passage.token_span(noun)
        if any(c.trigger == trigger for c in self.claims):
            return
        yield Stand(
            passage=passage,
            sentence=noun.sent,
            trigger=trigger,
            factuality=stance.factuality,
            rule=stance.cue.rule,
        ).on(said)

    def last_said(self, passage: Passage, noun: Token) -> Claim | None:
        """Return the last claim before a noun, of somebody else, or the one asked."""
        here = passage.token_span(noun).begin
        turns = {passage.turn.label, *passage.turn.answers}
        before = [c for c in self.claims if c.turn in turns and c.trigger.begin < here]
        others = [c for c in before if not set(c.sources) & set(passage.speakers)]
        asked = [c for c in others if c.cue_rule == ASKED]
        own = [c for c in others if c.turn == passage.turn.label]
        found = own or asked or others
        return found[-1] if found else None


def ends_phrase(sentence: Tokens, size: int) -> bool:
    """Tell whether nothing or a sign follows the first tokens of a sentence."""
    return len(sentence) == size or sentence[size].is_punct


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What an answer makes of a claim, and by which of its words."""

    passage: Passage
    sentence: Tokens
    trigger: Span
    factuality: Factuality
    rule: str

    def on(self, asked: Claim) -> Claim:
        """Return the claim of the answer about the event of another claim."""
        text, passage = self.sentence.text, self.passage
        begin = self.sentence.start_char + len(text) - len(text.lstrip())
        place = f"{self.trigger.begin}-{self.trigger.end}.{asked.event_class}"
        number = asked.identifier.rpartition(asked.event_class)[2]
        return replace(
            asked,
            identifier=f"{asked.document}.{place}.{asked.trigger.begin}{number}",
            turn=passage.turn.label,
            trigger=self.trigger,
            evidence=passage.span(begin, begin + len(text.strip())),
            factuality=self.factuality,
            sources=passage.speakers,
            reported_by=(),
            responds_to=asked.identifier,
            roles=tuple(RoleFiller(role=f.role, actor=f.actor) for f in asked.roles),
            rule="answer",
            uttered_on=passage.turn.uttered_on,
            time_span=None,
            cue=self.trigger,
            cue_rule=self.rule,
            confidence=min(CONFIDENCE, asked.confidence),
        )
