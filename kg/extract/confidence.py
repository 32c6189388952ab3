"""How far to trust a claim, from what it rests on."""

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.factuality import Stance
from kg.extract.roles import Filler
from kg.extract.triggers import NOUNS

BASE = 0.9
FARTHEST = 8  # tokens between trigger and filler that cost nothing
COSTS = {
    "context": 0.15,
    "speaker": 0.05,
    "anaphor": 0.1,
    "people": 0.05,
    "owner": 0.05,
}


def confidence(token: Token, fillers: Sequence[Filler], stance: Stance) -> float:
    """Return a figure between 0 and 1, higher where a claim rests on plain syntax.

    Each indirect filler, a filler far away, a bare noun without roles and a cue in a
    higher clause lower it; the calibration stands in `docs/quality.md`.
    """
    value = BASE
    if not fillers:
        value -= 0.3 if token.pos_ in NOUNS else 0.15
    for filler in fillers:
        value -= COSTS.get(filler.referent.how, 0.0)
        if abs(filler.referent.token.i - token.i) > FARTHEST:
            value -= 0.05
    if stance.cue is not None and stance.cue.token.head.i != token.i:
        value -= 0.05
    return round(max(0.1, value), 2)
