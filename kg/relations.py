"""The lasting relations between actors, from `ontology/relations.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import KnowledgeError
from kg.ontology import LANGUAGES, is_kind, load_kinds
from kg.resources import folder

FILE = "relations.toml"
KINDS = ("subject", "object", "not_subject", "not_object")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSpec:
    """What a relation is called, and between what kinds of actor it can be.

    `membership` tells that it is an `org:Membership`.
    """

    name: str
    labels: Mapping[str, str]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    not_subject: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    membership: bool = False

    def admits(self, subject: str, value: str) -> bool:
        """Tell whether the relation can be between two kinds of actor.

        >>> load_relations()["missionOf"].admits("Mission", "State")
        True
        >>> load_relations()["affiliatedWith"].admits("State", "State")
        False
        """
        return (
            is_any(subject, self.subject)
            and is_any(value, self.object)
            and not is_any(subject, self.not_subject)
            and not is_any(value, self.not_object)
        )


def is_any(kind: str, allowed: Iterable[str]) -> bool:
    """Tell whether a kind of actor is one of several, or a special case of one.

    >>> is_any("Ministry", ("State", "Organization"))
    True
    """
    return any(is_kind(kind, one) for one in allowed)


@cache
def load_relations() -> Mapping[str, RelationSpec]:
    """Return the relations by name, in the order of `ontology/relations.toml`.

    Raises:
        KnowledgeError: the file is missing or malformed, or names an unknown kind.
    """
    path = folder("ontology") / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{FILE}: {error}") from error
    return MappingProxyType({name: as_spec(name, own) for name, own in table.items()})


def as_spec(name: str, own: Mapping[str, Any]) -> RelationSpec:
    """Make a relation of its table.

    Raises:
        KnowledgeError: a key or kind is unknown, or a key is missing.
    """
    unknown = set(own) - {*KINDS, "label", "membership"}
    unknown |= {k for key in KINDS for k in own.get(key, ())} - set(load_kinds())
    if unknown:
        names = ", ".join(sorted(unknown))
        raise KnowledgeError(f"{FILE}: {name}: unknown: {names}")
    try:
        return RelationSpec(
            name=name,
            labels=MappingProxyType({lang: own["label"][lang] for lang in LANGUAGES}),
            subject=tuple(own["subject"]),
            object=tuple(own["object"]),
            not_subject=tuple(own.get("not_subject", ())),
            not_object=tuple(own.get("not_object", ())),
            membership=bool(own.get("membership", False)),
        )
    except KeyError as error:
        raise KnowledgeError(f"{FILE}: {name}: {error} is missing") from error
