"""Readings are kept, and nothing that is damaged is trusted."""

import zlib
from hashlib import sha256

import pytest

from kg.codec import encode
from kg.errors import OutputError
from kg.model import ReadDocument
from kg.pipeline.cache import MARK, Cache, pack, unpack
from kg.store import Section
from kg.testing import claim, document

KEY, OTHER = sha256(b"one").hexdigest(), sha256(b"other").hexdigest()
READ = document(claim("Coup", place=["state-ml"]), text="De staatsgreep in Mali.")


@pytest.fixture
def cache(tmp_path) -> Cache[ReadDocument]:
    """Return a cache with one reading."""
    made = Cache(tmp_path / "readings", ReadDocument)
    made.put(KEY, READ)
    return made


def files(cache: Cache[ReadDocument]) -> list[str]:
    """Return the names of all files in a cache."""
    return sorted(path.name for path in cache.folder.rglob("*") if path.is_file())


def test_a_reading_is_found_under_its_key(cache):
    """What was put is what is got, and nothing else is there."""
    assert cache.get(KEY) == READ
    assert cache.get(OTHER) is None
    assert (KEY in cache, OTHER in cache) == (True, False)
    assert files(cache) == [KEY]


def test_equal_readings_are_equal_bytes():
    """Two processes that read the same write the same file."""
    assert pack(KEY, READ) == pack(KEY, unpack(KEY, pack(KEY, READ), ReadDocument))


def test_a_damaged_reading_is_not_trusted(cache):
    """Whichever byte is changed or missing, the document is read again."""
    path = cache.folder / KEY[:2] / KEY
    whole = path.read_bytes()
    seen = 0
    for place in range(0, len(whole), 7):
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        for damaged in (flipped, whole[:place]):
            path.write_bytes(damaged)
            assert cache.get(KEY) is None
            assert KEY not in cache
            seen += 1
    path.write_bytes(whole + b"x")

    assert cache.get(KEY) is None
    assert seen > 40
    cache.put(KEY, READ)
    assert cache.get(KEY) == READ


def test_a_reading_under_another_key_is_not_trusted(cache):
    """A file that was renamed does not become a reading of something else."""
    path = cache.folder / OTHER[:2] / OTHER
    path.parent.mkdir(exist_ok=True)
    (cache.folder / KEY[:2] / KEY).rename(path)

    assert cache.get(OTHER) is None
    assert OTHER not in cache


def test_a_reading_of_another_layout_is_not_trusted():
    """Neither another mark, nor sealed content of another shape, is a reading."""
    whole = pack(KEY, READ)
    content = zlib.compress(encode({"document": 1}))
    sealed = MARK + sha256(KEY.encode() + content).digest() + content

    for data in (b"", MARK, whole.replace(b"value 2", b"value 3"), sealed):
        with pytest.raises((ValueError, zlib.error)):
            unpack(KEY, data, ReadDocument)


def test_only_what_is_wanted_stays(cache):
    """Other readings go, and so does what a killed process left."""
    cache.put(OTHER, READ)
    (cache.folder / KEY[:2] / f".{KEY}-1").write_bytes(b"half")

    cache.keep_only({OTHER})

    assert files(cache) == [OTHER]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """The error names the folder; nothing is left of the attempt."""
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "readings", ReadDocument)

    with pytest.raises(OutputError, match=r"cannot write to .*readings: Not a dir"):
        cache.put(KEY, READ)
    assert cache.get(KEY) is None
    cache.keep_only(())


def test_a_value_of_another_kind_is_not_trusted(cache):
    """What was kept as something else is nothing to whoever asks for a section."""
    sections = Cache(cache.folder, Section)

    assert sections.get(KEY) is None
    sections.put(KEY, Section(turtle="", triples=0))
    assert sections.get(KEY) == Section(turtle="", triples=0)
    assert cache.get(KEY) is None
