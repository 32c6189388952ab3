"""The `links.toml` of a corpus: who its actors are elsewhere, and who says so.

`kg link` proposes matches with things of another graph; people accept or reject them by
editing the file; `kg build` heeds those that are accepted. Actors are named by their
local identifiers.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import CorpusError, OutputError, reason_of
from kg.files import write_at_once
from kg.toml import parse_toml

FILE = "links.toml"

_HEAD = """\
# Who the actors of these papers are elsewhere. `kg link` proposes, people decide.
#
# To decide, take the # from the last three lines of a match, write accepted = true or
# false, by whom and on which day; `note = "..."` may say why. `kg build` makes
# skos:exactMatch of what is accepted. `kg link` keeps what is decided, proposes no more
# for an actor of whom a match was accepted, and writes all else anew, so comments are
# lost.
"""
_TEXTS = ("actor", "match", "label", "kind", "name", "about", "why", "source")
_KEYS = {*_TEXTS, "score", "tie", "accepted", "by", "on", "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided of a match, and when."""

    accepted: bool
    by: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An actor, and the thing elsewhere that it may be.

    Args:
        actor: local identifier of the actor.
        match: IRI of the thing.
        label, kind: what the actor is called, and its class.
        name, about: what the thing is called there, and what is told of it.
        score: how well they fit, from 0 to 1.
        why: what the score is made of, in words.
        tie: whether another thing has the same score, which is the highest.
        source: the endpoint that has the thing.
        decision: what somebody decided, if anybody did.
    """

    actor: str
    match: str
    label: str = ""
    kind: str = ""
    name: str = ""
    about: str = ""
    score: float = 0.0
    why: str = ""
    tie: bool = False
    source: str = ""
    decision: Decision | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether somebody accepted it."""
        return self.decision is not None and self.decision.accepted


def read_links(path: Path) -> tuple[Match, ...]:
    """Return the matches of a file in their order; none if it is not there.

    Raises:
        CorpusError: the file cannot be read, an entry lacks something, or what is
            accepted contradicts itself.
    """
    if not path.exists():
        return ()
    try:
        table = parse_toml(path.read_bytes(), str(path))
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {reason_of(error)}") from error
    entries = table.get("match", [])
    if table.keys() - {"match"} or not isinstance(entries, list):
        raise CorpusError(f"{path}: it may hold nothing but entries [[match]]")
    matches = tuple(
        _read(entry, f"{path}: match {number}")
        for number, entry in enumerate(entries, start=1)
    )
    _check(matches, path)
    return matches


def _read(entry: Any, where: str) -> Match:
    if not isinstance(entry, dict):
        raise CorpusError(f"{where} is no table")
    if unknown := sorted(entry.keys() - _KEYS):
        known = ", ".join(sorted(_KEYS))
        raise CorpusError(f"{where}: unknown key {unknown[0]!r}; there are: {known}")
    for key in (*_TEXTS, "note"):
        if not isinstance(entry.get(key, ""), str):
            raise CorpusError(f"{where}: {key!r} is no string")
    actor, match = entry.get("actor", ""), entry.get("match", "")
    if not actor or not _is_web(match):
        raise CorpusError(f"{where}: it wants an actor, and the web address of a match")
    score, tie = entry.get("score", 0.0), entry.get("tie", False)
    if not isinstance(score, int | float) or not isinstance(tie, bool):
        raise CorpusError(f"{where}: score is a number, tie is true or false")
    texts = {key: entry[key] for key in _TEXTS if key in entry}
    decision = _decision(entry, f"{where} ({actor})")
    return Match(**texts, score=float(score), tie=tie, decision=decision)


def _is_web(iri: str) -> bool:
    is_plain = not any(c in iri or c.isspace() for c in '<>"{}|\\^`')
    return is_plain and iri.startswith(("http://", "https://"))


def _decision(entry: dict[str, Any], where: str) -> Decision | None:
    accepted, by, on = (entry.get(key) for key in ("accepted", "by", "on"))
    if accepted is None and by is None and on is None:
        return None
    if not isinstance(accepted, bool):
        raise CorpusError(f"{where}: write accepted = true or accepted = false")
    if not isinstance(by, str) or not by.strip():
        raise CorpusError(f'{where}: it is decided, but not by whom; write by = "..."')
    if not isinstance(on, date) or isinstance(on, datetime):
        raise CorpusError(
            f"{where}: it is decided, but not when; write on = 2026-11-22"
        )
    return Decision(accepted=accepted, by=by.strip(), on=on, note=entry.get("note", ""))


def _check(matches: Iterable[Match], path: Path) -> None:
    """Make sure that no pair is given twice, and that what is accepted can be true."""
    pairs: set[tuple[str, str]] = set()
    of_actor: dict[tuple[str, str], str] = {}
    of_thing: dict[str, str] = {}
    for found in matches:
        if (found.actor, found.match) in pairs:
            raise CorpusError(
                f"{path}: {found.actor} and {found.match} stand there twice"
            )
        pairs.add((found.actor, found.match))
        if not found.is_accepted:
            continue
        host = urlsplit(found.match).netloc
        other = of_actor.setdefault((found.actor, host), found.match)
        if other != found.match:
            both = f"{other} and {found.match}"
            raise CorpusError(f"{path}: {found.actor} is accepted as both {both}")
        actor = of_thing.setdefault(found.match, found.actor)
        if actor != found.actor:
            both = f"{actor} and {found.actor}"
            raise CorpusError(f"{path}: {found.match} is accepted for both {both}")


def write_links(path: Path, matches: Iterable[Match]) -> None:
    """Write matches to a file, all at once.

    Raises:
        OutputError: the folder is not there, or the disk refuses.
    """
    try:
        write_at_once(path, as_toml(matches).encode())
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason_of(error)}") from error


def as_toml(matches: Iterable[Match]) -> str:
    """Return matches as the text of a file, by actor, the best first.

    >>> made = Match(actor="state-ml", match="http://www.wikidata.org/entity/Q912")
    >>> "# accepted = true" in as_toml([made])
    True
    """
    ordered = sorted(matches, key=lambda m: (m.actor, -m.score, m.match))
    return _HEAD + "".join(_entry(match) for match in ordered)


def _entry(match: Match) -> str:
    return "\n".join(["", *_lines(match), ""])


def _lines(match: Match) -> Iterator[str]:
    yield "[[match]]"
    for key in _TEXTS[:2]:
        yield f"{key} = {_quoted(getattr(match, key))}"
    for key in _TEXTS[2:6]:
        if value := getattr(match, key):
            yield f"{key} = {_quoted(value)}"
    yield f"score = {match.score:.2f}"
    if match.tie:
        yield "tie = true"
    for key in _TEXTS[6:]:
        if value := getattr(match, key):
            yield f"{key} = {_quoted(value)}"
    made = match.decision
    if made is None:
        yield "# accepted = true"
        yield '# by = ""'
        yield "# on = YYYY-MM-DD"
        return
    yield f"accepted = {'true' if made.accepted else 'false'}"
    yield f"by = {_quoted(made.by)}"
    yield f"on = {made.on.isoformat()}"
    if made.note:
        yield f"note = {_quoted(made.note)}"


def _quoted(text: str) -> str:
    """Return a basic string of TOML, which escapes as JSON does, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
