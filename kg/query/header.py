"""The headers of query files: the comment lines at the top, one `# key: value` each.

A line indented further continues the one before.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KnowledgeError

_LINE = re.compile(r"#(?P<indent> +)(?P<text>\S.*)")
_ENTRY = re.compile(r"(?P<key>[a-z-]+)(?: +(?P<name>\w+))?:\s*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line of a header says, with those that continue it."""

    line: int
    key: str
    name: str
    value: str


def read_header(
    path: Path, text: str, keys: Collection[str], named: str
) -> tuple[Entry, ...]:
    """Return the entries of the header of a file, continuation lines joined.

    Args:
        path: the file, for messages.
        text: what it holds.
        keys: what must be there, once.
        named: the key whose entries have a name, as `# parameter since: …`; there may
            be any number of these.

    Raises:
        KnowledgeError: the header is malformed; the message gives file and line.
    """
    entries = list(_joined(path, text))
    for entry in entries:
        if (entry.key == named) != bool(entry.name) or entry.key not in {*keys, named}:
            raise KnowledgeError(f"{path}:{entry.line}: unknown key {entry.key!r}")
    given = {entry.key for entry in entries if entry.value}
    for key in keys:
        if key not in given:
            raise KnowledgeError(f"{path}:1: the header lacks {key!r}")
    return tuple(entries)


def read_text(path: Path) -> str:
    """Return the text of a query file.

    Raises:
        KnowledgeError: the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _joined(path: Path, text: str) -> Iterator[Entry]:
    entry: Entry | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            raise KnowledgeError(f"{path}:{number}: not a header line: {line!r}")
        if len(match["indent"]) > 1 and entry is not None:
            joined = f"{entry.value} {match['text']}"
            entry = Entry(entry.line, entry.key, entry.name, joined)
            continue
        if entry is not None:
            yield entry
        entry = _entry(path, number, match["text"])
    if entry is not None:
        yield entry


def _entry(path: Path, number: int, text: str) -> Entry:
    match = _ENTRY.fullmatch(text)
    if match is None:
        raise KnowledgeError(f"{path}:{number}: not `key: value`: {text!r}")
    return Entry(number, match["key"], match["name"] or "", match["value"].strip())
