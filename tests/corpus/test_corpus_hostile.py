"""Files made to do harm, or made by mistake: one line says why they are not read."""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus import open_corpus
from kg.corpus.formats import ENDINGS, docx_file, extract, pdf_file
from kg.corpus.formats.limits import FILE_BYTES, PDF_PAGES, TEXT_CHARACTERS
from kg.corpus.rejecting import UnusableError
from kg.errors import CorpusError
from kg.model import Document

SAMPLES = Path(__file__).parent / "samples"
SECRET = "GEHEIM"  # noqa: S105  what must not come to light
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))


def reason_for(name, content):
    """Return why a file is not read, on one line."""
    with pytest.raises(UnusableError) as caught:
        extract(name, content)
    assert str(caught.value).strip()
    return " ".join(str(caught.value).split())


def publication(dtd, inner):
    """Return an official publication with a document type declaration."""
    return (
        f"<!DOCTYPE officiele-publicatie {dtd}>"
        f"<officiele-publicatie><al>{inner}</al></officiele-publicatie>"
    ).encode()


@pytest.mark.parametrize(
    ("dtd", "inner", "reason"),
    [
        ('[<!ENTITY l0 "ha">' + LAUGHS + "]", "&l8;", "XML"),
        ('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "&x;", "declares entities"),
        ('[<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]', "a", "declares entit"),
        ('SYSTEM "http://127.0.0.1:9/x.dtd"', "a &onbekend; b", "&onbekend; stands"),
        ("", "<al>", "not well-formed XML"),
        ("", "<a>" * 100_000, "not well-formed XML"),
    ],
)
def test_xml_asks_for_nothing(dtd, inner, reason):
    """No entity is declared, no file is opened and no address asked."""
    assert reason in reason_for("a.xml", publication(dtd, inner))


@pytest.mark.parametrize(
    "content",
    [
        publication("", "<x/>" * 200_000 + "a"),
        publication("", "&eacute;" * 200_000),
        b"<p>a" + b"<li>b" * 20_000,
        b"<p>a" + b"<table><tr><td>b</table>" * 5_000,
    ],
)
def test_the_time_grows_with_the_size(content):
    """Many elements side by side, or within each other, are read all the same."""
    name = "a.html" if content.startswith(b"<p>") else "a.xml"

    words = extract(name, content).text

    assert words.count("b") == content.count(b">b")


def test_a_page_is_read_whole_or_not_at_all():
    """Where libxml2 would stop and keep what it has, the page is rejected."""
    reason = reason_for("a.html", b"<div>b" * 3_000)

    assert "not all of it can be read: Excessive depth" in reason


def test_xml_loads_no_dtd(tmp_path):
    """What a DTD beside the file declares is not read."""
    (tmp_path / "x.dtd").write_text(f'<!ENTITY x "{SECRET}">', encoding="utf-8")

    reason = reason_for("a.xml", publication(f'SYSTEM "{tmp_path}/x.dtd"', "&x;"))

    assert SECRET not in reason


@pytest.mark.parametrize("name", ["a.xml", "a.html", "a.docx", "a.pdf", "a.txt"])
@pytest.mark.parametrize(
    "content", [b"", b"\0\0\0", b"PK\x03\x04", b"%PDF-1.7\n", b"<"]
)
def test_what_is_not_in_the_format(name, content):
    """A file that is something else than its ending says is not read."""
    if (name, content) == ("a.txt", b"PK\x03\x04"):
        assert extract(name, content).text == "PK\x03\x04"
    elif not (name == "a.txt" and content in {b"%PDF-1.7\n", b"<"}):
        assert reason_for(name, content)


def test_xml_of_another_kind():
    """The kinds that are read are named."""
    reason = reason_for("a.xml", b"<rss><channel/></rss>")

    assert "unknown kind: <rss>; read are <officiele-publicatie>" in reason


def zipped(**members):
    """Return an archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_docx_that_unpacks_to_too_much(monkeypatch):
    """A small archive may hold a large one; its size is known before it is unpacked."""
    bomb = zipped(bom=b"\0" * 10_000_000)
    assert len(bomb) < 20_000
    monkeypatch.setattr(docx_file, "UNPACKED_BYTES", 1_000_000)

    assert "unpacked it has 1 parts and 10,000,000 bytes" in reason_for("a.docx", bomb)


def test_a_docx_that_lies_about_its_size():
    """No member is unpacked beyond the size that the archive declares."""
    honest = zipped(**{"[Content_Types].xml": b"\0" * 1_000_000})
    size = (1_000_000).to_bytes(4, "little")
    lie = honest.replace(size, (100).to_bytes(4, "little"))
    assert lie != honest

    assert "not a Word document" in reason_for("a.docx", lie)


def test_a_docx_with_too_many_parts(monkeypatch):
    """So may the number of its parts be too large."""
    monkeypatch.setattr(docx_file, "ZIP_MEMBERS", 2)

    reason = reason_for("a.docx", zipped(a=b"", b=b"", c=b""))

    assert "3 parts" in reason


def test_a_docx_with_entities():
    """Entities in a Word document are not expanded."""
    name = "word/document.xml"
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(SAMPLES / "brief-bolivia.docx") as letter,
        zipfile.ZipFile(packed, "w") as archive,
    ):
        for member in letter.namelist():
            content = letter.read(member)
            if member == name:
                content = content.replace(
                    b"<w:document",
                    b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document',
                    1,
                ).replace(b"Peru", b"&x;")
            archive.writestr(member, content)

    assert reason_for("a.docx", packed.getvalue())


def test_a_pdf_that_takes_too_long(monkeypatch, tmp_path):
    """A reader that does not end is ended."""
    (tmp_path / "sleepy.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pdf_file, "READER", tmp_path / "sleepy.py")

    with pytest.raises(UnusableError, match=r"took longer than 0\.5 seconds"):
        pdf_file.read_pdf(b"%PDF-1.7", seconds=0.5)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.exit(3)", "its reader ended with code 3"),
        ("raise ZeroDivisionError('x')", "ZeroDivisionError: x"),
        ("import os; os.abort()", "cannot be read: "),
    ],
)
def test_a_reader_of_pdf_that_breaks(monkeypatch, tmp_path, code, reason):
    """However the reader ends, the document is rejected and nothing else happens."""
    (tmp_path / "broken.py").write_text(code)
    monkeypatch.setattr(pdf_file, "READER", tmp_path / "broken.py")

    assert reason in reason_for("a.pdf", b"%PDF-1.7")


def test_a_pdf_with_too_many_pages(monkeypatch):
    """Pages are counted before they are read."""
    monkeypatch.setattr(pdf_file, "PDF_PAGES", 1)

    reason = reason_for("a.pdf", (SAMPLES / "vragen-bolivia.pdf").read_bytes())

    assert reason == "the PDF has 2 pages; at most 1 are read"


def pdf_of(*, says, pages, drawn=b"", filtered=b""):
    """Return a PDF that says how many pages it has, and has one page that often."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (says, b"3 0 R " * pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(drawn), filtered, drawn),
    )
    made, places = b"%PDF-1.4\n", b""
    for number, content in enumerate(objects, start=1):
        places += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\n"
    return made + table % places + b"startxref\n%d\n%%%%EOF" % len(made)


