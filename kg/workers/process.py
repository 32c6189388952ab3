"""The main program of a process that answers: `python -m kg.workers.process SETUP`.

It takes jobs on its standard input and answers on its standard output. It ends as soon
as the program that started it does, even in the middle of a query.
"""

import json
import os
import queue
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

from kg.errors import reason_of
from kg.iris import Namespaces
from kg.workers.answer import Answered, Answerer, refused
from kg.workers.jobs import OpenJob, decode_job, encode_outcome
from kg.workers.limits import Limits
from kg.workers.pipes import messages, read_messages
from kg.workers.snapshot import open_snapshot

TOO_LARGE = "this needs more memory than one query may take"

Jobs = queue.SimpleQueue[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a process is started with; a writer opens the store itself, to change it.

    `generations` is where a writer puts a snapshot after each change.
    """

    base: str
    limits: Limits
    may_call: bool
    master: str | None = None
    generations: str | None = None

    def encode(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def decode(cls, text: str) -> "Setup":
        """Return what was encoded."""
        fields = json.loads(text)
        return cls(**{**fields, "limits": Limits(**fields["limits"])})


class Process:
    """The state of a process: the store that it has open."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._opened = ""
        self._store = pyoxigraph.Store()
        self._generation = 0

    def work(self, data: bytes, body: bytes) -> Answered:
        """Do a job as it came through the pipe."""
        job, snapshot = decode_job(data)
        try:
            self._open(snapshot)
            outcome, answer = self._answerer().answer(job, body)
            is_done = outcome.status < HTTPStatus.BAD_REQUEST
            if self._setup.master and is_done and not isinstance(job, OpenJob):
                outcome = replace(outcome, snapshot=self._publish())
        except OSError as error:
            return refused(503, f"the store fails: {reason_of(error)}")
        return outcome, answer

    def _answerer(self) -> Answerer:
        return Answerer(
            store=self._store,
            namespaces=Namespaces(self._setup.base),
            limits=self._setup.limits,
            may_call=self._setup.may_call,
        )

    def _open(self, snapshot: str) -> None:
        master = self._setup.master
        if (master or snapshot) != self._opened:
            path = Path(snapshot)
            self._store = pyoxigraph.Store(master) if master else open_snapshot(path)
            self._opened = master or snapshot
            _limit_memory(self._setup.limits.memory)

    def _publish(self) -> str:
        """Make a snapshot of the changed store for those who read."""
        self._generation += 1
        path = f"{self._setup.generations}-{os.getpid()}-{self._generation}"
        self._store.backup(path)
        return path


def main() -> None:
    """Answer jobs until there are no more."""
    output = _own_output()
    setup = Setup.decode(sys.argv[1])
    process, jobs = Process(setup), Jobs()
    threading.Thread(target=_receive, args=(jobs,), daemon=True).start()
    while True:
        body, data = jobs.get()
        try:
            outcome, answer = process.work(data, body)
        except MemoryError:
            outcome, answer = refused(503, TOO_LARGE)
        except Exception:  # noqa: BLE001  told to the one who started it
            outcome, answer = refused(500, traceback.format_exc())
        for message in messages(encode_outcome(outcome), answer):
            output.write(message)
        output.flush()


def _receive(jobs: Jobs) -> None:
    """Take jobs until the program that sends them has gone; then leave at once."""
    with suppress(EOFError):
        while True:
            jobs.put(read_messages(sys.stdin.buffer))
    os._exit(0)


def _own_output() -> BinaryIO:
    """Return the standard output, and let all that prints print nowhere."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return output


def _limit_memory(size: int) -> None:
    """Limit what may be allocated beyond what is, where the system can (Linux)."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  Windows has none

        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
        most = int(pages[5]) * resource.getpagesize() + size
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


if __name__ == "__main__":
    main()
