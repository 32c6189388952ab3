"""What is written line by line, up to a limit."""

import io
from typing import Any


class Full(Exception):
    """No more is taken; what writes shall stop."""


class Lines(io.BytesIO):
    r"""A file for other code to write to, which takes so many lines and bytes.

    >>> lines = Lines(most=2, size=80)
    >>> lines.write(b"a\nb\n")
    4
    >>> lines.whole(), lines.is_full
    ([b'a', b'b'], False)
    """

    def __init__(self, *, most: int, size: int) -> None:
        super().__init__()
        self.is_full = False
        self._most, self._size = most, size
        self._lines = 0

    def write(self, data: Any) -> int:
        """Take some more.

        Raises:
            Full: it is more than shall be taken.
        """
        written = super().write(data)
        self._lines += data.count(b"\n")
        self.is_full = self._lines > self._most or self.tell() > self._size
        if self.is_full:
            raise Full
        return written

    def whole(self) -> list[bytes]:
        """Return the lines that are whole, without their ends."""
        *lines, _ = self.getvalue()[: self._size].split(b"\n")
        return lines[: self._most]
