"""Where the files of a corpus lie: a folder, object storage, or a list of files.

A name in a manifest never leads out of its folder, neither by `..` nor by a link.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from kg.corpus.formats.limits import FILE_BYTES, too_large
from kg.corpus.rejecting import UnusableError
from kg.errors import CorpusError, reason_of

SCHEME = "://"


class Place(Protocol):
    """Files by name."""

    def names(self) -> list[str]:
        """Return the names of the files that lie directly in it, sorted."""

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""

    def read(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            UnusableError: it lies elsewhere, is not there, is no file, is too large or
                cannot be read.
        """


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder on this machine."""

    path: Path

    def __str__(self) -> str:
        """Return the folder as a user names it."""
        return str(self.path)

    def names(self) -> list[str]:
        """Return the names of the files in it, sorted."""
        return sorted(path.name for path in self.path.iterdir() if path.is_file())

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        try:
            return (self.path / name).is_file()
        except (OSError, ValueError):
            return False

    def read(self, name: str) -> bytes:
        """Return the content of a file in it."""
        path = self.path / name
        try:
            if not _is_direct(path, name) and _leads_out(path, self.path):
                raise UnusableError(f"the file {name!r} is outside the folder")
            return read_local(path)
        except FileNotFoundError:
            raise UnusableError(f"there is no file {name!r}") from None
        except (OSError, ValueError, RuntimeError) as error:
            raise UnusableError(_unreadable(name, error)) from error


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder that fsspec reaches, such as `s3://bucket/corpus`."""

    url: str

    def __str__(self) -> str:
        """Return its address."""
        return self.url

    def names(self) -> list[str]:
        """Return the names of the files in it, sorted.

        Raises:
            CorpusError: it cannot be reached.
        """
        system, path = connect(self.url)
        try:
            found = system.ls(path, detail=True)
        except FileNotFoundError:
            raise CorpusError(f"no folder {self.url!r}") from None
        except Exception as error:  # each protocol has errors of its own
            raise CorpusError(f"{self.url!r}: {reason_of(error)}") from error
        files = (entry["name"] for entry in found if entry["type"] == "file")
        return sorted(PurePosixPath(name).name for name in files)

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        system, path = connect(self.url)
        try:
            return bool(system.isfile(f"{path.rstrip('/')}/{inside(name)}"))
        except Exception:  # noqa: BLE001  each protocol has errors of its own
            return False

    def read(self, name: str) -> bytes:
        """Return the content of a file in it."""
        return read_remote(f"{self.url.rstrip('/')}/{inside(name)}", name)


@dataclass(frozen=True, slots=True)
class ListedFiles:
    """Files that a user lists, wherever they are; paths are relative to a folder."""

    folder: Path

    def __str__(self) -> str:
        """Return the folder that paths are relative to."""
        return str(self.folder)

    def names(self) -> list[str]:
        """Return nothing: what is not listed is none of our business."""
        return []

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that path or address."""
        if SCHEME in name:
            address, _, last = name.rpartition("/")
            return RemoteFolder(address).has(last)
        return LocalFolder(self.folder).has(name)

    def read(self, name: str) -> bytes:
        """Return the content of a file, by its path or address."""
        if SCHEME in name:
            return read_remote(name, name)
        try:
            return read_local(self.folder / name)
        except FileNotFoundError:
            raise UnusableError(f"there is no file {name!r}") from None
        except (OSError, ValueError) as error:
            raise UnusableError(_unreadable(name, error)) from error


def inside(name: str) -> str:
    """Return a name that stays in its folder.

    Raises:
        UnusableError: it leads out of it.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or SCHEME in name or "\\" in name:
        raise UnusableError(f"the file {name!r} is outside the folder")
    return str(path)


def is_remote(source: str | Path) -> bool:
    """Tell whether a source is an address and not a path.

    >>> is_remote("s3://bucket/corpus"), is_remote("corpus"), is_remote(Path("corpus"))
    (True, False, False)
    """
    return isinstance(source, str) and SCHEME in source


def connect(url: str) -> tuple[Any, str]:
    """Return the file system that an address is of, and the path in it.

    Raises:
        CorpusError: nothing is installed for that protocol.
    """
    from fsspec.core import url_to_fs  # noqa: PLC0415  for corpora elsewhere only

    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise CorpusError(f"cannot open {url!r}: {reason_of(error)}") from error
    except Exception as error:
        raise CorpusError(f"cannot reach {url!r}: {reason_of(error)}") from error
    return system, str(path)


def read_local(path: Path) -> bytes:
    """Return the content of a file on this machine.

    Raises:
        UnusableError: it is no regular file, or too large.
        OSError: it is not there, or cannot be read.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise UnusableError(f"{path.name!r} is no regular file")
    if found.st_size > FILE_BYTES:
        raise UnusableError(too_large(found.st_size))
    return path.read_bytes()


def read_remote(url: str, name: str) -> bytes:
    """Return the content of a file that fsspec reaches.

    Args:
        url: of the file.
        name: as the user gave it, for messages.

    Raises:
        UnusableError: it is not there, is too large, or cannot be read.
    """
    import fsspec  # noqa: PLC0415  for corpora elsewhere only

    try:
        with fsspec.open(url, "rb") as file:
            content = bytes(file.read(FILE_BYTES + 1))
    except FileNotFoundError:
        raise UnusableError(f"there is no file {name!r}") from None
    except Exception as error:  # each protocol has errors of its own
        raise UnusableError(_unreadable(name, error)) from error
    if len(content) > FILE_BYTES:
        raise UnusableError(too_large(len(content)))
    return content


def _is_direct(path: Path, name: str) -> bool:
    """Tell whether a name alone shows that a file lies in its folder, as most do."""
    return path.name == name != ".." and not path.is_symlink()


def _leads_out(path: Path, folder: Path) -> bool:
    return not path.resolve().is_relative_to(folder.resolve())


def _unreadable(name: str, error: Exception) -> str:
    return f"the file {name!r} cannot be read: {reason_of(error)}"
