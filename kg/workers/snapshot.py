"""A copy of a graph that does not change while processes answer from it.

Processes open it each on their own. A store that another process writes cannot be read
safely, and a build folder may be exchanged at any time.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.errors import InputError, OutputError, reason_of
from kg.iris import Namespaces
from kg.store import data_of, dataset_files, find_store, load_files, namespaces_of

# Files of RDF up to this size are held in the memory of each process, where queries
# take a half to an eighth of the time; larger ones are put into a store on disk.
IN_MEMORY = 16 << 20

_QUADS = "quads.nq"
_STORE = "store"
_MARK = "CURRENT"  # the file by which RocksDB finds the others of a store


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A graph that processes can open: a file of N-Quads, or a store on disk.

    It lies in a temporary folder of its own. `master` is the store it was made of,
    where that may be written to; `triples` is how many the default graph has, where
    that is quick to know.
    """

    folder: Path
    path: Path
    namespaces: Namespaces
    master: Path | None = None
    triples: int | None = None

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def take_snapshot(
    source: Path, *, is_writable: bool = False, in_memory: int = IN_MEMORY
) -> Snapshot:
    """Copy what processes shall answer from; a store is copied by hard links.

    `source` is a store of Oxigraph on disk, a build folder or the store of one, or a
    file or folder of RDF. Where there is nothing, and it is to be written to, an empty
    store is made.

    Raises:
        InputError: there is no graph, it cannot be read, or it cannot be written to.
        OutputError: there is no room for the copy.
    """
    kept = find_store(source)
    if kept is not None:
        if is_writable:
            raise InputError(f"{kept} cannot be written to: only `kg build` changes it")
        source = data_of(kept)
    is_store = (source / _MARK).is_file() or (is_writable and not source.exists())
    if is_writable and not is_store:
        raise InputError(
            f"{source} cannot be written to: it holds files; only a store on disk can"
            " be changed"
        )
    if not is_store and not source.exists():
        raise InputError(
            f"no graph in {source}: run `kg build`, or name RDF or a store"
        )
    with _folder(source, source.parent if is_store else None) as folder:
        if is_store:
            return _copy_store(source, folder, is_writable=is_writable)
        return _load(dataset_files(source), folder, in_memory)


def open_snapshot(path: Path) -> pyoxigraph.Store:
    """Open a snapshot; it can be opened several times."""
    if path.is_dir():
        return pyoxigraph.Store.read_only(str(path))
    store = pyoxigraph.Store()
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


@contextmanager
def _folder(source: Path, near: Path | None) -> Iterator[Path]:
    """Make a folder for a snapshot, which goes away again if that cannot be taken.

    It is made where files of the folder `near` can be linked to, if it can be.
    """
    folder = None
    try:
        place = near if near and _is_elsewhere(near) else None
        folder = Path(tempfile.mkdtemp(prefix=".kg-serve-", dir=place))
        yield folder
    except BaseException as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            message = f"cannot make a copy of {source} to serve: {reason_of(error)}"
            raise OutputError(message) from error
        raise


def _is_elsewhere(folder: Path) -> bool:
    """Tell whether a folder that can be written to is not where temporary files are."""
    usual = Path(tempfile.gettempdir())
    if not os.access(folder, os.W_OK):
        return False
    return folder.stat().st_dev != usual.stat().st_dev


def _copy_store(source: Path, folder: Path, *, is_writable: bool) -> Snapshot:
    path = folder / _STORE
    try:
        if is_writable:
            store = pyoxigraph.Store(source)
        else:
            store = pyoxigraph.Store.read_only(str(source))
        store.backup(path)
    except OSError as error:
        raise InputError(
            f"cannot open the store {source}: {reason_of(error)}"
        ) from error
    return Snapshot(
        folder=folder,
        path=path,
        namespaces=namespaces_of(store),
        master=source if is_writable else None,
    )


def _load(files: list[Path], folder: Path, in_memory: int) -> Snapshot:
    is_small = sum(path.stat().st_size for path in files) <= in_memory
    path = folder / (_QUADS if is_small else _STORE)
    store = pyoxigraph.Store() if is_small else pyoxigraph.Store(path)
    load_files(store, files)
    if is_small:
        store.dump(path, format=pyoxigraph.RdfFormat.N_QUADS)
    else:
        store.optimize()
        store.flush()
    return Snapshot(
        folder=folder,
        path=path,
        namespaces=namespaces_of(store),
        triples=_count(store),
    )


def _count(store: pyoxigraph.Store) -> int:
    default = store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    return sum(1 for _ in default)
