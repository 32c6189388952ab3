"""What spaCy found in a paragraph, read once, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.parse import Parse, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = ["HEAD", "POS", "TAG", "DEP", "LEMMA", "MORPH", "LENGTH", "SPACY"]
FLAGS = ["IS_PUNCT", "IS_DIGIT"]
BACKWARDS = 2**63  # spaCy keeps the way to the head, which may be negative, unsigned
UNSIGNED = 2**64


def as_parse(doc: Doc) -> Parse:
    """Return an analysis as plain values; without a parse it is one sentence."""
    text, strings = doc.text, doc.vocab.strings
    columns: Any = doc.to_array([*COLUMNS, *FLAGS])
    tokens = [Token() for _ in range(len(doc))]
    parse = Parse(text, tokens)
    begin = 0
    for i, (token, row) in enumerate(zip(tokens, columns.tolist(), strict=True)):
        head, pos, tag, dep, lemma, morph, length, blank, punct, digit = row
        word = text[begin : begin + length]
        token.doc = parse
        token.i, token.idx = i, begin
        token.text, token.lower_ = word, word.lower()
        token.whitespace_ = " " if blank else ""
        token.pos_, token.tag_ = strings[pos], strings[tag]
        token.dep_, token.lemma_ = strings[dep], strings[lemma]
        token.morph = features_of(strings[morph])
        token.is_punct, token.is_digit = bool(punct), bool(digit)
        token.head = tokens[i + (head - UNSIGNED if head >= BACKWARDS else head)]
        begin += length + blank
    parse.draw()
    if not doc.has_annotation("DEP"):
        parse.part([parse[:]])
    return parse


@lru_cache(maxsize=1 << 12)
def features_of(written: str) -> Mapping[str, str]:
    """Return morphological features by name, from the notation of CoNLL-U.

    >>> features_of("Number=Plur|PronType=Int,Rel")
    {'Number': 'Plur', 'PronType': 'Int,Rel'}
    """
    pairs = (pair.partition("=") for pair in written.split("|") if "=" in pair)
    return {name: value for name, _, value in pairs}
