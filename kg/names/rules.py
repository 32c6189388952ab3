"""The rules of `ontology/lexicon/nl/names.toml`: patterns, titles and cues."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.iris import fold
from kg.names.entries import read_table
from kg.names.pieces import keys
from kg.ontology import load_kinds
from kg.resources import folder

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A body or post that any state may have; fields hold `{cc}`, `{adjective}`, ..."""

    id: str
    kind: str
    heads: tuple[str, ...]
    en: str
    labels: tuple[str, ...] = ()
    capitalised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How names are built and recognised.

    `heads` and `prefixes` give the pattern of what follows an adjective of a state
    ("leger") or stands before its name ("Leger van"); the cues give kinds by word.
    """

    patterns: Mapping[str, Pattern]
    heads: Mapping[Keys, Pattern]
    prefixes: Mapping[Keys, Pattern]
    longest_head: int
    counterparts: frozenset[str]
    counterpart_posts: Mapping[str, str]
    missions: Mapping[Keys, str]
    suffixes: Mapping[str, tuple[str, ...]]
    offices: frozenset[str]
    address: frozenset[str]
    particles: frozenset[str]
    noun_cues: Mapping[str, str]
    name_cues: Mapping[str, str]
    place_cues: frozenset[str]
    place_nouns: Mapping[str, frozenset[str]]
    given_names: frozenset[str]
    never: frozenset[str]
    directions: frozenset[str]
    quotes: tuple[str, ...]
    list_words: frozenset[str]
    owner_words: frozenset[str]
    in_words: frozenset[str]
    definition: re.Pattern[str]

    def announces_person(self, word: str) -> bool:
        """Tell whether a folded word is a title, an office or an address."""
        return word in self.address or self.is_office(word)

    def is_office(self, word: str) -> bool:
        """Tell whether a folded word is an office or rank, or a compound of one."""
        return word in self.offices or any(
            word.endswith(office) for office in self.offices if len(office) > 5
        )

    def noun_kind(self, word: str) -> str | None:
        """Return the kind of actor that a folded common noun announces."""
        if word in self.noun_cues:
            return self.noun_cues[word]
        ends = [c for c in self.noun_cues if len(c) > 4 and word.endswith(c)]
        return self.noun_cues[max(ends, key=len)] if ends else None


@cache
def load_rules(file: Path | None = None) -> Rules:
    """Return the rules, read once.

    Args:
        file: another file than the one that comes with Kroniek.

    Raises:
        KnowledgeError: the file is malformed.
    """
    path = file or folder("ontology") / "lexicon" / "nl" / "names.toml"
    table = read_table(path)
    try:
        return _build(table, path.name)
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{path.name}: missing or malformed: {error}") from error


def _build(table: Mapping[str, Any], file: str) -> Rules:
    """Return the rules that a table holds."""
    patterns = [_pattern(own, file) for own in table["pattern"]]
    heads = {keys(h): p for p in patterns for h in p.heads}
    titles, counterpart = table["titles"], table["counterpart"]
    small = table["small_words"]
    return Rules(
        patterns={p.id: p for p in patterns},
        heads=heads,
        prefixes={keys(c): p for p in patterns for c in p.capitalised},
        longest_head=max(len(k) for k in heads),
        counterparts=_folded(counterpart["heads"]),
        counterpart_posts=counterpart["posts"],
        missions={keys(f): o for o, forms in table["missions"].items() for f in forms},
        suffixes=_suffixes(table["suffix"]),
        offices=_folded(titles["offices"]),
        address=_folded(titles["address"]),
        particles=_folded(table["particles"]["words"]),
        noun_cues=_cues(table["noun_cue"], file),
        name_cues=_cues(table["name_cue"], file),
        place_cues=_folded(table["place_cue"]["words"]),
        place_nouns={
            word: _folded(nouns) for word, nouns in table["place_cue"]["behind"].items()
        },
        given_names=_folded(table["given_names"]["words"]),
        never=_folded(table["never"]["words"]),
        directions=_folded(table["directions"]["words"]),
        quotes=tuple(table["quotes"]["pairs"]),
        list_words=_folded(small["list"]),
        owner_words=_folded(small["owner"]),
        in_words=_folded(small["place"]),
        definition=_definition(small["definition"]),
    )


def _definition(words: Sequence[str]) -> re.Pattern[str]:
    """Return what an abbreviation in brackets behind a name looks like."""
    opening = "|".join(map(re.escape, words))
    return re.compile(
        rf"[»”\"'’]?\s*\((?:{opening})?:?\s*[«“\"'‘]?"
        r"([A-Z][\w&/.-]{1,14}(?: [A-Z]\w+)?)[»”\"'’]?\)"
    )


def _pattern(own: Mapping[str, Any], file: str) -> Pattern:
    """Return one pattern, its lists as tuples."""
    if own["kind"] not in load_kinds():
        raise KnowledgeError(f"{file}: {own['id']}: unknown kind {own['kind']!r}")
    return Pattern(
        id=own["id"],
        kind=own["kind"],
        heads=tuple(own["heads"]),
        en=own["en"],
        labels=tuple(own.get("labels", ())),
        capitalised=tuple(own.get("capitalised", ())),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _suffixes(tables: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the kinds of actor that each suffix may be tied to."""
    found: dict[str, tuple[str, ...]] = {}
    for own in tables:
        for word in own["words"]:
            found[fold(word)] = (*found.get(fold(word), ()), *own["kinds"])
    return found


def _cues(tables: Iterable[Mapping[str, Any]], file: str) -> dict[str, str]:
    """Return the kind of actor that each word announces."""
    found: dict[str, str] = {}
    for own in tables:
        if own["kind"] not in load_kinds():
            raise KnowledgeError(f"{file}: unknown kind {own['kind']!r}")
        found |= {fold(word): own["kind"] for word in own["words"]}
    return found
