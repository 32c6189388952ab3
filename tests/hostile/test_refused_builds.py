"""Killed, or refused by the disk, a build leaves the last good one and tells why."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from refused_builds import SIZES, STAGES

SCRIPT = Path(__file__).with_name("refused_builds.py")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs capset(2)")


@pytest.fixture(scope="module")
def ended(tmp_path_factory) -> dict[str, dict]:
    """Return how each build ended."""
    root = tmp_path_factory.mktemp("refused")
    corpus = root / "corpus"
    corpus.mkdir()
    (corpus / "note.txt").write_text("De Europese Unie veroordeelde de staatsgreep.\n")
    (corpus / "corpus.toml").write_text("[note]\nissued = 2022-02-07\n")
    done = subprocess.run(
        [sys.executable, SCRIPT, root],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("stage", STAGES)
def test_killed_in_a_stage(ended, stage):
    """Whatever a build was at, files and store are the old ones, or the store new."""
    found = ended[f"killed: {stage}"]

    assert (found["code"], found["told"]) == (-signal.SIGKILL, "")
    assert found["files"]
    assert found["store"] is (stage != "write")


def check_refused(found: dict, *reasons: str) -> None:
    """Make sure that one of the reasons is told on one line, and the old files stay."""
    assert found["code"] == 1
    assert found["told"].startswith("kg: cannot write to ")
    assert found["told"].endswith(tuple(f": {reason}\n" for reason in reasons))
    assert found["told"].count("\n") == 1
    assert found["files"]


@pytest.mark.parametrize("size", SIZES)
def test_full_disk(ended, size):
    """Where there is no room, for what was read or for a file, the old files stay."""
    by_sqlite = "disk I/O error"  # where what waits for others does not fit
    check_refused(ended[f"full: {size}"], "File too large", by_sqlite)


@pytest.mark.parametrize("place", ["output", "store"])
def test_read_only(ended, place):
    """A folder into which nobody may write is told, and stays as it is."""
    check_refused(ended[f"read-only {place}"], "Permission denied")


def test_then_it_works(ended):
    """The next build is the new one; what stood before had been sound."""
    assert ended["sound"] == {"code": 0, "told": ""}
    assert ended["afterwards"] == {
        "code": 0,
        "told": "",
        "files": False,
        "store": False,
    }
