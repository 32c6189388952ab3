"""The tables of event classes and kinds of actor, as values; no RDF is needed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from kg.errors import KnowledgeError
from kg.model import Role, Severity
from kg.resources import folder

Match = Literal["close", "broad", "related", "planned", "requested"]
MATCHES: tuple[Match, ...] = ("close", "broad", "related", "planned", "requested")
LANGUAGES = ("nl", "en")
ANY_EVENT = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A counterpart in PLOVER or CAMEO, and how near it is.

    `planned` and `requested` mark the code that the scheme gives to an act of the class
    that is only announced or asked for.
    """

    code: str
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSpec:
    """A code of PLOVER or CAMEO, in our own words.

    `broader` is the code that it stands under, if any; `close` are the codes of PLOVER
    that took the place of one of CAMEO.
    """

    code: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    broader: str | None = None
    close: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec:
    """What one of the four roles means for a class of event, and who may fill it.

    `events` names classes of event that may fill it (`("*",)`: any); `severity` is
    that of its absence where it is `required`; `maximum` is how many states may
    fill it.
    """

    role: Role
    labels: Mapping[str, str]
    kinds: tuple[str, ...]
    events: tuple[str, ...] = ()
    required: bool = False
    severity: Severity = Severity.WARNING
    maximum: int | None = None

    def admits(self, kind: str) -> bool:
        """Tell whether an actor of a kind may fill the role.

        >>> load_classes()["Coup"].roles[Role.PLACE].admits("State")
        True
        """
        return any(is_kind(kind, allowed) for allowed in self.kinds)

    def admits_event(self, event_class: str) -> bool:
        """Tell whether an event of a class may fill the role."""
        return ANY_EVENT in self.events or event_class in self.events


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup:
    """A superclass of event classes."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """A class of event: what belongs to it and what its roles mean.

    `nobody` is the severity of an event of the class that has no role at all.
    """

    name: str
    group: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    examples: tuple[str, ...]
    plover: tuple[Code, ...]
    cameo: tuple[Code, ...]
    nobody: Severity
    roles: Mapping[Role, RoleSpec]

    @property
    def codes(self) -> Mapping[str, tuple[Code, ...]]:
        """The counterparts by the scheme that they are of."""
        return {"plover": self.plover, "cameo": self.cameo}


@cache
def load_groups() -> Mapping[str, EventGroup]:
    """Return the groups of event classes by name.

    Raises:
        KnowledgeError: `classes.toml` is malformed.
    """
    return _built("classes.toml", "groups", _group)


@cache
def load_classes() -> Mapping[str, EventClass]:
    """Return the event classes by name, in the order of `classes.toml`.

    Raises:
        KnowledgeError: `classes.toml` is malformed.

    >>> load_classes()["Withdrawal"].group
    'DeploymentEvent'
    """
    classes: Mapping[str, EventClass] = _built("classes.toml", "classes", _event_class)
    for name, event_class in classes.items():
        _check_references(name, event_class, set(classes))
    return classes


@cache
def load_codes(scheme: str) -> Mapping[str, CodeSpec]:
    """Return the codes of a scheme, `plover` or `cameo`, in the order of `codes.toml`.

    Here it is seen, too, that the classes have codes that are there: `load_classes`
    does not look at `codes.toml`, on which no reading of a document depends.

    Raises:
        KnowledgeError: `codes.toml` is malformed, or a code or class points at one that
            is not there.

    >>> load_codes("plover")["AGREE"].broader
    'verbal-cooperation'
    """
    codes: Mapping[str, CodeSpec] = _built("codes.toml", scheme, _code_spec)
    for spec in codes.values():
        targets = {spec.broader} - {None} - set(codes)
        if spec.close:
            targets |= set(spec.close) - set(load_codes("plover"))
        if targets:
            names = ", ".join(sorted(map(str, targets)))
            raise KnowledgeError(f"codes.toml: {scheme}.{spec.code}: unknown: {names}")
    for event_class in load_classes().values():
        used = {code.code for code in event_class.codes[scheme]}
        _refuse_missing(event_class.name, {scheme: used - set(codes)})
    return codes


@cache
def load_kinds() -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of actor, each with the kinds it is directly a special case of.

    Raises:
        KnowledgeError: `kinds.toml` is malformed.
    """
    table = _read("kinds.toml")
    for name, parents in table.items():
        known = isinstance(parents, list) and all(p in table for p in parents)
        if not known:
            raise KnowledgeError(f"kinds.toml: {name}: unknown kind in {parents}")
    return MappingProxyType({name: tuple(parents) for name, parents in table.items()})


