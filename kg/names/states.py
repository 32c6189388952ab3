"""States: names from the Unicode CLDR (Babel), demonyms from `demonyms.toml`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from kg.errors import KnowledgeError
from kg.model import Actor
from kg.names.entries import Entry, read_table
from kg.names.forms import Form, Mode

# Codes of the CLDR that are no land of ISO 3166-1 (regions, tests, reservations).
_NO_LAND = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
_KEYS = frozenset(
    {"nl", "en", "adjective", "people", "names", "also", "historical", "territory"}
)


def read_states(path: Path) -> Iterator[Entry]:
    """Yield an entry for every land of ISO 3166-1 and for the states of the past.

    Args:
        path: `demonyms.toml`.

    Raises:
        KnowledgeError: the file is malformed or names a code that does not exist.
    """
    table = read_table(path)
    dutch, english = _territories("nl"), _territories("en")
    lands = {c for c in dutch if len(c) == 2 and c.isalpha()} - _NO_LAND
    for code, own in table.items():
        _check(code, own, lands, path.name)
    for code in sorted(lands | table.keys()):
        own = table.get(code, {})
        nl = str(own.get("nl", dutch.get(code, code)))
        yield _state(code, own, nl, own.get("en", english.get(code, nl)))


def _territories(language: str) -> dict[str, str]:
    """Return the names of lands in a language, by ISO code and other codes."""
    return {str(c): str(n) for c, n in Locale(language).territories.items()}


def _check(code: str, own: Any, lands: set[str], file: str) -> None:
    """Check the keys and values of a state."""
    where = f"{file}: {code}"
    if not isinstance(own, dict):
        raise KnowledgeError(f"{where}: is no table")
    if unknown := sorted(own.keys() - _KEYS):
        raise KnowledgeError(f"{where}: unknown key {unknown[0]!r}")
    if code not in lands and not own.get("historical"):
        raise KnowledgeError(f"{where}: no code of ISO 3166-1")
    if len(own.get("adjective", ())) != 2:
        raise KnowledgeError(
            f"{where}: 'adjective' wants two forms, without and with -e"
        )


def _state(code: str, own: Mapping[str, Any], nl: str, en: str) -> Entry:
    """Return the entry of one state."""
    identifier = f"state-{code.lower()}"
    kind = "Region" if own.get("territory") else "State"
    names = dict.fromkeys([nl, en, *own.get("names", ())])
    adjectives = dict.fromkeys([*own.get("adjective", ()), *own.get("also", ())])
    modes = [(text, Mode.LENIENT) for text in [*names, *own.get("people", ())]]
    modes += [(text, Mode.ADJECTIVE) for text in adjectives]
    return Entry(
        actor=Actor(
            identifier=identifier,
            kind=kind,
            labels={"nl": nl, "en": en},
            alternative_labels=tuple(n for n in names if n not in {nl, en}),
            notation=None if own.get("historical") else code,
            country=code.lower(),
        ),
        forms=tuple(
            Form(text=t, actor=identifier, kind=kind, mode=m, country=code.lower())
            for t, m in modes
        ),
    )


def read_adjectives(path: Path) -> dict[str, str]:
    """Return the inflected adjective by ISO code in lower case ("ml": "Malinese")."""
    return {c.lower(): own["adjective"][1] for c, own in read_table(path).items()}
