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

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2  # items that are on their way for each worker
LOOK = 1.0  # seconds after which it is seen anew how many workers there are
PATIENCE = 60.0  # seconds without any worker after which none is expected


class Cluster:
    """Applies a function to items on the workers of a scheduler of Dask.

    What a worker had begun that is killed, Dask gives to others, as often as the
    scheduler's `allowed-failures` says; then it is tried alone, when all others are
    done. Items are sent to the workers and results come back over the network.

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

        killed: list[int] = []
        waiting = deque(in_order(len(items), costs))
        yield from crew.work(call, waiting, killed)
        for number in sorted(killed):
            again: list[int] = []
            yield from crew.work(call, deque([number]), again)
            if again:
                yield number, Lost()

    def _connected(self) -> _Crew:
        if self._crew is None:
            agreement = Agreement(installed=self._installed, here=self._installed())
            context = connected(self._scheduler, self._jobs, agreement)
            self._crew = _Crew(self._stack.enter_context(context), agreement)
        return self._crew


class _Crew:
    """The workers of a scheduler that has been reached."""

    def __init__(self, client: Client, agreement: Agreement) -> None:
        self._client = client
        self._agreement = agreement
        self._address = str(client.scheduler.address)
        self._size = 0
        self._looked = self._seen = 0.0

    def work(
        self, call: Callable[[int], bytes], waiting: deque[int], killed: list[int]
    ) -> Iterator[tuple[int, Any]]:
        """Yield results, and note the items whose workers were killed."""
        done: SimpleQueue[Future] = SimpleQueue()
        sent: dict[Future, int] = {}
        try:
            while waiting or sent:
                self._look()
                while waiting and len(sent) < AHEAD * self._size:
                    number = waiting.popleft()
                    future = self._send(call(number))
                    sent[future] = number
                    future.add_done_callback(done.put)
                try:
                    future = done.get(timeout=LOOK)
                except Empty:
                    continue
                number = sent.pop(future)
                data = self._hear(future)
                if data is None:
                    killed.append(number)
                else:
                    yield number, unpack(data)
        finally:
            for future in sent:
                future.release()

    def _send(self, call: bytes) -> Future:
        key = f"kroniek-{uuid4()}"
        return self._client.submit(answer_alike, call, self._agreement, key=key)

    def _hear(self, future: Future) -> bytes | None:
        """Return what a worker answers; None if all that tried were killed.

        Raises:
            SettingsError: the worker cannot do it.
            EndpointUnavailable: the scheduler has gone.
        """
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            data: bytes = future.result()
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
        return data

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
