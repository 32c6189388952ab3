"""Writing a file or a folder of results all at once, or not at all.

The new files are made in a temporary folder on the same file system. Only when all are
there do they take the place of the old ones, which wait beside until that has worked.
"""

import glob
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import OutputError, reason_of

_NEW = "-new-"
_OLD = "-old"
_ABANDONED = 24 * 60 * 60  # seconds after which nobody writes any more


def write_folder(target: Path, files: Mapping[str, Callable[[Path], None]]) -> None:
    """Write files into a folder so that a failed run leaves the last good ones.

    Each writer is given the path at which to make its file; see `write_together`.

    Raises:
        OutputError: the target is no folder, or the disk refuses.
    """

    def write(folder: Path) -> None:
        for name, make in files.items():
            make(folder / name)

    write_together(target, files.keys(), write)


def write_together(
    target: Path, names: Collection[str], write: Callable[[Path], None]
) -> None:
    """Write files into a folder, all by one writer, at once or not at all.

    The writer is given the folder in which to make the files. A folder that holds
    nothing else is exchanged as a whole; where there are other files, or where the
    folder itself cannot be moved (a mount point, the current folder), only our own
    files are exchanged and the others are left alone.

    Raises:
        OutputError: the target is no folder, or the disk refuses.
    """
    for name in names:
        if Path(name).name != name or name in {"", ".."}:
            raise OutputError(f"{name!r} is not the name of a file")
    with _translated(target):
        target = target.resolve()
        _check(target, names)
        target.parent.mkdir(parents=True, exist_ok=True)
        old = _old(target)
        _recover(target, old)
        whole = _is_ours(target, names)
        with _staging(target.parent if whole else target, target.name) as staged:
            write(staged)
            if whole:
                _exchange_folder(staged, target, old)
            else:
                _exchange_files(staged, target, names)


def write_file(target: Path, write: Callable[[Path], None]) -> None:
    """Write one file so that a failed run leaves the last good one.

    The writer is given the path at which to make the file. What is no regular file (a
    device, a named pipe) is written into, once all is made.

    Raises:
        OutputError: the target is a folder, or the disk refuses.
    """
    with _translated(target):
        target = target.resolve()
        if target.is_dir():
            raise OutputError(f"{target} is a folder, where a file must come")
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                write_stream(stream, write, target)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with _staging(target.parent, target.name) as staged:
            write(staged / target.name)
            if target.exists():
                shutil.copymode(target, staged / target.name)
            (staged / target.name).replace(target)


def write_stream(
    stream: IO[bytes], write: Callable[[Path], None], name: Path | str = "the stream"
) -> None:
    """Write what a writer makes into a stream, once all of it is made.

    Args:
        stream: where to write.
        write: is given the path at which to make what is to be written.
        name: what to call the stream in messages.

    Raises:
        OutputError: the stream, or the disk on which it is made, refuses.
        BrokenPipeError: nobody reads the stream any more, which is no mistake.
    """
    with (
        _translated(name),
        tempfile.TemporaryDirectory(prefix="kg-") as folder,
    ):
        made = Path(folder) / "made"
        write(made)
        with made.open("rb") as file:
            shutil.copyfileobj(file, stream)
        stream.flush()


def write_tree(target: Path, write: Callable[[Path], None], *, mark: str) -> None:
    """Write a folder with folders in it so that a failed run leaves the last good one.

    The folder is exchanged as a whole. So it must be new, empty, or one that was
    written so before: that it holds the file `mark`, which each writing makes, tells.

    Raises:
        OutputError: the folder holds something else, or the disk refuses.
    """
    with _translated(target):
        target = target.resolve()
        _check(target, ())
        target.parent.mkdir(parents=True, exist_ok=True)
        old = _old(target)
        _recover(target, old)
        _check_exchange(target, mark)
        with _staging(target.parent, target.name) as staged:
            write(staged)
            _exchange_folder(staged, target, old)


def _check_exchange(target: Path, mark: str) -> None:
    if not target.exists():
        return
    if target.is_mount() or Path.cwd().is_relative_to(target):
        message = "is in use and cannot be exchanged; name a folder in it"
        raise OutputError(f"{target} {message}")
    if not (target / mark).is_file() and any(target.iterdir()):
        raise OutputError(f"{target} holds other files; name a new or empty folder")


def standing(target: Path, name: str) -> Path:
    """Return where the last complete build of a folder has a file.

    That is elsewhere only where a build was killed in the moment of the exchange.
    """
    whole = target if target.exists() else _old(target.resolve())
    kept = _kept(target) / name
    return kept if kept.is_file() else whole / name


@contextmanager
def _translated(target: Path | str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write to {target}: {reason_of(error)}") from error


def _check(target: Path, names: Collection[str]) -> None:
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is not a folder")
    for name in names:
        if (target / name).is_dir():
            raise OutputError(f"{target / name} is a folder, where a file must come")


def _recover(target: Path, old: Path) -> None:
    """Undo or finish an exchange that a crash broke off."""
    if old.is_dir():
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)
    kept = _kept(target)
    if kept.is_dir():
        for path in kept.iterdir():
            path.replace(target / path.name)
        kept.rmdir()


def _old(target: Path) -> Path:
    """Return where the old folder waits while the new one is put in its place."""
    return target.parent / f".{target.name}{_OLD}"


def _kept(target: Path) -> Path:
    """Return where the old files wait while the new ones are put in their place."""
    return target / f".{target.name}{_OLD}"


def _is_ours(target: Path, names: Collection[str]) -> bool:
    """Tell whether the folder may be exchanged as a whole."""
    if not target.exists():
        return True
    fixed = target.is_mount() or Path.cwd().is_relative_to(target)
    return not fixed and all(child.name in names for child in target.iterdir())


@contextmanager
def _staging(parent: Path, name: str) -> Iterator[Path]:
    _clear_abandoned(parent, name)
    staged = Path(tempfile.mkdtemp(prefix=f".{name}{_NEW}", dir=parent))
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _clear_abandoned(parent: Path, name: str) -> None:
    """Remove what runs that were killed while they wrote had begun."""
    for path in parent.glob(f".{glob.escape(name)}{_NEW}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                shutil.rmtree(path)


def _exchange_folder(staged: Path, target: Path, old: Path) -> None:
    staged.chmod(_folder_mode(target))
    if not target.exists():
        staged.rename(target)
        return
    target.rename(old)
    try:
        staged.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _folder_mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _exchange_files(staged: Path, target: Path, names: Collection[str]) -> None:
    kept = _kept(target)
    kept.mkdir()
    aside: list[str] = []
    placed: list[str] = []
    try:
        for name in names:
            if (target / name).exists():
                (target / name).rename(kept / name)
                aside.append(name)
            (staged / name).rename(target / name)
            placed.append(name)
        # From here on the new files stand: what was kept goes with the staging folder.
        kept.rename(staged / _OLD)
    except BaseException:
        for name in placed:
            (target / name).unlink()
        for name in aside:
            (kept / name).replace(target / name)
        kept.rmdir()
        raise
