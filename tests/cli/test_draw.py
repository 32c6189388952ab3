"""`kg draw`: pictures in files."""

import pytest
from click.testing import CliRunner

from kg import cli
from kg.cli.draw import FILTERS
from kg.look import FILTERS as KNOWN


def draw(*words, code=0):
    """Run a command in this process and return what it prints."""
    ended = CliRunner().invoke(cli.main, ["draw", *(str(word) for word in words)])
    assert ended.exit_code == code, ended.output
    return ended.output


def test_every_filter_is_an_option():
    """What a picture can be narrowed by, the command line can say."""
    assert [name.replace("-", "_") for name in FILTERS] == list(KNOWN)


@pytest.mark.parametrize("view", ["network", "timeline"])
def test_picture_is_written(built, tmp_path, view):
    """The file is written, and what is in it is told."""
    target = tmp_path / "x.svg"
    words = ("--country", "ml", "--language", "en", "--build", built.folder)

    told = draw(view, *words, "-o", target)

    assert f"{view.capitalize()}: country Mali" in told
    assert f"Written to {target}." in told
    assert target.read_text(encoding="utf-8").startswith("<svg")


def test_options_of_one_picture(built, tmp_path):
    """A network has a limit, a timeline rows as well."""
    target = tmp_path / "x.json"

    told = draw("network", "--limit", 5, "--build", built.folder, "-o", target)
    assert "Weggelaten: " in told
    draw("timeline", "--by", "actor", "--build", built.folder, "-o", target)
    assert '"by": "actor"' in target.read_text(encoding="utf-8")


def test_empty_picture_says_so(built, tmp_path):
    """A choice that nothing meets is no error; the picture has the words."""
    target = tmp_path / "x.svg"
    words = ("--actor", "Wagner", "--event-class", "Election")

    told = draw("network", *words, "--build", built.folder, "-o", target)

    assert "Hier is niets te tekenen" in told
    assert "niets te tekenen" in target.read_text(encoding="utf-8")


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("-o", "x.gif"), 2, "there are: .html, .json, .png, .svg"),
        (("-o", "x.svg", "--limit", "1"), 2, "at least 2 actors"),
        (("-o", "x.svg", "--country", "mly"), 2, "no actor 'mly'; near it: "),
        (("-o", "x.svg", "--event-class", "Coups"), 2, "no event class 'Coups'"),
        (("-o", "x.svg", "--since", "2022"), 2, "is not a date like 2022-12-31"),
        (("-o", "x.svg", "--language", "fr"), 2, "no language 'fr'; there are: en, nl"),
        (("-o", "missing/x.svg"), 1, "cannot write missing/x.svg"),
        ((), 2, "Missing option '-o' / '--output'"),
    ],
)
def test_what_cannot_be_drawn_is_told(built, empty, words, code, message):
    """Wrong options end in one line, and nothing is written."""
    told = draw("network", *words, "--build", built.folder, code=code)

    assert message in told
    assert len(told.splitlines()) == 1
    assert [*empty.iterdir()] == []
