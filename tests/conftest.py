"""What tests share: builds of the corpus and of the golden cases, a browser, Dask."""

import importlib.util
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pyoxigraph
import pytest

from kg.store import open_store

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
MANIFEST = '[note]\nfile = "note.txt"\nissued = 2022-02-07\n'
TEXT = "De Europese Unie veroordeelde de staatsgreep in Mali.\n"
# Of Chromium: it asks for nothing that a test does not ask for.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-watchdog",  # a busy machine is no reason to give up drawing
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 600  # seconds that a worker waits for another one's build


@dataclass(frozen=True)
class Built:
    """A build of the corpus: its folder, what was printed, and the exit code."""

    folder: Path
    output: str
    code: int


def run_kg(*words: str | Path, cwd: Path = ROOT, **env: str):
    """Run the installed command as a user does."""
    return subprocess.run(
        [Path(sys.executable).parent / "kg", *words],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build_corpus(folder: Path, seed: str, corpus: Path, *steps: Path) -> None:
    """Build a corpus in a process of its own, and keep what it printed.

    `steps` are corpora that are built before it, into the same store.
    """
    words = ["-o", folder / "build"]
    words += ["--store", folder / "build" / "store"] if steps else []
    for step in (*steps, corpus):
        ended = run_kg("build", step, *words, PYTHONHASHSEED=seed)
    (folder / "output.txt").write_text(ended.stdout + ended.stderr, encoding="utf-8")
    (folder / "code.txt").write_text(str(ended.returncode), encoding="utf-8")


def built_once(
    shared: Path, name: str, seed: str, corpus: Path = CORPUS, *steps: Path
) -> Built:
    """Return a build that the first worker to ask makes and the others wait for."""
    folder = shared / name
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not (folder / "code.txt").exists() and time.monotonic() < until:
            time.sleep(0.2)
    else:
        build_corpus(folder, seed, corpus, *steps)
    return Built(
        folder=folder / "build",
        output=(folder / "output.txt").read_text(encoding="utf-8"),
        code=int((folder / "code.txt").read_text(encoding="utf-8")),
    )


def shared_folder(config: pytest.Config) -> Path:
    """Return a folder that all workers of one run of the tests share."""
    base = config._tmp_path_factory.getbasetemp()
    return base.parent if hasattr(config, "workerinput") else base


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put modules that need a build last, so that nobody waits while it is made."""
    late = {item.path for item in items if needed_builds([item])}
    items.sort(key=lambda item: item.path in late)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to build what will be needed, in one of the workers."""
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
        builds = needed_builds(session.items)
        shared = shared_folder(session.config)
        Thread(target=make_all, args=(shared, builds), daemon=True).start()


def needed_builds(items: list[pytest.Item]) -> list[str]:
    """Return the fixtures that tests use which are builds, the most used first."""
    used = {name for item in items for name in getattr(item, "fixturenames", ())}
    return [name for name in ("built", "built_cases", "built_again") if name in used]


def make_all(shared: Path, builds: list[str]) -> None:
    """Make builds one after the other, of those that no test has begun yet."""
    making = {"built": corpus_build, "built_cases": cases_build, "built_again": second}
    for name in builds:
        making[name](shared)


def corpus_build(shared: Path) -> Built:
    """Return the build of the corpus."""
    return built_once(shared, "corpus-build", seed="1")


def second(shared: Path) -> Built:
    """Return a build of the corpus with another order of hashes."""
    return built_once(shared, "corpus-build-again", seed="2")


def cases_build(shared: Path) -> Built:
    """Return the build of the golden documents."""
    folder = Path(tempfile.mkdtemp(dir=shared))
    write_cases(folder)
    return built_once(shared, "cases-build", seed="1", corpus=folder / "corpus")


@pytest.fixture(scope="session")
def shared(request) -> Path:
    """Return a folder that all workers of one run of the tests share."""
    return shared_folder(request.config)


@pytest.fixture(scope="session")
def built(shared) -> Built:
    """Return the build of the corpus."""
    return corpus_build(shared)


@pytest.fixture(scope="session")
def built_again(built, shared) -> Built:
    """Return a second build, with another order of hashes."""
    assert built.code == 0
    return second(shared)


@pytest.fixture(scope="session")
def built_in_steps(built, shared, tmp_path_factory) -> Built:
    """Return a build with a store, made from one of fewer and shorter papers."""
    assert built.code == 0
    before = tmp_path_factory.mktemp("before") / "corpus"
    shutil.copytree(CORPUS, before)
    manifest = (before / "corpus.toml").read_text(encoding="utf-8")
    tables = re.split(r"^(?=\[)", manifest, flags=re.MULTILINE)
    kept = [table for table in tables if not table.startswith("[popken")]
    (before / "corpus.toml").write_text("".join(kept), encoding="utf-8")
    paper = before / "kst-35570-V-9.txt"
    paper.write_bytes(paper.read_bytes()[:4000])
    return built_once(shared, "corpus-steps", "3", CORPUS, before)


def write_cases(folder: Path) -> None:
    """Write the golden documents into a folder, as `corpus/` and `gold/`."""
    script = ROOT / "tests" / "cases" / "to_gold.py"
    spec = importlib.util.spec_from_file_location("to_gold", script)
    assert spec is not None
    assert spec.loader is not None
    case_files = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(case_files)
    case_files.main(folder)


@pytest.fixture(scope="session")
def cases(tmp_path_factory) -> Path:
    """Return a folder with the golden documents as `corpus/`, and their `gold/`."""
    folder = tmp_path_factory.mktemp("cases")
    write_cases(folder)
    return folder


@pytest.fixture(scope="session")
def built_cases(shared) -> Built:
    """Return the build of the golden documents."""
    return cases_build(shared)


@pytest.fixture(scope="session")
def corpus_store(built) -> Iterator[pyoxigraph.Store]:
    """Return the built graph in a store, with the texts."""
    return open_store(built.folder, texts=True)


def start_cluster(workers: int, threads: int = 1):
    """Start a cluster of Dask in processes of their own."""
    distributed = pytest.importorskip("distributed", reason="dask is not installed")
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=threads,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    )


@pytest.fixture(scope="session")
def cluster():
    """Return a cluster of two processes, where a task may kill one of them."""
    pytest.importorskip("distributed", reason="dask is not installed")
    import dask  # noqa: PLC0415  distributed must come first, and adds its settings

    with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
        started = start_cluster(2)
    with started:
        yield started


@pytest.fixture(scope="session")
def cluster_of() -> Callable[..., Any]:
    """Return what starts clusters that are not shared."""
    return start_cluster


@pytest.fixture
def corpus(tmp_path) -> Path:
    """Return a corpus of one sentence."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "corpus.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "note.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def browser():
    """Return headless Chromium, that of the system."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed"
    )
    with playwright.sync_playwright() as tools:
        launched = tools.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()
