"""A graph that is asked and changed through processes."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Self

from kg.errors import Refused
from kg.workers.jobs import Job, QueryJob, ReadJob, Reply
from kg.workers.limits import Limits
from kg.workers.pool import Pool
from kg.workers.process import Setup
from kg.workers.snapshot import Snapshot

_GENERATION = "generation"  # what the names of later snapshots begin with


class Service:
    """Answers jobs from a snapshot: many at a time, but changes one after another.

    A change is made in the store that the snapshot was taken of. When it is done, a
    new snapshot of that store takes the place of the old one; whoever still reads that
    reads it to its end.
    """

    def __init__(
        self, snapshot: Snapshot, limits: Limits, *, may_call: bool = False
    ) -> None:
        self.limits = limits
        self.may_call = may_call
        self.namespaces = snapshot.namespaces
        self._snapshot = snapshot
        setup = Setup(base=snapshot.namespaces.base, limits=limits, may_call=may_call)
        path = str(snapshot.path)
        self._readers = Pool(setup, path, size=limits.processes)
        self._writers: Pool | None = None
        if snapshot.master is not None:
            generations = str(snapshot.folder / _GENERATION)
            master = str(snapshot.master)
            setup = replace(setup, master=master, generations=generations)
            self._writers = Pool(setup, path, size=1)

    @property
    def path(self) -> Path:
        """The snapshot that is answered from now, for `open_snapshot`."""
        return Path(self._readers.snapshot)

    @property
    def is_writable(self) -> bool:
        """Whether the graph can be changed."""
        return self._writers is not None

    async def __aenter__(self) -> Self:
        """Start the processes.

        Raises:
            Refused: one does not start.
        """
        try:
            await self._readers.start()
            if self._writers is not None:
                await self._writers.start()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the processes."""
        await self.close()

    async def close(self) -> None:
        """End the processes, also those at work, and remove the snapshot."""
        for pool in (self._readers, self._writers):
            if pool is not None:
                await pool.close()
        self._snapshot.close()

    async def answer(self, job: Job, body: bytes = b"") -> Reply:
        """Have a job done.

        Raises:
            Refused: it cannot be done, takes too long, or has to wait too long.
        """
        if isinstance(job, QueryJob | ReadJob):
            return await self._readers.answer(job, body)
        if self._writers is None:
            raise Refused(403, "this server only reads")
        reply = await self._writers.answer(job, body)
        if reply.outcome.snapshot is not None:
            self._readers.snapshot = reply.outcome.snapshot
            self._remove_old()
        return reply

    def _remove_old(self) -> None:
        in_use = self._readers.in_use()
        for path in self._snapshot.folder.glob(f"{_GENERATION}-*"):
            if str(path) not in in_use:
                shutil.rmtree(path, ignore_errors=True)
