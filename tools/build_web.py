"""Bundle the scripts of pictures: `web/` into `kg/look/assets/`.

    python tools/build_web.py

Needs npm. What it installs is fixed by `web/package-lock.json`; what it makes is
committed, so that neither users nor tests need npm. `assets/digests.json` records what
the bundles were made of, and a test holds the two in step.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
ASSETS = ROOT / "kg" / "look" / "assets"
BUNDLES = ("network", "timeline")
LICENCES = "LICENSES.txt"
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--target=es2020",
    "--charset=utf8",
    "--legal-comments=none",
)


def digest(paths: list[Path]) -> dict[str, str]:
    """Return the SHA-256 of files, by their path in the project."""
    return {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }


def sources() -> list[Path]:
    """Return what the bundles are made of: our scripts, and the lock of the rest."""
    return [*WEB.glob("src/*.js"), WEB / "package-lock.json", WEB / "package.json"]


def products() -> list[Path]:
    """Return what is made."""
    return [*(ASSETS / f"{name}.js" for name in BUNDLES), ASSETS / LICENCES]


def bundled(metafile: Path) -> list[str]:
    """Return the packages of which anything is in a bundle."""
    inputs = json.loads(metafile.read_text(encoding="utf-8"))["inputs"]
    parts = [Path(name).parts for name in inputs]
    return sorted({p[1] for p in parts if p[0] == "node_modules"})


def licences(packages: list[str]) -> str:
    """Return the licence of each package, in full."""
    texts = []
    for name in packages:
        folder = WEB / "node_modules" / name
        facts = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        (path,) = folder.glob("LICENSE*")
        head = f"{name} {facts['version']} ({facts['license']})"
        texts.append(
            f"{head}\n{'=' * len(head)}\n\n{path.read_text('utf-8').strip()}\n"
        )
    return "\n\n".join(texts)


def main() -> None:
    """Install, bundle, and record."""
    npm, metafile = shutil.which("npm"), WEB / "node_modules" / "bundles.json"
    if npm is None:
        sys.exit("npm is needed: https://nodejs.org")
    subprocess.run([npm, "ci", "--silent"], cwd=WEB, check=True)
    subprocess.run(
        [
            WEB / "node_modules" / ".bin" / "esbuild",
            *(f"src/{name}.js" for name in BUNDLES),
            *OPTIONS,
            f"--metafile={metafile}",
            f"--outdir={ASSETS}",
        ],
        cwd=WEB,
        check=True,
    )
    text = licences(bundled(metafile))
    (ASSETS / LICENCES).write_text(text, encoding="utf-8")
    record = {"sources": digest(sources()), "products": digest(products())}
    made = json.dumps(record, indent=1) + "\n"
    (ASSETS / "digests.json").write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
