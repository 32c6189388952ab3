"""Vectors of words among their neighbours, without what only training needs.

Each of these layers multiplies matrices, which takes what it takes. But thinc also
notes which of three values was the largest, takes the mean of a row twice and makes a
new matrix for each step, which together is a tenth of the time of a parse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.language import Language

    Array = np.ndarray[Any, Any]
    Layer = Model[Any, Any]
    Made = tuple[Array, Callable[..., Any]]

LEAST = 1e-8  # that thinc adds to a variance


@dataclass(frozen=True, slots=True)
class Block:
    """The parameters of one layer: its product, its pieces, and how it is scaled.

    `weights` are outputs by inputs, where all first pieces come first, then all second
    ones: so that the largest of the pieces of each output are found at once.
    """

    weights: Array
    bias: Array
    pieces: int
    scale: Array
    shift: Array

    @classmethod
    def of(cls, residual: Layer) -> Self:
        """Return what a layer of `spacy.MaxoutWindowEncoder.v2` has learned."""
        by_name: dict[str, Any] = {layer.name: layer for layer in residual.walk()}
        maxout, norm = by_name["maxout"], by_name["layernorm"]
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        outputs, pieces, inputs = weights.shape
        together = weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs)
        return cls(
            weights=np.ascontiguousarray(together),
            bias=np.ascontiguousarray(bias.T).ravel(),
            pieces=pieces,
            scale=norm.get_param("G"),
            shift=norm.get_param("b"),
        )


def encode_lean(nlp: Language) -> None:
    """Let a model encode words by `lean`, in place.

    Args:
        nlp: a pipeline with a `tok2vec` that encodes words by
            `spacy.MaxoutWindowEncoder.v2` with a window of one word on either side.
    """
    component: Any = nlp.get_pipe("tok2vec")
    with_array = component.model.get_ref("encode")
    with_array.layers[0] = lean(with_array.layers[0])


def lean(encode: Layer) -> Layer:
    """Return a layer that gives what another one does, to the last bit.

    Args:
        encode: residual layers, each of a window of three, the largest of some pieces,
            and a norm.
    """
    blocks = [Block.of(residual) for residual in encode.layers]

    def forward(model: Layer, vectors: Array, is_train: bool) -> Made:  # noqa: FBT001  as thinc calls it
        if is_train:
            made: Made = encode(vectors, is_train)
            return made
        product: Any = model.ops.gemm
        return encoded(vectors, blocks, product), list

    return Model("lean_encoder", forward, layers=[encode])


def encoded(
    vectors: Array, blocks: Sequence[Block], product: Callable[..., Array]
) -> Array:
    """Return the vectors of words as they are among others.

    Args:
        vectors: words by width, with rows of zeros between texts.
        blocks: the layers.
        product: of two matrices, the second of them transposed (`trans2`).
    """
    number, width = vectors.shape
    window = np.zeros((number, 3 * width), dtype=vectors.dtype)
    for block in blocks:
        window[1:, :width] = vectors[:-1]
        window[:, width : 2 * width] = vectors
        window[:-1, 2 * width :] = vectors[1:]
        values = product(window, block.weights, trans2=True)
        values += block.bias
        found = values.reshape(number, block.pieces, width).max(axis=1)
        found -= found.mean(axis=1, keepdims=True)
        variance = (found * found).mean(axis=1, keepdims=True) + LEAST
        found *= variance ** (-1 / 2)
        found *= block.scale
        found += block.shift
        vectors = vectors + found
    return vectors
