"""What Kroniek is made of, and what is published."""

import re
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import check_wheel
import list_licences

ROOT = Path(__file__).resolve().parents[2]
FILE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = FILE["project"]["optional-dependencies"].values()
ALL = chain(FILE["project"]["dependencies"], *EXTRAS)
WANTED = [Requirement(text) for text in ALL]
PINNED = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


def test_every_dependency_is_pinned():
    """What is tested is within what is promised, extras included."""
    assert len(PINNED) > len(WANTED) > 30
    for wanted in WANTED:
        assert wanted.specifier.contains(PINNED[wanted.name.lower()]), wanted


def test_every_dependency_has_a_lower_bound():
    """Versions that lack what is used cannot be installed with it."""
    assert all(">=" in str(wanted.specifier) for wanted in WANTED)


def test_licences_are_permissive():
    """Whoever builds on this may do with it what they like."""
    found = list_licences.licences()

    assert len(found) > 40
    assert [
        n for n, told in found.items() if not list_licences.is_permissive(told)
    ] == []


@pytest.mark.parametrize("told", ["GPL-3.0-only", "not given", "MIT AND LGPL-2.1", ""])
def test_other_licences_are_noticed(told):
    """No licence that asks for more than a notice passes."""
    assert not list_licences.is_permissive(told)


def test_every_package_is_on_the_page():
    """The page names what is needed now."""
    page = list_licences.PAGE.read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([\w-]+) \| [^-]", page, flags=re.MULTILINE))

    assert listed - {"package"} == set(list_licences.licences())


def test_a_wheel_is_compared_with_git(tmp_path):
    """A file too many and one too few are told."""
    wheel = tmp_path / "x.whl"
    names = check_wheel.expected()
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in (*sorted(names)[1:], "kg/stray.txt", "x.dist-info/RECORD"):
            archive.writestr(name, "")

    assert check_wheel.differences(wheel) == [
        f"the wheel lacks {min(names)}",
        "the wheel also holds kg/stray.txt",
    ]
    assert {"kg/ontology/kroniek.ttl", "kg/queries/withdrawals.rq"} < names
