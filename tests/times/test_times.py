"""The interface: options, JSON, durations, speed and what must not fire."""

import time
from datetime import date

import pytest

from kg.errors import KnowledgeError
from kg.model import Precision, TimeAnchor
from kg.times import Duration, as_json, find_durations, find_times, lexicon, shift

ON = date(2022, 12, 22)


def edtf(text: str, on: date = ON) -> list[str]:
    """Return the EDTF values of a text."""
    return [t.value.edtf for t in find_times(text, on=on)]


def test_json() -> None:
    """The JSON form has the seven keys, with null where a side is open."""
    assert as_json(find_times("sinds 2007", on=ON)) == [
        {
            "begin": 0,
            "end": 10,
            "text": "sinds 2007",
            "edtf": "2007/..",
            "first": "2007-01-01",
            "last": None,
            "precision": "Open",
        }
    ]


def test_tense_chooses_the_year() -> None:
    """A date without a year follows the tense that the caller states."""
    text = "op 10 januari"
    assert find_times(text, on=ON)[0].value.edtf == "2023-01-10"
    assert find_times(text, on=ON, tense="past")[0].value.edtf == "2022-01-10"
    assert find_times(text, on=ON, tense="future")[0].value.edtf == "2023-01-10"


def test_reading_decides_on_tot() -> None:
    """In papers "tot" includes; calendar assistants exclude it."""
    text = "van 3 tot 8 augustus 2021"
    paper = find_times(text, on=ON)[0].value
    assistant = find_times(text, on=ON, reading="calendar")[0].value
    assert paper.last == date(2021, 8, 8)
    assert assistant.last == date(2021, 8, 7)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("18 augustus 2020", Precision.DAY),
        ("augustus 2020", Precision.MONTH),
        ("eind mei 2020", Precision.PART_OF_MONTH),
        ("Q2 2020", Precision.QUARTER),
        ("eerste helft van 2023", Precision.HALF),
        ("medio 2024", Precision.PART_OF_YEAR),
        ("zomer 2021", Precision.SEASON),
        ("in 2012", Precision.YEAR),
        ("de jaren '90", Precision.DECADE),
        ("2014-2019", Precision.INTERVAL),
        ("tot 30 juni 2022", Precision.OPEN),
    ],
)
def test_precision(text: str, precision: Precision) -> None:
    """Each kind of expression has its grain."""
    assert find_times(text, on=ON)[0].value.precision is precision


def test_anchor() -> None:
    """What depends on the reference day says so."""
    said, reckoned = find_times("18 augustus 2020 en 24 mei jl.", on=ON)
    assert said.value.anchor is TimeAnchor.EXPLICIT
    assert reckoned.value.anchor is TimeAnchor.TURN_DATE


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("met een jaar verlengd", "P1Y"),
        ("voor de duur van zes maanden", "P6M"),
        ("anderhalf jaar lang", "P1Y6M"),
        ("een half jaar", "P6M"),
        ("twee en een half jaar", "P2Y6M"),
        ("2,5 jaar", "P2Y6M"),
        ("veertien dagen", "P14D"),
        ("drie weken", "P21D"),
    ],
)
def test_durations(text: str, iso: str) -> None:
    """Lengths are found with their value."""
    found = find_durations(text)
    assert [d.duration.iso for d in found] == [iso]
    assert text[found[0].begin : found[0].end] == found[0].text


def test_duration_is_no_date() -> None:
    """A length alone is no place in the calendar."""
    assert (
        edtf("Het mandaat is met een jaar verlengd, de inzet duurt zes maanden.") == []
    )


def test_shift_from_an_anchor() -> None:
    """A renewal by a year ends a year after its anchor."""
    assert shift(date(2021, 6, 30), Duration(months=12)) == date(2022, 6, 30)
    assert shift(date(2024, 3, 31), Duration(months=1), -1) == date(2024, 2, 29)


def test_offsets_are_of_the_text_given() -> None:
    """Characters outside the BMP and combining accents count as code points."""
    text = "\U0001f1f3\U0001f1f1 cafe\u0301 op 18\u00a0augustus\n2020"
    (found,) = find_times(text, on=ON)
    assert text[found.begin : found.end] == "18\u00a0augustus\n2020"


def test_without_diacritics_or_blanks() -> None:
    """Spelling without diacritics and a full stop without a blank are understood."""
    assert edtf("tweeentwintig februari 2020") == ["2020-02-22"]
    assert edtf("tweeëntwintig februari 2020") == ["2020-02-22"]
    assert edtf("Dat was in 2019.In mei 2020 niet.") == ["2019", "2020-05"]


def test_malformed_lexicon(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing lexicon is an error of the knowledge files."""
    empty = tmp_path_factory.mktemp("ontology")
    monkeypatch.setattr(lexicon, "folder", lambda _name: empty)
    with pytest.raises(KnowledgeError, match=r"times\.toml"):
        lexicon.load_lexicon.__wrapped__()


def test_speed_is_linear() -> None:
    """A long text, also of nothing but dates, takes seconds and no more."""
    dull = (
        "De minister heeft de Kamer over de missie en de inzet in Mali geinformeerd. "
    )
    dense = "van 3 mei tot 8 juni, 4 mei, 5 mei en 6 mei of begin 2024 tot eind 2025, "
    start = time.perf_counter()
    find_times(dull * 3000 + dense * 200, on=ON)
    assert time.perf_counter() - start < 20
