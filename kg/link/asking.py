"""Asking an endpoint which things have the labels of actors."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph

from kg.endpoint import Endpoint
from kg.errors import EndpointError
from kg.link.profiles import COLUMNS, Profile
from kg.link.weights import Weights

Progress = Callable[[int, int], None]


@dataclass(slots=True, kw_only=True)
class Found:
    """A thing of another graph: its labels that were looked for, and what it is.

    `preferred` and `alternative` are labels that it has there.
    """

    match: str
    name: str = ""
    about: str = ""
    preferred: set[str] = field(default_factory=set)
    alternative: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


def find_things(
    endpoint: Endpoint,
    profile: Profile,
    texts: Iterable[str],
    *,
    weights: Weights,
    progress: Progress | None = None,
) -> list[Found]:
    """Return the things that have one of some labels, by IRI.

    Args:
        endpoint: where to ask.
        profile: how.
        texts: the labels.
        weights: tell the languages of the labels, and how many are asked for at once.
        progress: called with how many labels are done, and of how many.

    Raises:
        QueryError, EndpointError: the endpoint cannot be asked, or answers otherwise
            than the profile says.
    """
    wanted, at_once = sorted(set(texts)), weights.texts_at_once
    found: dict[str, Found] = {}
    for start in range(0, len(wanted), at_once):
        if progress is not None:
            progress(start, len(wanted))
        labels = [
            pyoxigraph.Literal(text, language=language or None)
            for text in wanted[start : start + at_once]
            for language in weights.languages
        ]
        for row in endpoint.select(profile.query(labels)):
            _add(row, found, endpoint)
    return [found[match] for match in sorted(found)]


def _add(row: Mapping[str, Any], found: dict[str, Found], endpoint: Endpoint) -> None:
    values = {name: row[name].value for name in COLUMNS if name in row}
    if not {"label", "match", "how"} <= values.keys():
        columns = ", ".join(COLUMNS)
        raise EndpointError(f"{endpoint.url} answers with other columns than {columns}")
    thing = found.setdefault(values["match"], Found(match=values["match"]))
    thing.name = min(filter(None, (thing.name, values.get("name"))), default="")
    thing.about = min(filter(None, (thing.about, values.get("about"))), default="")
    is_preferred = values["how"] == "preferred"
    (thing.preferred if is_preferred else thing.alternative).add(values["label"])
    thing.kinds.update(filter(None, [values.get("kind")]))
    thing.countries.update(filter(None, [values.get("country")]))
