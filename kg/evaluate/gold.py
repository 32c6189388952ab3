"""Gold annotations: files of JSON with the claims and names of one document each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError, UnknownName, reason_of
from kg.evaluate.windows import window
from kg.model import Factuality, Role
from kg.ontology import load_classes

EVENT = "event:"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim that an annotator marked.

    `roles` and `sources` hold identifiers of entities; `a|b` are equally good. Fillers
    that are events are left out: they are not scored.
    """

    begin: int
    end: int
    trigger: str
    event_class: str
    event: str
    factuality: str
    sources: tuple[str, ...]
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldName:
    """One mention of a named entity."""

    begin: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """What is annotated of one document.

    `range` are the offsets `[begin, end)` of the part that was annotated, None for the
    whole; `entities` maps identifiers to the names by which a system may know them.
    """

    path: Path
    document: str
    claims: tuple[GoldClaim, ...]
    names: tuple[GoldName, ...] = ()
    entities: Mapping[str, frozenset[str]] = field(default_factory=dict)
    range: tuple[int, int] | None = None

    def covers(self, begin: int) -> bool:
        """Tell whether an offset lies in the part that was annotated."""
        return self.range is None or self.range[0] <= begin < self.range[1]


def read_golds(paths: Iterable[Path]) -> tuple[GoldDocument, ...]:
    """Read gold files, one for each document.

    Raises:
        InputError: a file is no gold, or two are about the same document.
        UnknownName: a class or factuality does not exist.
    """
    golds = tuple(read_gold(path) for path in paths)
    seen: dict[str, Path] = {}
    for gold in golds:
        if gold.document in seen:
            raise InputError(
                f"{gold.path}: {seen[gold.document]} is gold of {gold.document} too;"
                " give one file for each document"
            )
        seen[gold.document] = gold.path
    return golds


def read_gold(path: Path) -> GoldDocument:
    """Read the gold of one document.

    Raises:
        InputError: the file cannot be read, or is no gold.
        UnknownName: a class or factuality does not exist.
    """
    table = _json(path)
    with _told(f"{path} is no gold"):
        return _document(path, table)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Say where JSON has another shape than gold has."""
    try:
        yield
    except KeyError as error:
        raise InputError(f"{where}: {error.args[0]!r} is missing") from None
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise InputError(f"{where}: {error}") from None


def _json(path: Path) -> Mapping[str, Any]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason_of(error)}") from None
    except ValueError as error:  # JSONDecodeError and UnicodeDecodeError
        raise InputError(f"{path} is not JSON: {error}") from None
    if not isinstance(table, dict) or not {"document", "claims"} <= table.keys():
        raise InputError(f"{path} is no gold: it has no 'document' and 'claims'")
    return table


def _document(path: Path, table: Mapping[str, Any]) -> GoldDocument:
    claims = []
    for number, claim in enumerate(table["claims"], start=1):
        where = f"{path}: claim {number}"
        with _told(f"{path} is no gold: claim {number}"):
            claims.append(_claim(where, claim))
    names = table.get("names") or []
    limits = table.get("range")
    return GoldDocument(
        path=path,
        document=str(table["document"]),
        claims=tuple(claims),
        names=tuple(
            GoldName(begin=int(n["begin"]), end=int(n["end"]), entity=n["id"])
            for n in names
        ),
        entities=_entities(table, names),
        range=(int(limits[0]), int(limits[1])) if limits else None,
    )


def _entities(
    table: Mapping[str, Any], names: Iterable[Mapping[str, Any]]
) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, entity in (table.get("entities") or {}).items():
        found.setdefault(name, set()).add(entity["name"])
    for mention in names:
        found.setdefault(mention["id"], set()).add(mention["name_mention"])
    for name, others in (table.get("alias") or {}).items():
        found.setdefault(name, set()).update(others)
    return {name: frozenset(known) for name, known in found.items()}


def _claim(where: str, claim: Mapping[str, Any]) -> GoldClaim:
    _check(where, "event class", claim["class"], load_classes())
    _check(where, "factuality", claim["factuality"], list(Factuality))
    time = claim.get("time")
    if time and window(time) is None:
        raise InputError(f"{where}: the time {time!r} is not EDTF that can be compared")
    return GoldClaim(
        begin=int(claim["begin"]),
        end=int(claim["end"]),
        trigger=claim["trigger"],
        event_class=claim["class"],
        event=claim["event"],
        factuality=claim["factuality"],
        sources=tuple(claim["source"]),
        roles={role: _actors(claim, role) for role in Role},
        time=time or None,
    )


def _check(where: str, kind: str, name: str, choices: Iterable[str]) -> None:
    if name not in choices:
        raise UnknownName(f"{kind} of {where}:", name, choices)


def _actors(claim: Mapping[str, Any], role: Role) -> tuple[str, ...]:
    return tuple(name for name in claim.get(role) or () if not name.startswith(EVENT))
