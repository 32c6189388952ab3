"""What tells that a folder is a store, and how it is laid out."""

import json
from pathlib import Path

import kg
from kg.errors import InputError
from kg.files import write_at_once

LAYOUT = 1  # to be raised when what older versions wrote cannot be used any more
MARKER = "kroniek-store.json"
LOCK = "lock"


def is_store(path: Path) -> bool:
    """Tell whether a folder is a store."""
    return (path / MARKER).is_file()


def mark(path: Path) -> None:
    """Make an empty folder a store; one that is a store stays as it is.

    Raises:
        OSError: the disk refuses.
    """
    if not is_store(path):
        marker = {"layout": LAYOUT, "software": f"kroniek {kg.__version__}"}
        write_for_good(path / MARKER, f"{json.dumps(marker)}\n".encode())


def check_layout(path: Path) -> None:
    """Make sure that a store is laid out as this version knows it.

    Raises:
        InputError: it is not, or its marker cannot be read.
    """
    try:
        marker = json.loads((path / MARKER).read_text(encoding="utf-8"))
        layout, maker = int(marker["layout"]), str(marker["software"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is no store: cannot read its {MARKER}") from error
    if layout > LAYOUT:
        raise InputError(
            f"the store {path} is of a newer version ({maker}): upgrade Kroniek, or"
            " build into another folder"
        )
    if layout < LAYOUT:
        raise InputError(
            f"the store {path} is of an older version ({maker}): remove it and run"
            " `kg build` again"
        )


def check_place(path: Path) -> None:
    """Make sure that a folder is a store that can be used, or can become one.

    Raises:
        InputError: it holds other files, is no folder, or is of another version.
    """
    if is_store(path):
        check_layout(path)
    elif path.is_dir():
        begun = {LOCK, _unfinished(path / MARKER).name}  # by a build that was killed
        others = sorted({child.name for child in path.iterdir()} - begun)
        if others:
            raise InputError(
                f"{path} is no store: it holds {others[0]}; give a new or empty folder"
            )
    elif path.exists():
        raise InputError(f"{path} is no store: it is not a folder")


def write_for_good(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and have the disk confirm it.

    Raises:
        OSError: the disk refuses.
    """
    write_at_once(path, data, begun=_unfinished(path), is_confirmed=True)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}")
