"""What generated papers are made of: exchanges and passages of real ones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.casting import load_cast
from kg.corpus import find_turns, read_corpus
from kg.model import Turn, TurnKind

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SHORTEST = 25  # words of a passage that tells anything
WORDING = re.compile(r"%\((.+?)\)s")
_ELSEWHERE = re.compile(r"\b(?:onder )?vra(?:ag|gen) \d|hierboven")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Paragraphs that stay together, as templates: an answer and its questions, if any.

    Each question is one string; `words` counts those of all.
    """

    questions: tuple[str, ...] = ()
    paragraphs: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a real paper gives, and the day from which its *jl.* is reckoned."""

    issued: date
    exchanges: tuple[Piece, ...]
    passages: tuple[Piece, ...]


@cache
def load_sources() -> tuple[Source, ...]:
    """Return the pieces of the papers in `corpus/`."""
    sources = []
    for document in read_corpus(CORPUS).documents:
        turns = find_turns(document)
        sources.append(
            Source(
                issued=document.issued,
                exchanges=tuple(_exchanges(turns)),
                passages=tuple(_passages(turns)),
            )
        )
    return tuple(sources)


def wordings_of(sources: Iterable[Source]) -> frozenset[str]:
    """Return the wordings and dates for which the templates have a place."""
    return frozenset(
        wording
        for source in sources
        for piece in (*source.exchanges, *source.passages)
        for template in (*piece.questions, *piece.paragraphs)
        for wording in WORDING.findall(template)
    )


def _exchanges(turns: Sequence[Turn]) -> Iterator[Piece]:
    """Yield answers with their questions, but for those that point elsewhere."""
    by_label = {turn.label: turn for turn in turns}
    for turn in turns:
        asked = [by_label[label] for label in turn.answers if label in by_label]
        said = _said(turn)
        if asked and not any(map(_ELSEWHERE.search, said)):
            yield _piece([" ".join(_said(question)) for question in asked], said)


def _passages(turns: Sequence[Turn]) -> Iterator[Piece]:
    """Yield paragraphs of sections and answers, each on its own."""
    for turn in turns:
        for text in _said(turn) if turn.kind is not TurnKind.QUESTION else ():
            if len(text.split()) >= SHORTEST and not _ELSEWHERE.search(text):
                yield _piece([], [text])


def _said(turn: Turn) -> list[str]:
    return [paragraph.text for paragraph in turn.paragraphs]


def _piece(questions: Sequence[str], paragraphs: Sequence[str]) -> Piece:
    cast = load_cast()
    return Piece(
        questions=tuple(map(cast.template, questions)),
        paragraphs=tuple(map(cast.template, paragraphs)),
        words=sum(len(text.split()) for text in (*questions, *paragraphs)),
    )
