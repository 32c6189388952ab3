"""What earlier builds left behind: readings, descriptions, the last graph."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pyoxigraph

from kg.codec import decode, encode
from kg.describe import prefixes
from kg.model import ReadDocument
from kg.pipeline.cache import Cache
from kg.pipeline.files import FILES
from kg.pipeline.gathering import Brief
from kg.pipeline.parts import APART, Parts, Shelf
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Summary
from kg.pipeline.settling import Settled
from kg.store import Draft, StoreFolder, hold_store

READINGS = "readings"
BRIEFS = "briefs"
SETTLED = "settled"
WRITTEN = "written"
LARGE = 5_000_000  # triples, above which a graph is checked on disk; some 1.5 GB


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a generation of a store is known by (`Plan.key`), its parts and figures."""

    key: str
    parts: Parts
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a generation, each with its digest."""

    generation: str
    files: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Memory:
    """Where a build keeps what it makes: in a store that is held, or for the moment.

    `cache` holds what documents say, `briefs` the part of it that is needed beside that
    of others, `settled` what became of the claims of each class, `shelf` descriptions;
    `folder` is for what does not fit in memory.
    """

    plan: Plan
    folder: Path
    cache: Cache[ReadDocument]
    briefs: Cache[Brief]
    settled: Cache[Settled]
    shelf: Shelf
    store: StoreFolder | None = None

    def recall(self) -> Record | None:
        """Return what the last build made, if this one would be the same."""
        last = self.store.current if self.store else None
        try:
            record = decode(last.record(), Record) if last else None
        except ValueError:
            return None
        if record is None or record.key != self.plan.key:
            return None
        known = record.summary.documents
        return replace(record, summary=replace(record.summary, known=known))

    def scratch(self, name: str, triples: int) -> Draft:
        """Return an empty graph to be checked, on disk where it is large.

        Args:
            name: what it is called, apart from others.
            triples: how many it will have, about.
        """
        place = str(self.folder / name) if triples > LARGE else None
        known = prefixes(self.plan.spaces)
        return Draft(pyoxigraph.Store(place), self.shelf.get, known, named=False)

    def keep(self, parts: Parts, summary: Summary) -> Record:
        """Let the graph of a build count, and return what is known of it.

        Where the program failed on a document, the next build tries again.

        Raises:
            OutputError: the disk refuses; the last graph stays.
        """
        key = "" if summary.failed else self.plan.key
        record = Record(key=key, parts=parts, summary=replace(summary, known=0))
        if self.store:
            spaces = self.plan.spaces
            apart = frozenset(spaces.graph(name) for name in APART)
            known = prefixes(spaces)
            with self.store.draft(self.shelf.get, known, apart) as draft:
                graphs = parts.graphs(spaces)
                gone = dict.fromkeys(draft.held.keys() - graphs.keys(), ())
                draft.put({**graphs, **gone})
                draft.record = encode(record)
        return replace(record, summary=summary)

    def clean(self, parts: Parts, settled: Collection[str]) -> None:
        """Keep in a store only what its graph rests on.

        Args:
            parts: of the graph.
            settled: the keys of what was settled in its partitions.
        """
        if self.store:
            keys = frozenset(self.plan.keys.values())
            Cache(self.store.path / READINGS, ReadDocument).keep_only(keys)
            self.briefs.keep_only(keys)
            self.settled.keep_only(settled)
            self.shelf.keep_only(parts.references())

    def has_written(self, out: Path) -> bool:
        """Tell whether a folder holds the files of this build already."""
        if self.store is None:
            return False
        try:
            noted = decode((self.store.path / WRITTEN).read_bytes(), Written)
            is_last = noted.generation == self._generation()  # files take long to read
            return is_last and noted.files == digests(out)
        except (OSError, ValueError):
            return False

    def note_written(self, out: Path) -> None:
        """Remember that a folder holds the files of this build."""
        if self.store:
            with suppress(OSError):  # they were changed since, and are written anew
                made = Written(generation=self._generation(), files=digests(out))
                self.store.note(WRITTEN, encode(made))

    def _generation(self) -> str:
        last = self.store.current if self.store else None
        return last.path.name if last else ""


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Make a folder for what nobody needs when a build is done."""
    made = tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True)
    with made as folder:
        yield Path(folder)


@contextmanager
def open_memory(
    plan: Plan, passing: Path, store: Path | None, cache: Path | None
) -> Iterator[Memory]:
    """Hold a store, if there is to be one, until a build is done.

    Args:
        plan: what is to be built.
        passing: a folder for what does not fit in memory.
        store: the folder of the store.
        cache: the folder of readings; else they are kept in the store.

    Raises:
        InputError: the folder is no store, or one of another version.
        OutputError: another build holds it, or the disk refuses.
    """
    with hold_store(store) if store else nullcontext() as held:
        folder = store or passing
        yield Memory(
            plan=plan,
            folder=passing,
            cache=Cache(cache or folder / READINGS, ReadDocument),
            briefs=Cache(folder / BRIEFS, Brief),
            settled=Cache(folder / SETTLED, Settled),
            shelf=Shelf(folder),
            store=held,
        )


def digests(out: Path) -> dict[str, str]:
    """Return SHA-256 of each file of a build, as hex.

    Raises:
        OSError: one of them cannot be read.
    """
    return {name: digest_of_file(out / name) for name in FILES}


def digest_of_file(path: Path) -> str:
    """Return SHA-256 of a file, as hex."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
