"""What docs/python.md shows runs, against a real graph store."""

import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, UnknownName
from kg.graph import KnowledgeGraph
from kg.pipeline import Summary

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
STORE = "http://localhost:7878"


@pytest.fixture
def here(tmp_path, monkeypatch, built) -> Path:
    """Work beside a corpus, of which there is a build already."""
    (tmp_path / "corpus").mkdir()

    def build(corpus: str, out: str) -> Summary | None:
        assert Path(corpus).is_dir()
        shutil.copytree(built.folder, out)

    monkeypatch.setattr(kg, "build", build)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
def test_examples(server, here, capsys):
    """They run as they stand, one after the other."""
    pytest.importorskip("pandas")
    assert len(BLOCKS) == 2
    assert STORE in BLOCKS[0]
    names: dict[str, object] = {}

    for code in BLOCKS:
        exec(code.replace(STORE, server.url), names)  # noqa: S102

    assert len(names["left"]) > 5
    assert "MINUSMA" in names["shown"]._repr_mimebundle_()["text/html"]
    assert (here / "sure.ttl").stat().st_size > 1000
    assert capsys.readouterr().out.split()[0] == "BorderClosure"


def test_calls_of_the_table():
    """Every call that the page names is there."""
    own = set(re.findall(r"`kg\.(\w+)\(", TEXT))
    called = set(re.findall(r"`(?:graph)?\.(\w+)\(", TEXT))

    assert own == {*kg.__all__}
    assert len(called) == 8
    assert [name for name in called if not hasattr(KnowledgeGraph, name)] == []


def test_build(tmp_path):
    """It is the build of the pipeline, with its options."""
    (tmp_path / "corpus").mkdir()
    with pytest.raises(InputError, match=r"corpus\.toml"):
        kg.build(tmp_path / "corpus", tmp_path / "build", jobs=1)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"factuality": "sure"}, "no factuality 'sure'; there are: certain"),
        ({"since": "2022"}, "'2022' is no day; write 2022-12-22"),
        ({"colour": "red"}, "no filter 'colour'; there are: country, factuality"),
    ],
)
def test_export_of_what_is_not_there(built, tmp_path, filters, message):
    """A filter that cannot be used is told with the choices."""
    with pytest.raises(InputError, match=re.escape(message)):
        kg.open(built.folder).export(tmp_path / "x.ttl", **filters)


def test_field_that_is_not_there():
    """A document has the fields that it has."""
    with pytest.raises(InputError, match="no such field of a document"):
        kg.read("Tekst.", issued=None, colour="red")


def test_text_with_half_a_character():
    """What no file could hold is refused, and where it stands is told."""
    message = "the text has half a character at 5: U+D83D"
    with pytest.raises(InputError, match=re.escape(message)):
        kg.read("Mali \ud83d.", issued=None)


def test_pipeline_that_is_not_there():
    """It is told with those that are."""
    with pytest.raises(UnknownName, match="no pipeline 'none'; there are: kroniek"):
        kg.read("Tekst.", issued=None, pipeline="none")
