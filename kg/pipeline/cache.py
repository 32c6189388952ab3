"""What was made, kept in a folder, so that it is made once.

Each value is a file under the key of all that it rests on: a mark, a digest of key and
content, and the content. What is damaged, of another layout, or under a key that it was
not written for is not trusted: it is made again.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from kg.codec import decode, encode
from kg.errors import OutputError, reason_of
from kg.files import write_at_once

MARK = b"kroniek value 2\n"
QUICK = 1  # level of compression: half the size in a sixth of the time of the best


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cache(Generic[Value]):
    """A folder of values of one kind; any number of processes may use it at once."""

    folder: Path
    kind: type[Value]

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a sound value under a key."""
        try:
            unseal(key, _path(self.folder, key).read_bytes())
        except (OSError, ValueError):
            return False
        return True

    def get(self, key: str) -> Value | None:
        """Return the value under a key, or None if there is none to be trusted."""
        try:
            return unpack(key, _path(self.folder, key).read_bytes(), self.kind)
        except (OSError, ValueError, zlib.error):
            return None

    def put(self, key: str, value: Value) -> None:
        """Keep a value; it is there whole or not at all.

        Raises:
            OutputError: the disk refuses.
        """
        try:
            path = _path(self.folder, key)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_at_once(path, pack(key, value))
        except OSError as error:
            raise OutputError(
                f"cannot write to {self.folder}: {reason_of(error)}"
            ) from error

    def keep_only(self, keys: Collection[str]) -> None:
        """Remove what stands under other keys, as far as the disk lets us."""
        for path in self.folder.glob("??/*"):
            if path.name not in keys:
                with contextlib.suppress(OSError):
                    path.unlink()


def pack(key: str, value: object) -> bytes:
    """Return a value as the content of a file of its own."""
    content = zlib.compress(encode(value), QUICK)
    return MARK + _seal(key, content) + content


def unpack(key: str, data: bytes, kind: type[Value]) -> Value:
    """Return the value that `pack` made bytes of.

    Raises:
        ValueError: the bytes are damaged, of another layout or of another key.
        zlib.error: likewise.
    """
    return decode(zlib.decompress(unseal(key, data)), kind)


def unseal(key: str, data: bytes) -> bytes:
    """Return what stands in a file, if it is sound.

    Raises:
        ValueError: the bytes are damaged, of another layout or of another key.
    """
    rest = data.removeprefix(MARK)
    seal, content = rest[: sha256().digest_size], rest[sha256().digest_size :]
    if len(rest) == len(data) or seal != _seal(key, content):
        raise ValueError("not what was kept under this key")
    return content


def _seal(key: str, content: bytes) -> bytes:
    return sha256(key.encode() + content).digest()


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / key
