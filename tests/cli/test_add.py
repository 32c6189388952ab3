"""`kg add`: what it writes, what it refuses, and what it leaves as it was."""

import shutil
import tomllib
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner

from kg import cli
from kg.corpus import read_corpus
from kg.model import DateBasis

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
MANIFEST = """\
# Wat wij weten.

[oud]           # een oud stuk
file = "oud.txt"
issued = 2020-01-01"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def add(*words, code=0):
    """Run the command and return what it prints, and what it prints of errors."""
    ended = CliRunner().invoke(cli.main, ["add", *map(str, words)])
    assert ended.exit_code == code, ended.output
    assert "Traceback" not in ended.output
    return ended.stdout, ended.stderr


def manifest(folder="corpus"):
    """Return the tables of a manifest."""
    return tomllib.loads((Path(folder) / "corpus.toml").read_text(encoding="utf-8"))


def test_makes_a_corpus_from_nothing():
    """Folder and manifest are made, and the paper is known by its own identifier."""
    shutil.copy(SAMPLES / "kst-99001-4.xml", "download.xml")

    shown, _ = add("download.xml")

    assert manifest()["kst-99001-4"] == {
        "file": "kst-99001-4.xml",
        "title": "De machtswisseling in Bolivia",
        "kind": "letter",
        "issued": __import__("datetime").date(2023, 5, 12),
        "date_basis": "external",
        "country": "nl",
        "language": "nl",
    }
    written = Path("corpus/corpus.toml").read_text(encoding="utf-8")
    assert written.startswith("# What is known")
    assert all(line.strip() in written for line in shown.splitlines()[1:])
    assert read_corpus("corpus").documents[0].title == "De machtswisseling in Bolivia"


def test_keeps_what_a_manifest_holds():
    """Comments and layout stay, byte for byte, and the entry comes at the end."""
    Path("c").mkdir()
    Path("c/corpus.toml").write_bytes(MANIFEST.replace("\n", "\r\n").encode())

    add(SAMPLES / "brief-bolivia.docx", "--corpus", "c", "--id", "nieuw.v1")

    written = Path("c/corpus.toml").read_bytes().decode()
    assert written.startswith(MANIFEST.replace("\n", "\r\n") + "\r\n\r\n[")
    assert written.count("\n") == written.count("\r\n")
    assert list(manifest("c")) == ["oud", "nieuw.v1"]
    assert manifest("c")["nieuw.v1"]["title"] == "Brief over de grens met Bolivia"
    assert sorted(p.name for p in Path("c").iterdir()) == [
        "corpus.toml",
        "nieuw.v1.docx",
    ]


def test_options_are_heeded_first():
    """What a user says counts for more than what the paper says."""
    add(
        SAMPLES / "nieuws-bolivia.html",
        *(
            "--id",
            "n1",
            "--title",
            'De "EU"\n\x7f',
            "--kind",
            "press",
            "--country",
            "be",
        ),
        *("--issued", "2023-05-01", "--asked", "2023-04-30", "--asked-by", "Jan"),
        *("--answered-by", "Piet", "--publisher", "Kies"),
    )

    (document,) = read_corpus("corpus").documents
    assert (document.identifier, document.title) == ("n1", 'De "EU"\n\x7f')
    assert (document.kind, document.country) == ("press", "be")
    assert str(document.issued) == "2023-05-01"
    assert document.date_basis is DateBasis.EXTERNAL
    assert str(document.asked) == "2023-04-30"
    assert (document.asked_by, document.answered_by) == ("Jan", "Piet")
    assert document.publisher == "Kies"


def test_a_day_from_the_head_of_a_text():
    """Plain text is added too, and the day that its head gives is noted as such."""
    Path("brief.txt").write_text("Den Haag, 3 mei 2018\n\nGeachte voorzitter,\n")

    add("brief.txt", "-q")

    entry = manifest()["brief"]
    assert (str(entry["issued"]), entry["date_basis"]) == ("2018-05-03", "text")


def test_metadata_beside_the_file_come_along():
    """They tell what the paper does not, now and when it is built."""
    shown, _ = add(SAMPLES / "vragen-bolivia.pdf")

    assert "[kv-tk-2023Z00077]" in shown
    assert "issued = 2023-07-03" in shown
    assert sorted(p.name for p in Path("corpus").iterdir()) == [
        "corpus.toml",
        "kv-tk-2023Z00077.metadata.xml",
        "kv-tk-2023Z00077.pdf",
    ]


def test_tells_what_is_missing():
    """Keys that papers of its kind should have are named, if nothing tells them."""
    Path("a.txt").write_text("Antwoord op vragen van het lid De Wit\n\nVraag 1\nJa?\n")

    shown, _ = add("a.txt", "--issued", "2023-05-01")

    assert shown.endswith("# not found: title, asked, asked_by, answered_by\n")


def test_a_file_in_the_folder_stays_where_it_is():
    """It is referred to, and not copied."""
    Path("corpus/2023").mkdir(parents=True)
    shutil.copy(SAMPLES / "kst-99001-4.xml", "corpus/2023/a.xml")

    add("corpus/2023/a.xml")

    assert manifest()["kst-99001-4"]["file"] == "2023/a.xml"
    assert [p.name for p in Path("corpus").rglob("*.xml")] == ["a.xml"]


def test_a_file_elsewhere():
    """A file may have an address."""
    memory = fsspec.filesystem("memory")
    memory.pipe("/b/p.xml", (SAMPLES / "kst-99001-4.xml").read_bytes())

    add("memory://b/p.xml")

    memory.store.clear()
    assert Path("corpus/kst-99001-4.xml").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("leeg.txt",), "leeg.txt: the file is empty"),
        (("kaal.txt",), "does not tell its day of issue; give it with --issued 2021"),
        (("weg.txt",), "weg.txt: there is no file 'weg.txt'"),
        (("plaat.png",), "'.png' is no format; there are: .txt, .xml,"),
        ((SAMPLES / "scan.pdf", "--issued", "2020-01-01"), "run OCR first"),
        (("kaal.txt", "--issued", "2020-01-01", "--id", "a b"), "'a b' is no identif"),
        (("kaal.txt", "--issued", "2020-01-01", "--id", "er"), "er is in corpus/corpu"),
        (("corpus/er.txt", "--issued", "2020-01-01", "--id", "x"), "already, as er"),
        (
            ("kaal.txt", "--issued", "2020-01-01", "--id", "vol"),
            "another file corpus/vol",
        ),
        (("kaal.txt", "--issued", "20-1-1"), "--issued: '20-1-1' is no day; write it"),
        (("kaal.txt", "leeg.txt", "--id", "x"), "--id and --title are for one FILE"),
        (("kaal.txt", "--corpus", "kaal.txt"), "'kaal.txt' is not a folder"),
    ],
)
def test_refuses_what_it_cannot_add(words, message):
    """The reason is one line, and the manifest stays as it was."""
    Path("corpus").mkdir()
    for name in ("er", "vol"):
        Path(f"corpus/{name}.txt").write_text("Iets anders.")
    Path("corpus/corpus.toml").write_text("[er]\nissued = 2020-01-01\n")
    Path("leeg.txt").write_text("")
    Path("kaal.txt").write_text("Ja.")
    Path("plaat.png").write_text("x")

    _, errors = add(*words, code=2)

    assert message in errors
    assert all(line.startswith("kg: ") for line in errors.splitlines())
    assert Path("corpus/corpus.toml").read_text() == "[er]\nissued = 2020-01-01\n"
    assert len(list(Path("corpus").iterdir())) == 3


def test_adds_what_it_can():
    """One bad file does not keep the others out, and the exit code tells."""
    Path("kaal.txt").write_text("Ja.")

    shown, errors = add(
        "kaal.txt", SAMPLES / "kst-99001-4.xml", SAMPLES / "nieuws-bolivia.html", code=1
    )

    assert shown.count("added to corpus/corpus.toml:") == 2
    assert errors.startswith("kg: not added: kaal.txt: ")
    assert list(manifest()) == ["kst-99001-4", "nieuws-bolivia"]


def test_a_manifest_that_is_broken_stays_as_it_is():
    """What cannot be read is not written over."""
    Path("corpus").mkdir()
    Path("corpus/corpus.toml").write_text("[x\n")

    _, errors = add(SAMPLES / "kst-99001-4.xml", code=2)

    assert "is not valid TOML" in errors
    assert Path("corpus/corpus.toml").read_text() == "[x\n"
    assert len(list(Path("corpus").iterdir())) == 1
