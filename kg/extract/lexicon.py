"""The trigger lexicon: frames, cues and word lists, read from `ontology/lexicon/`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.extract.inflection import Irregular, VerbForm, noun_forms, verb_forms
from kg.iris import fold
from kg.model import Role
from kg.ontology import load_classes
from kg.resources import folder

NEEDS = ("needs", "needs_all", "needs_two", "needs_filled", "needs_said")
SHORTEST_FIRST_PART = 2  # letters before the last part of a compound


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A family of trigger words, and where the fillers of their roles are looked for.

    The fields are those of a `[[frame]]` table; `ontology/lexicon/nl/frames/README.md`
    says what each means.
    """

    name: str
    event_class: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    target_event: tuple[str, ...] = ()
    kinds: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    count: str = ""
    needs: tuple[Role, ...] = ()
    needs_all: tuple[Role, ...] = ()
    needs_two: tuple[Role, ...] = ()
    needs_filled: tuple[Role, ...] = ()
    needs_said: tuple[Role, ...] = ()
    not_compounds: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    not_in_sentence: tuple[str, ...] = ()
    with_object: tuple[str, ...] = ()
    with_object_or_alone: tuple[str, ...] = ()
    with_object_or_aan: tuple[str, ...] = ()
    with_adjective: tuple[str, ...] = ()
    with_adverb: tuple[str, ...] = ()
    with_governor: tuple[str, ...] = ()
    with_phrase: tuple[str, ...] = ()
    without_object: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    definite: bool = False
    present_is_planned: bool = False
    with_money: bool = False
    opens_motion: bool = False
    target_any: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A written form of a trigger: its frame, and the particle it needs, if any."""

    frame: Frame
    particle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Dictionary words by their folded written forms, particles included."""

    forms: Mapping[str, tuple[tuple[str, str], ...]]

    def words(self, form: str) -> tuple[tuple[str, str], ...]:
        """Return the words a form may belong to, each with the particle it needs."""
        return self.forms.get(fold(form), ())

    def any_words(self, form: str) -> set[str]:
        """Return the words a form may belong to, whatever particle they need."""
        return {word for word, _ in self.words(form)}

    def plain_words(self, form: str) -> set[str]:
        """Return the words a form may belong to that need no particle."""
        return {word for word, particle in self.words(form) if not particle}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the extractor knows of words.

    `lists` are the tables of `nouns.toml`, `sets` their words, to look one up in.
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    words: WordList
    lists: Mapping[str, Any]
    sets: Mapping[str, frozenset[str]]
    cues: Mapping[str, Any]
    quantities: Mapping[str, Any]
    unaccusative: frozenset[str]
    object_control: frozenset[str]
    frames: tuple[Frame, ...]

    def noun_entries(self, form: str) -> tuple[Entry, ...]:
        """Return the entries of a noun, or of the last part of a compound."""
        folded = fold(form)
        if folded in self.nouns:
            return self.nouns[folded]
        for cut in range(SHORTEST_FIRST_PART, len(folded) - 3):
            entries = self.nouns.get(folded[cut:].lstrip("-"), ())
            kept = tuple(e for e in entries if allows_compound(e, folded, cut))
            if kept:
                return kept
        return ()


def allows_compound(entry: Entry, form: str, cut: int) -> bool:
    """Tell whether a compound ending in the entry's word may be its trigger."""
    last = form[cut:].lstrip("-")
    barred = any(last in folded_forms(word) for word in entry.frame.not_compounds)
    return not barred and form not in entry.frame.not_words


@cache
def folded_forms(noun: str) -> frozenset[str]:
    """Return the folded forms of a noun."""
    return frozenset(fold(form) for form in noun_forms(noun))


def as_frame(table: Mapping[str, Any], slots: Mapping[str, list[str]]) -> Frame:
    """Make a frame of its table.

    Raises:
        KnowledgeError: a key, class or role is unknown, or a key is missing.
    """
    rest = dict(table)
    name = rest.pop("name", "?")
    try:
        values: dict[str, Any] = {
            "event_class": rest.pop("class"),
            "roles": {
                role: tuple(expand(rest.pop(role.value), slots))
                for role in Role
                if role.value in rest
            },
            "kinds": {
                role: tuple(rest.pop(f"{role.value}_kinds"))
                for role in Role
                if f"{role.value}_kinds" in rest
            },
        }
        for key in NEEDS:
            values[key] = tuple(Role(r) for r in rest.pop(key, ()))
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"frame {name!r}: {error}") from None
    unknown = set(rest) - {f.name for f in fields(Frame)}
    if unknown or values["event_class"] not in load_classes():
        wrong = ", ".join(sorted(unknown)) or f"class {values['event_class']}"
        raise KnowledgeError(f"frame {name!r}: unknown {wrong}")
    for key, value in rest.items():
        values[key] = tuple(value) if isinstance(value, list) else value
    return Frame(name=name, **values)


