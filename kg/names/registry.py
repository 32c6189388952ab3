"""The registry: the known actors, their forms, and the actors that patterns make."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg import ontology, resources
from kg.errors import KnowledgeError
from kg.model import Actor
from kg.names.entries import Entry, read_entries
from kg.names.forms import Form, Mode
from kg.names.pieces import is_capitalised, keys, squash
from kg.names.rules import Pattern, load_rules
from kg.names.states import read_adjectives, read_states

Keys = tuple[str, ...]
_MADE = re.compile(r"([a-z]+)-([a-z]{2})-(.+)")
_DEMONYMS = "demonyms.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Known actors by identifier, and by form.

    `forms` holds the forms by their folded pieces, `longest` how many pieces they have
    at most by their first one, `small` the first pieces that need no capital;
    `by_label` identifiers by squashed label, form or noun; `stand_ins` who takes the
    place of an actor that a pattern would make; `missions` the missions that an
    organisation runs; `adjectives` the inflected adjective by ISO code; `made` the
    actors that patterns made so far.
    """

    entries: Mapping[str, Entry]
    forms: Mapping[Keys, tuple[Form, ...]]
    longest: Mapping[str, int]
    small: frozenset[str]
    by_label: Mapping[str, tuple[str, ...]]
    stand_ins: Mapping[str, str]
    missions: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, str]
    made: dict[str, Actor] = field(default_factory=dict, compare=False)

    def __iter__(self) -> Iterator[Actor]:
        """Iterate over the listed actors, in order of identifier."""
        return (self.entries[identifier].actor for identifier in sorted(self.entries))

    def __len__(self) -> int:
        """Return how many actors are listed."""
        return len(self.entries)

    def __contains__(self, identifier: object) -> bool:
        """Tell whether an identifier is listed, or can be made from a pattern."""
        return isinstance(identifier, str) and self.get(identifier) is not None

    def actor(self, identifier: str) -> Actor:
        """Return the actor of an identifier.

        Raises:
            KnowledgeError: there is none.
        """
        found = self.get(identifier)
        if found is None:
            raise KnowledgeError(f"registry: no actor {identifier!r}")
        return found

    def get(self, identifier: str) -> Actor | None:
        """Return the actor of an identifier, listed or made from a pattern, or None."""
        entry = self.entries.get(self.stand_ins.get(identifier, identifier))
        if entry:
            return entry.actor
        made = self.made.get(identifier) or self._made(identifier)
        if made:
            self.made[identifier] = made
        return made

    def find(self, wording: str, *, country: str | None = None) -> str | None:
        """Return the identifier that a wording names, whatever its capitals, or None.

        Args:
            wording: a label, a form or a common noun of an actor.
            country: ISO code in lower case; its actors come first.
        """
        found = self.by_label.get(squash(wording), ())
        own = [i for i in found if self.entries[i].actor.country == country]
        return next(iter(own or found), None)

    def is_kind(self, name: str, ancestor: str) -> bool:
        """Tell whether an actor or a kind is of a kind, or of a special case of it."""
        known = None if name in ontology.load_kinds() else self.get(name)
        return ontology.is_kind(known.kind if known else name, ancestor)

    def make(self, pattern: Pattern, code: str) -> str:
        """Return the identifier of a state's body or post, or of its stand-in.

        Args:
            pattern: what is made.
            code: ISO code in lower case.
        """
        identifier = pattern.id.replace("{cc}", code)
        return self.stand_ins.get(identifier, identifier)

    def _made(self, identifier: str) -> Actor | None:
        """Return the actor that a pattern makes for an identifier."""
        parts = _MADE.fullmatch(identifier)
        if not parts:
            return None
        pattern = load_rules().patterns.get(f"{parts[1]}-{{cc}}-{parts[3]}")
        state = self.entries.get(f"state-{parts[2]}")
        if not pattern or not state or parts[2] not in self.adjectives:
            return None
        words = {**state.actor.labels, "state": state.actor.labels["nl"]}
        words["adjective"] = self.adjectives[parts[2]]
        built = [f"{words['adjective']} {head}" for head in pattern.heads]
        return Actor(
            identifier=identifier,
            kind=pattern.kind,
            labels={"nl": built[0], "en": pattern.en.format(**words)},
            alternative_labels=(
                *built[1:],
                *(label.format(**words) for label in pattern.labels),
            ),
            country=parts[2],
        )


