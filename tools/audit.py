"""Look for known vulnerabilities in the versions of constraints.txt, by pip-audit.

    python tools/audit.py

Exit code 0: all were looked up, and none is known. 1: one is known. 2: the data could
not be had, for all or some of the packages, so that nothing can be said.
"""

import json
import subprocess
import sys
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parents[1] / "constraints.txt"
SERVICES = ("pypi", "osv")


def pinned() -> set[str]:
    """Return the names of the packages that are to be looked up."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return {line.split("==")[0] for line in lines if "==" in line}


def asked(service: str) -> list[dict]:
    """Return what a service says of each package; nothing if it cannot be reached."""
    words = [
        "-r",
        CONSTRAINTS,
        "-s",
        service,
        "--no-deps",
        "--disable-pip",
        "-f",
        "json",
    ]
    ended = subprocess.run(
        [sys.executable, "-m", "pip_audit", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    try:
        return list(json.loads(ended.stdout)["dependencies"])
    except (json.JSONDecodeError, KeyError):
        last = ended.stderr.strip().rpartition("\n")[2]
        print(f"{service}: {last[:200] or 'no answer'}")
        return []


def told(rows: list[dict]) -> list[str]:
    """Return a line for each vulnerability."""
    return [
        f"{row['name']} {row['version']}: {found['id']}, mended in"
        f" {', '.join(found['fix_versions']) or 'no version'}"
        for row in rows
        for found in row.get("vulns", ())
    ]


def main() -> int:
    """Ask one service after the other until one has looked up every package."""
    wanted, known, unseen = pinned(), [], set()
    for service in SERVICES:
        rows = asked(service)
        known = told(rows)
        seen = {row["name"] for row in rows if "skip_reason" not in row}
        unseen = wanted - seen
        if known or not unseen:
            break
        print(f"{service}: looked up {len(seen)} of {len(wanted)} packages")
    print(*known, sep="\n", end="\n" if known else "")
    if known:
        return 1
    if unseen:
        print("whether vulnerabilities are known is UNKNOWN: the data cannot be had")
        return 2
    print(f"{len(wanted)} packages, no known vulnerability")
    return 0


if __name__ == "__main__":
    sys.exit(main())
