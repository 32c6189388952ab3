"""Any bytes of files and words of users give a result or an error of our tree."""

import contextlib
import os
import re
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from hostile_texts import ANY_TEXT, document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.codec import decode, encode
from kg.corpus import read_corpus
from kg.corpus.formats.limits import TEXT_CHARACTERS
from kg.errors import CorpusError, InputError, KroniekError
from kg.export import FORMATS, Filters, export
from kg.iris import Namespaces
from kg.links import read_links
from kg.model import Factuality, ReadDocument
from kg.pipeline import build
from kg.pipeline.cache import Cache, pack, unpack
from kg.pipeline.reader import reader_of
from kg.query import list_queries, run_query, run_sparql
from kg.query.parameters import bind
from kg.validate.corrections import read_corrections

MANIFEST = (
    '[note]\nfile = "note.txt"\ntitle = "T"\nissued = 2022-02-07\n'
    'kind = "letter"\ncountry = "nl"\n'
)
LINKS = (
    '[[match]]\nactor = "state-ml"\nmatch = "http://www.wikidata.org/entity/Q912"\n'
    'score = 0.9\naccepted = true\nby = "Anna"\non = 2026-11-22\n'
)
CORRECTIONS = """\
@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/1> a kg:ClaimRejection ;
    kg:rejects <https://w3id.org/kroniek/cl/a.0-4.Coup> ;
    prov:generatedAtTime "2025-03-01"^^xsd:date .
"""
QUIETLY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def spoiled(draw: st.DrawFn, sound: str) -> bytes:
    """Draw the bytes of a sound file, some of which are others, twice or gone."""
    data = sound.encode()
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(data)))
        end = begin + draw(st.integers(0, 12))
        other = draw(st.binary(max_size=8) | ANY_TEXT.map(str.encode))
        data = data[:begin] + other + data[end:]
    return data


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder and return the folder."""
    (folder / name).write_bytes(content)
    return folder


@QUIETLY
@given(manifest=spoiled(MANIFEST), text=st.binary(max_size=40))
def test_corpora(tmp_path, manifest, text):
    """A folder gives documents, or an error on one line."""
    written(tmp_path, "note.txt", text)
    try:
        reading = read_corpus(written(tmp_path, "corpus.toml", manifest))
    except CorpusError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert all(isinstance(d.issued, date) for d in reading.documents)
        assert all(d.text.encode() == text for d in reading.documents)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"9" * 5_000, "not valid TOML"),
        (b"a.b" * 10 + b" = 2022-13-41", "not valid TOML"),
        (b"\xff", "not UTF-8: byte 0"),
    ],
)
def test_toml_that_nobody_wrote(tmp_path, content, reason):
    """What breaks the parser of TOML is an error of the file."""
    with pytest.raises(CorpusError, match=reason):
        read_corpus(written(tmp_path, "corpus.toml", content))
    with pytest.raises(CorpusError, match=reason):
        read_links(written(tmp_path, "links.toml", content) / "links.toml")


def make_pipe(path: Path) -> None:
    """Make a named pipe, which nobody writes to."""
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_pipe, "is no regular file"),
        (lambda path: path.symlink_to(path), "cannot be read"),
        (lambda path: path.symlink_to("/dev/zero"), "is outside the folder"),
        (lambda path: path.write_bytes(b"a" * (TEXT_CHARACTERS + 1)), "10,000,001"),
    ],
)
def test_files_that_are_no_papers(tmp_path, make, reason):
    """What has no end, or far too late a one, is rejected, and is not read."""
    make(tmp_path / "note.txt")

    with pytest.raises(CorpusError, match=reason):
        read_corpus(written(tmp_path, "corpus.toml", MANIFEST.encode()))


@QUIETLY
@given(content=spoiled(LINKS))
def test_links(tmp_path, content):
    """A file of links gives matches, or an error."""
    path = written(tmp_path, "links.toml", content) / "links.toml"
    with contextlib.suppress(CorpusError):
        assert isinstance(read_links(path), tuple)


@QUIETLY
@given(content=spoiled(CORRECTIONS))
def test_corrections(tmp_path, content):
    """A file of corrections gives corrections, or an error."""
    with contextlib.suppress(InputError):
        read_corrections(written(tmp_path, "corrections.ttl", content))


@pytest.fixture(scope="module")
def reading() -> ReadDocument:
    """Return what a paper says."""
    paper = document("Niger sloot op 3 mei zijn grens met Mali, zegt de VN.")
    return reader_of("kroniek").read(paper)


@QUIETLY
@given(data=st.data())
def test_damaged_readings(reading, tmp_path, data):
    """A reading that is kept is that which was kept, or is not trusted."""
    kept = pack("00", reading)
    place = data.draw(st.integers(0, len(kept) - 1))
    other = data.draw(st.binary(max_size=4))
    damaged = kept[:place] + other + kept[place + 1 :]
    path = tmp_path / "00" / "00"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(damaged)

    found = Cache(tmp_path, ReadDocument).get("00")

    assert found == (reading if damaged == kept else None)
    assert unpack("00", kept, ReadDocument) == reading


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_any_bytes_are_decoded_or_refused(reading, data):
    """Bytes that stand for no value are a ValueError, whatever they are."""
    sound = encode(reading)
    place = data.draw(st.integers(0, len(sound)))
    other = data.draw(st.binary(max_size=20))
    with contextlib.suppress(ValueError):
        decode(sound[:place] + other + sound[place + len(other) :], ReadDocument)
    with contextlib.suppress(ValueError):
        decode(other, ReadDocument)


@pytest.fixture(scope="module")
def built_note(tmp_path_factory) -> Path:
    """Return the build of one sentence."""
    folder = tmp_path_factory.mktemp("note")
    written(folder, "note.txt", b"Niger sloot op 3 mei zijn grens met Mali.\n")
    written(folder, "corpus.toml", MANIFEST.encode())
    build(folder, folder / "build")
    return folder / "build"


WORDS = ANY_TEXT | st.sampled_from(
    ["} } DELETE WHERE { ?s ?p ?o", '" ) } #', "id:state-ml> <x", "UNDEF", "*", "$who"]
)
QUERIES = list_queries()


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(QUERIES), st.data(), WORDS | st.integers().map(str))
def test_parameters(query, data, text):
    """What is typed for a parameter is one term of the query, or an error."""
    name = data.draw(st.sampled_from([p.name for p in query.parameters] or ["none"]))
    for store in (None, pyoxigraph.Store()):
        try:
            bound, values = bind(query, {name: text}, store, Namespaces())
        except KroniekError:
            continue
        term = values[name]
        (line,) = (ln for ln in bound.split("\n") if ln.endswith("# parameters"))
        assert bound.replace(line, "") == without_values(query)
        assert term is None or str(term) in line
        with contextlib.suppress(KroniekError):
            run_query(pyoxigraph.Store(), query, {name: text})


def without_values(query) -> str:
    """Return the text of a query without the line of its parameters."""
    bound, _ = bind(query, {}, None, Namespaces())
    (line,) = (ln for ln in bound.split("\n") if ln.endswith("# parameters"))
    return bound.replace(line, "")


PARTS = re.split(
    r"\s+",
    """SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION VALUES BIND AS PREFIX
    BASE SERVICE LOAD GRAPH FROM NAMED DELETE INSERT DATA COUNT LIMIT { } ( ) ?s ?p * .
    ; , ^ / + ! || && -1 a kg:Claim ev:coup.ml.2012 # _:b <http://x/> <x ' "
    REGEX(?s,"(a+)+b") \\u0053""",
)
SPARQL = st.lists(st.sampled_from(PARTS) | ANY_TEXT, max_size=14).map(" ".join)


@settings(deadline=None, max_examples=300)
@given(SPARQL)
def test_sparql(text):
    """A query is answered, or it is told what is wrong with it."""
    with contextlib.suppress(KroniekError):
        run_sparql(pyoxigraph.Store(), text)


@QUIETLY
@given(st.sampled_from([*FORMATS, "xml", ""]) | ANY_TEXT, ANY_TEXT, st.data())
def test_exports(built_note, tmp_path, form, country, data):
    """Any choice of what to export writes something, or is an error."""
    given_days = data.draw(st.tuples(st.none() | st.dates(), st.none() | st.dates()))
    some = data.draw(st.lists(st.sampled_from(Factuality), max_size=2).map(tuple))
    with contextlib.suppress(KroniekError):
        filters = Filters(
            country=country, since=given_days[0], until=given_days[1], factuality=some
        )
        export(built_note, tmp_path / "out", form=form, filters=filters)
