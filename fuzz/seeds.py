"""Sound inputs to begin with."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from kg.codec import encode
from kg.pipeline.cache import pack
from kg.pipeline.reader import read_text
from kg.query import list_queries

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "corpus" / "samples"
LETTER = SAMPLES / "brief-bolivia.docx"
BODY = "word/document.xml"
KEY = "00"
MANIFEST = """\
[note]
file = "note.txt"
title = "T"
issued = 2022-02-07
kind = "letter"
country = "nl"
language = "nl"
asked = 2022-01-07
asked_by = "de heer X"
"""
LINKS = """\
[[match]]
actor = "state-ml"
match = "http://www.wikidata.org/entity/Q912"
score = 0.9
accepted = true
by = "Anna"
on = 2026-11-22
"""


def samples(ending: str) -> Callable[[], Iterator[bytes]]:
    """Return what gives the sample papers of a format."""
    return lambda: (path.read_bytes() for path in sorted(SAMPLES.glob(f"*{ending}")))


def papers() -> Iterator[bytes]:
    """Yield the beginnings of the papers."""
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        yield path.read_bytes()[:2000]


def paragraphs() -> Iterator[bytes]:
    """Yield some paragraphs of the papers."""
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        found = path.read_text(encoding="utf-8").split("\n\n")
        yield from (text.encode()[:400] for text in found[:60:4])


def word_bodies() -> Iterator[bytes]:
    """Yield the text part of a Word document."""
    with zipfile.ZipFile(LETTER) as letter:
        yield letter.read(BODY)


def choices() -> Iterator[bytes]:
    """Yield bytes for what takes one choice after the other."""
    yield bytes(range(256))
    yield b"\x01\x04Mali\x02\x08http://x\x03\x02nl" * 4


def queries() -> Iterator[bytes]:
    """Yield the questions of the library."""
    for query in list_queries():
        yield query.text.encode()


def readings() -> Iterator[bytes]:
    """Yield what a paper says, as bytes."""
    text = "Niger sloot op 3 mei zijn grens met Mali, zegt de VN."
    yield encode(read_text(text, issued=date(2022, 12, 22)))


def kept() -> Iterator[bytes]:
    """Yield it as it is kept."""
    text = "Niger sloot op 3 mei zijn grens met Mali, zegt de VN."
    yield pack(KEY, read_text(text, issued=date(2022, 12, 22)))


def manifests() -> Iterator[bytes]:
    """Yield manifests."""
    yield MANIFEST.encode()
    yield (ROOT / "corpus" / "corpus.toml").read_bytes()


def lists() -> Iterator[bytes]:
    """Yield lists of files."""
    yield b"# papers\na.txt\n/tmp/b.xml\nhttps://example.org/c.xml\n"


def links() -> Iterator[bytes]:
    """Yield files of matches."""
    yield LINKS.encode()


def corrections() -> Iterator[bytes]:
    """Yield corrections, one after the other with what stands above the first."""
    text = (ROOT / "corpus" / "corrections.ttl").read_text(encoding="utf-8")
    head = text.partition("\nco:")[0]
    for part in text.split("\n\nco:")[1:]:
        yield f"{head}\n\nco:{part}".encode()
