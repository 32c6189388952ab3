"""The papers read by a cluster of several processes."""

import os
import signal
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main
from kg.store import BUILD_FILES
from kg.views import Progress

ROOT = Path(__file__).parents[2]


def test_same_bytes_though_a_worker_is_killed(built, cluster, tmp_path, monkeypatch):
    """The files are those of a build without a cluster."""
    real, killed = Progress.show, []

    def show(self, stage: str, done: int, total: int) -> None:
        real(self, stage, done, total)
        if (stage, done) == ("read", 1):
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(Progress, "show", show)
    out = tmp_path / "build"
    words = ["build", ROOT / "corpus", "-o", out, "--engine", "dask", "-q"]
    words += ["--scheduler", cluster.scheduler_address]

    ended = CliRunner().invoke(main, [str(word) for word in words])

    assert (ended.exit_code, ended.output) == (built.code, "")
    assert len(killed) == 1
    for name in BUILD_FILES:
        assert (out / name).read_bytes() == (built.folder / name).read_bytes()
