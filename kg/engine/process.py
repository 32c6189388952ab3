"""A process that answers calls, seen from both sides of its pipe.

It is started anew, not forked, so that it shares nothing with the one that starts it,
and it ends as soon as that one does, even in the middle of a call.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from kg.engine.calls import answer
from kg.engine.garbage import collect_seldom

READY = b"ready"
PATIENCE = 5  # seconds in which a process that is to end does so by itself

_spawn = get_context("spawn")


class Process:
    """A process, and the numbers of the calls that it was sent and has not answered.

    Calls are answered in order: it works on the first, and the others wait.
    """

    def __init__(self) -> None:
        self.sent: deque[int] = deque()
        self.begun = 0
        self.is_ready = False
        self.pipe, theirs = _spawn.Pipe()
        self._process = _spawn.Process(target=work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, number: int, call: bytes) -> None:
        """Send a call.

        Raises:
            OSError: the process has ended.
        """
        self.sent.append(number)
        self.begun += 1
        self.pipe.send_bytes(call)

    def hear(self) -> tuple[int, bytes] | None:
        """Return an answer and the number of its call; None if it is only ready.

        Raises:
            EOFError, OSError: the process has ended.
        """
        data = self.pipe.recv_bytes()
        if not self.is_ready:
            self.is_ready = True
            return None
        return self.sent.popleft(), data

    def hang_up(self) -> None:
        """Let it end at once, without waiting for it."""
        self.pipe.close()

    def end(self) -> None:
        """Let it end at once, and wait until it has."""
        self.hang_up()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def work(pipe: Connection) -> None:
    """Answer calls, in the process; Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    calls: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(pipe, calls), daemon=True).start()
    pipe.send_bytes(READY)
    with suppress(OSError):  # nobody wants the answer any more
        pipe.send_bytes(answer(calls.get()))
        # What the first call loaded stays; to look through it again and again takes
        # up to a tenth of the time of short calls.
        gc.freeze()
        while True:
            pipe.send_bytes(answer(calls.get()))


def _receive(pipe: Connection, calls: SimpleQueue[bytes]) -> None:
    """Take calls until the one that sends them has gone or hangs up; then leave."""
    with suppress(EOFError, OSError):
        while True:
            calls.put(pipe.recv_bytes())
    os._exit(0)