@cache
def load_registry(folder: Path | None = None) -> Registry:
    """Return the registry, read once.

    Args:
        folder: another one than `ontology/registry`.

    Raises:
        KnowledgeError: a file is malformed, an identifier is given twice, a kind or
            a reference is unknown.

    >>> load_registry().actor("state-ml").labels["en"]
    'Mali'
    """
    home = folder or resources.folder("ontology") / "registry"
    demonyms = home / _DEMONYMS
    entries: dict[str, Entry] = {}
    for path in sorted(home.glob("*.toml")):
        read = read_states if path == demonyms else read_entries
        for entry in read(path):
            identifier = entry.actor.identifier
            if identifier in entries:
                raise KnowledgeError(f"{path.name}: {identifier}: given twice")
            entries[identifier] = entry
    _check_references(entries)
    return _index(entries, read_adjectives(demonyms) if demonyms.exists() else {})


def _check_references(entries: Mapping[str, Entry]) -> None:
    """Check that what an entry refers to exists."""
    taken: dict[str, str] = {}
    for identifier, entry in entries.items():
        codes = [*entry.areas, *([entry.actor.country] if entry.actor.country else [])]
        needed = [f"state-{code}" for code in codes]
        needed += [entry.parent] if entry.parent else []
        needed += [other for others in entry.related.values() for other in others]
        for name in needed:
            if name not in entries:
                raise KnowledgeError(f"registry: {identifier}: no actor {name!r}")
        for name in entry.stands_for:
            if name in entries or name in taken:
                raise KnowledgeError(f"registry: {identifier}: {name!r} exists already")
            taken[name] = identifier


def _index(entries: dict[str, Entry], adjectives: Mapping[str, str]) -> Registry:
    """Return the registry of entries, with its indexes."""
    forms: dict[Keys, list[Form]] = defaultdict(list)
    longest: dict[str, int] = defaultdict(int)
    by_label: dict[str, dict[str, None]] = defaultdict(dict)
    missions: dict[str, list[str]] = defaultdict(list)
    for identifier, entry in entries.items():
        for form in entry.forms:
            found = keys(form.text)
            forms[found].append(form)
            longest[found[0]] = max(longest[found[0]], len(found))
        for label in _labels(entry):
            by_label[squash(label)].setdefault(identifier)
        if entry.parent and entry.actor.kind == "Mission":
            missions[entry.parent].append(identifier)
    for code, organisation in load_rules().missions.items():
        forms[code].append(
            Form(
                text=" ".join(code),
                actor=organisation,
                kind="Mission",
                mode=Mode.MISSION,
            )
        )
        longest[code[0]] = max(longest[code[0]], len(code))
    return Registry(
        entries=entries,
        forms={k: tuple(sorted(v, key=_precedence)) for k, v in forms.items()},
        longest=dict(longest),
        small=frozenset(
            found[0]
            for found, own in forms.items()
            if not all(is_capitalised(form.text) for form in own)
        ),
        by_label={label: tuple(found) for label, found in by_label.items()},
        stand_ins={o: i for i, e in entries.items() for o in e.stands_for},
        missions={parent: tuple(found) for parent, found in missions.items()},
        adjectives=adjectives,
    )


def _precedence(form: Form) -> tuple[int, int]:
    """Return the order in which forms of the same pieces are tried."""
    return form.rank, -len(form.text)


def _labels(entry: Entry) -> Iterator[str]:
    """Yield all wordings of an entry."""
    yield from entry.actor.labels.values()
    yield from entry.actor.alternative_labels
    yield from (form.text for form in entry.forms)
    yield from entry.nouns
