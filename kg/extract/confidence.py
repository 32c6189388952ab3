"""How far to trust a claim, from what it rests on.

The confidence estimates how often a claim like it is right: of the right class, with
the right factuality, and no role wrong. It is a logistic regression on a few plain
features. Its weights are in `ontology/confidence.toml`, fitted by
`tools/fit_confidence.py`; how well they hold stands in `docs/quality.md`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import KnowledgeError
from kg.extract.factuality import Stance
from kg.extract.found import Found
from kg.model import Factuality
from kg.resources import folder

WEAK = frozenset(
    {
        Factuality.PROBABLE,
        Factuality.POSSIBLE,
        Factuality.UNCONFIRMED,
        Factuality.REQUESTED,
    }
)
# Ways in which a filler is found that are less direct than a name.
INDIRECT = ("anaphor", "context", "owner", "people", "speaker")
FEATURES = (*INDIRECT, "bare", "inherited", "unnamed_object", "weak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What `ontology/confidence.toml` says: see the file's header."""

    base: float
    least: float
    most: float
    features: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """Read the weights of confidence.

    Raises:
        KnowledgeError: the file is missing or malformed.
    """
    path = folder("ontology") / "confidence.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = Weights(
            base=float(table["base"]),
            least=float(table["least"]),
            most=float(table["most"]),
            features={name: float(table["weights"][name]) for name in FEATURES},
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from None
    if unknown := sorted(set(table["weights"]) - set(FEATURES)):
        raise KnowledgeError(f"{path.name}: no feature {', '.join(unknown)}")
    return weights


def confidence(found: Found, stance: Stance) -> float:
    """Return how often a claim like this is right, between 0 and 1, in hundredths."""
    weights = load_weights()
    score = weights.base + sum(
        weights.features[name] * value for name, value in features(found, stance)
    )
    chance = 1 / (1 + math.exp(-score))
    return round(min(max(chance, weights.least), weights.most), 2)


def features(found: Found, stance: Stance) -> tuple[tuple[str, float], ...]:
    """Return the value of each feature of a claim, in the order of `FEATURES`."""
    hows = [filler.referent.how for filler in found.fillers]
    slots = [filler.slot.partition(".")[0] for filler in found.fillers]
    values: dict[str, float] = {how: hows.count(how) for how in INDIRECT}
    values["bare"] = not hows
    values["inherited"] = slots.count("before")
    values["unnamed_object"] = sum(
        slot == "object" and how != "name"
        for how, slot in zip(hows, slots, strict=True)
    )
    values["weak"] = stance.factuality in WEAK
    return tuple((name, float(values[name])) for name in FEATURES)
