"""What a build and its parts are known by."""

import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from stand_ins import BASIS

from kg import resources
from kg.basis import NO_CODE, NOT_READ_WITH
from kg.errors import UnknownName
from kg.language import load_pipeline, read_card
from kg.model import DateBasis
from kg.pipeline import Plan, Settings, make_plan
from kg.testing import paper_of

ROOT = Path(__file__).resolve().parents[2]
PAPERS = (paper_of("d1", "Een."), paper_of("d2", "Twee."))
PLAN = Plan(documents=PAPERS, settings=Settings(), basis=BASIS)
OTHER_BASES = {
    "software": replace(BASIS, software="t"),
    "knowledge": replace(BASIS, knowledge="l"),
    "ontology": replace(BASIS, ontology="1"),
    "pipeline": replace(BASIS, pipeline=replace(BASIS.pipeline, digest="d")),
}
OTHER_PAPERS = {
    "text": paper_of("d2", "Drie."),
    "identifier": paper_of("d3", "Twee."),
    "date": replace(PAPERS[1], date_basis=DateBasis.TEXT),
    "asker": replace(PAPERS[1], asked_by="VVD"),
}
OTHER_SETTINGS = {
    "base": Settings(base_iri="https://example.org/"),
    "threshold": Settings(minimum_confidence=0.5),
}


def plan(**changes) -> Plan:
    """Return the plan with something else in it."""
    return replace(PLAN, **changes)


def test_the_same_plan_has_the_same_keys():
    """Keys depend on values alone."""
    again = plan(documents=(paper_of("d1", "Een."), paper_of("d2", "Twee.")))

    assert again.key == PLAN.key
    assert again.keys == PLAN.keys
    assert set(PLAN.keys) == {"d1", "d2"}
    assert len({PLAN.key, *PLAN.keys.values()}) == 3


@pytest.mark.parametrize("what", OTHER_BASES)
def test_what_is_installed_counts_for_every_document(what: str):
    """Other software, knowledge or model: everything is read again."""
    other = plan(basis=OTHER_BASES[what])

    assert other.key != PLAN.key
    assert not set(other.keys.values()) & set(PLAN.keys.values())


@pytest.mark.parametrize("what", OTHER_PAPERS)
def test_a_document_counts_for_itself(what: str):
    """Text or metadata of one document: only that is read again."""
    other = plan(documents=(PAPERS[0], OTHER_PAPERS[what]))

    assert other.key != PLAN.key
    assert other.keys["d1"] == PLAN.keys["d1"]
    assert PLAN.keys["d2"] not in other.keys.values()


@pytest.mark.parametrize("what", OTHER_SETTINGS)
def test_settings_count_for_the_graph_only(what: str):
    """What is chosen after reading makes another graph of the same readings."""
    other = plan(settings=OTHER_SETTINGS[what])

    assert other.key != PLAN.key
    assert other.keys == PLAN.keys


def test_fewer_documents_are_another_build():
    """A document that is taken away changes the graph, and no reading."""
    other = plan(documents=PAPERS[:1])

    assert other.key != PLAN.key
    assert other.keys["d1"] == PLAN.keys["d1"]


@pytest.mark.parametrize(
    "other",
    [
        plan(documents=(paper_of("d1", "Drie."),)),
        plan(basis=OTHER_BASES["knowledge"]),
        plan(basis=OTHER_BASES["pipeline"]),
        *(plan(settings=settings) for settings in OTHER_SETTINGS.values()),
    ],
    ids=["text", "knowledge", "pipeline", *OTHER_SETTINGS],
)
def test_a_run_is_told_apart_by_what_it_read_and_with_what(other: Plan):
    """The digest of a run covers its document and all that a user can choose."""
    one, another = (p.run_of(p.documents[0]).input_digest for p in (PLAN, other))

    assert one != another


