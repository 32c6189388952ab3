"""Where a sentence cannot begin, told to the parser before it parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINAL = frozenset(".!?:;…")


def hold_together(tokens: Doc) -> Doc:
    """Forbid sentences to begin where they cannot, in place, and return the tokens.

    "op 10 oktober jl. een tank" is one sentence: behind an abbreviation with its full
    stop neither a small letter nor a figure opens another, nor does a small letter
    where no sign ends the words before it.

    Args:
        tokens: a text that is not parsed yet.
    """
    for token in tokens[1:]:
        if not may_open(token):
            token.is_sent_start = False
    return tokens


def may_open(token: Token) -> bool:
    """Tell whether a sentence may begin at a token that is not the first."""
    before = token.nbor(-1)
    if not token.text[:1].islower() and not token.text[:1].isdigit():
        return True
    if before.is_space or "\n" in before.whitespace_:
        return True
    abbreviation = before.text.endswith(".") and len(before.text) > 1
    if abbreviation:
        return False
    ended = before.text[-1] in FINAL or before.is_punct
    return ended or token.text[:1].isdigit()
