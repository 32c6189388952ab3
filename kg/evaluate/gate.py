"""The least figures that a user wants, for a check that fails when they are missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import SettingsError, UnknownName
from kg.evaluate.figures import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least value of a figure."""

    figure: str
    least: float


def read_floors(words: Iterable[str]) -> tuple[Floor, ...]:
    """Read floors as they are written, `typed=0.75`.

    >>> read_floors(["typed=0.75"])
    (Floor(figure='typed', least=0.75),)

    Raises:
        SettingsError: one has no value between 0 and 1.
        UnknownName: there is no such figure.
    """
    floors = []
    for word in words:
        name, _, value = word.partition("=")
        if name not in FIGURES:
            raise UnknownName("figure", name, FIGURES)
        try:
            least = float(value)
        except ValueError:
            least = -1.0
        if not 0 <= least <= 1:
            raise SettingsError(f"{word!r} is no floor: write {name}=0.75")
        floors.append(Floor(figure=name, least=least))
    return tuple(floors)


def below(figures: Figures, floors: Iterable[Floor]) -> tuple[str, ...]:
    """Return a sentence for each floor that is missed.

    A figure for which the gold has nothing misses every floor.
    """
    measured = values_of(figures)
    found = []
    for floor in floors:
        value = measured[floor.figure]
        if value is None:
            found.append(f"{floor.figure}: the gold has nothing to measure it by")
        elif value < floor.least:
            found.append(f"{floor.figure} is {value:.3f}, below {floor.least:g}")
    return tuple(found)


def values_of(figures: Figures) -> Mapping[str, float | None]:
    """Return F1 or share of each figure, None where there is nothing to measure."""
    scores = {
        "trigger": figures.trigger,
        "typed": figures.typed,
        "roles": figures.role,
        "time": figures.time,
        "names": figures.names,
        "names-in-range": figures.names_in_range,
    }
    shares = {
        "factuality": figures.factuality,
        "source": figures.source,
        "names-overlap": figures.names_overlap,
        "names-linked": figures.names_linked,
    }
    matched = figures.coreference
    return {
        **{name: s.f1 if s.wanted else None for name, s in scores.items()},
        **{name: s.value if s.of else None for name, s in shares.items()},
        "factuality-macro": figures.factuality_macro if figures.typed.wanted else None,
        "coreference": matched.f1 if matched.of else None,
    }


FIGURES = (
    "trigger",
    "typed",
    "roles",
    "time",
    "factuality",
    "factuality-macro",
    "source",
    "coreference",
    "names",
    "names-in-range",
    "names-overlap",
    "names-linked",
)
