"""Golden cases: sentences in the manner of political papers."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.times import find_times

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases.toml").read_text(encoding="utf-8")
)["case"]


def test_there_are_enough_cases() -> None:
    """The file holds at least eighty sentences."""
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["text"])[:50])
def test_case(case: dict[str, Any]) -> None:
    """Words, EDTF and bounds are those that the case states."""
    found = [
        [t.text, t.value.edtf, str(t.value.first or ""), str(t.value.last or "")]
        for t in find_times(case["text"], on=case["on"])
    ]
    assert found == case["times"]
