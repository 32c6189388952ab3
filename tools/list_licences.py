"""List the licences of all that is installed with Kroniek, in docs/licences.md.

    python tools/list_licences.py [--check]

Read from the metadata of the installed packages: all that Kroniek needs, and what these
need, extras left out.
"""

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from made_files import write_or_check

PAGE = Path(__file__).resolve().parents[1] / "docs" / "licences.md"
HEAD = """\
# Licences of what Kroniek needs

Made by `python tools/list_licences.py` from the metadata of the packages.

| package | licence |
|---|---|
"""
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|HPND|W3C"
)
RECIPROCAL = re.compile("GPL|General Public")
PREFIX = "License :: "
UNSPECIFIC = "OSI Approved"
# As the licence file of the package has it.
NOT_IN_METADATA = {"resvg_py": "MIT"}
LONGEST = 60  # characters of a name; longer ones are the whole text of a licence


def needed(name: str) -> dict[str, Distribution]:
    """Return the packages that a package needs, and all that these need, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        package = distribution(waiting.pop())
        for text in package.requires or ():
            wanted = Requirement(text)
            key = wanted.name.lower().replace("_", "-")
            applies = wanted.marker is None or wanted.marker.evaluate({"extra": ""})
            if applies and key not in found:
                found[key] = distribution(wanted.name)
                waiting.append(wanted.name)
    return dict(sorted(found.items()))


def licence_of(package: Distribution) -> str:
    """Return the licence that a package gives: as expression, class or name."""
    meta = package.metadata
    classes = [
        value.rpartition(" :: ")[2]
        for value in meta.get_all("Classifier") or ()
        if value.startswith(PREFIX) and not value.endswith(UNSPECIFIC)
    ]
    name = (meta.get("License") or "").strip()
    short = name if len(name) <= LONGEST and "\n" not in name else ""
    told = meta.get("License-Expression") or ", ".join(classes) or short
    return told or NOT_IN_METADATA.get(meta["Name"], "not given")


def licences() -> dict[str, str]:
    """Return the licence of each package that Kroniek needs."""
    return {name: licence_of(package) for name, package in needed("kroniek").items()}


def is_permissive(licence: str) -> bool:
    """Tell whether a licence lets people do what they like with their own part."""
    return bool(PERMISSIVE.search(licence)) and not RECIPROCAL.search(licence)


def page() -> str:
    """Return the page."""
    rows = (f"| {name} | {licence} |\n" for name, licence in licences().items())
    return HEAD + "".join(rows)


if __name__ == "__main__":
    sys.exit(write_or_check({PAGE: page()}))
