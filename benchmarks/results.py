"""The file of results: each part with when, where and of what it was measured."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measuring import ROOT

LIBRARIES = ("spacy", "thinc", "numpy", "pyoxigraph", "rdflib", "pyshacl", "msgspec")
Results = dict[str, Any]


def read_results(path: Path) -> Results:
    """Return what was measured before, by part; nothing if there is no file."""
    if not path.exists():
        return {}
    found: Results = json.loads(path.read_text(encoding="utf-8"))
    return found


def add_result(path: Path, part: str, figures: Mapping[str, Any]) -> None:
    """Put the figures of a part into the file, in the place of those it had."""
    results = read_results(path)
    results[part] = dict(figures)
    text = json.dumps(dict(sorted(results.items())), indent=1, ensure_ascii=False)
    new = path.with_name(f".{path.name}")
    new.write_text(f"{text}\n", encoding="utf-8")
    new.replace(path)


def stamp() -> dict[str, Any]:
    """Return when, on what machine and of what version something is measured.

    `load` is how many processes wanted the processor before, on average of a minute.
    """
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit(),
        "machine": machine(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def machine() -> str:
    """Return the processor, how many cores may be used, and the memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    memory = psutil.virtual_memory().total / (1 << 30)
    return f"{processor()}, {cores or os.cpu_count()} cores, {memory:.0f} GB"


def processor() -> str:
    """Return the model of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return models[0] if models else platform.machine()


def commit() -> str:
    """Return the commit that is measured, with a mark if files differ from it."""
    try:
        name = _git("rev-parse", "--short=10", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{name}, changed" if changed else name


def _git(*words: str) -> str:
    command = ["git", "-C", str(ROOT), *words]
    ended = subprocess.run(command, capture_output=True, check=True, text=True)
    return ended.stdout.strip()
