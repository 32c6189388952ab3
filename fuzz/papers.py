"""Targets that read papers: their formats, turns, times, names and claims."""

import io
import logging
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from typing import get_args

from fuzz.checks import check, check_spans
from fuzz.choices import Choices, text_of
from fuzz.seeds import BODY, LETTER
from fuzz.telling import tell
from fuzz.trees import any_pipeline
from kg.corpus import find_references, find_turns
from kg.corpus.formats import extract, extract_metadata, pdf_reader
from kg.corpus.formats.writing import tidy
from kg.corpus.reading import FIRST_YEAR, LAST_YEAR
from kg.corpus.rejecting import UnusableError
from kg.extract import Knowledge, load_knowledge, read_document
from kg.model import DateBasis, Document
from kg.names import find_names
from kg.times import Reading, find_durations, find_sequels, find_times

KINDS = ("letter", "written-questions", "written-consultation", "")
COUNTRIES = ("nl", "be", "ml", "zz")
UNFORESEEN = "it cannot be read"  # what a reader says where it did not expect it
NOISE = 32  # bytes of an input that make trees
HEAD = 4  # bytes that make what is known of a paper


@cache
def knowledge() -> Knowledge:
    """Return the registry and lexicon, read once."""
    return load_knowledge()


def usable_or_not(read: Callable[[], object]) -> None:
    """Let a reader of a format read, or tell why it does not."""
    try:
        read()
    except UnusableError as reason:
        check(str(reason).strip(), "no reason is told")
        check(not str(reason).startswith(UNFORESEEN), f"nobody foresaw: {reason}")


def read_file(name: str, data: bytes) -> None:
    """Read a file, twice the same, as text that can be written."""

    def read() -> None:
        found = extract(name, data)
        found.text.encode()
        check(found == extract(name, data), "read otherwise the second time")

    usable_or_not(read)


def read_text(data: bytes) -> None:
    """Read plain text."""
    read_file("a.txt", data)


def read_publication(data: bytes) -> None:
    """Read XML of official publications."""
    read_file("a.xml", data)


def read_html(data: bytes) -> None:
    """Read HTML."""
    read_file("a.html", data)


def read_word(data: bytes) -> None:
    """Read a Word document, or one whose text part is these bytes."""
    if data[:2] == b"PK":
        read_file("a.docx", data)
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(LETTER) as letter, zipfile.ZipFile(packed, "w") as archive:
        for name in letter.namelist():
            archive.writestr(name, data if name == BODY else letter.read(name))
    read_file("a.docx", packed.getvalue())


def read_pdf_pages(data: bytes) -> None:
    """Read PDF here, not in a process of its own, which any error may end."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = pdf_reader.read(data, 5)
    except Exception:  # noqa: BLE001  that process tells all of them as one of ours
        return
    usable_or_not(lambda: tidy("\n\n".join(found.get("pages", ()))).encode())


def read_metadata(data: bytes) -> None:
    """Read a file of metadata, with a head of a paper behind it."""
    xml, _, head = data.partition(b"\xff")
    usable_or_not(lambda: extract_metadata(xml, text_of(head)))


def paper_of(text: str, given: Choices) -> Document:
    """Return a paper with a text, dated and placed by choices."""
    return Document(
        identifier="d",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title="d",
        kind=given.one_of(KINDS),
        issued=day_of(given),
        date_basis=DateBasis.TEXT,
        country=given.one_of(COUNTRIES),
    )


def day_of(given: Choices) -> date:
    """Return a day: the first or last that there is, or one of our time."""
    days = (date(2022, 12, 22), date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    chosen = given.one_of(days)
    return chosen if chosen in days[1:] else chosen + timedelta(days=given.number())


def read_turns(data: bytes) -> None:
    """Divide a text into turns, and find what it refers to."""
    paper = paper_of(text_of(data[HEAD:]), Choices(data[:HEAD]))
    turns = find_turns(paper)
    check(len({t.label for t in turns}) == len(turns), "two turns of one name")
    check_spans(turns, paper)
    check_spans(find_references(paper), paper)


def read_times(data: bytes) -> None:
    """Find expressions of time."""
    given = Choices(data)
    on, reading = day_of(given), given.one_of(get_args(Reading))
    text = given.rest()
    for found in find_times(text, on=on, reading=reading):
        value = found.value
        check(0 <= found.begin < found.end <= len(text), f"{found} is outside")
        ordered = not value.first or not value.last or value.first <= value.last
        check(ordered, f"{value} ends before it begins")
    others = [(d.begin, d.end) for d in find_durations(text)]
    others += [(s.begin, s.end) for s in find_sequels(text)]
    for begin, end in others:
        check(0 <= begin < end <= len(text), f"{begin} to {end} is outside")


def read_names(data: bytes) -> None:
    """Find names in paragraphs, whatever their trees."""
    given = Choices(data[NOISE:])
    country = given.one_of(COUNTRIES)
    rest = text_of(data[NOISE + 1 :])
    texts = [text for text in rest.split("\n\n") if text.strip()]
    parses = list(any_pipeline(data[:NOISE]).analyse(texts))
    found = find_names(parses, registry=knowledge().registry, country=country)
    known = {actor.identifier for actor in found.actors}
    for parse, mentions in zip(parses, found.mentions, strict=True):
        ends = 0
        for name in mentions:
            inside = ends <= name.begin_char < name.end_char <= len(parse.text)
            check(inside, f"{name} is outside, or overlaps another")
            check(name.actor_id in known, f"{name} is of no actor")
            ends = name.end_char


def read_trees(data: bytes) -> None:
    """Read and describe all that a paper says, whatever the trees of its sentences."""
    rest = data[NOISE:]
    paper = paper_of(text_of(rest[HEAD:]), Choices(rest[:HEAD]))
    pipeline = any_pipeline(data[:NOISE])
    said = read_document(paper, pipeline=pipeline, knowledge=knowledge())
    check_spans(said, paper)
    tell(said)
