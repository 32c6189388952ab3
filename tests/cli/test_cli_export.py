"""`kg export`: what it writes where, and what it says when something is wrong."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner
from command_line import one_line

from kg import cli
from kg.cli.export import FACTUALITIES, FORMATS, LAYERS
from kg.export import FORMATS as WRITERS
from kg.export import FileFormat, Filters, Layer, export, list_tables
from kg.model import Factuality

FULL = Path("/dev/full")
KG = Path(sys.executable).parent / "kg"


def kg(*words):
    """Run a command in this process."""
    return CliRunner().invoke(cli.main, [str(word) for word in words])


@pytest.fixture(autouse=True)
def elsewhere(built, tmp_path, monkeypatch):
    """Work in a folder where `build` is the build of the corpus."""
    (tmp_path / "build").symlink_to(built.folder)
    monkeypatch.chdir(tmp_path)


def test_choices_are_those_of_the_library():
    """The command knows each format, layer and factuality, and no other."""
    assert tuple(WRITERS) == FORMATS
    assert set(LAYERS) == set(Layer)
    assert set(FACTUALITIES) == set(Factuality)


def test_standard_output():
    """Without a file the graph is printed as Turtle, and its size beside it."""
    ended = kg("export", "--country", "BF")

    assert ended.exit_code == 0
    found = list(pyoxigraph.parse(ended.stdout, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(found) > 500
    assert ended.stderr.startswith("kg: ")
    assert " claims" in ended.stderr


@pytest.mark.parametrize(
    "form", [name for name in FORMATS if isinstance(WRITERS[name], FileFormat)]
)
def test_file_tells_the_format(tmp_path, form):
    """The format is that which the file's name ends in."""
    out = f"out/mali.{form}"
    ended = kg("export", "-o", out, "--country", "ML")

    assert ended.exit_code == 0, ended.output
    assert re.match(rf"{out}: \d+ of \d+ claims", ended.stdout)
    assert (tmp_path / out).stat().st_size > 10_000
    export("build", tmp_path / "again", form=form, filters=Filters(country="Mali"))
    assert (tmp_path / "again").read_bytes() == (tmp_path / out).read_bytes()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_folder_of_tables(tmp_path, form):
    """Tables come into a folder, and other files there stay."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "notes.txt").write_text("mine")

    ended = kg("export", "-f", form, "-o", "tables/")

    assert ended.exit_code == 0, ended.output
    files = {path.name for path in (tmp_path / "tables").iterdir()}
    assert {f"{name}.{form}" for name in list_tables()} < files
    assert "notes.txt" in files


def test_one_table():
    """One table goes to a file or to standard output."""
    printed = kg("export", "-f", "csv", "--table", "actors")
    written = kg("export", "-o", "actors.csv", "--table", "actors")

    assert printed.exit_code == written.exit_code == 0
    assert Path("actors.csv").read_bytes().decode() == printed.stdout
    assert printed.stdout.startswith("actor,label,")


@pytest.mark.parametrize("layer", LAYERS)
def test_layers(layer):
    """What is counted is the layer."""
    ended = kg("export", "--only", layer, "-o", "x.ttl")

    assert ended.exit_code == 0
    number, what = ended.stdout.removeprefix("x.ttl: ").split()
    assert what == f"{layer}."
    assert int(number) > 100


def test_filters_together():
    """Several values of factuality are alternatives; other filters narrow."""
    words = ("--factuality", "planned", "--factuality", "denied")
    ended = kg("export", *words, "--since", "2021-01-01", "-o", "x.jsonld")

    assert ended.exit_code == 0, ended.output
    assert "links to what was not chosen are left out" in ended.stdout
    nodes = json.loads(Path("x.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert {node["factuality"] for node in nodes if "factuality" in node} == {
        *("planned", "denied")
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--build", "nowhere"], "no build in nowhere: run `kg build`"),
        (["--build", "."], "no build in .: run `kg build`"),
        (["-o", "x.doc"], "no format 'doc'; there are: annotations, csv"),
        (["-o", "plain"], "plain tells no format: add -f, one of ttl, nt"),
        (["-f", "csv"], "CSV is a folder of tables: give one with -o"),
        (["-o", "x.parquet"], "Parquet is a folder of tables"),
        (["-o", "x.csv", "--table", "people"], "no table 'people'; there are: actors"),
        (["-o", "x.ttl", "--table", "actors"], "Turtle has no tables"),
        (["--country", "Malie"], "no country 'Malie'; near it: "),
        (["--country", "MINUSMA"], "'MINUSMA' is no country"),
        (["--since", "2021"], "--since: '2021' is no day; write it as 2019-09-17"),
        (["--until", "soon"], "--until: 'soon' is no day"),
        (["--since", ""], "--since: '' is no day"),
        (
            ["--since", "2022-01-01", "--until", "2021-01-01"],
            "nothing is both since 2022-01-01 and until 2021-01-01",
        ),
        (
            ["--factuality", "denied", "--country", "LU"],
            "nothing to export: no claim passes factuality denied, country LU",
        ),
        (["--factuality", "sure"], "'sure' is not one of 'certain', 'probable'"),
    ],
)
def test_errors(words, message):
    """What cannot be done is told on one line, before anything is written."""
    assert message in one_line(kg("export", *words))


def test_failure_leaves_the_last_export(tmp_path):
    """An export that fails changes nothing."""
    (tmp_path / "x.ttl").write_text("old")

    one_line(kg("export", "-o", "x.ttl", "--country", "LU"))

    assert (tmp_path / "x.ttl").read_text() == "old"


def test_full_disk_behind_standard_output():
    """What a stream refuses is told too, as is what a device refuses."""
    if not FULL.exists():
        pytest.skip(f"there is no {FULL}")
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [KG, "export", "--country", "BF"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "kg: cannot write to <stdout>: No space left on device\n"

    ended = kg("export", "--country", "BF", "-o", FULL, "-f", "nt")
    assert one_line(ended, 1) == f"cannot write to {FULL}: No space left on device"


def test_reader_that_has_seen_enough():
    """Nothing is wrong when nobody reads on, as with `head`."""
    process = subprocess.Popen(
        [KG, "export", "-f", "nt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline().startswith(b"<")
    process.stdout.close()

    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_folder_where_a_file_must_come(tmp_path):
    """A folder is not overwritten."""
    (tmp_path / "x.ttl").mkdir()

    assert "is a folder" in one_line(kg("export", "-o", "x.ttl"), code=1)


def test_broken_build(tmp_path):
    """A file that is no Turtle is named."""
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "graph.ttl").write_text("no Turtle")

    assert "graph.ttl is not Turtle" in one_line(kg("export", "--build", "bad"))


def test_empty_build(tmp_path):
    """A build of nothing is not exported."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "graph.ttl").write_text("")

    ended = kg("export", "--build", "empty", "-o", "x.ttl")

    assert one_line(ended) == "nothing to export: the graph is empty"
    assert not (tmp_path / "x.ttl").exists()


def test_a_store_can_be_exported(built, built_in_steps):
    """A store gives the same bytes as the files of a build."""
    store = built_in_steps.folder / "store"
    for form in ("trig", "annotations"):
        for source, out in ((store, "kept"), (built.folder, "files")):
            words = ("-f", form, "-o", out, "--country", "NE")
            assert kg("export", "--build", source, *words).exit_code == 0
        assert Path("kept").read_bytes() == Path("files").read_bytes()


def test_an_export_can_be_exported():
    """A file that was exported is a graph like others."""
    assert kg("export", "-o", "x.trig", "--country", "BF").exit_code == 0
    ended = kg("export", "--build", "x.trig", "-o", "x.nq")

    assert ended.exit_code == 0, ended.output
    assert set(pyoxigraph.parse(path="x.nq")) == set(pyoxigraph.parse(path="x.trig"))
