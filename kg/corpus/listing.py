"""Which documents a source lists: a manifest in a folder, or a list of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg.corpus.formats import ENDINGS, is_paper
from kg.corpus.manifest import MANIFEST, Entry, as_entry, file_of, read_manifest
from kg.corpus.places import (
    ListedFiles,
    LocalFolder,
    Place,
    RemoteFolder,
    is_remote,
)
from kg.corpus.rejecting import Rejected, UnusableError
from kg.errors import CorpusError, reason_of

LIST = ".list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source lists: entries by identifier, sorted, and what is not usable."""

    place: Place
    entries: Mapping[str, Entry]
    rejected: tuple[Rejected, ...]


def read_listing(source: str | Path) -> Listing:
    """Return what a folder with a `corpus.toml`, or a list of files, lists.

    Raises:
        CorpusError: there is no folder and no list, or they cannot be read.
    """
    if str(source).endswith(LIST):
        return _read_list(source)
    place = _folder(source)
    tables = _read_tables(place)
    # A paper may lie there in another format as well.
    listed = {_stem(file) for file in _files(tables)}
    rejected = [
        Rejected(name=name, reason=f"not in {MANIFEST}")
        for name in place.names()
        if is_paper(name) and _stem(name) not in listed
    ]
    entries: dict[str, Entry] = {}
    for identifier, table in sorted(tables.items()):
        try:
            entries[identifier] = as_entry(identifier, table)
        except UnusableError as reason:
            rejected.append(Rejected(name=identifier, reason=reason_of(reason)))
    return Listing(place=place, entries=entries, rejected=tuple(sorted(rejected)))


def _folder(source: str | Path) -> Place:
    if is_remote(source):
        return RemoteFolder(str(source))
    path = Path(source)
    if not path.exists():
        raise CorpusError(f"no folder {str(path)!r}")
    if not path.is_dir():
        raise CorpusError(
            f"{str(path)!r} is not a folder; give one with {MANIFEST}, or a list of"
            f" files (papers{LIST}); kg add puts a paper into a folder"
        )
    return LocalFolder(path)


def _read_tables(place: Place) -> dict[str, Any]:
    names = place.names()
    if MANIFEST not in names:
        papers = sum(map(is_paper, names))
        held = f"papers in it: {papers or 'none'}"
        raise CorpusError(
            f"no {MANIFEST} in {str(place)!r} ({held}); it lists each document as a "
            "table [identifier] with file, title, kind, issued, country, date_basis; "
            "kg add writes it"
        )
    return read_manifest(_read(place, MANIFEST), f"{place}/{MANIFEST}")


def _read(place: Place, name: str) -> bytes:
    try:
        return place.read(name)
    except UnusableError as reason:
        raise CorpusError(f"in {str(place)!r}, {reason}") from reason


def _files(tables: Mapping[str, Any]) -> Iterator[str]:
    for identifier, table in tables.items():
        if isinstance(table, dict):
            try:
                yield file_of(identifier, table)
            except UnusableError:
                continue


def _read_list(source: str | Path) -> Listing:
    """Return what a list of files lists: a path or address on each line.

    Documents are identified by the names of their files. A list from elsewhere names
    files beside it only, and none of this machine.
    """
    folder, _, name = str(source).rpartition("/")
    place: Place
    if is_remote(source):
        place, content = RemoteFolder(folder), _read(RemoteFolder(folder), name)
    else:
        place = ListedFiles(Path(source).parent)
        content = _read(place, Path(source).name)
    entries: dict[str, Entry] = {}
    rejected: list[Rejected] = []
    for line in _lines(content, str(source)):
        identifier = _stem(line)
        if identifier in entries:
            rejected.append(Rejected(name=line, reason=f"{identifier} is listed twice"))
            continue
        try:
            entries[identifier] = as_entry(identifier, {"file": line})
        except UnusableError as reason:
            rejected.append(Rejected(name=line, reason=reason_of(reason)))
    return Listing(
        place=place,
        entries=dict(sorted(entries.items())),
        rejected=tuple(sorted(rejected)),
    )


def _lines(content: bytes, name: str) -> list[str]:
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CorpusError(f"{name!r} is not UTF-8: byte {error.start}") from error
    stripped = (line.strip() for line in lines)
    return [line for line in stripped if line and not line.startswith("#")]


def _stem(line: str) -> str:
    """Return the name of a file without what its format adds.

    >>> _stem("s3://papers/kst-1-2.xml"), _stem("2021D1")
    ('kst-1-2', '2021D1')
    """
    name = PurePosixPath(line.replace("\\", "/")).name
    ending = next((end for end in ENDINGS if name.lower().endswith(end)), "")
    return name[: len(name) - len(ending)]
