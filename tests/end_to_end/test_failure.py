"""A build that fails leaves what the folder held."""

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KroniekError
from kg.pipeline import files, job


@pytest.fixture
def out(tmp_path):
    """Return a folder that holds an earlier build."""
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "graph.ttl").write_text("# the last good one\n", encoding="utf-8")
    return folder


def held(folder) -> dict[str, str]:
    """Return what a folder holds."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_broken_corpus_leaves_the_old_build(corpus, out):
    """A manifest that cannot be read stops a build before anything is written."""
    (corpus / "corpus.toml").write_text("[note\n", encoding="utf-8")
    before = held(out)

    ended = CliRunner().invoke(main, ["build", str(corpus), "-o", str(out)])

    assert ended.exit_code == 2
    assert held(out) == before


def test_disk_error_leaves_the_old_build(corpus, out, monkeypatch):
    """A file that cannot be written leaves all old files, and no stray folders."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write", refuse)
    before = held(out)

    ended = CliRunner().invoke(main, ["build", str(corpus), "-o", str(out), "-q"])

    assert ended.exit_code == 1
    assert ended.stderr.count("\n") == 1
    assert "No space left on device" in ended.stderr
    assert held(out) == before
    assert sorted(p.name for p in out.parent.iterdir()) == ["build", "corpus"]


def test_error_half_way_leaves_the_old_build(corpus, out, monkeypatch):
    """An error after reading leaves the old files too."""

    def refuse(*_: object, **__: object) -> None:
        raise KroniekError("no\nmore")

    monkeypatch.setattr(job, "resolve_all", refuse)
    before = held(out)

    ended = CliRunner().invoke(main, ["build", str(corpus), "-o", str(out)])

    assert (ended.exit_code, ended.stderr) == (1, "kg: no more\n")
    assert held(out) == before
