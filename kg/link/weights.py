"""The numbers of `ontology/linking.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from kg import resources
from kg.errors import KnowledgeError

_TABLES: Mapping[str, set[str]] = {
    "label": {"preferred", "one", "alternative"},
    "kind": {"same", "near", "unknown", "other"},
    "country": {"same", "unknown", "other"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What `ontology/linking.toml` says; the file tells what each number is for."""

    languages: tuple[str, ...]
    least: float
    most: int
    skip: tuple[str, ...]
    texts_at_once: int
    label: Mapping[str, float]
    kind: Mapping[str, float]
    country: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """Return the weights, read once.

    Raises:
        KnowledgeError: the file is malformed.
    """
    path = resources.folder("ontology") / "linking.toml"
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    expected = {field.name for field in fields(Weights)}
    if table.keys() != expected:
        wrong = ", ".join(sorted(table.keys() ^ expected))
        raise KnowledgeError(f"{path.name}: unknown or missing: {wrong}")
    for name, keys in _TABLES.items():
        if table[name].keys() != keys:
            wrong = ", ".join(sorted(table[name].keys() ^ keys))
            raise KnowledgeError(f"{path.name}: {name}: unknown or missing: {wrong}")
    lists = {name: tuple(table[name]) for name in ("languages", "skip")}
    return Weights(**{**table, **lists})
