"""Reading a corpus folder: what is read, rejected and refused."""

import hashlib
import pickle
from datetime import date
from pathlib import Path

import pytest

from kg.corpus import open_corpus, read_corpus
from kg.errors import CorpusError
from kg.model import DateBasis

GOOD = '[goed]\nissued = 2018-05-20\ndate_basis = "text"\n'


def write(folder: Path, manifest: str, **texts: bytes) -> Path:
    """Write a corpus folder; texts are given by file name without suffix."""
    (folder / "corpus.toml").write_text(manifest, encoding="utf-8")
    for name, content in texts.items():
        (folder / f"{name}.txt").write_bytes(content)
    return folder


def test_reads_what_the_manifest_tells(tmp_path):
    """All that is known outside the text comes from the manifest."""
    entry = (
        '[kst-12345-V-9]\nfile = "goed.txt"\ntitle = "T"\nkind = "letter"\n'
        'issued = 2018-05-20\nasked = 2018-05-03\ndate_basis = "external"\n'
        'country = "be"\nasked_by = "A"\nanswered_by = "B"\n'
        'publisher = "P"\nextra = 1\n'
    )

    reading = read_corpus(write(tmp_path, entry, goed="é".encode()))

    (document,) = reading.documents
    assert reading.rejected == ()
    assert document.identifier == "kst-12345-V-9"
    assert (document.text, document.title, document.kind) == ("é", "T", "letter")
    assert (document.issued, document.asked) == (date(2018, 5, 20), date(2018, 5, 3))
    assert (document.country, document.date_basis) == ("be", DateBasis.EXTERNAL)
    assert (document.asked_by, document.answered_by) == ("A", "B")
    assert document.publisher == "P"
    assert document.sha256 == hashlib.sha256("é".encode()).hexdigest()


def test_keeps_line_breaks_and_byte_order_mark(tmp_path):
    """Offsets are those of the file, so nothing is translated."""
    content = "\ufeffEen\r\ntwee\rdrie\n".encode()

    (document,) = read_corpus(write(tmp_path, GOOD, goed=content)).documents

    assert document.text.encode() == content


def test_corrections_are_no_paper(tmp_path):
    """What readers put right lies beside the papers and is not one of them."""
    (tmp_path / "corrections.ttl").write_text("# nothing yet\n", encoding="utf-8")

    reading = read_corpus(write(tmp_path, GOOD, goed=b"Een"))

    assert [d.identifier for d in reading.documents] == ["goed"]
    assert reading.rejected == ()


def test_sorts_documents_and_rejected(tmp_path):
    """The order does not depend on the manifest."""
    manifest = "".join(f"[{name}]\nissued = 2018-05-20\n" for name in "cabed")

    reading = read_corpus(write(tmp_path, manifest, c=b"c", a=b"a", b=b"b"))

    assert [d.identifier for d in reading.documents] == ["a", "b", "c"]
    assert [r.name for r in reading.rejected] == ["d", "e"]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("[x]\n", "no date 'issued'"),
        ('[x]\nissued = "20 mei"\n', "'issued' is not a date: '20 mei'"),
        ("[x]\nissued = 2018-05-20\nasked = 3\n", "'asked' is not a date: 3"),
        ('[x]\nissued = 2018-05-20\ndate_basis = "guess"\n', "there are: text, ext"),
        ("[x]\nissued = 2018-05-20\ndate_basis = []\n", "no date_basis []"),
        ('[x]\nissued = 2018-05-20\nlanguage = "xx"\n', "language 'xx'; there are: "),
        (
            "[x]\nissued = 0001-01-01\n",
            "'issued' is in the year 1; papers are of the y",
        ),
        ("[x]\nissued = 2018-05-20\nasked = 9999-12-31\n", "'asked' is in the year 9"),
        (
            '[x]\nissued = 2018-05-20\ncountry = "Belgi\u00eb"\n',
            "no country 'Belgi\u00eb'; ",
        ),
        ("[x]\nissued = 2018-05-20\ntitle = 3\n", "'title' is not a text: 3"),
        ('[x]\nissued = 2018-05-20\nfile = "no.txt"\n', "there is no file 'no.txt'"),
        ('[x]\nissued = 2018-05-20\nfile = "../n.txt"\n', "outside the folder"),
        ('[x]\nissued = 2018-05-20\nfile = "."\n', "cannot be read"),
        ('["x y"]\nissued = 2018-05-20\n', "may hold only letters, digits"),
        ('["x."]\nissued = 2018-05-20\n', "at both ends"),
    ],
)
def test_rejects_an_entry_and_reads_the_others(tmp_path, entry, reason):
    """One bad entry costs one document, and one line tells why."""
    reading = read_corpus(write(tmp_path, GOOD + entry, goed=b"Ja.", x=b"Nee."))

    assert [d.identifier for d in reading.documents] == ["goed"]
    (rejected,) = [r for r in reading.rejected if r.name != "x.txt"]
    assert reason in rejected.reason
    assert "\n" not in rejected.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"caf\xe9", "not UTF-8: byte 3"),
        (b"PK\x03\x04\x00\x00", "NUL"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\x0c", "empty"),
    ],
)
def test_rejects_a_text_that_is_none(tmp_path, content, reason):
    """Other encodings, binary files and empty texts are rejected."""
    manifest = GOOD + "[x]\nissued = 2018-05-20\n"

    reading = read_corpus(write(tmp_path, manifest, goed=b"Ja.", x=content))

    assert [d.identifier for d in reading.documents] == ["goed"]
    assert reason in reading.rejected[0].reason


