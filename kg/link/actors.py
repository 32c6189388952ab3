"""The actors that papers mention, with what they can be recognised by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph

from kg import resources
from kg.iris import local_name
from kg.ontology import LANGUAGES, load_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """An actor to look for.

    Args:
        identifier: its local identifier.
        kind: its class.
        label: what it is called here, in Dutch if it can be.
        preferred: its preferred labels, in any language.
        alternative: its other labels.
        countries: codes of ISO 3166-1, in capitals.
        known: IRIs of things elsewhere that it is known to be.
    """

    identifier: str
    kind: str
    label: str
    preferred: frozenset[str]
    alternative: frozenset[str] = field(default_factory=frozenset)
    countries: frozenset[str] = field(default_factory=frozenset)
    known: frozenset[str] = field(default_factory=frozenset)

    @property
    def labels(self) -> frozenset[str]:
        """All its labels."""
        return self.preferred | self.alternative


def find_actors(store: pyoxigraph.Store, skip: Iterable[str] = ()) -> list[Sought]:
    """Return the actors that papers mention, by identifier.

    Args:
        store: a build.
        skip: kinds that are left out.
    """
    path = resources.folder("queries") / "internal" / "actors.rq"
    rows = store.query(path.read_text(encoding="utf-8"))
    if not isinstance(rows, pyoxigraph.QuerySolutions):
        raise TypeError(path)
    wanted = load_kinds().keys() - set(skip)
    gathered: dict[str, list[dict[str, str]]] = {}
    names = [variable.value for variable in rows.variables]
    for row in rows:
        values = {name: getattr(row[name], "value", "") for name in names}
        if values["kind"] in wanted:
            gathered.setdefault(local_name(values["actor"]), []).append(values)
    return [_sought(actor, gathered[actor]) for actor in sorted(gathered)]


def _sought(identifier: str, rows: Sequence[Mapping[str, str]]) -> Sought:
    """Return an actor of whom there is a row for each label, country and kind."""
    preferred = {r["language"]: r["label"] for r in rows if r["how"] == "preferred"}
    languages = (*LANGUAGES, *sorted(preferred))
    return Sought(
        identifier=identifier,
        kind=min(r["kind"] for r in rows),
        label=next(preferred[lang] for lang in languages if lang in preferred),
        preferred=frozenset(r["label"] for r in rows if r["how"] == "preferred"),
        alternative=frozenset(r["label"] for r in rows if r["how"] == "alternative"),
        countries=frozenset(r["country"] for r in rows if r["country"]),
        known=frozenset(r["known"] for r in rows if r["known"]),
    )
