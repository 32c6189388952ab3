"""Texts as tokens, in time and memory that grow with their length alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.portions import portions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 1000  # characters of a word or web address
LONG = re.compile(rf"\S{{{LONGEST}}}\s?")
BATCH = 10_000  # tokens that go through the pipeline together, which take 600 MB


def tokens_of(text: str, nlp: Language) -> Doc:
    """Return the tokens of a text; words that are longer than any are cut.

    The tokenizer takes signs from the end of a word one by one and looks at the whole
    word each time: ten thousand brackets without a blank took it a minute.
    """
    if not LONG.search(text):
        return nlp.make_doc(text)
    from spacy.tokens import Doc  # noqa: PLC0415  as where pipelines are loaded

    parts = [nlp.make_doc(part) for part in _parts(text)]
    return Doc.from_docs(parts, ensure_whitespace=False) or nlp.make_doc("")


def _parts(text: str) -> Iterator[str]:
    begin = 0
    for found in LONG.finditer(text):
        yield text[begin : found.end()]
        begin = found.end()
    if begin < len(text):
        yield text[begin:]


def batches(texts: Iterable[Doc], most: int) -> Iterator[tuple[Doc, ...]]:
    """Return tokenised texts in order: at most so many at once, or one batch."""
    return portions(texts, len, most=most, much=BATCH)
