"""Build sdist and wheel as they are published, and test the wheel as installed.

    python tools/check_wheel.py [ARGUMENTS OF PYTEST]

The wheel is made from the sdist. It must hold the package and the knowledge files
that Git has, and nothing else. It is installed without extras into an environment of
its own, and tests of commands and of whole builds run there, out of reach of the
checkout.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE, KNOWLEDGE = "kg", ("ontology", "queries")
CONSTRAINTS = ROOT / "constraints.txt"
NEEDED = ("pytest", "pytest-xdist", "hypothesis")  # by the tests below
TESTS = (
    "tests/cli/test_cli.py",
    "tests/end_to_end/test_failure.py",
)


def run(*words: str | Path, cwd: Path = ROOT) -> None:
    """Run a command in an environment in which the checkout is not importable."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    subprocess.run(words, cwd=cwd, env=env, check=True)


def built(folder: Path) -> tuple[Path, Path]:
    """Build sdist and wheel into a folder and return both."""
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def tracked(*folders: str) -> set[str]:
    """Return the files in folders that Git has."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, check=True
    )
    return set(filter(None, listed.stdout.decode().split("\0")))


def expected() -> set[str]:
    """Return the files that a wheel must hold, besides its metadata."""
    knowledge = {f"{PACKAGE}/{name}" for name in tracked(*KNOWLEDGE)}
    return tracked(PACKAGE) | knowledge


def differences(wheel: Path) -> list[str]:
    """Return what a wheel holds too much or too little, one line each."""
    held = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    wanted = expected()
    lacking = [f"the wheel lacks {name}" for name in sorted(wanted - held)]
    return lacking + [f"the wheel also holds {name}" for name in sorted(held - wanted)]


def unpacked(sdist: Path, folder: Path) -> Path:
    """Unpack an sdist, without the package and what it knows; return where it is."""
    shutil.unpack_archive(sdist, folder)
    (inside,) = folder.iterdir()
    for name in (PACKAGE, *KNOWLEDGE):
        shutil.rmtree(inside / name)
    return inside


def main(arguments: list[str]) -> int:
    """Return 1 if the wheel holds the wrong files, else the exit code of the tests."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        sdist, wheel = built(folder / "dist")
        if wrong := differences(wheel):
            print(*wrong, sep="\n")
            return 1
        (folder / "tests").mkdir()
        tests = unpacked(sdist, folder / "tests")
        python = folder / "venv" / "bin" / "python"
        run(sys.executable, "-m", "venv", folder / "venv")
        run(python, "-m", "pip", "install", "-q", "-c", CONSTRAINTS, wheel, *NEEDED)
        given = arguments or ["-q", "--no-header"]
        try:
            run(python, "-m", "pytest", *given, *TESTS, cwd=tests)
        except subprocess.CalledProcessError as error:
            return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
