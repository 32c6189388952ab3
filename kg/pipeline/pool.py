"""Reading documents in several processes.

Processes are started anew, not forked, so that they share nothing with this one, and
are replaced now and then, since the vocabulary of a language pipeline only grows. One
that is killed (by the system, when memory runs out) costs the documents that were being
read: each of these is tried once more, in a process of its own.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context

from kg.codec import decode, encode
from kg.model import Document, ReadDocument
from kg.pipeline.reader import Outcome, reader_of
from kg.pipeline.settings import Failure

AHEAD = 2  # documents that are on their way for each process
LIFETIME = 1000  # documents that a process reads before another takes its place
KILLED = "the process that read it was killed; memory may have run out"

Numbered = tuple[int, Document]


def read_in_processes(
    documents: Sequence[Document], pipeline: str, processes: int
) -> Iterator[tuple[int, Outcome]]:
    """Yield the number of each document and what became of it, in any order.

    The longest are read first, so that no process is left with one at the end.

    Args:
        documents: to be read.
        pipeline: name of the language pipeline.
        processes: how many read at once.

    Raises:
        SettingsError: the pipeline gives no parse, lemmas or parts of speech.
    """
    numbered = enumerate(documents)
    waiting = deque(sorted(numbered, key=lambda item: (-len(item[1].text), item[0])))
    while waiting:
        lost = yield from _read_until_broken(waiting, pipeline, processes)
        for number, document in lost:
            yield number, _read_alone(document, pipeline)


def _read_until_broken(
    waiting: deque[Numbered], pipeline: str, processes: int
) -> Generator[tuple[int, Outcome], None, list[Numbered]]:
    """Read what waits, and return what was being read when a process was killed."""
    running: dict[Future[bytes | Failure], Numbered] = {}
    with _pool(processes) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < AHEAD * processes:
                    document = encode(waiting[0][1])
                    running[pool.submit(_read, document, pipeline)] = waiting[0]
                    waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    outcome = _unpacked(future.result())
                    number, _ = running.pop(future)
                    yield number, outcome
        except BrokenProcessPool:
            return list(running.values())
    return []


def _read_alone(document: Document, pipeline: str) -> Outcome:
    """Read a document in a process of its own, which may be killed."""
    with _pool(1) as pool:
        try:
            return _unpacked(pool.submit(_read, encode(document), pipeline).result())
        except BrokenProcessPool:
            return Failure(document=document.identifier, reason=KILLED, trace=KILLED)


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Keep processes; where something goes wrong, they are not waited for."""
    others = set(active_children())
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=_begin,
        max_tasks_per_child=LIFETIME,
    )
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(active_children()) - others:
            process.terminate()
        raise
    pool.shutdown()


def _begin() -> None:
    """Make a process ready; Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(document: bytes, pipeline: str) -> bytes | Failure:
    """Read a document, in a process of the pool."""
    outcome = reader_of(pipeline).try_to_read(decode(document, Document))
    return outcome if isinstance(outcome, Failure) else encode(outcome)


def _unpacked(outcome: bytes | Failure) -> Outcome:
    return outcome if isinstance(outcome, Failure) else decode(outcome, ReadDocument)
