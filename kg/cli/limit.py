"""A limit to how long something may take that cannot be broken off from within."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def time_limit(seconds: float, message: str) -> Iterator[None]:
    """End the program with a message if a block takes longer, or at once by Ctrl-C.

    The engine that answers queries gives no way to stop it, and Python attends to
    Ctrl-C only when the engine is done. Nothing may be written within the block.

    Args:
        seconds: how long it may take.
        message: what to print on standard error; the exit code is 1.
    """

    def end() -> None:
        sys.stderr.write(f"kg: {message}\n")
        sys.stderr.flush()
        os._exit(1)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL) if is_main else None
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if is_main:
            signal.signal(signal.SIGINT, before)