def test_rejects_a_value_where_a_table_should_be(tmp_path):
    """A key at the top of the manifest is no document."""
    reading = read_corpus(write(tmp_path, 'naam = "x"\n' + GOOD, goed=b"Ja."))

    assert reading.rejected[0].reason == "not a table; write [naam]"


def test_reports_a_text_that_is_not_listed(tmp_path):
    """A forgotten file is noticed."""
    reading = read_corpus(write(tmp_path, GOOD, goed=b"Ja.", los=b"Nee."))

    assert [(r.name, r.reason) for r in reading.rejected] == [
        ("los.txt", "not in corpus.toml")
    ]


def test_a_listed_paper_may_lie_there_in_another_format(tmp_path):
    """Only files of papers that nobody lists are reported."""
    for name in ("goed.pdf", "ander.metadata.xml", "los.HTML", "notitie.md"):
        (tmp_path / name).write_bytes(b"")

    reading = read_corpus(write(tmp_path, GOOD, goed=b"Ja."))

    assert [r.name for r in reading.rejected] == ["los.HTML"]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("[x\n", "not valid TOML"),
        ("[x]\nissued = 2018-05-20\n", "x: there is no file 'x.txt'"),
        ("", "no document is listed"),
    ],
)
def test_refuses_a_manifest_without_documents(tmp_path, manifest, message):
    """Without one usable document there is nothing to do."""
    with pytest.raises(CorpusError) as caught:
        read_corpus(write(tmp_path, manifest))

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_refuses_what_is_no_corpus(tmp_path):
    """The message names the thing, the cause and what is expected."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "latin").mkdir()
    (tmp_path / "latin" / "corpus.toml").write_bytes(b"caf\xe9")
    (tmp_path / "empty").mkdir()
    messages = {
        "nowhere": "no folder",
        "file": "is not a folder",
        "empty": "papers in it: none",
        "latin": "is not UTF-8: byte 3",
    }

    for name, message in messages.items():
        with pytest.raises(CorpusError, match=message):
            read_corpus(str(tmp_path / name))


def test_counts_texts_where_the_manifest_is_missing(tmp_path):
    """Whoever gives a folder of texts learns what to add."""
    (tmp_path / "a.txt").write_bytes(b"Ja.")

    with pytest.raises(CorpusError, match=r"papers in it: 1.*\[identifier\]"):
        read_corpus(tmp_path)


def test_opens_a_corpus_without_reading_it(tmp_path):
    """A document is read when it is asked for, and no other with it."""
    manifest = (
        "[weg]\nissued = 2018-05-20\n[fout]\nissued = 3\n" + GOOD + "[kaal]\ntitle='T'"
    )
    corpus = open_corpus(write(tmp_path, manifest, goed=b"Ja.", los=b"Nee.", kaal=b"K"))

    assert corpus.identifiers == ("goed", "kaal", "weg")
    assert [r.name for r in corpus.rejected] == ["fout", "los.txt"]
    good, bare, gone = corpus
    assert good == corpus.read("goed") == read_corpus(tmp_path).documents[0]
    assert (bare.name, gone.reason) == ("kaal", "there is no file 'weg.txt'")
    with pytest.raises(CorpusError, match="no document 'x' in"):
        corpus.read("x")


def test_sends_a_corpus_to_another_process(tmp_path):
    """What is sent is the list, not the texts; it reads the same there."""
    corpus = open_corpus(write(tmp_path, GOOD, goed=b"Ja. " * 9999))

    sent = pickle.dumps(corpus)

    assert len(sent) < 9999
    assert list(pickle.loads(sent)) == list(corpus)  # noqa: S301  our own bytes
