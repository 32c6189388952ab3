"""What becomes of processes when the one that started them ends."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import engine_functions as functions
import pytest

from kg.engine import ENGINES

SCRIPT = Path(functions.__file__)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGKILL])
def test_ended(name, signal_number):
    """All processes end with the one that started them, though they have work."""
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, SCRIPT, name, "2"],
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as running:
        try:
            assert running.stdout.readline() == "0\n"
            running.send_signal(signal_number)
            running.wait(timeout=functions.SLOW / 2)
            with pytest.raises(ProcessLookupError):  # the group has no process any more
                wait_for_end(running.pid)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)

    wanted = 130 if signal_number == signal.SIGINT else -signal.SIGKILL
    assert running.returncode == wanted
    assert time.monotonic() - began < functions.SLOW


def wait_for_end(group: int) -> None:
    """Wait for a group to have no process left, which raises ProcessLookupError."""
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.1)
