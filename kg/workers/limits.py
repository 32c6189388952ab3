"""How much one job may take."""

import os
from dataclasses import dataclass

from kg.errors import SettingsError

MEBIBYTE = 1 << 20


def _processes() -> int:
    return max(2, min(4, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one job may take, and how many run at a time.

    Raises:
        SettingsError: a limit is not above zero.
    """

    seconds: float = 30.0  # of work; waiting for a process is not counted
    rows: int = 100_000  # of a result: solutions, or triples
    bytes: int = 256 * MEBIBYTE  # of a result, before it is put into its format
    memory: int = 2048 * MEBIBYTE  # beyond what holds the graph
    processes: int = _processes()  # jobs that run at a time
    waiting: int = 64  # jobs that wait for a process

    def __post_init__(self) -> None:
        """Check each limit."""
        for name in self.__slots__:
            if getattr(self, name) <= 0:
                raise SettingsError(f"a limit of {getattr(self, name)} {name} is none")
