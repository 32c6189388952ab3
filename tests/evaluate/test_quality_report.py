"""The report of quality keeps what is written by hand, and has all of its parts."""

import importlib.util
from pathlib import Path

import pytest
from evaluate_builders import claim, gold_claim

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool():
    """Return `tools/report_quality.py`."""
    path = ROOT / "tools" / "report_quality.py"
    spec = importlib.util.spec_from_file_location("report_quality", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def parts(tool, measured):
    """Return the parts of a report on a tiny graph."""
    found = measured([claim("arresteerde", "Arrest")], [gold_claim("ook", "Release")])
    return tool.parts_of(found, found, "abc1234")


def test_parts(parts):
    """Each part has its figures."""
    assert "commit `abc1234`" in parts["run"]
    assert (
        "| claims found with their class (typed), F1 |    0.000 |" in parts["summary"]
    )
    assert parts["errors"].startswith("Errors on the dev gold (1 claims): 1 missed, ")
    assert "### Calibration" in parts["dev"]


def test_rest_is_kept(tool, parts):
    """What stands outside the markers is as it was, and twice is as once."""
    before = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    after = tool.replaced(before, parts)

    assert tool.replaced(after, parts) == after
    assert tool.replaced(after, dict.fromkeys(parts, "")) == tool.replaced(
        before, dict.fromkeys(parts, "")
    )
    assert "abc1234" in after


def test_report_has_all_figures(tool):
    """The report was written: no part is empty."""
    text = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")

    assert all(f"| {name} " in text for name in tool.NAMES.values())
    assert text.count("### Calibration") == 2


def test_markers_must_be_there(tool, parts):
    """A report without markers is not overwritten."""
    with pytest.raises(SystemExit, match="there must be one <!-- BEGIN run -->"):
        tool.replaced("no markers", parts)