def expand(value: str | list[str], slots: Mapping[str, list[str]]) -> Iterable[str]:
    """Replace names of lists by their slots."""
    for slot in [value] if isinstance(value, str) else value:
        yield from slots.get(slot, [slot])


@cache
def load_lexicon(language: str = "nl") -> Lexicon:
    """Read the lexicon of a language.

    Raises:
        KnowledgeError: a file is missing or malformed; the message names it.
    """
    root = folder("ontology") / "lexicon" / language
    slots = read_toml(root / "slots.toml")
    table = read_toml(root / "verbs.toml")
    strong = {verb: Irregular(*parts) for verb, parts in table["irregular"].items()}
    frames = tuple(
        as_frame(table, slots)
        for path in sorted((root / "frames").glob("*.toml"))
        for table in read_toml(path)["frame"]
    )
    lists = read_toml(root / "nouns.toml")
    cues = read_toml(root / "factuality.toml")
    taken_up = {*lists["anaphors"], *lists["organs"]}
    known = sorted({*words_in(lists), *words_in(cues), *governors(frames), *taken_up})
    return Lexicon(
        verbs=index_verbs(frames, strong),
        nouns=index((f, n, noun_forms(n)) for f in frames for n in f.nouns),
        adjectives=index((f, a, {a, f"{a}e"}) for f in frames for a in f.adjectives),
        words=WordList(forms=index_words(known, strong, table["forms"])),
        lists=lists,
        sets={name: frozenset(words) for name, words in lists.items()},
        cues=cues,
        quantities=read_toml(root / "quantities.toml"),
        unaccusative=folded_verbs(table["unaccusative"], strong),
        object_control=folded_verbs(table["object_control"], strong),
        frames=frames,
    )


def folded_verbs(
    verbs: Iterable[str], strong: Mapping[str, Irregular]
) -> frozenset[str]:
    """Return the folded forms of verbs, without the particles that stand apart."""
    return frozenset(fold(form.text) for v in verbs for form in verb_forms(v, strong))


def read_toml(path: Path) -> dict[str, Any]:
    """Read a knowledge file.

    Raises:
        KnowledgeError: it is missing or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from None


def governors(frames: Iterable[Frame]) -> Iterable[str]:
    """Yield the words that frames ask for above their nouns."""
    for frame in frames:
        yield from frame.with_governor


def words_in(value: Any) -> Iterable[str]:
    """Yield all strings in a tree of tables and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {"value", "source", "otherwise", "present", "past", "under"}:
                yield from words_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)


def index_verbs(
    frames: Iterable[Frame], strong: Mapping[str, Irregular]
) -> dict[str, tuple[Entry, ...]]:
    """Map each folded verb form to the entries it may be a trigger of."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for frame in frames:
        for verb in frame.verbs:
            for form in verb_forms(verb, strong):
                entry = Entry(frame=frame, particle=form.particle)
                if entry not in found[fold(form.text)]:
                    found[fold(form.text)].append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


def index(
    words: Iterable[tuple[Frame, str, Iterable[str]]],
) -> dict[str, tuple[Entry, ...]]:
    """Map each folded form to the entries it may be a trigger of."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for frame, _, forms in words:
        for form in sorted(set(forms)):
            entry = Entry(frame=frame)
            if entry not in found[fold(form)]:
                found[fold(form)].append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


def index_words(
    words: Iterable[str],
    strong: Mapping[str, Irregular],
    listed: Mapping[str, list[str]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Map each folded form to the words it may be a form of, with their particles."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for word in words:
        forms: set[VerbForm] = {VerbForm(form) for form in listed.get(word, ())}
        if forms:
            for form in forms:
                found[fold(form.text)][word, ""] = None
            continue
        forms = {VerbForm(form) for form in noun_forms(word)}
        forms |= {VerbForm(f"{word}e"), VerbForm(f"{word}{word[-1]}e")}
        if word.endswith(("en", "aan", "oen")) or "|" in word:
            forms |= verb_forms(word, strong)
        for form in forms:
            found[fold(form.text)][word, form.particle] = None
    return {form: tuple(pairs) for form, pairs in found.items()}
