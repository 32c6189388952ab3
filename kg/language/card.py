"""Which language pipeline it is, told by its files, so that it need not be loaded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from kg.errors import KnowledgeError
from kg.language.pipeline import BUILT_IN, MODEL, unknown_pipeline
from kg.resources import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The name and version of a pipeline, and a digest of all its files."""

    name: str
    version: str
    digest: str


def read_card(name: str = BUILT_IN) -> Card:
    """Tell which pipeline a name stands for, without loading it.

    Args:
        name: as `load_pipeline` takes it.

    Raises:
        UnknownName: nothing of that name is installed.
    """
    folder = _folder(name)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        version = str(meta.get("version", ""))
        return Card(name=name, version=version, digest=digest_of(folder))
    except (OSError, ValueError, AttributeError, KnowledgeError) as error:
        raise unknown_pipeline(name) from error


def _folder(name: str) -> Path:
    """Return where a pipeline is; like spaCy, look for a package before a path."""
    if name == BUILT_IN:
        return MODEL
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):
        return Path(name)
    found = find_spec(name)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else Path(name)
