"""Functions that engines apply in tests; other processes import them by name."""

import gc
import os
import signal
import sys
import time
from functools import cache
from pathlib import Path

from kg.engine import open_engine
from kg.errors import UnknownName

SLOW = 300  # seconds


def square(number: int) -> int:
    """Return a square."""
    return number * number


def where(number: int) -> int:
    """Return the process that was asked."""
    del number
    return os.getpid()


def patience(generation: int) -> int:
    """Return after how many objects this process looks for garbage."""
    return gc.get_threshold()[generation]


def kill_or_square(number: int) -> int:
    """Return a square, but for 3: it kills the process, however often it is tried."""
    if number == 3:
        kill()
    return square(number)


def kill_once(mark: Path) -> str:
    """Leave a mark and kill the process; where there is one, return its name."""
    if mark.name == "kill" and not mark.exists():
        mark.touch()
        kill()
    return mark.name


def kill() -> None:
    """End this process as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def ask(number: int) -> int:
    """Raise an error of our own, whose making takes three words."""
    raise UnknownName("number", str(number), ["none"])


class TwoWords(Exception):
    """An error that cannot be made from its message alone."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def fail(number: int) -> int:
    """Raise an error that cannot be sent."""
    raise TwoWords("out of", f"numbers at {number}")


def unsendable(number: int) -> object:
    """Return what cannot be sent."""
    return lambda: number


@cache
def dear() -> float:
    """Return what is made once in each process."""
    return time.monotonic()


def keep(number: int) -> tuple[int, float]:
    """Return a number and what this process keeps."""
    return number, dear()


def sleep(seconds: float) -> float:
    """Take a while."""
    time.sleep(seconds)
    return seconds


def span(seconds: float) -> tuple[float, float]:
    """Take a while, and return when it began and ended."""
    began = time.monotonic()
    time.sleep(seconds)
    return began, time.monotonic()


def size_of(data: bytes) -> bytes:
    """Return as many bytes as were given."""
    return bytes(len(data))


def where_slowly(number: int) -> int:
    """Return the process that was asked, after a while."""
    time.sleep(0.1)
    return where(number)


def version() -> dict[str, str]:
    """Tell what is the same everywhere."""
    return {"kroniek": "1"}


def own_version() -> dict[str, str]:
    """Tell what differs from process to process."""
    return {"kroniek": "1", "numpy": f"1.{os.getpid()}"}


def main(name: str, jobs: str) -> None:
    """Print each result of a run that is quick at first and then takes minutes."""
    with open_engine(name, jobs=int(jobs)) as engine:
        for number, _ in engine.run(sleep, [0.0, SLOW, SLOW, SLOW]):
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    # Whoever starts tests in the background of a shell has it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