def test_a_run_is_the_same_on_every_machine():
    """Other documents and the versions of libraries do not count for a run."""
    other = plan(documents=PAPERS[:1], basis=OTHER_BASES["software"])

    assert other.run_of(PAPERS[0]) == PLAN.run_of(PAPERS[0])


def test_a_card_tells_what_loading_would():
    """The version of a pipeline is known without loading it."""
    card = read_card()

    assert card.version == load_pipeline().version
    assert card.version
    assert len(card.digest) == 64


def test_a_card_of_a_folder_is_that_of_its_files(tmp_path):
    """A pipeline that is trained anew under its old version is another."""
    (tmp_path / "meta.json").write_text('{"version": "3.1"}')
    (tmp_path / "weights").write_bytes(b"1")
    one = read_card(str(tmp_path))
    (tmp_path / "weights").write_bytes(b"2")
    other = read_card(str(tmp_path))

    assert one.version == other.version == "3.1"
    assert one.digest != other.digest


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_a_pipeline_that_is_none_is_refused(tmp_path, content):
    """A name that nothing is installed under gives the error of loading it."""
    if content is not None:
        (tmp_path / "meta.json").write_text(content)

    with pytest.raises(UnknownName, match="no pipeline"):
        read_card(str(tmp_path))


def test_installed_plans_differ_by_pipeline_only_in_the_card():
    """A plan of what is installed tells software, knowledge and pipeline."""
    basis = make_plan(PAPERS, Settings()).basis

    assert basis.pipeline == read_card()
    assert len({basis.software, basis.knowledge, basis.pipeline.digest}) == 3


LOOKING = """
import sys
import tomllib
opened = set()
sys.addaudithook(lambda event, args: event == "open" and opened.add(str(args[0])))
from kg.pipeline.reader import Reader
from kg.testing import paper_of
Reader(pipeline_name="kroniek").read(paper_of("d1", sys.argv[1]))
print(*sorted(opened), sep="\\n")
"""
SENTENCE = "Minister Blok veroordeelt de staatsgreep van 18 augustus 2020 in Mali."


def is_left_out(path: Path) -> bool:
    """Tell whether a file of the ontology does not count for reading."""
    return any(place.as_posix() in NOT_READ_WITH for place in (path, *path.parents))


def test_reading_looks_at_nothing_that_is_left_out():
    """Reading opens the files of the ontology that count for it, and no others."""
    ended = subprocess.run(
        [sys.executable, "-c", LOOKING, SENTENCE],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    ontology = resources.folder("ontology")
    opened = [Path(line) for line in ended.stdout.splitlines()]
    read = {p.relative_to(ontology) for p in opened if ontology in p.parents}
    there = {p.relative_to(ontology) for p in ontology.rglob("*.*") if p.is_file()}

    assert Path("classes.toml") in read
    assert read == {path for path in there if not is_left_out(path)}
    assert all((ontology / name).exists() for name in NOT_READ_WITH)
    assert not any("queries" in path.parts for path in opened)


def test_what_an_installation_holds_beside_code_counts_by_itself():
    """Shapes that are changed in an installed package do not make it another one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    inside = {name.removeprefix("kg/") for name in wheel["force-include"].values()}

    assert inside == NO_CODE - {"language/model"}
    assert (resources.PACKAGE / "language" / "model").is_dir()


def test_every_file_of_a_folder_counts(tmp_path):
    """A digest of a folder changes with names and contents of all but some files."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.toml").write_text("1")
    first = resources.digest_of(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("1")

    assert resources.digest_of(tmp_path) == first
    (tmp_path / "b.toml").write_text("1")
    assert resources.digest_of(tmp_path) != first
    assert resources.digest_of(tmp_path, {"b.toml"}) == first
    (tmp_path / "deep" / "a.toml").rename(tmp_path / "deep" / "c.toml")
    assert resources.digest_of(tmp_path, {"b.toml"}) != first
    assert resources.digest_of(tmp_path, {"b.toml", "deep"}) != first
