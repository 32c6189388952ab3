"""Analysed paragraphs with their names: what frames look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language import Parse, Token, Tokens, as_parse
from kg.model import Cleaned, Document, Span, Turn
from kg.names import NameMention

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Stretch


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A cleaned paragraph of a turn, its parse, and the actors its tokens name.

    `actors` maps a token's index to the identifier of the actor it names; names of
    several words are one token.
    """

    document: Document
    turn: Turn
    cleaned: Cleaned
    analysis: Parse
    actors: Mapping[int, str]
    speakers: tuple[str, ...]

    @property
    def sentences(self) -> tuple[Tokens, ...]:
        """The sentences of the paragraph."""
        return self.analysis.sents

    def span(self, begin: int, end: int) -> Span:
        """Return the original span of a range of the paragraph's characters."""
        return self.document.span(*self.cleaned.original(begin, end))

    def token_span(self, token: Token) -> Span:
        """Return the original span of a token."""
        return self.span(token.idx, token.idx + len(token.text))


def as_passages(
    document: Document,
    paragraphs: Sequence[tuple[Turn, Cleaned]],
    analyses: Sequence[Doc],
    mentions: Sequence[Sequence[NameMention]],
    speakers: Mapping[str, tuple[str, ...]],
) -> Iterator[Passage]:
    """Join paragraphs with their analyses and names; names become single tokens."""
    for (turn, cleaned), analysis, names in zip(
        paragraphs, analyses, mentions, strict=True
    ):
        parse, actors = merge_names(analysis, names)
        yield Passage(
            document=document,
            turn=turn,
            cleaned=cleaned,
            analysis=parse,
            actors=actors,
            speakers=speakers[turn.label],
        )


def merge_names(
    analysis: Doc, names: Sequence[NameMention]
) -> tuple[Parse, dict[int, str]]:
    """Make each name one token; return the parse and the actors by token index."""
    spans: list[tuple[Stretch, str]] = []
    end = 0
    for name in names:
        tokens = analysis.char_span(
            name.begin_char, name.end_char, alignment_mode="expand"
        )
        if tokens is not None and tokens.start >= end:
            spans.append((tokens, name.actor_id))
            end = tokens.end
    starts = {tokens.start_char: actor for tokens, actor in spans}
    with analysis.retokenize() as retokenizer:
        for tokens, _ in spans:
            if len(tokens) > 1:
                retokenizer.merge(tokens)
    parse = as_parse(analysis)
    return parse, {t.i: starts[t.idx] for t in parse if t.idx in starts}
