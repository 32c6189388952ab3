"""The words of the pages are there in each language, and all are used."""

import re
import string
import tomllib
from importlib.resources import files

import pytest

from kg.errors import UnknownName
from kg.pages.words import LANGUAGES, words

PACKAGE = files("kg.pages")
WORDS = tomllib.loads((PACKAGE / "words.toml").read_text(encoding="utf-8"))
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (PACKAGE / "templates").iterdir()
}
CODE = "".join(p.read_text("utf-8") for p in PACKAGE.iterdir() if p.name[-3:] == ".py")


def fields(text: str) -> set[str | None]:
    """Return what is put into a text."""
    return {field for _, _, field, _ in string.Formatter().parse(text)} - {None}


@pytest.mark.parametrize("key", WORDS)
def test_every_language_has_it(key):
    """A text is there in each language, with the same things put in."""
    assert set(WORDS[key]) == set(LANGUAGES)
    assert len({frozenset(fields(text)) for text in WORDS[key].values()}) == 1


def test_no_word_lacks_and_none_is_left_over():
    """What templates and code ask for is what there is."""
    asked = set()
    for text in (*TEMPLATES.values(), CODE):
        asked |= set(re.findall(r"""\bt\("(\w+)"[,)]|\bself\("(\w+)",""", text))
    plain = {first or second for first, second in asked}
    counted = {
        f"{key}_{form}"
        for text in TEMPLATES.values()
        for key in re.findall(r'\bt\.count\("(\w+)"', text)
        for form in ("one", "many")
    }
    listed = {f"nav_{name}" for name in ("documents", "actors", "events", "questions")}
    listed |= {f"figure_{n}" for n in ("documents", "actors", "events", "claims")}

    assert plain | counted | listed == set(WORDS)


def test_unknown_language():
    """Pages in a language that they are not in are an error."""
    with pytest.raises(UnknownName, match="no language 'fr'; there are: en, nl"):
        words("fr")


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2022-12-22", "22 December 2022"),
        ("2022-12", "December 2022"),
        ("2022", "2022"),
        ("2024-05/2024-08", "May 2024 – August 2024"),
        ("../2024-05", "until May 2024"),
        ("2020-08-18/..", "from 18 August 2020"),
        ("2022-21", "2022-21"),
        ("201X", "201X"),
        ("2022-02-30", "2022-02-30"),
        ("", ""),
    ],
)
def test_dates(edtf, shown):
    """Dates are written out; what no calendar knows stays as it is."""
    assert words("en").day(edtf) == shown
