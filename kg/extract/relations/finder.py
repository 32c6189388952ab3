"""From the passages of a document to its claims of lasting relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.claims import is_question, look_ahead
from kg.extract.cues import Cue, Judge
from kg.extract.factuality import Stance, read_stance
from kg.extract.passages import Passage
from kg.extract.quotes import in_title
from kg.extract.referents import Reader
from kg.extract.relations.between import PhraseFinder
from kg.extract.relations.nouns import NounFinder
from kg.extract.relations.phrases import Phrases
from kg.extract.relations.posts import may_close_office, office_noun
from kg.extract.relations.rules import load_relation_rules
from kg.extract.relations.stated import PLANNED, Stated
from kg.extract.relations.titles import TitleFinder
from kg.extract.relations.words import WordFinder
from kg.extract.sources import quoted, speaker_for
from kg.extract.times import assign_times
from kg.model import Actor, Factuality, RelationClaim, Span, TimeExpression
from kg.parse import Token
from kg.times import find_times

BASE = 0.9
COST = 0.1  # of an end that the words do not name


def find_relations(
    readers: Sequence[Reader], judge: Judge
) -> tuple[tuple[RelationClaim, ...], Mapping[str, Actor]]:
    """Return the relations that a document states, in order of the text.

    Args:
        readers: one for each passage.
        judge: tells how sure the words are.

    Returns:
        the claims, and the posts, decisions and groups in them that have no name.
    """
    new: dict[str, Actor] = {}
    claims = [
        claim
        for reader in readers
        for claim in RelationFinder(reader=reader, judge=judge, new=new).find()
    ]
    claims.sort(key=lambda c: (c.trigger.begin, c.identifier))
    used = {actor for claim in claims for actor in (claim.subject, claim.object)}
    return tuple(claims), {name: post for name, post in new.items() if name in used}


@lru_cache(maxsize=1 << 16)
def opens_relation(text: str) -> bool:
    """Tell whether a word that is no name may state a relation, by any of the rules."""
    rules = load_relation_rules()
    return bool(
        office_noun(text)
        or rules.noun_rules(text.rpartition("-")[2])
        or rules.forms.words(text)
        or text.lower() in rules.phrases
    )


@dataclass(frozen=True, kw_only=True)
class RelationFinder:
    """Finds the relations of one passage."""

    reader: Reader
    judge: Judge
    new: dict[str, Actor]

    @property
    def passage(self) -> Passage:
        """The passage that is read."""
        return self.reader.passage

    def find(self) -> Iterator[RelationClaim]:
        """Yield the claims of the passage."""
        found = list(self.stated())
        times = self.times(found)
        numbers: dict[tuple[int, int, str], int] = {}
        for stated in found:
            key = (stated.begin, stated.end, stated.relation)
            numbers[key] = numbers.get(key, 0) + 1
            anchor = stated.anchor
            time = times.get(anchor.i) if anchor is not None else None
            yield self.claim(stated, time, numbers[key])

    def stated(self) -> Iterator[Stated]:
        """Yield what the passage states, each pair of a sentence once."""
        phrases = Phrases(reader=self.reader, rules=load_relation_rules(), new=self.new)
        finders = (
            TitleFinder(phrases=phrases),
            NounFinder(phrases=phrases),
            WordFinder(phrases=phrases),
            PhraseFinder(phrases=phrases),
        )
        for sentence in self.passage.sentences:
            seen = set()
            for token in sentence:
                if not self.may_state(token):
                    continue
                for finder in finders:
                    for stated in finder.find(token):
                        key = (stated.relation, stated.subject, stated.object)
                        if key not in seen and not in_title(token):
                            seen.add(key)
                            yield stated

    def may_state(self, token: Token) -> bool:
        """Tell whether a token is worth the while of the finders: few are."""
        if token.is_punct and token.text != "(":
            return False
        if token.i in self.passage.actors or opens_relation(token.text):
            return True
        following = token.i + 1
        doc = token.doc
        return following < len(doc) and may_close_office(doc[following].text)

    def times(self, stated: Sequence[Stated]) -> Mapping[int, TimeExpression]:
        """Return the times of what a clause asserts, by index of its anchor."""
        anchors = [s.anchor for s in stated if s.anchor is not None]
        if not anchors:
            return {}
        turn = self.passage.turn
        expressions = find_times(self.passage.cleaned.text, on=turn.uttered_on)
        dated = assign_times(self.passage, expressions, anchors, self.judge)
        return {
            index: found.expression
            for index, found in dated.items()
            if isinstance(found.expression, TimeExpression)
        }

    def claim(
        self, stated: Stated, time: TimeExpression | None, number: int
    ) -> RelationClaim:
        """Put one claim together."""
        passage = self.passage
        stance = self.stance(stated, time)
        committed, reporting = self.sources(stance)
        trigger = passage.span(stated.begin, stated.end)
        suffix = f".{number}" if number > 1 else ""
        cost = COST * stated.guessed + (COST / 2 if stance.cue else 0)
        return RelationClaim(
            identifier=f"{passage.document.identifier}.{trigger.begin}-{trigger.end}"
            f".{stated.relation}{suffix}",
            document=passage.document.identifier,
            turn=passage.turn.label,
            relation=stated.relation,
            subject=stated.subject,
            object=stated.object,
            organisation=stated.organisation,
            trigger=trigger,
            evidence=self.evidence(stated),
            factuality=stance.factuality,
            sources=committed,
            reported_by=reporting,
            rule=stated.rule,
            uttered_on=passage.turn.uttered_on,
            past=stated.past,
            time=time.value if time else None,
            time_span=passage.span(time.begin, time.end) if time else None,
            cue=passage.token_span(stance.cue.token) if stance.cue else None,
            confidence=round(BASE - cost, 2),
        )

    def stance(self, stated: Stated, time: TimeExpression | None) -> Stance:
        """Return how sure the text is: what it takes for granted is certain to it."""
        if stated.anchor is None:
            return self.local(stated.word)
        stance = read_stance(
            self.judge, stated.anchor, in_question=is_question(stated.anchor)
        )
        negation = self.negation(stated.anchor)
        if stance.factuality is Factuality.CERTAIN and negation is not None:
            cue = Cue(value=Factuality.DENIED, token=negation, rule="negation")
            stance = replace(stance, factuality=Factuality.DENIED, cue=cue)
        if stance.factuality is Factuality.CERTAIN and stated.sort == PLANNED:
            stance = replace(stance, factuality=Factuality.PLANNED)
        return look_ahead(stance, time, self.passage.turn.uttered_on)

    def local(self, word: Token) -> Stance:
        """Return the stance of words inside a phrase, by what stands right there."""
        negation = self.negation(word)
        cue = self.judge.modifier(word)
        if negation is not None:
            cue = Cue(value=Factuality.DENIED, token=negation, rule="negation")
        value = cue.value if cue else Factuality.CERTAIN
        return Stance(factuality=value, cue=cue, sources=())

    def negation(self, word: Token) -> Token | None:
        """Return what negates a word, or an adverb beside it: "niet langer"."""
        adverbs = [c for c in word.children if c.dep_ == "advmod"]
        found = (self.judge.negation(token) for token in (word, *adverbs))
        return next((token for token in found if token is not None), None)

    def sources(self, stance: Stance) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who commits himself, and who passes it on."""
        speakers = self.passage.speakers
        own = quoted(self.reader, stance.sources)
        named = tuple(dict.fromkeys(speaker_for(self.reader, actor) for actor in own))
        if not named or set(named) <= set(speakers):
            return speakers, ()
        return named, tuple(s for s in speakers if s not in named)

    def evidence(self, stated: Stated) -> Span:
        """Return the span of the sentence, or of two where the name is in the next."""
        doc, sentence = self.passage.analysis, stated.word.sent
        end = max(sentence.end, doc[stated.last].sent.end)
        words = doc[sentence.start : end]
        text = words.text
        begin = words.start_char + len(text) - len(text.lstrip())
        return self.passage.span(begin, begin + len(text.strip()))
