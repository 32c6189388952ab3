"""The command: drives a target by what code its inputs reach."""

import argparse
import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

LONGEST = 4096  # bytes of an input
PATIENCE = 30  # seconds after which an input counts as one that never ends
MEMORY = 4096  # MB
FOUND = Path(".fuzz")  # inputs that reached something new, to go on from


def main(words: Sequence[str] | None = None) -> None:
    """Run a target, or list them; without `words`, as the command line says."""
    chosen = arguments(words)
    if chosen.target is None:
        print("targets:", ", ".join(names()))
    elif find_spec("atheris") is None:
        sys.exit("fuzz: Atheris is not here: pip install 'kroniek[fuzz]' (Linux)")
    else:
        fuzz(chosen.target, chosen.seconds)


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """Return what the command was asked."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", help="what to try; without it, a list")
    parser.add_argument("--seconds", type=int, default=60, help="how long (60)")
    return parser.parse_args(words)


def names() -> list[str]:
    """Return the names of all targets."""
    from fuzz.targets import TARGETS  # noqa: PLC0415  not before it is watched

    return sorted(TARGETS)


def fuzz(name: str, seconds: int) -> None:
    """Give a target one input after the other, until one breaks it or time is over."""
    import atheris  # noqa: PLC0415  an extra

    with atheris.instrument_imports(include=["kg"]):
        from fuzz.targets import CASES, TARGETS, try_out  # noqa: PLC0415
    if name not in TARGETS:
        sys.exit(f"fuzz: no target {name!r}; there are: {', '.join(names())}")
    target, own = TARGETS[name], FOUND / name
    for folder in (own, CASES):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (own / sha256(seed).hexdigest()).write_bytes(seed)
    try_out(target, b"")  # so that what is loaded once takes no input's time
    limits = {
        "max_total_time": seconds,
        "max_len": max(LONGEST, *(path.stat().st_size for path in own.iterdir())),
        "timeout": PATIENCE,
        "rss_limit_mb": MEMORY,
        "artifact_prefix": f"{CASES / name}-",
    }
    words = [f"-{key}={value}" for key, value in limits.items()]
    atheris.Setup([sys.argv[0], *words, str(own)], lambda data: try_out(target, data))
    atheris.Fuzz()
