"""What is known of the layout of Dutch papers, read from `reading.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.resources import folder

FILE = "reading.toml"
WORDS = "reading-words.txt"
VERBS = "reading-verbs.txt"
FRAGMENT = re.compile(r"@(\w+)@")
KINDS = frozenset(
    {
        "answer",
        "answer-part",
        "answered",
        "asked",
        "factions",
        "item",
        "motion",
        "part",
        "question",
        "signature",
        "speaker",
        "speech",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """A line that opens a turn; `whole` ones go on until a blank line."""

    kind: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    whole: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A way to cite a paper, and how its identifier is made from the groups."""

    target: str
    pattern: re.Pattern[str]
    examples: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutPatterns:
    """Patterns for single lines; see `[layout]` in the file."""

    furniture: tuple[re.Pattern[str], ...]
    note_sources: tuple[re.Pattern[str], ...]
    page_number: re.Pattern[str]
    note: re.Pattern[str]
    not_a_note: re.Pattern[str]
    bullet: re.Pattern[str]
    clause: re.Pattern[str]
    open_ends: re.Pattern[str]
    abbreviations: re.Pattern[str]
    finite_verbs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPatterns:
    """What the head of a paper says of it; see `[head]` in the file.

    `kinds` pairs patterns with the kind of paper that they tell, the first that fits.
    """

    issued: tuple[re.Pattern[str], ...]
    asked: tuple[re.Pattern[str], ...]
    months: tuple[str, ...]
    no_publisher: re.Pattern[str]
    office: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HyphenWords:
    """Word lists for the judgement of hyphens at line ends."""

    hanging: frozenset[str]
    standing: frozenset[str]
    clashes: frozenset[str]
    prefixes: frozenset[str]
    known: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The whole file, compiled."""

    openers: tuple[Opener, ...]
    names: tuple[re.Pattern[str], ...]
    short_names: tuple[re.Pattern[str], ...]
    cues: tuple[re.Pattern[str], ...]
    layout: LayoutPatterns
    head: HeadPatterns
    hyphens: HyphenWords
    answers: tuple[re.Pattern[str], ...]
    elsewhere: re.Pattern[str]
    citations: tuple[Citation, ...]


@cache
def known_languages() -> tuple[str, ...]:
    """Return the languages whose papers can be read."""
    found = (folder("ontology") / "lexicon").glob(f"*/{FILE}")
    return tuple(sorted(path.parent.name for path in found))


@cache
def read_patterns(language: str = "nl") -> Patterns:
    """Return the patterns of a language.

    Raises:
        KnowledgeError: a file is missing or malformed.
    """
    lexicon = folder("ontology") / "lexicon" / language
    try:
        table = tomllib.loads((lexicon / FILE).read_text(encoding="utf-8"))
        words, verbs = _read_words(lexicon / WORDS), _read_words(lexicon / VERBS)
        return as_patterns(table, known=words, verbs=verbs)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{lexicon / FILE} cannot be read: {error}") from error


def as_patterns(
    table: Mapping[str, Any], *, known: frozenset[str], verbs: frozenset[str]
) -> Patterns:
    """Compile the tables of `reading.toml`; `known` and `verbs` are its word lists.

    Raises:
        KnowledgeError: a key is missing, a kind unknown or a pattern malformed.
    """
    try:
        return _as_patterns(table, known, verbs)
    except KeyError as error:
        raise KnowledgeError(f"{FILE}: {error} is missing") from error
    except re.error as error:
        raise KnowledgeError(
            f"{FILE}: {error} in the pattern {error.pattern!r}"
        ) from error
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(f"{FILE}: wrong type of value: {error}") from error


def _as_patterns(
    table: Mapping[str, Any], known: frozenset[str], verbs: frozenset[str]
) -> Patterns:
    fragments: Mapping[str, str] = table["fragments"]
    compiled = _Compiler(fragments)
    words = {key: frozenset(value) for key, value in table["hyphens"].items()}
    return Patterns(
        openers=tuple(_as_opener(entry, compiled) for entry in table["opener"]),
        names=compiled.each(table["voice"]["names"]),
        short_names=compiled.each(table["voice"]["short_names"]),
        cues=compiled.each(table["voice"]["cues"]),
        layout=_as_layout(table["layout"], compiled, verbs),
        head=_as_head(table["head"], compiled),
        hyphens=HyphenWords(
            hanging=words["hanging"],
            standing=words["standing"],
            clashes=words["clashes"],
            prefixes=words["prefixes"],
            known=known,
        ),
        answers=compiled.each(table["answers"]["patterns"]),
        elsewhere=compiled.one(table["answers"]["elsewhere"]),
        citations=tuple(_as_citation(entry, compiled) for entry in table["reference"]),
    )


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Puts the fragments into patterns and compiles them."""

    fragments: Mapping[str, str]

    def one(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        """Compile a pattern with `@name@` fragments."""
        expanded = pattern
        while FRAGMENT.search(expanded):
            expanded = FRAGMENT.sub(lambda m: self.fragments[m[1]], expanded)
        return re.compile(expanded, flags)

    def each(
        self, patterns: list[str], flags: re.RegexFlag = re.NOFLAG
    ) -> tuple[re.Pattern[str], ...]:
        """Compile a list of patterns."""
        return tuple(self.one(pattern, flags) for pattern in patterns)


def _as_opener(entry: Mapping[str, Any], compiled: _Compiler) -> Opener:
    if entry["kind"] not in KINDS:
        choices = ", ".join(sorted(KINDS))
        raise KnowledgeError(
            f"{FILE}: no kind of opener {entry['kind']!r}; there are: {choices}"
        )
    needs = entry.get("needs")
    return Opener(
        kind=entry["kind"],
        pattern=compiled.one(entry["pattern"]),
        needs=compiled.one(needs) if needs else None,
        whole=bool(entry.get("whole", False)),
        examples=tuple(entry["examples"]),
    )


def _as_citation(entry: Mapping[str, Any], compiled: _Compiler) -> Citation:
    return Citation(
        target=entry["target"],
        pattern=compiled.one(entry["pattern"]),
        examples=dict(entry["examples"]),
    )


def _as_layout(
    table: Mapping[str, Any], compiled: _Compiler, verbs: frozenset[str]
) -> LayoutPatterns:
    single = {
        key: compiled.one(value)
        for key, value in table.items()
        if isinstance(value, str)
    }
    return LayoutPatterns(
        furniture=compiled.each(table["furniture"]),
        note_sources=compiled.each(table["note_sources"]),
        page_number=single["page_number"],
        note=single["note"],
        not_a_note=single["not_a_note"],
        bullet=single["bullet"],
        clause=single["clause"],
        open_ends=single["open_ends"],
        abbreviations=single["abbreviations"],
        finite_verbs=verbs | frozenset(table["finite_verbs"]),
    )


def _as_head(table: Mapping[str, Any], compiled: _Compiler) -> HeadPatterns:
    lines = re.MULTILINE | re.IGNORECASE
    return HeadPatterns(
        issued=compiled.each(table["issued"], re.MULTILINE),
        asked=compiled.each(table["asked"], re.MULTILINE),
        months=tuple(table["months"]),
        no_publisher=compiled.one(table["no_publisher"]),
        office=compiled.one("@office@"),
        kinds=tuple(
            (compiled.one(entry["pattern"], lines), entry["kind"])
            for entry in table["kind"]
        ),
    )


def _read_words(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split())
