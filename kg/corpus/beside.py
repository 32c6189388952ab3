"""Files beside a corpus that are no papers: corrections, links."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.corpus.listing import LIST
from kg.corpus.places import RemoteFolder, is_remote
from kg.corpus.rejecting import UnusableError
from kg.errors import CorpusError


@contextmanager
def folder_beside(source: str | Path, names: tuple[str, ...]) -> Iterator[Path]:
    """Yield a folder on this machine that has the files beside a corpus.

    That is the folder of the corpus or of the list of files; for one elsewhere it is a
    temporary one, with copies of the files that are there.

    Args:
        source: as `open_corpus` takes it.
        names: of the files that are wanted.

    Raises:
        CorpusError: a file is there, but cannot be read.
    """
    if not is_remote(source):
        path = Path(source)
        yield path if path.is_dir() else path.parent
        return
    with tempfile.TemporaryDirectory(prefix="kroniek-") as made:
        place = remote_folder(str(source))
        for name in filter(place.has, names):
            try:
                Path(made, name).write_bytes(place.read(name))
            except UnusableError as reason:
                raise CorpusError(f"{str(place)!r}: {reason}") from reason
        yield Path(made)


def remote_folder(source: str) -> RemoteFolder:
    """Return the folder of a corpus elsewhere, or the one that its list is in.

    >>> str(remote_folder("s3://papers/all.list")), str(remote_folder("s3://papers/nl"))
    ('s3://papers', 's3://papers/nl')
    """
    is_list = source.endswith(LIST)
    return RemoteFolder(source.rpartition("/")[0] if is_list else source)
