"""A build that is killed leaves the last good state, and the next completes it."""

import math
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import BUILD_FILES, find_store, open_store

SCRIPT = Path(__file__).with_name("building.py")
SEED = 20200818
NOTES = {
    "one": "De Europese Unie veroordeelde de staatsgreep in Mali.\n",
    "two": "Op 18 augustus 2020 was er een staatsgreep in Mali.\n",
}
PARTS = 3
LAST = 90  # steps in which graph and files are written


def build(corpus: Path, out: Path, step: int = 0) -> subprocess.CompletedProcess:
    """Build with a store, in a process that may be killed."""
    words = ["build", corpus, "-o", out, "--store", out / "store", "-q"]
    return subprocess.run(
        [sys.executable, SCRIPT, str(step), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def state(out: Path) -> dict[str, object]:
    """Return what readers see: the graph of the store, and each file of the build."""
    store = find_store(out)
    seen: dict[str, object] = {"store": set(map(str, open_store(store)))}
    for name in BUILD_FILES:
        kept = out / f".{out.name}-old" / name
        seen[name] = (kept if kept.exists() else out / name).read_bytes()
    return seen


def names(out: Path) -> set[str]:
    """Return what is in a folder, without what is hidden."""
    return {path.name for path in out.iterdir() if path.name[0] != "."}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """Return notes, one note more, builds of both, and how many steps are between."""
    root = tmp_path_factory.mktemp("worlds")
    tables = ""
    for name, text in NOTES.items():
        tables += f"[{name}]\nissued = 2022-02-07\n"
        if name == "two":
            shutil.copytree(root / "one", root / "two")
            shutil.copytree(root / "built-one", root / "built-two")
        (root / name).mkdir(exist_ok=True)
        (root / name / f"{name}.txt").write_text(text, encoding="utf-8")
        (root / name / "corpus.toml").write_text(tables, encoding="utf-8")
        ended = build(root / name, root / f"built-{name}")
        assert ended.returncode == 0, ended.stderr
    return root, int(ended.stdout.rpartition("steps ")[2])


@pytest.mark.parametrize("part", range(PARTS))
def test_a_build_killed_at_any_step(worlds, tmp_path, part):
    """Store and files are the old or the new ones, each whole, and then the new."""
    root, total = worlds
    out = tmp_path / "out"
    shutil.copytree(root / "built-one", out)
    old, new = state(root / "built-one"), state(root / "built-two")
    draw = random.Random(str((SEED, part)))  # noqa: S311
    first = 1 if part == 0 else max(1, total - LAST)
    step = math.ceil(draw.uniform(first, total))

    ended = build(root / "two", out, step)
    seen = state(out)

    assert total > LAST
    assert ended.returncode == -signal.SIGKILL
    assert seen["store"] in (old["store"], new["store"])
    assert [seen[name] for name in BUILD_FILES] in (
        [old[name] for name in BUILD_FILES],
        [new[name] for name in BUILD_FILES],
    )
    assert build(root / "two", out).returncode == 0
    assert state(out) == new
    assert names(out) == names(root / "built-two")
