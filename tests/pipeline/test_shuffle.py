"""Pieces that wait on disk for those who need them."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.pipeline.documents import keep_documents
from kg.pipeline.shuffle import Shuffle
from kg.testing import paper_of

PAPERS = [paper_of("b", "Een."), paper_of("a", "Twee. €"), paper_of("c", "")]


def test_pieces_come_in_order_of_their_places(tmp_path):
    """Whatever the order in which they were put, under their key alone."""
    with Shuffle(tmp_path / "s") as shuffle:
        shuffle.put([("Coup", 10, b"late"), ("Coup", 9, b"early")])
        shuffle.put([("Coupé", 0, b"other"), ("coup", 0, b""), ("", "x", b"none")])
        shuffle.put(iter(()))

        assert list(shuffle.take("Coup")) == [b"early", b"late"]
        assert list(shuffle.take("coup")) == [b""]
        assert list(shuffle.take("")) == [b"none"]
        assert list(shuffle.take("Cou")) == []


@given(
    st.dictionaries(
        st.tuples(st.text(max_size=3), st.integers(0, 99)), st.binary(max_size=9)
    )
)
def test_any_pieces(tmp_path_factory, pieces):
    """All that is put is taken again."""
    path = tmp_path_factory.mktemp("shuffle") / "s"
    with Shuffle(path) as shuffle:
        shuffle.put((key, place, piece) for (key, place), piece in pieces.items())
        for wanted in {key for key, _ in pieces}:
            places = sorted(place for key, place in pieces if key == wanted)
            found = [pieces[wanted, place] for place in places]
            assert list(shuffle.take(wanted)) == found


def test_it_goes_when_it_is_closed(tmp_path):
    """Nothing stays on disk."""
    with Shuffle(tmp_path / "s") as shuffle:
        shuffle.put([("a", 0, b"x" * 99_999)])
        assert list(tmp_path.iterdir()) == [tmp_path / "s"]

    assert list(tmp_path.iterdir()) == []


def test_a_place_is_given_once(tmp_path):
    """Two pieces of the same place would have no order."""
    with Shuffle(tmp_path / "s") as shuffle, pytest.raises(sqlite3.IntegrityError):
        shuffle.put([("a", 0, b"x"), ("a", 0, b"y")])


def test_a_full_disk(tmp_path):
    """It is told where, and why."""
    gone = tmp_path / "gone"
    with pytest.raises(OutputError, match=f"cannot write to {gone}: unable to open"):
        Shuffle(gone / "s")
    if Path("/dev/full").exists():
        with pytest.raises(OutputError, match="cannot write to /dev: "):
            Shuffle(Path("/dev/full"))


def test_documents_are_as_they_were_put(tmp_path):
    """They are found by number, as often as is asked, and like any sequence."""
    with keep_documents(iter(PAPERS), tmp_path) as documents:
        assert list(documents) == list(documents) == PAPERS
        assert (len(documents), documents[-1]) == (3, PAPERS[2])
        with pytest.raises(IndexError):
            documents[3]
