"""Reading the registry's files: one entry per actor, checked key by key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.iris import slug
from kg.model import Actor
from kg.names.forms import Form, Mode
from kg.names.pieces import is_capitalised
from kg.ontology import load_kinds

_RELATED = ("affiliated_with", "part_of")
_LISTS = ("forms", "exact", "home", "middle", "home_middle", "introduced", "short")
_LABELS = ("labels", "nouns", "stands_for", "area", "matches", *_RELATED)
_WORDS = ("nl", "en", "kind", "country", "notation", "surname", "of")
_KEYS = {*_LISTS, *_LABELS, *_WORDS, "find"}
_TABLES = {"defaults", "actors", "cities"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor with how it is written.

    `nouns` are common nouns that may stand for it but are no names; `parent` runs it;
    `areas` are the ISO codes (lower case) of where it works; `stands_for` holds the
    identifiers that patterns would make for it ("org-ml-government"); `related` the
    identifiers of actors by the relation in which it stands to them.
    """

    actor: Actor
    forms: tuple[Form, ...] = ()
    nouns: tuple[str, ...] = ()
    parent: str | None = None
    areas: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = field(default=())
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_table(path: Path) -> dict[str, Any]:
    """Return a TOML file.

    Raises:
        KnowledgeError: it cannot be read or parsed.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of one file of the registry.

    Raises:
        KnowledgeError: the file or an entry of it is malformed.
    """
    table = read_table(path)
    if unknown := sorted(table.keys() - _TABLES):
        raise KnowledgeError(f"{path.name}: unknown table {unknown[0]!r}")
    for identifier, own in table.get("actors", {}).items():
        where = f"{path.name}: {identifier}"
        if not isinstance(own, dict):
            raise KnowledgeError(f"{where}: is no table")
        yield build_entry(identifier, {**table.get("defaults", {}), **own}, where)
    for country, lines in table.get("cities", {}).items():
        for line in lines:
            yield _city(country, line, path.name)


def build_entry(identifier: str, own: Mapping[str, Any], where: str) -> Entry:
    """Return the entry that a table describes.

    Raises:
        KnowledgeError: a key is unknown, missing or of the wrong type.
    """
    _check(own, where)
    country = str(own.get("country", "")).lower() or None
    forms = tuple(_forms(identifier, own, country))
    written = [form.text for form in forms] + list(own.get("labels", ()))
    labels = {"nl": own["nl"], "en": own.get("en", own["nl"])}
    others = dict.fromkeys(w for w in written if w not in labels.values())
    return Entry(
        actor=Actor(
            identifier=identifier,
            kind=own["kind"],
            labels=labels,
            alternative_labels=tuple(others),
            exact_matches=tuple(own.get("matches", ())),
            notation=own.get("notation"),
            country=country,
        ),
        forms=forms,
        nouns=tuple(own.get("nouns", ())),
        parent=own.get("of"),
        areas=tuple(code.lower() for code in own.get("area", ())),
        stands_for=tuple(own.get("stands_for", ())),
        related={key: tuple(own[key]) for key in _RELATED if key in own},
    )


def _check(own: Mapping[str, Any], where: str) -> None:
    """Check keys, types and kind of an entry."""
    if unknown := sorted(own.keys() - _KEYS):
        raise KnowledgeError(f"{where}: unknown key {unknown[0]!r}")
    for key in ("nl", "kind"):
        if not own.get(key):
            raise KnowledgeError(f"{where}: {key!r} is missing")
    if own["kind"] not in load_kinds():
        raise KnowledgeError(f"{where}: unknown kind {own['kind']!r}")
    for key in _WORDS:
        if not isinstance(own.get(key, ""), str):
            raise KnowledgeError(f"{where}: {key!r} is no string")
    for key in (*_LISTS, *_LABELS):
        values = own.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise KnowledgeError(f"{where}: {key!r} is no list of strings")


def _forms(
    identifier: str, own: Mapping[str, Any], country: str | None
) -> Iterator[Form]:
    """Yield the forms of an entry; its labels count as forms where nothing forbids."""
    if own.get("find", True) is False:
        return
    special = {text for key in _LISTS for text in own.get(key, ())}
    names = [own["nl"]]
    if " " in own.get("en", ""):
        names.append(own["en"])
    free = [n for n in names if n not in special and is_capitalised(n)]

    def form(text: str, mode: Mode) -> Form:
        return Form(
            text=text, actor=identifier, kind=own["kind"], mode=mode, country=country
        )

    for text in dict.fromkeys(free):
        yield form(text, Mode.LENIENT)
    for key in _LISTS:
        for text in own.get(key, ()):
            yield form(text, Mode(key))
    if "surname" in own:
        yield form(own["surname"], Mode.SURNAME)


def _city(country: str, line: str, file: str) -> Entry:
    """Return the entry of a city from its line "Dutch name|English name|..."."""
    names = line.split("|")
    identifier = f"place-{slug(names[0])}"
    table = {
        "kind": "City",
        "nl": names[0],
        "en": names[1] if len(names) > 1 else names[0],
        "forms": names[1:],
        "country": country,
    }
    return build_entry(identifier, table, f"{file}: cities.{country}")
