"""Where the knowledge files are: beside the package in a checkout, else inside it."""

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from kg.errors import KnowledgeError

PACKAGE = Path(__file__).resolve().parent

_IGNORED = frozenset({"__pycache__", ".git"})


def folder(name: str) -> Path:
    """Return the folder `ontology` or `queries`.

    Raises:
        KnowledgeError: the installation lacks the folder.
    """
    for candidate in (PACKAGE / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise KnowledgeError(f"the folder {name!r} is missing from this installation")


def digest_of(root: Path, leave_out: Collection[str] = ()) -> str:
    """Return what tells the files of a folder apart: SHA-256 of names and contents.

    Args:
        root: the folder; what Python and Git keep in it does not count.
        leave_out: paths in it, of files or folders, that do not count either.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    total = sha256()
    try:
        for path in sorted(p for p in root.rglob("*") if p.is_file()):
            inside = path.relative_to(root)
            places = {inside.as_posix(), *(p.as_posix() for p in inside.parents)}
            if _IGNORED.isdisjoint(inside.parts) and places.isdisjoint(leave_out):
                own = sha256(path.read_bytes()).hexdigest()
                total.update(f"{inside.as_posix()}\0{own}\n".encode())
    except OSError as error:
        raise KnowledgeError(
            f"cannot read {error.filename}: {error.strerror}"
        ) from error
    return total.hexdigest()
