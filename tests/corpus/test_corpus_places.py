"""Corpora elsewhere, and lists of files."""

import pickle
import shutil
from pathlib import Path

import fsspec
import pytest

from kg.corpus import folder_beside, open_corpus, read_corpus
from kg.errors import CorpusError
from kg.model import Document

SAMPLES = Path(__file__).parent / "samples"
PAPERS = ("ah-tk-20222023-77.xml", "kst-99001-4.xml", "nieuws-bolivia.html")
ENTRY = "issued = 2018-05-20\n"


@pytest.fixture
def memory():
    """Return a file system in memory, and empty it afterwards."""
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def test_a_folder_elsewhere_reads_as_one_here(memory, tmp_path):
    """Where the files lie makes no difference to what is read."""
    manifest = "".join(
        f'["{Path(name).stem}"]\nfile = "{name}"\n' for name in (*PAPERS, "../x.txt")
    ).replace('["x"]', "[x]\n" + ENTRY)
    (tmp_path / "corpus.toml").write_text(manifest)
    for name in PAPERS:
        shutil.copy(SAMPLES / name, tmp_path)
    (tmp_path / "los.pdf").write_bytes(b"")
    memory.put(f"{tmp_path}/", "/papers/nl/", recursive=True)

    here, there = read_corpus(tmp_path), read_corpus("memory://papers/nl")

    assert here == there
    assert [d.identifier for d in there.documents] == [Path(n).stem for n in PAPERS]
    assert [(r.name, r.reason) for r in there.rejected] == [
        ("los.pdf", "not in corpus.toml"),
        ("x", "the file '../x.txt' is outside the folder"),
    ]


def test_a_list_of_files(tmp_path):
    """Documents are known by the names of their files, and tell of themselves."""
    shutil.copy(SAMPLES / PAPERS[1], tmp_path / "a.b.xml")
    (tmp_path / "papers.list").write_text(
        "# Bolivia\n\n"
        f"a.b.xml\n{SAMPLES / PAPERS[0]}\n{SAMPLES / PAPERS[2]}\nweg.pdf\n"
        "sub/a.b.html\nvol spatie.txt\n"
    )

    found = read_corpus(tmp_path / "papers.list")

    assert [d.identifier for d in found.documents] == [
        "a.b",
        "ah-tk-20222023-77",
        "nieuws-bolivia",
    ]
    assert [(r.name, r.reason.split("(")[0]) for r in found.rejected] == [
        ("sub/a.b.html", "a.b is listed twice"),
        (
            "vol spatie.txt",
            (
                "the identifier may hold only letters, digits, '.' and '-',"
                " with a letter or digit at both ends"
            ),
        ),
        ("weg", "there is no file 'weg.pdf'"),
    ]


def test_a_list_with_addresses(memory, tmp_path):
    """A list here may name files elsewhere."""
    memory.pipe("/papers/kst-99001-4.xml", (SAMPLES / PAPERS[1]).read_bytes())
    (tmp_path / "p.list").write_text("memory://papers/kst-99001-4.xml\n")

    (found,) = open_corpus(str(tmp_path / "p.list"))

    assert isinstance(found, Document)
    assert found.title == "De machtswisseling in Bolivia"


def test_a_list_elsewhere_names_no_file_of_this_machine(memory, tmp_path):
    """Who writes a list in a bucket learns nothing of who reads it."""
    (tmp_path / "geheim.txt").write_text("Geheim")
    memory.pipe("/papers/a.xml", (SAMPLES / PAPERS[1]).read_bytes())
    memory.pipe(
        "/papers/p.list",
        f"a.xml\n{tmp_path}/geheim.txt\nfile://{tmp_path}/g2.txt\n../x.txt\n".encode(),
    )

    found = read_corpus("memory://papers/p.list")

    assert [d.identifier for d in found.documents] == ["a"]
    assert len(found.rejected) == 3
    for rejected in found.rejected:
        assert "outside the folder" in rejected.reason


def test_a_file_of_metadata_beside_a_paper(tmp_path):
    """It tells what the paper does not; the manifest may name another."""
    shutil.copy(SAMPLES / "vragen-bolivia.pdf", tmp_path)
    shutil.copy(SAMPLES / "vragen-bolivia.metadata.xml", tmp_path)
    shutil.copy(SAMPLES / "vragen-bolivia.metadata.xml", tmp_path / "m.xml")
    (tmp_path / "a.txt").write_text("Tekst.")
    (tmp_path / "b.txt").write_text("Tekst.")
    (tmp_path / "corpus.toml").write_text(
        '[v]\nfile = "vragen-bolivia.pdf"\ntitle = "T"\n[a]\nmetadata = "m.xml"\n'
        '[b]\nmetadata = "a.txt"\n'
    )

    a, b, questions = open_corpus(tmp_path)

    assert (questions.title, questions.kind) == ("T", "questions")
    assert questions.asked_by == "K. de Wit (PVV)"
    assert questions.issued == questions.asked == a.issued
    assert b.reason.startswith("its metadata 'a.txt': not well-formed XML")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nergens://papers", "Protocol not known: nergens"),
        ("memory://nergens", "no folder 'memory://nergens'"),
        ("nergens.list", "there is no file 'nergens.list'"),
        (str(SAMPLES / "scan.pdf"), r"is not a folder; .* a list of files"),
    ],
)
def test_a_source_that_is_not_there(source, message):
    """The message names what is missing: a folder, a file or a package."""
    with pytest.raises(CorpusError, match=message):
        open_corpus(source)


def test_a_missing_package_is_named(monkeypatch):
    """Packages of protocols are for the user to install."""
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)

    with pytest.raises(CorpusError, match="Install s3fs"):
        open_corpus("s3://papers/nl")


def test_a_remote_corpus_can_be_sent(memory):
    """Another process connects by itself."""
    memory.pipe("/papers/corpus.toml", f"[a]\n{ENTRY}".encode())
    memory.pipe("/papers/a.txt", b"Ja.")
    corpus = open_corpus("memory://papers")

    assert pickle.loads(pickle.dumps(corpus)) == corpus  # noqa: S301  our own bytes


def test_files_beside_a_corpus(memory, tmp_path):
    """Corrections and links lie beside a corpus, or beside the list of its files."""
    memory.pipe("/papers/links.toml", b"# leeg")
    names = ("corrections.ttl", "links.toml")

    for source in ("memory://papers", "memory://papers/p.list"):
        with folder_beside(source, names) as folder:
            assert [p.name for p in folder.iterdir()] == ["links.toml"]
    with folder_beside(tmp_path, names) as folder:
        assert folder == tmp_path
    with folder_beside(tmp_path / "p.list", names) as folder:
        assert folder == tmp_path
