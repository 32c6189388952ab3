"""The engine that works in several processes of this machine.

Of `concurrent.futures` we need what it does not have: which item a killed process was
at, so that no other one suffers; processes that end with the one that started them,
however that ends; and ones that can be replaced (CPython issue 115634).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Self

from kg.engine.calls import pack, unpack
from kg.engine.interface import Item, Lost, Result, in_order
from kg.engine.process import Process
from kg.errors import SettingsError

AHEAD = 2  # items that are on their way for each process
LIFETIME = 250  # items that a process works on before another takes its place


class Processes:
    """Applies a function to items in several processes.

    One that is killed, as by the system when memory runs out, costs the item that it
    worked on one more try: alone, when all others are done.

    Args:
        size: how many processes work at once.
        lifetime: items after which a process is replaced, since the vocabulary of a
            language pipeline only grows.
    """

    def __init__(self, size: int, *, lifetime: int = LIFETIME) -> None:
        self._size = size
        self._lifetime = lifetime
        self._processes: list[Process] = []
        self._has_started = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes, also those at work."""
        self._end(self._processes)

    @property
    def is_running(self) -> bool:
        """Whether there are processes."""
        return bool(self._processes)

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        costs: Sequence[float] = (),
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Yield the number of each item and its result; see `Engine`."""

        def call(number: int) -> bytes:
            return pack(function, items[number])

        killed: list[int] = []
        try:
            waiting = deque(in_order(len(items), costs))
            yield from self._work(call, waiting, killed, self._size)
            for number in sorted(killed):
                self._end(self._processes)  # memory is for the one that is left
                again: list[int] = []
                yield from self._work(call, deque([number]), again, 1)
                if again:
                    yield number, Lost()
        finally:
            self._end([p for p in self._processes if p.sent])

    def _work(
        self,
        call: Callable[[int], bytes],
        waiting: deque[int],
        killed: list[int],
        size: int,
    ) -> Iterator[tuple[int, Any]]:
        """Yield results, and note the items whose processes were killed."""
        while waiting or self._busy():
            self._replace_old()
            self._start(min(size, len(waiting) + self._busy()))
            self._send(call, waiting)
            speaking = wait([process.pipe for process in self._processes])
            for process in [p for p in self._processes if p.pipe in speaking]:
                try:
                    heard = process.hear()
                except (EOFError, OSError):
                    self._bury(process, waiting, killed)
                    continue
                self._has_started = True
                if heard:
                    yield heard[0], unpack(heard[1])

    def _busy(self) -> int:
        return sum(bool(process.sent) for process in self._processes)

    def _start(self, size: int) -> None:
        while len(self._processes) < size:
            self._processes.append(Process())

    def _send(self, call: Callable[[int], bytes], waiting: deque[int]) -> None:
        """Send items, first to those who have the fewest."""
        for most in range(1, AHEAD + 1):
            for process in self._processes:
                is_young = process.begun < self._lifetime
                if waiting and is_young and len(process.sent) < most:
                    data = call(waiting[0])
                    try:
                        process.send(waiting.popleft(), data)
                    except OSError:
                        continue  # it has ended, which is heard when it is listened to

    def _replace_old(self) -> None:
        self._end(
            [p for p in self._processes if p.begun >= self._lifetime and not p.sent]
        )

    def _bury(self, process: Process, waiting: deque[int], killed: list[int]) -> None:
        """Give what a killed process did not begin to others."""
        self._end([process])
        if not self._has_started:
            raise SettingsError(
                "jobs: a process does not start; in a script, what starts it must"
                ' stand under `if __name__ == "__main__":`'
            )
        if process.sent and process.is_ready:
            killed.append(process.sent.popleft())
        waiting.extendleft(reversed(process.sent))
        process.sent.clear()

    def _end(self, processes: Sequence[Process]) -> None:
        gone = list(processes)
        self._processes = [p for p in self._processes if p not in gone]
        for process in gone:
            process.hang_up()
        for process in gone:
            process.end()
