"""What one place in a text states, before it becomes a claim: relations and offices."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.relations.phrases import Phrase
from kg.extract.relations.rules import PostRule
from kg.model import Actor
from kg.parse import Token

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The words of an office: `noun` and its rule, or the post that a name is.

    `begin` and `end` are the characters of the words that say it, `wording` those with
    what is behind them; `prefix` is a first part that names an organisation.
    """

    noun: str
    rule: PostRule | None
    phrase: Phrase
    begin: int
    end: int
    wording: str
    prefix: str = ""
    post: str | None = None
    person: str | None = None
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post, and the state or organisation it belongs to, where that is known."""

    post: Actor
    organisation: str | None
    leads: bool
    guessed: int = 0