@pytest.mark.parametrize("says", [1, 100_000])
def test_a_pdf_with_far_too_many_pages(says):
    """They are counted, whatever the file says of itself."""
    reason = reason_for("a.pdf", pdf_of(says=says, pages=PDF_PAGES + 1))

    assert reason == "the PDF has 5,001 pages; at most 5,000 are read"


def test_a_pdf_that_unpacks_to_too_much():
    """A page of 100 kB that unpacks to 100 MB costs its reader, no more."""
    drawn = zlib.compress(b" " * 100_000_000)
    bomb = pdf_of(says=1, pages=1, drawn=drawn, filtered=b"/Filter /FlateDecode")

    assert len(bomb) < 1_000_000
    assert "PDF" in reason_for("a.pdf", bomb)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no memory")
def test_a_pdf_takes_no_more_memory_than_it_may():
    """The process that reads it is refused more by the system."""
    code = (
        "from kg.corpus.formats.pdf_reader import limit_memory\n"
        "limit_memory(500_000_000)\n"
        "try:\n    bytearray(1_000_000_000)\n"
        "except MemoryError:\n    print('refused')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert ended.stdout == "refused\n"


@pytest.mark.parametrize("ending", ENDINGS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_damaged_files(ending, data):
    """Whatever the bytes, a file is read or rejected, and the next time likewise."""
    if ending == ".pdf":
        return  # below: each takes a process of its own
    originals = [p.read_bytes() for p in SAMPLES.glob(f"*{ending}")] or [b"<p>a</p>"]
    content = bytearray(data.draw(st.sampled_from(originals)))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=20)
        )
        content = content or bytearray(b"x")

    def outcome():
        try:
            return extract(f"a{ending}", bytes(content))
        except UnusableError as reason:
            return str(reason)

    first = outcome()
    assert first == outcome()
    # That is for what no reader foresees; what is found here should be.
    assert not str(first).startswith("it cannot be read")


