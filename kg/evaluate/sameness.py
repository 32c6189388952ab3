"""Whether an actor of a graph is an entity of the gold: by identifier or by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, reason_of
from kg.evaluate.gold import GoldDocument
from kg.iris import local_name

_IDENTIFIER = re.compile(r"[a-z0-9-]+")
_REMARK = re.compile(r"\(.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """Knows the names of actors and entities.

    `labels` maps IRIs of the graph to their labels, `names` identifiers of the gold to
    the names that count as right; all folded by `fold`.
    """

    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def same(self, iri: str, wanted: str) -> bool:
        """Tell whether an actor is one of the entities that `a|b` allows.

        >>> Sameness().same("https://w3id.org/kroniek/id/state-ml", "state-ml|state-ne")
        True
        """
        none: frozenset[str] = frozenset()
        labels = self.labels.get(iri, none)
        return any(
            local_name(iri) == entity or bool(labels & self.names.get(entity, none))
            for entity in wanted.split("|")
        )

    def any_same(self, iris: Iterable[str], wanted: str) -> bool:
        """Tell whether one of several actors is wanted."""
        return any(self.same(iri, wanted) for iri in iris)


def fold(text: str) -> str:
    """Return letters and digits alone, in lower case and without diacritics.

    >>> fold("Assimi Goïta (kolonel)")
    'assimi goita kolonel'
    """
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", ascii_only.lower()).strip()


def names_of_entities(
    golds: Iterable[GoldDocument], inventory: Path | None
) -> Mapping[str, frozenset[str]]:
    """Return the folded names of each entity: of all gold files, and an inventory.

    Raises:
        InputError: the inventory cannot be read or lists nothing.
    """
    known: dict[str, set[str]] = {}
    sources = [read_inventory(inventory)] if inventory else []
    for source in (*sources, *(gold.entities for gold in golds)):
        for entity, names in source.items():
            known.setdefault(entity, set()).update(fold(name) for name in names)
    return {entity: frozenset(names - {""}) for entity, names in known.items()}


def read_inventory(path: Path) -> Mapping[str, frozenset[str]]:
    """Read the names of entities from the rows of a Markdown table.

    A row has an identifier, a Dutch name, an English name, a type, and the forms found,
    divided by `;`, each with remarks in brackets.

    Raises:
        InputError: the file cannot be read or has no such row.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"cannot read {path}: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text") from None
    found: dict[str, set[str]] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) >= 5 and _IDENTIFIER.fullmatch(cells[0]):
            forms = (_REMARK.sub("", form) for form in cells[4].split(";"))
            found.setdefault(cells[0], set()).update((*cells[1:3], *forms))
    if not found:
        raise InputError(
            f"{path} lists no entities;"
            " a row is | identifier | Dutch | English | type | forms |"
        )
    return {entity: frozenset(names) for entity, names in found.items()}
