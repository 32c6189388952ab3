"""Several processes that answer, of which each that breaks off is replaced."""

import asyncio
import logging

from kg.errors import Refused
from kg.workers.jobs import Job, Reply
from kg.workers.process import Setup
from kg.workers.worker import Worker

_PAUSE = 1.0  # seconds before a process that did not start is tried again
_START = 5.0  # seconds that a process may take to start
_AGAIN = 5  # seconds after which whoever finds all at work may ask again

_logger = logging.getLogger(__name__)


class Pool:
    """Processes that answer; the time of each job is limited.

    `snapshot` is the store that they answer from; it may be exchanged between jobs.
    """

    def __init__(self, setup: Setup, snapshot: str, *, size: int) -> None:
        self.snapshot = snapshot
        self._setup = setup
        self._limits = setup.limits
        self._size = size
        self._workers: set[Worker] = set()
        self._ready: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._replacing: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._is_closed = False

    async def start(self) -> None:
        """Start all processes.

        Raises:
            Refused: one does not start.
        """
        refusals: list[BaseException] = []
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._size):
                    group.create_task(self._start_one())
        except* Refused as errors:
            refusals.extend(errors.exceptions)
        if refusals:  # raised up there, it might come in a group of its own
            await self.close()
            raise refusals[0]

    async def close(self) -> None:
        """End all processes, also those at work."""
        self._is_closed = True
        for _ in range(self._waiting):
            self._ready.put_nowait(None)
        for task in self._replacing:
            task.cancel()
        await asyncio.gather(*self._replacing, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))
        self._workers.clear()

    async def answer(self, job: Job, body: bytes = b"") -> Reply:
        """Have a job done, when a process is free for it.

        Raises:
            Refused: it cannot be done, takes too long, or has to wait too long.
        """
        worker = await self._take()
        seconds = self._limits.seconds
        try:
            async with asyncio.timeout(seconds):
                return await worker.answer(job, self.snapshot, body)
        except TimeoutError:
            message = f"this took longer than {seconds:g} seconds and was ended"
            raise Refused(503, f"{message}; ask for less") from None
        except Refused:
            self._check_open()
            raise
        finally:
            self._give_back(worker)

    def in_use(self) -> set[str]:
        """Return the snapshots that processes have open."""
        return {worker.snapshot for worker in self._workers} | {self.snapshot}

    async def _take(self) -> Worker:
        self._check_open()
        if self._waiting >= self._limits.waiting:
            raise self._busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds + _START):
                return await self._next()
        except TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1

    async def _next(self) -> Worker:
        while True:
            worker = await self._ready.get()
            self._check_open()
            if worker is not None and worker.is_ready:
                return worker
            if worker is not None:
                self._replace(worker)

    def _give_back(self, worker: Worker) -> None:
        if worker.is_ready:
            self._ready.put_nowait(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        if not self._is_closed:
            task = asyncio.create_task(self._renew(worker))
            self._replacing.add(task)
            task.add_done_callback(self._replacing.discard)

    async def _renew(self, worker: Worker) -> None:
        await worker.end()
        self._workers.discard(worker)
        while True:
            try:
                return await self._start_one()
            except Refused as error:
                _logger.warning("a process that answers does not start: %s", error)
                await asyncio.sleep(_PAUSE)

    async def _start_one(self) -> None:
        worker = await Worker.start(self._setup, self.snapshot)
        self._workers.add(worker)
        self._ready.put_nowait(worker)

    def _check_open(self) -> None:
        if self._is_closed:
            raise Refused(503, "the server is stopping", again=_AGAIN)

    def _busy(self) -> Refused:
        number = len(self._workers)
        return Refused(
            503, f"all {number} processes are at work; ask again", again=_AGAIN
        )
