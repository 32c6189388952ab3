"""A process that answers, as seen by the program that starts and ends it."""

import asyncio
import signal
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from kg.errors import Refused, reason_of
from kg.workers.jobs import Job, OpenJob, Outcome, Reply, decode_outcome, encode_job
from kg.workers.pipes import END, HEAD, messages
from kg.workers.process import TOO_LARGE, Setup

_KEPT = 1 << 20  # bytes of an answer that are kept in memory; more go to a file

# By which signal a process that a query breaks ends: Rust aborts where there is no more
# memory, the system kills the largest, and deep recursion has no more stack.
_BROKEN = {
    -signal.SIGABRT: (503, TOO_LARGE),
    -9: (503, TOO_LARGE),
    -signal.SIGSEGV: (400, "this is nested too deeply to be read"),
}


class Worker:
    """A process that answers one job at a time.

    `snapshot` is what it has open.
    """

    def __init__(self, process: Process) -> None:
        self._process = process
        self._is_free = True
        self._pipes = asyncio.Lock()
        self.snapshot = ""

    @classmethod
    async def start(cls, setup: Setup, snapshot: str) -> "Worker":
        """Start a process and let it open its store.

        Raises:
            Refused: it does not start, or cannot open the store.
        """
        # -P keeps the current folder from being searched for modules; a session of its
        # own keeps away the Ctrl-C that is meant for the program that serves.
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "kg.workers.process", setup.encode()),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise Refused(
                503, f"no process can be started: {reason_of(error)}"
            ) from error
        worker = cls(process)
        try:
            (await worker.answer(OpenJob(), snapshot)).body.close()
        except BaseException:
            await worker.end()
            raise
        return worker

    @property
    def is_ready(self) -> bool:
        """Whether it can take a job: it does none, and none was broken off."""
        return self._is_free and self._process.returncode is None

    async def answer(self, job: Job, snapshot: str, body: bytes = b"") -> Reply:
        """Let a job be done.

        Raises:
            Refused: the job cannot be done, or has broken the process.
        """
        self._is_free, self.snapshot = False, snapshot
        spool: IO[bytes] = SpooledTemporaryFile(_KEPT)  # noqa: SIM115  it is returned
        try:
            async with self._pipes:
                await self._send(encode_job(job, snapshot), body)
                outcome = await self._receive(spool)
        except (ConnectionError, asyncio.IncompleteReadError):
            spool.close()
            raise await self._broken() from None
        except BaseException:
            spool.close()
            raise
        self._is_free = True
        if outcome.message:
            spool.close()
            raise Refused(outcome.status, outcome.message)
        spool.seek(0)
        return Reply(outcome=outcome, body=spool)

    def kill(self) -> None:
        """Stop it at once, whatever it does."""
        self._is_free = False
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """Stop it, and wait until it has gone."""
        self.kill()
        async with self._pipes:
            await self._process.communicate(b"")

    async def _send(self, end: bytes, body: bytes) -> None:
        stdin = cast(StreamWriter, self._process.stdin)
        for message in messages(end, body):
            stdin.write(message)
            await stdin.drain()

    async def _receive(self, spool: IO[bytes]) -> Outcome:
        stdout = cast(StreamReader, self._process.stdout)
        while True:
            kind, size = HEAD.unpack(await stdout.readexactly(HEAD.size))
            data = await stdout.readexactly(size)
            if kind == END:
                return decode_outcome(data)
            spool.write(data)

    async def _broken(self) -> Refused:
        code = await self._process.wait()
        other = (503, f"the process that answers has broken off (code {code})")
        return Refused(*_BROKEN.get(code, other))
