"""A single file is written whole or not at all."""

import io
import os
import stat
import threading

import pytest

from kg.errors import KroniekError, OutputError
from kg.store import write_file, write_stream


def writer(text: str):
    """Return a writer of a text."""
    return lambda path: path.write_text(text)


def half(_path):
    """Write a part, then fail as a stage may."""
    _path.write_text("half")
    raise KroniekError("no")


def test_new_file(tmp_path):
    """A file is made with its folders, and with usual rights."""
    target = tmp_path / "deep" / "x.ttl"

    write_file(target, writer("new"))

    assert target.read_text() == "new"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
    assert list(target.parent.iterdir()) == [target]


def test_old_file_is_replaced(tmp_path):
    """The new file takes the place and the rights of the old."""
    target = tmp_path / "x.ttl"
    target.write_text("old")
    target.chmod(0o600)

    write_file(target, writer("new"))

    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("had", [True, False])
def test_failed_writer_changes_nothing(tmp_path, had):
    """A run that fails half-way leaves the last good file, and nothing beside."""
    target = tmp_path / "x.ttl"
    if had:
        target.write_text("old")

    with pytest.raises(KroniekError):
        write_file(target, half)

    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"] * had


def test_full_disk_is_told(tmp_path):
    """An error of the disk names the file."""

    def full(_path):
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"cannot write to .*x.ttl: No space left"):
        write_file(tmp_path / "x.ttl", full)


def test_target_is_a_folder(tmp_path):
    """A folder is not replaced by a file."""
    with pytest.raises(OutputError, match="is a folder, where a file must come"):
        write_file(tmp_path, writer("new"))

    assert tmp_path.is_dir()


def test_link_stays_a_link(tmp_path):
    """What a link leads to is replaced, not the link."""
    target, link = tmp_path / "x.ttl", tmp_path / "link.ttl"
    target.write_text("old")
    link.symlink_to(target)

    write_file(link, writer("new"))

    assert link.is_symlink()
    assert target.read_text() == "new"


def test_pipe_is_written_into(tmp_path):
    """A named pipe stays one, and its reader gets everything."""
    target = tmp_path / "pipe"
    os.mkfifo(target)
    read = []
    reader = threading.Thread(target=lambda: read.append(target.read_text()))
    reader.start()

    write_file(target, writer("new"))
    reader.join()

    assert read == ["new"]
    assert stat.S_ISFIFO(target.stat().st_mode)


def test_stream_gets_all_or_nothing():
    """A stream sees nothing of a run that fails."""
    stream = io.BytesIO()

    with pytest.raises(KroniekError):
        write_stream(stream, half)
    assert stream.getvalue() == b""

    write_stream(stream, writer("new"))
    assert stream.getvalue() == b"new"