@cache
def is_kind(kind: str, ancestor: str) -> bool:
    """Tell whether a kind of actor is another, or a special case of it.

    >>> is_kind("Ministry", "Agent"), is_kind("City", "Agent")
    (True, False)
    """
    parents = load_kinds().get(kind, ())
    return kind == ancestor or any(is_kind(parent, ancestor) for parent in parents)


@cache
def is_one_of(kind: str, ancestors: tuple[str, ...]) -> bool:
    """Tell whether a kind of actor is one of several, or a special case of one."""
    return any(is_kind(kind, ancestor) for ancestor in ancestors)


def _read(name: str) -> dict[str, Any]:
    path: Path = folder("ontology") / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{name}: {error}") from error


def _built(file: str, table: str, build: Any) -> Mapping[str, Any]:
    built = {}
    for name, entry in _read(file).get(table, {}).items():
        try:
            built[name] = build(name, entry)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{file}: {table}.{name}: {error!r}") from error
    if not built:
        raise KnowledgeError(f"{file}: the table [{table}] is missing or empty")
    return MappingProxyType(built)


def _texts(entry: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({language: entry[language] for language in LANGUAGES})


def _group(name: str, entry: Mapping[str, Any]) -> EventGroup:
    return EventGroup(
        name=name,
        labels=_texts(entry["label"]),
        definitions=_texts(entry["definition"]),
    )


def _event_class(name: str, entry: Mapping[str, Any]) -> EventClass:
    known = {"group", "label", "definition", "examples", "plover", "cameo", "nobody"}
    _refuse_unknown(entry, known | set(Role))
    roles = {role: _role(role, entry[role]) for role in Role if role in entry}
    return EventClass(
        name=name,
        group=entry["group"],
        labels=_texts(entry["label"]),
        definitions=_texts(entry["definition"]),
        examples=tuple(entry["examples"]),
        plover=_codes(entry["plover"]),
        cameo=_codes(entry["cameo"]),
        nobody=Severity(entry["nobody"]),
        roles=MappingProxyType(roles),
    )


def _code_spec(code: str, entry: Mapping[str, Any]) -> CodeSpec:
    _refuse_unknown(entry, {*LANGUAGES, "definition", "broader", "close"})
    return CodeSpec(
        code=code,
        labels=_texts(entry),
        definitions=_texts(entry["definition"]),
        broader=entry.get("broader"),
        close=tuple(entry.get("close", ())),
    )


def _codes(entry: Mapping[str, list[str]]) -> tuple[Code, ...]:
    _refuse_unknown(entry, set(MATCHES))
    return tuple(
        Code(code=code, match=match)
        for match in MATCHES
        for code in entry.get(match, [])
    )


def _role(role: Role, entry: Mapping[str, Any]) -> RoleSpec:
    known = {"label", "kinds", "events", "required", "severity", "max"}
    _refuse_unknown(entry, known)
    return RoleSpec(
        role=role,
        labels=_texts(entry["label"]),
        kinds=tuple(entry["kinds"]),
        events=tuple(entry.get("events", ())),
        required=bool(entry.get("required", False)),
        severity=Severity(entry.get("severity", Severity.WARNING)),
        maximum=entry.get("max"),
    )


def _refuse_unknown(entry: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(unknown)}")


def _check_references(name: str, event_class: EventClass, classes: set[str]) -> None:
    if event_class.group not in load_groups():
        raise KnowledgeError(f"classes.toml: {name}: no group {event_class.group!r}")
    unknown = {
        str(role): (set(spec.kinds) - set(load_kinds()))
        | (set(spec.events) - classes - {ANY_EVENT})
        for role, spec in event_class.roles.items()
    }
    _refuse_missing(name, unknown)


def _refuse_missing(name: str, unknown: Mapping[str, set[str]]) -> None:
    for key, found in unknown.items():
        if found:
            names = ", ".join(sorted(found))
            raise KnowledgeError(f"classes.toml: {name}.{key}: unknown: {names}")
