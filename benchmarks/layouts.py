"""How papers of each kind are laid out, as templates with a place for each wording."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.dates import in_words
from benchmarks.papers import WORDING, Piece

WIDTH = 88  # characters of a line
PER_HEADING = 3  # passages
LAND = "%(Mali)s"
PARTIES = ("VVD", "D66", "PVV", "CDA", "ChristenUnie", "SP", "GroenLinks", "SGP")
MINISTERS = (
    ("Buitenlandse Zaken", "%(Blok)s", "%(S.A. Blok)s"),
    ("Defensie", "%(Bijleveld-Schouten)s", "%(A.Th.B. Bijleveld-Schouten)s"),
)
HEADINGS = (
    *("Recente ontwikkelingen", "Diplomatieke reacties", "De veiligheidsinzet"),
    *("Ontwikkelingssamenwerking", "Samenwerking in de regio", "Vooruitblik"),
)
WORDINGS = frozenset(
    WORDING.findall(" ".join([LAND, *(word for row in MINISTERS for word in row)]))
)
_LINE = re.compile(rf"(.{{1,{WIDTH}}})(?: |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be laid out; `minister` is the place of who answers in `MINISTERS`."""

    pieces: Sequence[Piece]
    issued: date
    asked: date
    asker: str
    party: str
    minister: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One kind of paper; `share` says how many there are of it, beside the others.

    `asks` tells whether it is made of exchanges, `blocks` gives its paragraphs and
    headings, `entry` what the manifest says of it; `wrapped` whether lines are broken.
    """

    share: int
    title: str
    asks: bool
    wrapped: bool
    blocks: Callable[[Draft], Iterator[str]]
    entry: Callable[[Draft], dict[str, Any]]

    def text(self, draft: Draft, words: Mapping[str, str]) -> str:
        """Return the text of a paper."""
        blocks = (block % words for block in self.blocks(draft))
        if self.wrapped:
            blocks = (_LINE.sub(r"\1\n", block).rstrip("\n") for block in blocks)
        return "\n\n".join(blocks) + "\n"


def _answers(draft: Draft) -> Iterator[str]:
    post, name, _ = MINISTERS[draft.minister]
    yield (
        f"Vragen van het lid {draft.asker} ({draft.party}) aan de Minister van {post} "
        f"over de situatie in {LAND} (ingezonden {in_words(draft.asked)})."
    )
    yield (
        f"Antwoord van Minister {name} ({post}) (ontvangen {in_words(draft.issued)})."
    )
    number = 0
    for piece in draft.pieces:
        first = number + 1
        for question in piece.questions:
            number += 1
            yield f"Vraag {number}"
            yield question
        several = f"Antwoord op de vragen {first} en {number}"
        yield f"Antwoord {number}" if number == first else several
        yield from piece.paragraphs


def _consultation(draft: Draft) -> Iterator[str]:
    yield f"Inbreng {draft.party}"
    for number, piece in enumerate(draft.pieces, start=1):
        yield " ".join(piece.questions)
        yield f"{number}. Antwoord van het kabinet"
        yield from piece.paragraphs


def _letter(draft: Draft) -> Iterator[str]:
    yield f"Met deze brief wordt uw Kamer geïnformeerd over de situatie in {LAND}."
    yield from _headed(draft, "{number}. {heading}")
    for post, _, name in MINISTERS:
        yield f"De Minister van {post},\n{name}"


def _news(draft: Draft) -> Iterator[str]:
    yield f"Ontwikkelingen in {LAND}"
    yield from _headed(draft, "{heading}")


def _headed(draft: Draft, written: str) -> Iterator[str]:
    """Yield the paragraphs, with a heading now and then."""
    for number, piece in enumerate(draft.pieces):
        part, rest = divmod(number, PER_HEADING)
        if not rest:
            heading = HEADINGS[part % len(HEADINGS)]
            yield written.format(number=part + 1, heading=heading)
        yield from piece.paragraphs


def _asked(draft: Draft) -> dict[str, Any]:
    minister = f"minister van {MINISTERS[draft.minister][0]}"
    return {
        "asked": draft.asked,
        "asked_by": f"{draft.asker} ({draft.party})",
        "answered_by": minister,
        "date_basis": "text",
    }


def _consulted(draft: Draft) -> dict[str, Any]:
    return {"asked": draft.asked, "answered_by": "het kabinet"}


LAYOUTS = {
    "answer-to-questions": Layout(
        share=5,
        title=f"Antwoord op schriftelijke vragen over de situatie in {LAND}",
        asks=True,
        wrapped=True,
        blocks=_answers,
        entry=_asked,
    ),
    "written-consultation": Layout(
        share=1,
        title=f"Verslag van een schriftelijk overleg over de situatie in {LAND}",
        asks=True,
        wrapped=True,
        blocks=_consultation,
        entry=_consulted,
    ),
    "letter": Layout(
        share=3,
        title=f"Brief over de situatie in {LAND}",
        asks=False,
        wrapped=True,
        blocks=_letter,
        entry=lambda _: {},
    ),
    "news": Layout(
        share=1,
        title=f"Ontwikkelingen in {LAND}",
        asks=False,
        wrapped=False,
        blocks=_news,
        entry=lambda _: {"publisher": "Ministerie van Defensie"},
    ),
}