@pytest.mark.parametrize("cut", [100, 700, 1200])
def test_damaged_pdf_files(cut):
    """Likewise for PDF: what is left of it is read, or it is rejected."""
    content = (SAMPLES / "vragen-bolivia.pdf").read_bytes()[:cut]

    assert "PDF" in reason_for("a.pdf", content)


def test_a_file_that_is_too_large(tmp_path):
    """Its size is looked at before it is read."""
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    (tmp_path / "corpus.toml").write_text('[a]\nfile = "a.pdf"\nissued = 2020-01-01\n')

    rejected = open_corpus(tmp_path).read("a")

    assert rejected.reason == (
        "the file has 100,000,001 bytes; at most 100,000,000 are read"
    )


@pytest.mark.parametrize(("name", "around"), [("a.txt", b"%s"), ("a.html", b"<p>%s")])
def test_a_text_that_is_too_long(name, around):
    """A text is held in memory, so it is not endless."""
    words = b"Ja. " * (TEXT_CHARACTERS // 4 + 1)

    assert "at most 10,000,000 are read: divide it" in reason_for(name, around % words)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("a = " + "[" * 10_000, "nested too deeply"),
        ("a = " + "9" * 10_000, "is not valid TOML"),
    ],
)
def test_a_manifest_that_nobody_would_write(tmp_path, manifest, message):
    """What Python cannot hold is refused like what is no TOML."""
    (tmp_path / "corpus.toml").write_text(manifest)

    with pytest.raises(CorpusError, match=message):
        open_corpus(tmp_path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_name_leads_out_of_the_folder(tmp_path, ending):
    """Neither a path, nor a link, nor the name of a file of metadata does."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / f"x{ending}").write_text(SECRET)
    (corpus / f"link{ending}").symlink_to(tmp_path / f"x{ending}")
    (corpus / "a.txt").write_text("Ja.")
    (corpus / "corpus.toml").write_text(
        f'[up]\nfile = "../x{ending}"\nissued = 2020-01-01\n'
        f'[full]\nfile = "{tmp_path}/x{ending}"\nissued = 2020-01-01\n'
        f'[link]\nfile = "link{ending}"\nissued = 2020-01-01\n'
        '[above]\nfile = ".."\nissued = 2020-01-01\n'
        f'[a]\nmetadata = "../x{ending}"\nissued = 2020-01-01\n'
    )

    outcomes = list(open_corpus(corpus))

    assert len(outcomes) == 5
    for rejected in outcomes:
        assert "outside the folder" in rejected.reason


def test_a_pipe_is_not_waited_for(tmp_path):
    """What is no regular file is not opened."""
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "corpus.toml").write_text("[a]\nissued = 2020-01-01\n")

    assert "no regular file" in open_corpus(tmp_path).read("a").reason


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200).filter(lambda text: text.strip()))
def test_any_text_is_read_or_rejected(text):
    """Plain text stays as it is, whatever characters it has."""
    content = text.encode("utf-8", "replace")
    if "\0" in text or not text.strip("\ufeff \t\r\n\f\v\xa0"):
        assert reason_for("a.txt", content)
    else:
        assert extract("a.txt", content).text.encode() == content


def test_a_corpus_of_bad_files_is_refused(tmp_path):
    """If nothing can be read, the first reasons are told."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "corpus.toml").write_text('[a]\nfile = "a.pdf"\nissued = 2020-01-01\n')

    found = open_corpus(tmp_path).read("a")

    assert not isinstance(found, Document)
    with pytest.raises(CorpusError, match="no document 'b'"):
        open_corpus(tmp_path).read("b")
