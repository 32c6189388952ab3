"""Words among their neighbours: as thinc encodes them, to the last bit."""

import numpy as np
import pytest
from thinc.api import fix_random_seed

from kg.language.encoding import lean
from kg.language.pipeline import load_built_in, widen

WIDTH = 256
FAR = 4  # layers, each of which looks one word further


@pytest.fixture(scope="module")
def encode():
    """Return the layers of the built-in model that look at neighbours."""
    nlp = load_built_in()
    widen(nlp)
    return nlp.get_pipe("tok2vec").model.get_ref("encode").layers[0]


def vectors(words: int):
    """Return vectors as they may be of words, some of them alike and some zero."""
    made = np.random.default_rng(words).standard_normal((words, WIDTH))
    made[1::3] = made[:1]
    made[2::5] = 0
    return made.astype(np.float32)


@pytest.mark.parametrize("words", [0, 1, 2, 3, 95, 96, 97, 1000])
def test_encoded_as_by_thinc(encode, words):
    """Texts of any length, and none, are encoded alike, and their vectors are kept."""
    given = vectors(words)
    before = given.copy()
    found, plain = lean(encode).predict(given), encode.predict(given)

    assert found.shape == plain.shape == (words, WIDTH)
    assert found.dtype == plain.dtype == np.float32
    assert found.tobytes() == plain.tobytes()
    assert given.tobytes() == before.tobytes()


def test_neighbours_count_and_others_do_not(encode):
    """What stands within the windows of all layers changes a vector, no more."""
    given = vectors(50)
    other = given.copy()
    other[20] += 1
    layer = lean(encode)
    changed = np.flatnonzero((layer.predict(given) != layer.predict(other)).any(axis=1))

    assert changed.tolist() == list(range(20 - FAR, 20 + FAR + 1))


def test_training_goes_by_thinc(encode):
    """Where gradients are wanted the layers themselves are asked."""
    given = vectors(5)
    fix_random_seed(1)  # some outputs are dropped then
    found, back = lean(encode)(given, is_train=True)
    fix_random_seed(1)
    plain, _ = encode(given, is_train=True)

    assert found.tobytes() == plain.tobytes()
    assert back(np.ones_like(given)).shape == given.shape
