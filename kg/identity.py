"""The rules of identity, one per class of event, read from `ontology/identity.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import KnowledgeError
from kg.model import Role
from kg.ontology import load_classes
from kg.resources import folder


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule:
    """When two claims of a class are about the same event; see the file's header."""

    keys: tuple[Role, ...]
    anchor: tuple[Role, ...]
    window: int
    recent: bool
    joint: bool
    lasting: bool
    strict: bool


@cache
def load_identity() -> Mapping[str, IdentityRule]:
    """Read the rule of each class; classes without one follow `[default]`.

    Raises:
        KnowledgeError: the file is missing or malformed.
    """
    path = folder("ontology") / "identity.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        default = tables.pop("default")
        unknown = set(tables) - set(load_classes())
        if unknown:
            raise KnowledgeError(f"{path.name}: no class {', '.join(sorted(unknown))}")
        return {
            name: as_rule({**default, **tables.get(name, {})})
            for name in load_classes()
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from None


def as_rule(table: Mapping[str, object]) -> IdentityRule:
    """Make a rule of its table."""
    keys, anchor = (tuple(Role(r) for r in table[name]) for name in ("keys", "anchor"))  # type: ignore[attr-defined]
    return IdentityRule(
        keys=keys,
        anchor=anchor,
        window=int(str(table["window"])),
        recent=bool(table["recent"]),
        joint=bool(table["joint"]),
        lasting=bool(table["lasting"]),
        strict=bool(table["strict"]),
    )
