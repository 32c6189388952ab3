"""Putting papers into a corpus folder, each with an entry in its manifest."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path, PurePosixPath

from kg.corpus.formats import METADATA_ENDING
from kg.corpus.known import Known
from kg.corpus.manifest import (
    DATE_BASES,
    IDENTIFIER,
    MANIFEST,
    Entry,
    file_of,
    read_manifest,
)
from kg.corpus.places import ListedFiles
from kg.corpus.reading import check_days, country_of, find_known, language_of
from kg.corpus.rejecting import Rejected, UnusableError
from kg.errors import CorpusError, OutputError, reason_of
from kg.files import write_at_once
from kg.model import DateBasis

HEAD = """\
# What is known of each document. Dates decide what "jl." and "dit jaar" mean.
# date_basis: "text" = stated in the document, "external" = from somewhere else.
"""
BARE = re.compile(r"[A-Za-z0-9_-]+")
# What a paper of each kind should have beside its title, kind and day.
WANTED = {
    "answer-to-questions": ("asked", "asked_by", "answered_by"),
    "written-consultation": ("asked", "answered_by"),
    "questions": ("asked_by",),
}
ORDER = (
    "file",
    "title",
    "kind",
    "issued",
    "date_basis",
    "asked",
    "country",
    "language",
    "asked_by",
    "answered_by",
    "publisher",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A document that was put into a corpus: its entry as it was written there.

    `missing` names keys of which nothing tells the value.
    """

    identifier: str
    entry: str
    missing: tuple[str, ...] = ()


def add_papers(
    files: tuple[str, ...], folder: Path, given: Known
) -> Iterator[Added | Rejected]:
    """Put papers into a corpus folder, one after the other.

    A file that is not there yet is copied, under the identifier of the paper, and so is
    the file of metadata beside it. Folder and manifest are made where there are none;
    what a manifest holds stays as it is.

    Args:
        files: paths, or addresses that fsspec knows.
        folder: of the corpus.
        given: what a user says of each of them; it is heeded first.

    Raises:
        CorpusError: the manifest cannot be read.
        OutputError: the folder cannot be written.
    """
    manifest = _Manifest(folder)
    for file in files:
        try:
            yield _add(file, manifest, given)
        except UnusableError as reason:
            yield Rejected(name=file, reason=reason_of(reason))
        except OSError as error:
            raise OutputError(
                f"cannot write to {folder}: {reason_of(error)}"
            ) from error


class _Manifest:
    """The manifest of a folder, to which entries are added at the end."""

    def __init__(self, folder: Path) -> None:
        if folder.exists() and not folder.is_dir():
            raise CorpusError(f"{str(folder)!r} is not a folder")
        self.folder = folder
        self.path = folder / MANIFEST
        try:
            content = self.path.read_bytes() if self.path.exists() else HEAD.encode()
        except OSError as error:
            raise CorpusError(
                f"{str(self.path)!r} cannot be read: {reason_of(error)}"
            ) from error
        self.tables = read_manifest(content, str(self.path))
        self.text = content.decode("utf-8-sig")

    def check(self, identifier: str, file: str) -> None:
        """Make sure that a document is not there yet."""
        if identifier in self.tables:
            raise UnusableError(
                f"{identifier} is in {self.path} already; give another with --id, or"
                " change the entry there"
            )
        for other, table in self.tables.items():
            if isinstance(table, dict) and file == file_of(other, table):
                raise UnusableError(f"the file is in {self.path} already, as {other}")

    def append(self, identifier: str, entry: str) -> None:
        """Write an entry at the end; the manifest is whole at any time."""
        ending = "\r\n" if "\r\n" in self.text else "\n"
        begun = self.text.rstrip("\r\n")
        added = entry.replace("\n", ending)
        text = f"{begun}{ending}{ending}{added}" if begun else added
        tables = tomllib.loads(text)
        if tables != {**self.tables, identifier: tables.get(identifier)}:
            raise OutputError(f"{self.path} has a layout that cannot be added to")
        write_at_once(self.path, text.encode())
        self.text, self.tables = text, tables


def _add(file: str, manifest: _Manifest, given: Known) -> Added:
    place = ListedFiles(Path())
    content = place.read(file)
    known = given.before(find_known(place, Entry(file=file), content)[1])
    identifier = _identifier(file, known)
    if known.issued is None:
        raise UnusableError(
            "it does not tell its day of issue; give it with --issued 2021-07-07"
        )
    check_days(known)
    country_of(known.country)
    language_of(known.language)
    name, inside = _name_in(manifest.folder, file, identifier)
    manifest.check(identifier, name)
    entry = as_text(identifier, name, known)
    manifest.folder.mkdir(parents=True, exist_ok=True)
    if not inside:
        _copy(file, content, manifest.folder / name)
    manifest.append(identifier, entry)
    wanted = ("title", "kind", *WANTED.get(known.kind or "", ()))
    missing = tuple(key for key in wanted if getattr(known, key) is None)
    return Added(identifier=identifier, entry=entry, missing=missing)


def _identifier(file: str, known: Known) -> str:
    stem = PurePosixPath(file.replace("\\", "/")).stem
    identifier = known.identifier or stem
    if not IDENTIFIER.fullmatch(identifier):
        raise UnusableError(
            f"{identifier!r} is no identifier (letters, digits, '.' and '-', with a"
            " letter or digit at both ends); give one with --id"
        )
    return identifier


def _name_in(folder: Path, file: str, identifier: str) -> tuple[str, bool]:
    """Return the name of a file in the folder, and whether it lies there already."""
    path, root = Path(file), folder.resolve()
    if path.is_file() and path.resolve().is_relative_to(root):
        return path.resolve().relative_to(root).as_posix(), True
    return f"{identifier}{path.suffix.lower()}", False


def _copy(file: str, content: bytes, target: Path) -> None:
    """Write a file that is not there yet, and the metadata beside it."""
    if target.exists() and target.read_bytes() != content:
        raise UnusableError(f"there is another file {target}; give an --id")
    target.write_bytes(content)
    beside = Path(file).with_suffix(METADATA_ENDING)
    if beside.is_file():
        shutil.copyfile(beside, target.with_suffix(METADATA_ENDING))


def as_text(identifier: str, file: str, known: Known) -> str:
    """Return the entry of a document as the manifest holds it.

    >>> print(as_text("d1", "d1.txt", Known(issued=date(2021, 7, 7))), end="")
    [d1]
    file = "d1.txt"
    issued = 2021-07-07
    date_basis = "external"
    country = "nl"
    """
    values: dict[str, str | date] = {
        field.name: value
        for field in fields(known)
        if (value := getattr(known, field.name)) is not None
    }
    basis = {basis: name for name, basis in DATE_BASES.items()}
    values["file"] = file
    values["date_basis"] = basis[known.date_basis or DateBasis.EXTERNAL]
    values.setdefault("country", "nl")
    head = identifier if BARE.fullmatch(identifier) else _quoted(identifier)
    return f"[{head}]\n" + "".join(_lines(values))


def _lines(values: Mapping[str, str | date]) -> Iterator[str]:
    for key in ORDER:
        value = values.get(key)
        if isinstance(value, date):
            yield f"{key} = {value.isoformat()}\n"
        elif value is not None:
            yield f"{key} = {_quoted(value)}\n"


def _quoted(text: str) -> str:
    """Return a basic string of TOML, which escapes as JSON does (and DEL besides)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
