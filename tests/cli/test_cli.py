"""What the command line prints when all is well."""

import json
import re
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from kg import __version__, cli
from kg.cli.query import as_question
from kg.query import list_queries

HEAVY = {"spacy", "rdflib", "pyoxigraph", "pyshacl", "networkx", "rich", "babel"}


def kg(*words):
    """Run a command in this process and return what it prints."""
    ended = CliRunner().invoke(cli.main, [str(word) for word in words])
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_no_command_gives_help():
    """The bare command lists what there is."""
    assert kg() == kg("--help")
    for command in ("build", "query", "explain", "evaluate", "dates", "validate"):
        assert f"  {command} " in kg()


def test_version():
    """The versions of the program and of what it reads with, a line each."""
    program, model, ontology, lexicon = kg("--version").splitlines()

    assert program == f"kg {__version__}"
    assert re.fullmatch(r"language model kroniek [0-9.]+", model)
    assert re.fullmatch(r"ontology [0-9.]+", ontology)
    assert re.fullmatch(r"lexicon [0-9a-f]{12}", lexicon)


def test_help_loads_nothing_heavy():
    """Help is quick, since no library of the text or graph half is loaded."""
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom kg.cli import main\n"
        "CliRunner().invoke(main, ['build', '--help'])\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    begun = time.process_time()
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert ended.stdout.strip() == "[]"
    assert time.process_time() - begun < 1


def test_questions_are_listed():
    """Without a name every question is listed."""
    listed = kg("query")

    assert all(query.name in listed for query in list_queries())


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_help_of_a_question(query):
    """NAME --help shows what a question asks, its parameters and its columns."""
    shown = " ".join(kg("query", query.name, "--help").split())

    assert query.title in shown
    assert query.title_nl in shown
    for parameter in query.parameters:
        assert f"--{parameter.name} {parameter.kind.value}" in shown
    assert query.columns[-1] in shown


def test_help_of_asking():
    """Without a name, --help is about the command."""
    assert "Usage: kg query [OPTIONS] [NAME]" in kg("query", "--help")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), (None, {})),
        (("coups",), ("coups", {})),
        (("coups", "state=Mali"), ("coups", {"state": "Mali"})),
        (("coups", "--state", "Mali"), ("coups", {"state": "Mali"})),
        (("--state=Mali", "coups"), ("coups", {"state": "Mali"})),
        (("coups", "--state", "a=b"), ("coups", {"state": "a=b"})),
        (("coups", "state="), ("coups", {"state": ""})),
        (("-",), ("-", {})),
        (("x", "--said-on", "2021-01-01"), ("x", {"said_on": "2021-01-01"})),
    ],
)
def test_words_of_a_question(words, expected):
    """Parameters are written as options or as pairs, in any order."""
    assert as_question(words) == expected


def test_both_ways_of_asking_are_the_same(built):
    """An option and a pair give the same answer."""
    asked = ("query", "withdrawals", "--build", built.folder, "-f", "json")

    assert kg(*asked, "who=Denemarken") == kg(*asked, "--who", "Denemarken")


def test_dates():
    """Each expression stands with the days that it means."""
    shown = kg("dates", "sinds 2012 en op 18 augustus jl.", "--on", "2020-09-21")

    assert "2020-08-18  2020-08-18" in shown
    assert "no time expression" in kg("dates", "niets", "--on", "2020-09-21")


def test_dates_as_json():
    """JSON has the offsets too."""
    (found,) = json.loads(kg("dates", "gisteren", "--on", "2020-09-21", "--json"))

    assert (found["begin"], found["end"]) == (0, 8)
    assert found["first"] == found["last"] == "2020-09-20"


def test_reading_of_dates():
    """Text out of context is read as calendars do, unless papers are meant."""
    text = ("dates", "volgend weekend", "--on", "2022-05-04", "--json")

    assert kg(*text) == kg(*text, "--reading", "calendar")
    assert json.loads(kg(*text, "--reading", "paper"))


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_explanations_and_answers_are_not_cut(built, form):
    """Whatever the format, an answer is printed whole."""
    shown = kg("query", "coups", "state=Mali", "--build", built.folder, "-f", form)

    assert "2012" in shown
    assert "…" not in shown


def test_explain_shows_the_sentence(built):
    """An explanation shows the sentence, where it stands and who says so."""
    edge = ("id:state-dk", "rel:withdrewFrom", "id:mission-minusma")
    shown = kg("explain", *edge, "--build", built.folder)
    found = json.loads(kg("explain", *edge, "--json", "--build", built.folder))

    assert "terugtrekking van Denemarken" in " ".join(shown.split())
    assert found["supports"][0]["document"] == "kst-29521-457"
