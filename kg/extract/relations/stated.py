"""A relation as one place in a text states it, before it becomes a claim."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

PAST, PLANNED = "past", "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Two actors, the relation between them, and the words that say so.

    `word` is the token that says it, `begin` and `end` its characters in the paragraph.
    `anchor` is the token whose clause asserts the relation; where there is none the
    text takes it for granted. `organisation` is what a post or membership belongs to.
    `sort` is the sort of the verb: past, planned or empty. `guessed` counts what was
    taken from knowledge or an anaphor and not from the words. `last` is the last token
    that was looked at, which may stand in the next sentence.
    """

    rule: str
    relation: str
    subject: str
    object: str
    word: Token
    begin: int
    end: int
    anchor: Token | None = None
    organisation: str | None = None
    past: bool = False
    sort: str = ""
    guessed: int = 0
    last: int = 0
