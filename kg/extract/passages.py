"""Analysed paragraphs with their names: what frames look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Cleaned, Document, Span, Turn
from kg.names import NameMention
from kg.parse import Parse, Token, Tokens


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
    analyses: Sequence[Parse],
    mentions: Sequence[Sequence[NameMention]],
    speakers: Mapping[str, tuple[str, ...]],
) -> Iterator[Passage]:
    """Join paragraphs with their analyses and names; names become single tokens."""
    for (turn, cleaned), analysis, names in zip(
        paragraphs, analyses, mentions, strict=True
    ):
        yield Passage(
            document=document,
            turn=turn,
            cleaned=cleaned,
            analysis=analysis,
            actors=merge_names(analysis, names),
            speakers=speakers[turn.label],
        )


def merge_names(analysis: Parse, names: Sequence[NameMention]) -> dict[int, str]:
    """Make each name one token, in place, and return the actors by token index."""
    stretches: list[Tokens] = []
    starts: dict[int, str] = {}
    end = 0
    for name in names:
        tokens = analysis.covering(name.begin_char, name.end_char)
        if tokens is not None and tokens.start >= end:
            stretches.append(tokens)
            starts[tokens.start_char] = name.actor_id
            end = tokens.end
    analysis.join(stretches)
    return {t.i: starts[t.idx] for t in analysis if t.idx in starts}
