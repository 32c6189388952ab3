"""The engine that works on a cluster of Dask (dask.distributed)."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from kg.engine.agreement import Agreement, Installed, answer_alike
from kg.engine.calls import pack, unpack
from kg.engine.connection import connected
from kg.engine.interface import Item, Lost, Result, in_order
from kg.errors import EndpointUnavailable, SettingsError, on_one_line
from kg.portions import portions

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2  # batches that are on their way for each worker
TOGETHER = 50  # items of a batch, at most
SHORT = 1.0  # seconds that a batch of several items may take, about
SHARES = 4  # batches for each worker, at least, so that all end at about the same time
LOOK = 1.0  # seconds after which it is seen anew how many workers there are
PATIENCE = 60.0  # seconds without any worker after which none is expected


Batch = tuple[int, ...]  # the numbers of items that are sent in one call


class Cluster:
    """Applies a function to items on the workers of a scheduler of Dask.

    Items that take little are sent together, as far as their costs are told. What a
    worker had begun that is killed, Dask gives to others, as often as the scheduler's
    `allowed-failures` says; then the items of a batch are tried one by one, and what
    kills its worker again is tried alone, when all others are done. Items are sent to
    the workers and results come back over the network.

    Args:
        scheduler: its address, or the file that it wrote; None for a cluster of
            processes on this machine.
        jobs: of these, how many.
        installed: tells what must be the same on all machines.
    """

    def __init__(
        self,
        scheduler: str | None = None,
        jobs: int | None = None,
        installed: Installed = dict,
    ) -> None:
        self._scheduler = scheduler
        self._jobs = jobs
        self._installed = installed
        self._stack = ExitStack()
        self._crew: _Crew | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the cluster, and end what was started for it."""
        self._crew = None
        self._stack.close()

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        costs: Sequence[float] = (),
    ) -> Iterator[tuple[int, Result | Lost]]:
        """Yield the number of each item and its result; see `Engine`."""
        if not items:
            return
        crew = self._connected()

        def call(number: int) -> bytes:
            return pack(function, items[number])

        killed: list[Batch] = []
        batches = in_batches(in_order(len(items), costs), costs, crew.size)
        yield from crew.work(call, deque(batches), killed)
        alone: list[Batch] = [batch for batch in killed if len(batch) == 1]
        several = (batch for batch in killed if len(batch) > 1)
        singly: deque[Batch] = deque((number,) for batch in several for number in batch)
        yield from crew.work(call, singly, alone)
        for batch in sorted(alone):
            again: list[Batch] = []
            yield from crew.work(call, deque([batch]), again)
            if again:
                yield batch[0], Lost()

    def _connected(self) -> _Crew:
        if self._crew is None:
            agreement = Agreement(installed=self._installed, here=self._installed())
            context = connected(self._scheduler, self._jobs, agreement)
            self._crew = _Crew(self._stack.enter_context(context), agreement)
        return self._crew


def in_batches(
    numbers: Sequence[int], costs: Sequence[float], workers: int
) -> Iterator[Batch]:
    """Return the numbers of items in batches, each to be sent in one call.

    So many calls are left that all workers have some, and what takes long by itself is
    sent by itself; without costs each item is.

    Args:
        numbers: in the order in which they are sent.
        costs: the seconds that each item may take, about; none if they are not known.
        workers: how many there are.

    >>> list(in_batches([0, 1, 2, 3], [9, 0.5, 0.4, 0.2], 1))
    [(0,), (1, 2), (3,)]
    >>> list(in_batches([0, 1], (), 1))
    [(0,), (1,)]
    """
    most = min(SHORT, sum(costs) / (SHARES * max(1, workers)))
    return portions(
        numbers,
        lambda number: costs[number] if costs else SHORT,
        most=TOGETHER,
        much=most,
    )


class _Crew:
    """The workers of a scheduler that has been reached."""

    def __init__(self, client: Client, agreement: Agreement) -> None:
        self._client = client
        self._agreement = agreement
        self._address = str(client.scheduler.address)
        self._size = 0
        self._looked = self._seen = 0.0

    @property
    def size(self) -> int:
        """How many workers there are."""
        self._look()
        return self._size

    def work(
        self, call: Callable[[int], bytes], waiting: deque[Batch], killed: list[Batch]
    ) -> Iterator[tuple[int, Any]]:
        """Yield results, and note the batches whose workers were killed."""
        done: SimpleQueue[Future] = SimpleQueue()
        sent: dict[Future, Batch] = {}
        try:
            while waiting or sent:
                self._look()
                while waiting and len(sent) < AHEAD * self._size:
                    batch = waiting.popleft()
                    future = self._send([call(number) for number in batch])
                    sent[future] = batch
                    future.add_done_callback(done.put)
                try:
                    future = done.get(timeout=LOOK)
                except Empty:
                    continue
                batch = sent.pop(future)
                answers = self._hear(future)
                if answers is None:
                    killed.append(batch)
                    continue
                for number, data in zip(batch, answers, strict=True):
                    yield number, unpack(data)
        finally:
            for future in sent:
                future.release()

    def _send(self, calls: list[bytes]) -> Future:
        key = f"kroniek-{uuid4()}"
        return self._client.submit(answer_alike, calls, self._agreement, key=key)

    def _hear(self, future: Future) -> list[bytes] | None:
        """Return what a worker answers; None if all that tried were killed.

        Raises:
            SettingsError: the worker cannot do it.
            EndpointUnavailable: the scheduler has gone.
        """
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            answers: list[bytes] = future.result()
        except KilledWorker:
            return None
        except SettingsError:
            raise
        except (CancelledError, OSError) as error:
            raise self._gone() from error
        except Exception as error:
            reason = on_one_line(f"{type(error).__name__}: {error}")
            raise SettingsError(f"a worker does not run kroniek: {reason}") from error
        finally:
            future.release()
        return answers

    def _look(self) -> None:
        """See now and then how many workers there are, since they come and go.

        Raises:
            EndpointUnavailable: the scheduler has gone, or all workers have for long.
        """
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked = now
        if self._client.status != "running":
            raise self._gone()
        try:
            self._size = len(self._client.nthreads())
        except OSError as error:
            raise self._gone() from error
        if self._size or not self._seen:
            self._seen = now
        if now - self._seen > PATIENCE:
            raise EndpointUnavailable(
                f"the scheduler at {self._address} has no workers any more"
            )

    def _gone(self) -> EndpointUnavailable:
        return EndpointUnavailable(
            f"the scheduler at {self._address} does not answer any more"
        )
