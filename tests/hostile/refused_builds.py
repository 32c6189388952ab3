"""Builds that are killed, or that the disk refuses, each in a process of its own.

    refused_builds.py FOLDER

builds the corpus in FOLDER, changes its date, and builds again and again, each time
another thing going wrong. Prints as JSON how each ended. The processes are forked,
since loading the model takes longest.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from kg import pipeline
from kg.cli import main as kg
from kg.cli.build import STAGES as KNOWN_STAGES
from kg.store import BUILD_FILES

STAGES = tuple(KNOWN_STAGES)
SIZES = (200, 300_000)  # bytes a file: too few for a reading, and for the vocabulary
CAPABILITIES = 0x20080522  # the version of the structures of capset(2)


def kill_in(stage: str) -> None:
    """End as by a power cut when a build has come to a stage."""
    build = pipeline.build

    def progress(reached: str, *_: int) -> None:
        if reached == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed(corpus: str, out: str, settings: object, _: object, **chosen: object):
        return build(corpus, out, settings, progress, **chosen)

    pipeline.build = killed


def limit_files(size: int) -> None:
    """Let no file grow beyond a size, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def drop_rights() -> None:
    """Give up what lets root write where nobody may (capabilities(7))."""
    header = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, none):
        raise OSError(ctypes.get_errno(), "capset")


@contextmanager
def closed(*folders: Path) -> Iterator[None]:
    """Let nobody write into folders."""
    modes = {path: path.stat().st_mode for path in folders}
    for path in folders:
        path.chmod(0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def run(words: list[str], prepare: Callable[[], None] = lambda: None) -> dict:
    """Run a command in a process of its own, and tell how it ended."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(into, 1)
        os.dup2(into, 2)
        code = 99  # for what is no exit
        with suppress(SystemExit):
            try:
                prepare()
                kg(words)
            except SystemExit as ended:
                code = ended.code or 0
        sys.stderr.flush()
        os._exit(code)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as stream:
        told = stream.read()
    return {"code": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "told": told}


def files(out: Path) -> list[str]:
    """Return the files of the build that readers see."""
    return [(out / name).read_text(encoding="utf-8") for name in BUILD_FILES]


def generation(out: Path) -> list[tuple[str, int]]:
    """Return the files of the generation that counts in the store."""
    current = (out / "store" / "current").read_text(encoding="utf-8").strip()
    data = sorted((out / "store" / current).rglob("*"))
    return [(str(path), path.stat().st_size) for path in data]


def cases(root: Path) -> Iterator[tuple[str, dict]]:
    """Yield the name of each case, and how it ended."""
    out = root / "out"
    words = ["build", str(root / "corpus"), "-o", str(out), "-q"]
    stored = [*words, "--store", str(out / "store")]
    yield "sound", run(stored)
    manifest = root / "corpus" / "corpus.toml"
    manifest.write_text(manifest.read_text().replace("2022", "2021"))
    old_files, old_store = files(out), generation(out)

    def attempt(words: list[str], prepare: Callable[[], None]) -> dict:
        ended = run(words, prepare)
        return {
            **ended,
            "files": files(out) == old_files,
            "store": generation(out) == old_store,
        }

    for stage in STAGES[:-1]:
        yield f"killed: {stage}", attempt(stored, partial(kill_in, stage))
    with closed(out / "store"):
        yield "read-only store", attempt(stored, drop_rights)
    yield f"full: {SIZES[0]}", attempt(stored, partial(limit_files, SIZES[0]))
    # From here on the store is the new one, which counts before files are written.
    with closed(out, root):
        yield "read-only output", attempt(words, drop_rights)
    yield f"full: {SIZES[1]}", attempt(stored, partial(limit_files, SIZES[1]))
    yield f"killed: {STAGES[-1]}", attempt(stored, partial(kill_in, STAGES[-1]))
    yield "afterwards", attempt(stored, lambda: None)


def main(folder: str) -> None:
    """Run all cases."""
    root = Path(folder)
    # So that no process loads all modules and the model again.
    pipeline.build(root / "corpus", root / "other")
    print(json.dumps(dict(cases(root))))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
