"""Vectors of words, kept from one text to the next.

The first layer of the model makes a vector of how a word is written, whatever stands
beside it. That is a fifth of the work of a parse, and most words of a paper were in the
ones before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, chain

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    Array = np.ndarray[Any, Any]
    Layer = Model[Any, Any]
    Made = tuple[list[Array], Callable[..., Any]]

MOST = 1 << 14  # words that are kept, each in a kilobyte
BLOCK = 96  # words that go through the layer together, always as many


def keep_vectors(nlp: Language) -> None:
    """Let a model keep the vectors of the words that it met, in place.

    Its parses stay the same to the last bit. Libraries may round a product in another
    way where the matrices are larger, so words go through the layer in blocks of one
    size: a vector does not depend on the texts that were read before.

    Args:
        nlp: a pipeline with a `tok2vec` that embeds words by `spacy.MultiHashEmbed.v2`
            without static vectors.
    """
    component: Any = nlp.get_pipe("tok2vec")
    embed = component.model.get_ref("embed")
    layers = component.model.layers
    layers[layers.index(embed)] = keeping(embed)


def keeping(embed: Layer) -> Layer:
    """Return a layer that gives the vectors of another, and keeps them by word."""
    features, _, hashes, mix, _ = embed.layers
    make: Layer = chain(hashes, mix)
    kept: dict[bytes, Array] = {}

    def forward(_: Layer, texts: Sequence[Doc], is_train: bool) -> Made:  # noqa: FBT001  as thinc calls it
        nonlocal kept
        rows = np.concatenate(features.predict(texts))
        words = rows.view(f"V{rows.strides[0]}").ravel().tolist()
        if is_train or not words:
            made: Made = embed(texts, is_train)
            return made
        if len(kept) > MOST:
            kept = {}
        known = kept  # which another thread may replace meanwhile
        new = {w: row for w, row in zip(words, rows, strict=True) if w not in known}
        known.update(zip(new, in_blocks(make, list(new.values())), strict=True))
        vectors = np.stack([known[word] for word in words])
        return np.split(vectors, np.cumsum([len(text) for text in texts])[:-1]), list

    return Model("kept_vectors", forward, layers=[embed])


def in_blocks(make: Layer, rows: Sequence[Array]) -> Iterator[Array]:
    """Yield what a layer makes of each row, the last block filled up with one of it."""
    for begin in range(0, len(rows), BLOCK):
        some = list(rows[begin : begin + BLOCK])
        block = np.stack(some + some[:1] * (BLOCK - len(some)))
        yield from make.predict(block)[: len(some)]
