"""Files that are made from others: written, or held against what stands."""

import sys
from collections.abc import Mapping
from pathlib import Path


def write_or_check(wanted: Mapping[Path, str]) -> int:
    """Write files, or with `--check` on the command line tell which are out of date.

    Args:
        wanted: what each file is to hold.

    Returns:
        The exit code: 1 if a file is out of date.
    """
    if "--check" in sys.argv[1:]:
        stale = [
            path.name
            for path, text in wanted.items()
            if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        sys.stdout.writelines(f"{name} is out of date\n" for name in stale)
        return 1 if stale else 0
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0
