"""Targets that take what users write beside papers, ask, or have kept."""

import contextlib
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from fuzz.checks import check
from fuzz.choices import Choices, argument_of
from fuzz.papers import knowledge
from fuzz.seeds import KEY
from fuzz.telling import tell
from fuzz.trees import any_pipeline
from kg.codec import decode, encode
from kg.corpus import read_corpus
from kg.extract import read_document
from kg.iris import Namespaces
from kg.links import as_toml, read_links
from kg.model import ReadDocument
from kg.pipeline.cache import unpack
from kg.query import list_queries, run_query, run_sparql
from kg.query.library import VALUES
from kg.query.parameters import bind
from kg.validate.corrections import read_corrections

BESIDE = b"\xff"  # what divides two files in one input, and stands in no UTF-8


@contextmanager
def folder_of(**files: bytes) -> Iterator[Path]:
    """Give a folder with files, which are called `x_toml` for `x.toml`."""
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as name:
        for key, content in files.items():
            (Path(name) / key.replace("_", ".")).write_bytes(content)
        yield Path(name)


def read_manifest_file(data: bytes) -> None:
    """Read a corpus of one text by its manifest, after which a text may stand."""
    manifest, _, text = data.partition(BESIDE)
    with folder_of(corpus_toml=manifest, note_txt=text or b"Mali.") as folder:
        for found in read_corpus(folder).documents:
            check(found.text.encode() == (text or b"Mali."), "another text")
            tell(
                read_document(found, pipeline=any_pipeline(b""), knowledge=knowledge())
            )


def read_list(data: bytes) -> None:
    """Read a list of files."""
    with folder_of(papers_list=data, a_txt=b"Den Haag, 12 mei 2023") as folder:
        for found in read_corpus(folder / "papers.list").documents:
            check(found.text.startswith("Den Haag"), f"{found.identifier} is not ours")


def read_links_file(data: bytes) -> None:
    """Read matches; what is read is written so that it is read again."""
    with folder_of(links_toml=data) as folder:
        found = read_links(folder / "links.toml")
        (folder / "links.toml").write_bytes(as_toml(found).encode())
        again = read_links(folder / "links.toml")
    check(set(again) == set(found), "written as something else")


def read_corrections_file(data: bytes) -> None:
    """Read corrections."""
    with folder_of(corrections_ttl=data) as folder:
        read_corrections(folder)


def read_codec(data: bytes) -> None:
    """Read the bytes of a reading, which are those that are written of it."""
    with contextlib.suppress(ValueError):
        sound = encode(decode(data, ReadDocument))
        check(encode(decode(sound, ReadDocument)) == sound, "another value")


def read_cache(data: bytes) -> None:
    """Read what was kept, which nobody trusts unless it is whole."""
    with contextlib.suppress(ValueError, zlib.error):
        unpack(KEY, data, ReadDocument)


def run_text(data: bytes) -> None:
    """Ask in SPARQL."""
    run_sparql(pyoxigraph.Store(), argument_of(data))


def run_question(data: bytes) -> None:
    """Ask a question of the library, with any value of one of its parameters."""
    given = Choices(data)
    query = given.one_of(list_queries())
    names = [parameter.name for parameter in query.parameters] or ["none"]
    chosen = {given.one_of(names): given.rest()}
    for store in (None, pyoxigraph.Store()):
        bound, _ = bind(query, chosen, store, Namespaces())
        rest = VALUES.sub("", bound)
        check(rest == VALUES.sub("", query.text), "the value changed the question")
        run_query(pyoxigraph.Store(), query, chosen)
