"""Where a sentence cannot begin, told to the parser before it parses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.types import Ints2d

FINAL = frozenset(".!?:;…")
NO_START = 2**64 - 1  # -1, as spaCy keeps numbers unsigned


def hold_together(tokens: Doc) -> Doc:
    """Forbid sentences to begin where they cannot, in place, and return the tokens.

    "op 10 oktober jl. een tank" is one sentence: behind an abbreviation with its full
    stop neither a small letter nor a figure opens another, nor does a small letter
    where no sign ends the words before it.

    Args:
        tokens: a text that is not parsed yet.
    """
    words = [token.text for token in tokens]
    closed = [n for n in range(1, len(words)) if not may_open(words, n, tokens)]
    if closed:
        # One array for all, since spaCy looks at the whole text for each token set.
        starts = tokens.to_array(["SENT_START"])
        starts[closed] = NO_START
        tokens.from_array(["SENT_START"], cast("Ints2d", starts))
    return tokens


def may_open(words: Sequence[str], place: int, tokens: Doc) -> bool:
    """Tell whether a sentence may begin at a word that is not the first."""
    word, before = words[place], words[place - 1]
    figure = word[:1].isdigit()
    if not figure and not word[:1].islower():
        return True
    if before.isspace():
        return True
    if before.endswith(".") and len(before) > 1:  # an abbreviation
        return False
    return figure or before[-1] in FINAL or bool(tokens[place - 1].is_punct)
