"""The documentation keeps up with the code."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from kg import errors, resources
from kg.extract.lexicon import Frame, as_frame, load_lexicon
from kg.model import Role

ROOT = Path(__file__).resolve().parents[2]
LEXICON = resources.folder("ontology") / "lexicon" / "nl"
FRAMES = (LEXICON / "frames" / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_key_of_a_frame_is_explained():
    """Whatever a frame may hold has its row in the tables."""
    keys = {field.name for field in fields(Frame)} - {"event_class", "roles", "kinds"}
    keys |= {"class", *Role, *(f"{role}_kinds" for role in Role)}
    rows = re.findall(r"^\| (`.*?) \| ", FRAMES, re.MULTILINE)
    explained = {key for row in rows for key in re.findall(r"`(\w+)`", row)}

    assert explained == keys


def test_the_example_of_a_frame_is_one():
    """The frame that is shown can be read, and its name is one of ours."""
    (example,) = re.findall(r"```toml\n(.*?)```", FRAMES, re.DOTALL)
    slots = tomllib.loads((LEXICON / "slots.toml").read_text(encoding="utf-8"))
    (table,) = tomllib.loads(example)["frame"]

    frame = as_frame(table, slots)

    assert frame.name in {known.name for known in load_lexicon().frames}


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.t*")), ids=lambda p: p.name)
def test_every_file_of_the_lexicon_is_listed(path):
    """Each file beside the frames has its row."""
    listed = (LEXICON / "README.md").read_text(encoding="utf-8")
    name = "reading-*.txt" if path.suffix == ".txt" else path.name

    assert f"`{name}`" in listed


def test_every_module_is_described():
    """Each module and package has a row in the table of layers, at its layer."""
    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    expected = {
        (str(number), name.strip())
        for number, layer in enumerate(layers, start=1)
        for name in layer.split("|")
    }
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", ARCHITECTURE, re.MULTILINE)
    described = {(number, name) for number, row in rows for name in names_in(row)}

    assert described == expected


def names_in(row: str) -> list[str]:
    """Return what stands in code in a row."""
    return re.findall(r"`(\w+)`", row)


def test_every_dependency_has_its_reason():
    """Each library that is installed with Kroniek has a row."""
    needed = {
        re.split(r"[<>=]", entry)[0] for entry in PYPROJECT["project"]["dependencies"]
    }
    table = ARCHITECTURE.partition("### Dependencies")[2].partition("## How")[0]
    rows = re.findall(r"^\| ([a-z][a-z0-9, -]*) \|", table, re.MULTILINE)

    assert {name for row in rows for name in row.split(", ")} == needed


def test_error_tree_is_complete():
    """Each class of error stands in the tree."""
    kinds = [
        name
        for name, found in vars(errors).items()
        if isinstance(found, type) and issubclass(found, errors.KroniekError)
    ]

    assert [name for name in kinds if name not in ARCHITECTURE] == []


@pytest.mark.parametrize(
    "name",
    ["README.md", "CHANGELOG.md", "docs/architecture.md", "docs/data-model.md"],
)
def test_documentation_is_short(name):
    """Nobody reads more."""
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= 240


def test_continuous_integration_checks_everything():
    """The script runs each of the checks, with what the test extra installs."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extra = " ".join(PYPROJECT["project"]["optional-dependencies"]["test"])

    for check in ("ruff check .", "ruff format --check .", "mypy", "lint-imports"):
        assert f".venv/bin/{check}\n" in script
    for tool in ("ruff", "mypy", "import-linter", "pytest", "pytest-xdist"):
        assert f"{tool}>=" in extra
