"""What a process takes: seconds of the clock and of the processor, and memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from math import inf, log
from pathlib import Path
from statistics import linear_regression
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
# Modules are compiled once and not at each start, as where Kroniek is installed.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
KG = (sys.executable, "-c", "from kg.cli import main; main()")
MEGABYTE = 1 << 20
EVERY = 0.05  # seconds between looks at the memory of processes
FINE = 0.002  # seconds between looks at whether a process has ended


class BenchmarkError(Exception):
    """Something that was to be measured went wrong."""


class LateError(BenchmarkError):
    """A process took longer than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process took, with those that it started.

    `wall` is time of the clock, `user` and `cpu` of the processor (the latter with what
    the system did), in seconds. `main` is the most memory that the process had, and
    `together` that it had with those it started, in megabytes (resident; pages that
    processes share are counted in each).
    """

    wall: float
    user: float
    cpu: float
    main: float
    together: float

    def as_json(self) -> dict[str, float]:
        """Return the figures, rounded to what can be known."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def run(
    command: Sequence[str],
    *,
    stdin: str = "",
    fine: Collection[int] = (0,),
    limit: float = inf,
) -> tuple[Cost, str]:
    """Run a command to its end; return what it took and what it printed.

    Args:
        command: the program and its arguments.
        stdin: what it reads.
        fine: exit codes that are no failure.
        limit: seconds of the clock after which it is ended.

    Raises:
        BenchmarkError: it failed; the message has the end of what it said.
        LateError: it took longer than the limit.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            env={**os.environ, **ENVIRONMENT},
        )
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        process.stdin.write(stdin.encode())
        process.stdin.close()
        main, together, usage = _watched(process, begun + limit)
        wall = time.perf_counter() - begun
        out.seek(0)
        err.seek(0)
        printed, said = out.read().decode(), err.read().decode(errors="replace")
    if process.returncode not in fine:
        words = " ".join(command)
        raise BenchmarkError(f"exit code {process.returncode}: {words}\n{said[-2000:]}")
    cost = Cost(
        wall=wall,
        user=usage.ru_utime,
        cpu=usage.ru_utime + usage.ru_stime,
        main=main / MEGABYTE,
        together=together / MEGABYTE,
    )
    return cost, printed


def run_job(
    name: str, *arguments: object, limit: float = inf
) -> tuple[Cost, dict[str, Any]]:
    """Run a module of `benchmarks.jobs`; return what it took and what it found.

    Raises:
        BenchmarkError: it failed.
        LateError: it took longer than the limit, in seconds.
    """
    words = (str(argument) for argument in arguments)
    command = [sys.executable, "-m", f"benchmarks.jobs.{name}", *words]
    cost, printed = run(command, limit=limit)
    found: dict[str, Any] = json.loads(printed)
    return cost, found


def exponent(sizes: Sequence[float], figures: Sequence[float]) -> float | None:
    """Return the power of the size with which a figure grows: the slope of logarithms.

    >>> exponent([1, 10, 100], [3, 30, 300])
    1.0
    >>> exponent([10], [1]) is None
    True
    """
    if len(set(sizes)) < 2 or min(figures) <= 0:
        return None
    return round(linear_regression(*map(_logs, (sizes, figures))).slope, 3)


def _logs(values: Sequence[float]) -> list[float]:
    return [log(value) for value in values]


def _watched(process: subprocess.Popen[bytes], end: float) -> tuple[int, int, Any]:
    """Wait for a process; return the most memory that it had, and its usage."""
    main = together = 0
    looked = 0.0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return main, together, usage
        if time.perf_counter() > end:
            process.kill()
            process.wait()
            raise LateError(f"longer than allowed: {process.args!r}")
        if time.perf_counter() - looked > EVERY:
            own, others = _memory(process.pid)
            main, together = max(main, own), max(together, own + others)
            looked = time.perf_counter()
        time.sleep(FINE)


def _memory(pid: int) -> tuple[int, int]:
    """Return the bytes of a process and of those that it started."""
    try:
        process = psutil.Process(pid)
        own = process.memory_info().rss
        children = process.children(recursive=True)
    except psutil.Error:
        return 0, 0
    others = 0
    for child in children:
        try:
            others += child.memory_info().rss
        except psutil.Error:
            continue
    return own, others
