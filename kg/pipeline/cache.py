"""What documents say, kept in a folder, so that they are read once.

Each reading is a file under the key of all that it rests on (`Plan.keys`): a mark,
a digest of key and content, and the content. What is damaged, of another layout, or
under a key that it was not written for is not trusted: the document is read again.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.codec import decode, encode
from kg.errors import OutputError
from kg.model import ReadDocument

MARK = b"kroniek reading 1\n"
QUICK = 1  # level of compression: half the size in a sixth of the time of the best


@dataclass(frozen=True, slots=True)
class ReadingCache:
    """A folder of readings; any number of processes may read and write it at once.

    Without a folder nothing is known, and nothing is kept.
    """

    folder: Path | None = None

    def get(self, key: str) -> ReadDocument | None:
        """Return the reading under a key, or None if there is none to be trusted."""
        if self.folder is None:
            return None
        try:
            return unpack(key, _path(self.folder, key).read_bytes())
        except (OSError, ValueError, zlib.error):
            return None

    def put(self, key: str, read: ReadDocument) -> None:
        """Keep a reading; it is there whole or not at all.

        Raises:
            OutputError: the disk refuses.
        """
        if self.folder is None:
            return
        try:
            _write_at_once(_path(self.folder, key), pack(key, read))
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(f"cannot write to {self.folder}: {reason}") from error

    def keep_only(self, keys: Collection[str]) -> None:
        """Remove what stands under other keys, as far as the disk lets us."""
        for path in self.folder.glob("??/*") if self.folder else ():
            if path.name not in keys:
                with contextlib.suppress(OSError):
                    path.unlink()


def pack(key: str, read: ReadDocument) -> bytes:
    """Return a reading as the content of a file of its own."""
    content = zlib.compress(encode(read), QUICK)
    return MARK + _seal(key, content) + content


def unpack(key: str, data: bytes) -> ReadDocument:
    """Return the reading that `pack` made bytes of.

    Raises:
        ValueError: the bytes are damaged, of another layout or of another key.
        zlib.error: likewise.
    """
    rest = data.removeprefix(MARK)
    seal, content = rest[: sha256().digest_size], rest[sha256().digest_size :]
    if len(rest) == len(data) or seal != _seal(key, content):
        raise ValueError("not a reading under this key")
    return decode(zlib.decompress(content), ReadDocument)


def _seal(key: str, content: bytes) -> bytes:
    return sha256(key.encode() + content).digest()


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / key


def _write_at_once(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
