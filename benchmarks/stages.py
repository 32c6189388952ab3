"""Where the time of reading goes: the functions of the reader, watched from outside.

The functions are found where the reader finds them, so that nothing of the product has
to be changed. One that is not there any more is an error, not a stage without time.
"""

import importlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from time import process_time
from typing import Any

from benchmarks.measuring import BenchmarkError

# What is watched: a stage, and the module and name by which the reader calls it.
STAGES = (
    ("turns and clean-up", "kg.extract.document", "find_turns"),
    ("parse", "kg.language.pipeline", "Pipeline.analyse"),
    ("names", "kg.extract.document", "find_names"),
    ("speakers", "kg.extract.document", "speakers_of"),
    ("passages", "kg.extract.document", "as_passages"),
    ("mentions", "kg.extract.document", "mentions_of"),
    ("referents", "kg.extract.document", "make_readers"),
    ("times", "kg.extract.reckoning", "find_times"),
    ("times", "kg.extract.reckoning", "find_sequels"),
    ("claims", "kg.extract.document", "read_passages"),
    ("relations", "kg.extract.document", "find_relations"),
)
REST = "the rest"


class Stopwatch:
    """Seconds of the processor by stage, without those of stages called within."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self._stage = REST
        self._since = process_time()

    @contextmanager
    def within(self, stage: str) -> Iterator[None]:
        """Count the time of a block for a stage."""
        before = self._change(stage)
        try:
            yield
        finally:
            self._change(before)

    def watch(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """Return a function that does the same, and whose time is counted."""

        @wraps(function)
        def watched(*args: Any, **options: Any) -> Any:
            self.calls[stage] += 1
            with self.within(stage):
                found = function(*args, **options)
            return self._watched(found, stage) if isinstance(found, Iterator) else found

        return watched

    def _watched(self, items: Iterator[Any], stage: str) -> Iterator[Any]:
        """Yield items, whose making counts for a stage."""
        end = object()
        while True:
            with self.within(stage):
                item = next(items, end)
            if item is end:
                return
            yield item

    def _change(self, stage: str) -> str:
        now, before = process_time(), self._stage
        self.seconds[before] += now - self._since
        self._stage, self._since = stage, now
        return before


@contextmanager
def watched_stages() -> Iterator[Stopwatch]:
    """Watch the stages of reading while a block runs.

    Raises:
        BenchmarkError: a function is not where the table says.
    """
    watch = Stopwatch()
    undo: list[tuple[Any, str, Any]] = []
    try:
        for stage, module, name in STAGES:
            owner, attribute = _owner(module, name)
            function = getattr(owner, attribute)
            undo.append((owner, attribute, function))
            setattr(owner, attribute, watch.watch(function, stage))
        with watch.within(REST):
            yield watch
    finally:
        for owner, attribute, function in reversed(undo):
            setattr(owner, attribute, function)


def _owner(module: str, name: str) -> tuple[Any, str]:
    """Return what holds a function, a module or a class, and its name there."""
    owner: Any = importlib.import_module(module)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part, None)
    if not hasattr(owner, last):
        raise BenchmarkError(f"no {name} in {module}: see STAGES in {__name__}")
    return owner, last
