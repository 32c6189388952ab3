"""The page of figures is what the stored results say."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from benchmarks.measuring import BenchmarkError
from benchmarks.report import PAGE, PLOT, RESULTS, TABLES, fill, table
from benchmarks.results import add_result, read_results


def test_page_is_what_the_results_say() -> None:
    """Nobody edits a figure by hand, and each part has its place."""
    page, results = PAGE.read_text("utf-8"), read_results(RESULTS)
    assert {"startup", "pipeline", "growth"} <= set(results) <= set(TABLES)
    assert re.findall(r"<!-- begin ([a-z]+) -->", page) == list(TABLES)
    assert fill(page, results) == page


def test_a_changed_figure_is_seen() -> None:
    """Another figure gives another page; what is written by hand stays."""
    page, results = PAGE.read_text("utf-8"), read_results(RESULTS)
    changed = json.loads(json.dumps(results))
    changed["pipeline"]["ratio"] = 98.76
    made = fill(page, changed)
    assert "98.76" in made
    assert fill(made, results) == page


def test_unknown_and_missing_parts() -> None:
    """A mark that names no part is an error; a part may be missing as yet."""
    with pytest.raises(BenchmarkError, match="no part 'tempo'; there are: startup"):
        fill("<!-- begin tempo -->\n<!-- end tempo -->", {})
    assert "Not measured yet" in fill("<!-- begin growth -->\n<!-- end growth -->", {})


def test_results_are_merged(tmp_path) -> None:
    """A part takes the place of its earlier figures, and leaves other parts alone."""
    path = tmp_path / "results.json"
    add_result(path, "growth", {"rows": []})
    add_result(path, "startup", {"commands": {}})
    add_result(path, "growth", {"rows": [1]})
    assert read_results(path) == {"growth": {"rows": [1]}, "startup": {"commands": {}}}


def test_plot_has_labels() -> None:
    """The picture stands beside the page, with its axes named and their units."""
    assert ET.parse(PLOT).getroot().tag.endswith("svg")  # noqa: S314
    text = PLOT.read_text("utf-8")
    for words in ("documents", "seconds", "megabytes", "prefers-color-scheme: dark"):
        assert words in text


def test_table() -> None:
    """A table of no rows has its head."""
    assert table(["a"], []).splitlines() == ["| a |", "| --- |"]
