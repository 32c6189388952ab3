"""What earlier builds left behind: readings, the last graph, and which files it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from kg.codec import decode, encode
from kg.errors import OutputError
from kg.pipeline.cache import ReadingCache
from kg.pipeline.files import FILES
from kg.pipeline.parts import Parts, read_parts
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Summary
from kg.store import StoreFolder, hold_store, open_generation

READINGS = "readings"
WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a generation of a store is known by (`Plan.key`), and its figures."""

    key: str
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a generation, each with its digest."""

    generation: str
    files: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Memory:
    """A store that is held, or none, and the cache of readings."""

    plan: Plan
    store: StoreFolder | None = None
    cache: ReadingCache = field(default_factory=ReadingCache)
    made: Parts | None = None

    def recall(self) -> Summary | None:
        """Return the figures of the last build, if this one would be the same."""
        last = self.store.current if self.store else None
        try:
            record = decode(last.record(), Record) if last else None
        except ValueError:
            return None
        if record is None or record.key != self.plan.key:
            return None
        return replace(record.summary, known=record.summary.documents)

    def keep(self, parts: Parts, summary: Summary) -> None:
        """Keep the graph of a build, and of the readings only those that it rests on.

        Where the program failed on a document, the next build tries again.

        Raises:
            OutputError: the disk refuses; the last graph stays.
        """
        self.made = parts
        if self.store:
            key = "" if summary.failed else self.plan.key
            record = Record(key=key, summary=summary)
            self.store.commit(parts.graphs(self.plan.spaces), encode(record))
            own = ReadingCache(self.store.path / READINGS)
            own.keep_only(frozenset(self.plan.keys.values()))

    def parts(self) -> Parts:
        """Return the graph of this build, from the store where it was not made now.

        Raises:
            OutputError: it cannot be read.
        """
        if self.made is not None:
            return self.made
        if self.store is None:
            raise OutputError("nothing was built")
        return read_parts(open_generation(self.store.path), self.plan.spaces)

    def has_written(self, out: Path) -> bool:
        """Tell whether a folder holds the files of this build already."""
        if self.store is None:
            return False
        try:
            noted = decode((self.store.path / WRITTEN).read_bytes(), Written)
            return noted == self._written(out)
        except (OSError, ValueError):
            return False

    def note_written(self, out: Path) -> None:
        """Remember that a folder holds the files of this build."""
        if self.store:
            with suppress(OSError):  # they were changed since, and are written anew
                self.store.note(WRITTEN, encode(self._written(out)))

    def _written(self, out: Path) -> Written:
        last = self.store.current if self.store else None
        return Written(generation=last.path.name if last else "", files=digests(out))


@contextmanager
def open_memory(plan: Plan, store: Path | None, cache: Path | None) -> Iterator[Memory]:
    """Hold a store, if there is to be one, until a build is done.

    Args:
        plan: what is to be built.
        store: the folder of the store.
        cache: the folder of readings; else they are kept in the store.

    Raises:
        InputError: the folder is no store, or one of another version.
        OutputError: another build holds it, or the disk refuses.
    """
    readings = ReadingCache(cache or (store / READINGS if store else None))
    with hold_store(store) if store else nullcontext() as held:
        yield Memory(plan=plan, store=held, cache=readings)


def digests(out: Path) -> dict[str, str]:
    """Return SHA-256 of each file of a build, as hex.

    Raises:
        OSError: one of them cannot be read.
    """
    return {name: sha256((out / name).read_bytes()).hexdigest() for name in FILES}
