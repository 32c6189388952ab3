"""Each part of the benchmarks measures something, on very little."""

import json
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from benchmarks import workshop
from benchmarks.command import PARTS, main
from benchmarks.jobs.asking import QUESTIONS, questions
from benchmarks.measuring import (
    BenchmarkError,
    Cost,
    LateError,
    exponent,
    run,
    run_job,
)
from benchmarks.parts import growth, incremental, pipeline, queries, startup, validation
from benchmarks.report import TABLES
from benchmarks.stages import STAGES, watched_stages
from kg.pipeline import read_text

COST = Cost(wall=2.0, user=1.0, cpu=1.5, main=100.0, together=100.0).as_json()


@pytest.fixture(scope="module")
def results(built, tmp_path_factory):
    """Measure all parts on little, with the build that tests share for all builds."""

    def copied(corpus: Path, out: Path, jobs: int, *others: str) -> dict[str, float]:
        del corpus, jobs
        shutil.copytree(built.folder, out, dirs_exist_ok=True)
        if others:
            run_job("multiplying", out, 1, out / "store")
        return COST

    folder = tmp_path_factory.mktemp("benchmarks")
    words = "--sizes 1,2 --documents 2 --copies 1 --claims 1 --repeats 1 --jobs 1"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup, "TIMES", 1)
        patch.setattr(queries, "questions", lambda: {"coups": {"state": "Mali"}})
        for module in (workshop, pipeline, incremental, validation):
            patch.setattr(module, "build", copied)
        with pytest.raises(SystemExit) as ended:
            main([*words.split(), "--out", str(folder / "results.json")])
    assert ended.value.code == 0
    return json.loads((folder / "results.json").read_text("utf-8"))


def test_parts_have_figures(results) -> None:
    """Every part has figures of which its table can be made."""
    assert set(results) == set(PARTS)
    for name, part in results.items():
        assert {"date", "commit", "machine", "load"} <= set(part["measured"])
        assert "| ---: |" in TABLES[name](part)
    assert results["pipeline"]["words"] > 100
    assert results["pipeline"]["read"] > 0
    assert set(results["pipeline"]["stages"]) >= {stage for stage, _, _ in STAGES}
    assert [row["documents"] for row in results["growth"]["rows"]] == [1, 2]
    assert all(row["claims"] > 300 for row in results["growth"]["rows"])
    assert results["incremental"]["one changed"]["wall_share"] == 1
    asked = results["queries"]["questions"]["coups"]
    assert asked["small"]["rows"] == asked["large"]["rows"] > 0
    assert asked["small"]["rdflib"] is not None
    assert results["validation"]["rows"][0]["findings"] > 0


def test_a_part_that_fails_is_told(tmp_path, monkeypatch, capsys) -> None:
    """The parts after it are measured all the same, and the exit code says so."""

    def fail(_: object) -> None:
        raise BenchmarkError("nothing to measure")

    monkeypatch.setattr(growth, "measure", fail)
    monkeypatch.setattr(startup, "measure", lambda _: {"commands": {}})
    out = tmp_path / "results.json"
    with pytest.raises(SystemExit) as ended:
        main(["growth", "startup", "--out", str(out)])
    assert ended.value.code == 1
    assert "growth failed: nothing to measure" in capsys.readouterr().out
    assert set(json.loads(out.read_text("utf-8"))) == {"startup"}


def test_all_parts_have_a_table() -> None:
    """The command and the page know the same parts."""
    assert set(PARTS) == set(TABLES)


def test_unknown_part(capsys) -> None:
    """A part that does not exist is told with the choices."""
    with pytest.raises(SystemExit):
        main(["tempo"])
    assert "no part 'tempo'; there are: startup, pipeline" in capsys.readouterr().err


def test_every_stage_is_seen() -> None:
    """Each function of the table is called by the reader, and is put back after."""
    with watched_stages() as watch:
        read_text("Mali sloot op 3 mei de grens met Niger.", issued=date(2023, 9, 1))
    assert set(watch.calls) == {stage for stage, _, _ in STAGES}
    seen = dict(watch.calls)
    read_text("Mali sloot op 3 mei de grens met Niger.", issued=date(2023, 9, 1))
    assert watch.calls == seen


def test_failures_and_limits() -> None:
    """A command that fails tells its words; one that takes too long is ended."""
    with pytest.raises(BenchmarkError, match="exit code 3"):
        run(["sh", "-c", "exit 3"])
    with pytest.raises(LateError):
        run(["sleep", "30"], limit=0.1)


def test_exponents() -> None:
    """The slope of logarithms; none of figures that cannot be drawn so."""
    assert exponent([1, 10, 100], [5, 500, 50000]) == pytest.approx(2.0)
    assert exponent([1, 10], [0, 1]) is None


def test_questions_are_of_the_library() -> None:
    """No parameters are given to a question that does not exist."""
    given = tomllib.loads(QUESTIONS.read_text("utf-8"))
    assert set(given) <= set(questions())
    assert len(questions()) > len(given) > 10
