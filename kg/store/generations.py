"""A graph kept on disk by Oxigraph, in generations that take each other's place.

    build/store/
        kroniek-store.json    that this is a store, and how it is laid out
        lock                  held by the one build that writes
        current               which generation counts
        00000007/oxigraph/    that generation, in the files of RocksDB
        00000007/digests      the sections of its graphs, so that most need no look
        00000007/record       what it was made of, in the maker's own words
        draft-…/oxigraph/     the next one, while it is made

A generation that counts is never changed again, since Oxigraph can be read by many
only while nobody writes. The next one begins as a backup of it, which costs next to
nothing (hard links), gets what differs, is copied once more when it is done, and
counts from the moment that `current` names it. So a build that dies leaves the last
good state, and what it had begun is cleared away by the next. The last generation but
one stays for those who still read it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph
from filelock import FileLock, Timeout

from kg.errors import InputError, OutputError, reason_of
from kg.store.draft import TROUBLE, Draft
from kg.store.marker import LOCK, check_layout, check_place, mark, write_for_good
from kg.store.sections import Sections

_CURRENT = "current"
_DIGESTS = "digests"
_RECORD = "record"
_DATA = "oxigraph"
_DRAFT = "draft-"
_KEPT = 2  # generations
_UNFINISHED = "no complete build in {}: run `kg build` again"


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of a store, not to be changed."""

    path: Path

    @property
    def number(self) -> int:
        """The first is 1."""
        return int(self.path.name)

    @property
    def data(self) -> Path:
        """The folder of Oxigraph's own files."""
        return self.path / _DATA

    def open(self) -> pyoxigraph.Store:
        """Return its graphs, for reading."""
        return pyoxigraph.Store.read_only(str(self.data))

    def held(self) -> dict[str, list[str]]:
        """Return the sections of its graphs, or nothing if that cannot be read."""
        found = self._told("graphs")
        is_known = all(isinstance(digests, list) for digests in found.values())
        return found if is_known else {}

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes with which its sections were written, if it can tell."""
        return self._told("prefixes")

    def _told(self, name: str) -> dict[str, Any]:
        try:
            told = json.loads((self.path / _DIGESTS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        found = told.get(name) if isinstance(told, dict) else None
        return found if isinstance(found, dict) else {}

    def record(self) -> bytes:
        """Return what its maker noted, or nothing if that cannot be read."""
        try:
            return (self.path / _RECORD).read_bytes()
        except OSError:
            return b""


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """A store that is held for writing."""

    path: Path

    @property
    def current(self) -> Generation | None:
        """The generation that counts, or None before the first."""
        return _current(self.path)

    @contextlib.contextmanager
    def draft(
        self,
        sections: Sections,
        prefixes: Mapping[str, str],
        apart: Collection[str] = (),
    ) -> Iterator[Draft]:
        """Give the next generation to be made, which counts if it gets a record.

        It begins as what the last one holds.

        Args:
            sections: gives the sections that graphs are made of, and were made of.
            prefixes: with which they are written.
            apart: graphs that do not belong to the default graph.

        Raises:
            OutputError: the disk refuses; the store is as it was.
        """
        draft = None
        try:
            with _refusing(self.path):
                draft = self._begin(sections, prefixes, apart)
            yield draft
            if draft.record is not None:
                with _refusing(self.path):
                    self._add(draft)
        finally:
            if draft:
                draft.close()
            self.clean()

    def _begin(
        self,
        sections: Sections,
        prefixes: Mapping[str, str],
        apart: Collection[str],
    ) -> Draft:
        """Return a draft that begins as what the last generation holds.

        Where that was written with other prefixes, all is written anew: its sections
        cannot be read any more.
        """
        last = self.current
        place = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.path)) / _DATA
        same = last is not None and last.prefixes() == prefixes
        held = _copied(last, place) if last and same else {}
        store = pyoxigraph.Store(place)
        return Draft(store, sections, prefixes, apart=apart, held=held)

    def _add(self, draft: Draft) -> None:
        """Let a draft be the generation that counts."""
        last = self.current
        number = last.number + 1 if last else 1
        made = Generation(self.path / f"{number:08}")
        _clear_away(made.path)
        made.path.mkdir()
        # Oxigraph tidies up a store for as long as somebody has it open: readers get
        # a copy (hard links), which nobody has.
        draft.store.backup(made.data)
        told = {"prefixes": dict(draft.prefixes), "graphs": draft.held}
        write_for_good(made.path / _DIGESTS, json.dumps(told).encode())
        write_for_good(made.path / _RECORD, draft.record or b"")
        write_for_good(self.path / _CURRENT, f"{made.path.name}\n".encode())

    def note(self, name: str, data: bytes) -> None:
        """Keep a file beside the generations.

        Raises:
            OutputError: the disk refuses.
        """
        try:
            write_for_good(self.path / name, data)
        except OSError as error:
            raise _refused(self.path, error) from error

    def clean(self) -> None:
        """Remove drafts, and all generations but the one that counts and the last."""
        current = self.current
        every = [Generation(p) for p in self.path.iterdir() if p.name.isdecimal()]
        last = current.number if current else 0
        kept = sorted(g.number for g in every if g.number <= last)[-_KEPT:]
        gone = [g.path for g in every if g.number not in kept]
        for path in (*gone, *self.path.glob(f"{_DRAFT}*")):
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def hold_store(path: Path) -> Iterator[StoreFolder]:
    """Hold a store for writing, alone; a folder that is not there or empty becomes one.

    Raises:
        InputError: the folder is something else, or a store of another version.
        OutputError: another process holds it, or the disk refuses.
    """
    lock = FileLock(path / LOCK, timeout=0)
    try:
        check_place(path)
        path.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise OutputError(
            f"another build is writing to {path}: wait until it has ended"
        ) from None
    except OSError as error:
        raise _refused(path, error) from error
    try:
        folder = _begin(path)
        yield folder
    finally:
        lock.release()


def open_generation(path: Path) -> pyoxigraph.Store:
    """Open a store for reading, as it is now; later builds do not change what is seen.

    Raises:
        InputError: it is of another version, has no complete build, or is damaged.
    """
    check_layout(path)
    current = _current(path)
    while current is not None:
        try:
            return current.open()
        except TROUBLE as error:
            now = _current(path)
            if now == current:
                raise InputError(
                    f"the store {path} is damaged: remove it and run `kg build` again"
                    f" ({reason_of(error)})"
                ) from error
            current = now  # builds followed each other, and this one was cleared away
    raise InputError(_UNFINISHED.format(path))


def data_of(path: Path) -> Path:
    """Return the folder of Oxigraph's own files of a store, as it is now.

    Raises:
        InputError: the store is of another version, or has no complete build.
    """
    check_layout(path)
    current = _current(path)
    if current is None:
        raise InputError(_UNFINISHED.format(path))
    return current.data


def has_build(path: Path) -> bool:
    """Tell whether a build of a store was completed."""
    return _current(path) is not None


def _begin(path: Path) -> StoreFolder:
    folder = StoreFolder(path)
    try:
        mark(path)
        folder.clean()
    except OSError as error:
        raise _refused(path, error) from error
    return folder


def _copied(last: Generation, place: Path) -> Mapping[str, Sequence[str]]:
    """Copy a generation by hard links, and return the sections of its graphs.

    There are none where it cannot be copied: then all is written anew.
    """
    held = last.held()
    try:
        if held:
            last.open().backup(place)
    except TROUBLE:
        _clear_away(place)
        return {}
    return held


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into an error of ours."""
    try:
        yield
    except TROUBLE as error:
        raise _refused(path, error) from error


def _current(path: Path) -> Generation | None:
    try:
        name = (path / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return Generation(path / name) if name.isdecimal() else None


def _clear_away(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)


def _refused(path: Path, error: Exception) -> OutputError:
    return OutputError(f"cannot write to {path}: {reason_of(error)}")
