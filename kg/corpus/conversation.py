"""Who speaks where: turns from blocks, one block at a time."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from kg.corpus.blocks import Block, BlockKind, cut
from kg.corpus.drafts import Draft, Voices
from kg.corpus.openers import Opening
from kg.corpus.patterns import Patterns
from kg.model import Cleaned, Document, TurnKind

CONSULTATION = "written-consultation"


def read_conversation(
    document: Document, blocks: Sequence[Block], patterns: Patterns
) -> list[Draft]:
    """Return the turns of a document in order, not yet labelled."""
    headed = [_faction(block) for block in blocks]
    texts = (block.cleaned.text for block in blocks)
    conversation = _Conversation(document, Voices.from_texts(texts, patterns, headed))
    conversation.last_answer = _last_answer(blocks)
    for block in blocks:
        conversation.read(block)
    return [draft for draft in conversation.drafts if not draft.is_empty]


class _Conversation:
    """What is known while reading: whose part it is and what awaits an answer."""

    def __init__(self, document: Document, voices: Voices) -> None:
        self.document = document
        self.voices = voices
        self.drafts: list[Draft] = []
        self.consulting = document.kind == CONSULTATION
        self.replying = False
        self.faction = ""
        self.last_answer = 0
        self.asker = document.asked_by or ""
        self.answerer = document.answered_by or ""
        self._heading: tuple[int, int] | None = None
        self._unanswered: list[Draft] = []
        self._by_number: dict[str, Draft] = {}
        self._openers: dict[str, Callable[[Block, Opening], None]] = {
            "asked": self._asked,
            "answered": self._answered,
            "question": self._question,
            "item": self._item,
            "answer": self._answer,
            "answer-part": self._answer_part,
            "factions": self._factions,
            "speaker": self._speaker,
            "part": self._part,
            "motion": self._said,
            "speech": self._said,
            "signature": self._signature,
        }

    def read(self, block: Block) -> None:
        """Take in the next block."""
        if block.kind is BlockKind.NOTE:
            self._note(block)
        elif block.kind is BlockKind.HEADING:
            self._head(block)
        elif block.opening:
            self._openers[block.opening.opener.kind](block, block.opening)
        else:
            self._plain(block)

    @property
    def _current(self) -> Draft | None:
        draft = self.drafts[-1] if self.drafts else None
        return None if draft is None or draft.closed else draft

    def _close(self) -> None:
        if self.drafts:
            self.drafts[-1].closed = True

    def _open(self, kind: TurnKind, block: Block) -> Draft:
        self._close()
        begin = self._heading[0] if self._heading else block.begin
        draft = Draft(kind=kind, begin=begin, end=block.begin, heading=self._heading)
        self._heading = None
        self.drafts.append(draft)
        return draft

    def _head(self, block: Block) -> None:
        """End free text at a heading; what has an opener of its own may go on."""
        current = self._current
        if current and current.free:
            self._close()
        self._heading = (block.begin, block.end)

    def _note(self, block: Block) -> None:
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or self._heading:
            if not block.cleaned.text:
                return
            draft = self._open(TurnKind.SECTION, block)
        if block.cleaned.text:
            draft.notes.append(block.cleaned)
        draft.end = max(draft.end, block.end)

    def _plain(self, block: Block) -> None:
        current = self._current
        if current is None or self._breaks(current, block.cleaned.text):
            current = self._open_free(block)
        self._heading = None
        current.add(block.cleaned, block.end)

    def _breaks(self, current: Draft, text: str) -> bool:
        """Tell whether a paragraph is said by another than the one before it."""
        if current.implicit and current.paragraphs:
            return self.voices.asks(text)
        if current.free and self.consulting:
            named = self.voices.at_start(text)
            return bool(named) and named != current.speaker
        return False

    def _open_free(self, block: Block) -> Draft:
        draft = self._open(TurnKind.SECTION, block)
        draft.free = True
        if self.replying:
            draft.speaker = self.answerer
        elif self.consulting:
            text = block.cleaned.text
            named = self.voices.at_start(text) or self.faction
            draft.speaker = named or self.voices.anywhere(text)
            draft.asked = bool(draft.speaker)
        return draft

    def _open_headed(self, kind: TurnKind, block: Block, opening: Opening) -> Draft:
        """Open a turn with a line of its own, and take what stands after it there."""
        self._heading = None
        draft = self._open(kind, block)
        draft.heading = (block.begin, opening.end)
        draft.end = opening.end
        if opening.opener.whole:
            draft.heading = (block.begin, block.end)
            draft.end = block.end
        else:
            draft.add(_after(block.cleaned, opening.end), block.end)
        draft.numbers = opening.numbers
        return draft

    def _asked(self, block: Block, opening: Opening) -> None:
        self.asker = self.asker or opening.speaker
        draft = self._introduce(block, opening)
        draft.speaker, draft.asked = self.asker, True

    def _answered(self, block: Block, opening: Opening) -> None:
        self.answerer = self.answerer or opening.speaker
        self._introduce(block, opening).speaker = self.answerer

    def _introduce(self, block: Block, opening: Opening) -> Draft:
        if not opening.tells:
            return self._open_headed(TurnKind.SECTION, block, opening)
        draft = self._open(TurnKind.SECTION, block)
        draft.add(block.cleaned, block.end)
        draft.closed = True
        return draft

    def _question(self, block: Block, opening: Opening) -> None:
        draft = self._open_headed(TurnKind.QUESTION, block, opening)
        draft.speaker = opening.speaker or self.faction or self.asker
        draft.asked = True
        draft.item = opening.opener.kind == "item"
        self._unanswered.append(draft)
        self._by_number.update(dict.fromkeys(draft.numbers, draft))

    def _item(self, block: Block, opening: Opening) -> None:
        current = self._current
        inside = current is not None and not (current.free or current.item)
        if inside or self.consulting:
            self._plain(block)
        else:
            self._question(block, opening)

    def _answer(self, block: Block, opening: Opening) -> None:
        implicit = self._turn_into_question(opening.numbers)
        numbered = [self._by_number.get(number) for number in opening.numbers]
        answered = [draft for draft in numbered if draft] or self._unanswered
        draft = self._open_headed(TurnKind.ANSWER, block, opening)
        draft.speaker = opening.speaker or self.answerer
        draft.answered = list(dict.fromkeys(answered))
        draft.implicit = implicit
        draft.item = any(question.item for question in answered)
        self._unanswered = []

    def _turn_into_question(self, numbers: tuple[str, ...]) -> bool:
        """Take free text before an answer for its question, where it may be one."""
        current = self._current
        if current is None or not current.free or self._unanswered:
            return False
        asks = any("?" in paragraph.text for paragraph in current.paragraphs)
        if self.replying or not (self.consulting or numbers or asks):
            return False
        current.kind = TurnKind.QUESTION
        current.asked = True
        current.numbers = numbers
        named = self.voices.anywhere(current.paragraphs[0].text) if numbers else ""
        current.speaker = current.speaker or named or self._last_voice()
        self._unanswered.append(current)
        self._by_number.update(dict.fromkeys(numbers, current))
        self.consulting = self.consulting or bool(named)
        return True

    def _last_voice(self) -> str:
        """Return who asked last: "Deze leden ..." are still the same."""
        asked = [d for d in self.drafts if d.kind is TurnKind.QUESTION and d.speaker]
        return asked[-1].speaker if asked else self.asker

    def _answer_part(self, block: Block, opening: Opening) -> None:
        if block.begin < self.last_answer:
            # The answers stand between the questions here too.
            self._factions(block, opening)
            return
        self._open_headed(TurnKind.ANSWER, block, opening).speaker = self.answerer
        self.consulting, self.replying, self.faction = False, True, ""

    def _factions(self, block: Block, _: Opening) -> None:
        self._begin_part(block)
        self.consulting = True

    def _speaker(self, block: Block, opening: Opening) -> None:
        if self.replying:
            self._head(block)
            return
        self._begin_part(block)
        self.consulting, self.faction = True, opening.speaker

    def _part(self, block: Block, _: Opening) -> None:
        self._begin_part(block)
        self.consulting = False

    def _begin_part(self, block: Block) -> None:
        self._close()
        self._heading = (block.begin, block.end)
        self.replying, self.faction = False, ""

    def _said(self, block: Block, opening: Opening) -> None:
        current = self._current
        if current and current.kind is TurnKind.QUESTION and not current.paragraphs:
            current.add(_after(block.cleaned, opening.end), block.end)
            current.speaker = opening.speaker
            return
        self._open_headed(TurnKind.SECTION, block, opening).speaker = opening.speaker

    def _signature(self, block: Block, _: Opening) -> None:
        self._heading = None
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or not draft.signed:
            draft = self._open(TurnKind.SECTION, block)
        draft.add(block.cleaned, block.end)
        draft.closed = draft.signed = True


def _faction(block: Block) -> str:
    opening = block.opening
    return opening.speaker if opening and opening.opener.kind == "speaker" else ""


def _last_answer(blocks: Sequence[Block]) -> int:
    begins = (
        b.begin for b in blocks if b.opening and b.opening.opener.kind == "answer"
    )
    return max(begins, default=0)


def _after(cleaned: Cleaned, offset: int) -> Cleaned:
    """Return what stands from an offset of the text as read on."""
    return cut(cleaned, bisect_left(cleaned.offsets, offset))
