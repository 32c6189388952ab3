"""Generated corpora: the same for a seed, valid, and with events that recur."""

import random
import re
from collections import defaultdict

import pytest

from benchmarks.casting import load_cast
from benchmarks.corpora import SHARING, generate, main, write_corpus
from benchmarks.papers import load_sources, wordings_of
from benchmarks.scenes import make_scene
from kg.corpus import find_turns, read_corpus
from kg.model import TurnKind

COUNT = 60


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Write a corpus of some scenes."""
    folder = tmp_path_factory.mktemp("corpora") / "made"
    words = write_corpus(folder, COUNT)
    return folder, words


def read_bytes(folder):
    """Return all files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_seed_gives_same_bytes(corpus, tmp_path, capsys) -> None:
    """The command writes what the function writes; another seed gives other papers."""
    main([str(COUNT), str(tmp_path / "again"), "--seed", "0"])
    assert read_bytes(tmp_path / "again") == read_bytes(corpus[0])
    assert f"{COUNT} documents of {corpus[1]:,} words" in capsys.readouterr().out

    write_corpus(tmp_path / "other", COUNT, seed=1)
    other, same = read_bytes(tmp_path / "other"), read_bytes(corpus[0])
    assert other.keys() == same.keys()
    assert not any(other[name] == same[name] for name in same)


def test_a_folder_is_not_written_twice(corpus, capsys) -> None:
    """A corpus that is there stays as it is."""
    with pytest.raises(SystemExit):
        main(["3", str(corpus[0])])
    assert "cannot write" in capsys.readouterr().err
    assert len(read_bytes(corpus[0])) == COUNT + 1


def test_all_documents_are_accepted(corpus) -> None:
    """The manifest lists every document with what its kind has, and no other."""
    reading = read_corpus(corpus[0])
    assert not reading.rejected
    assert len(reading.documents) == COUNT
    assert {document.kind for document in reading.documents} == {
        *("answer-to-questions", "written-consultation", "letter", "news")
    }
    words = [len(document.text.split()) for document in reading.documents]
    assert sum(words) == corpus[1]
    assert 500 < sum(words) / COUNT < 1000
    assert max(words) > 2 * min(words)


def test_questions_have_their_answers(corpus) -> None:
    """Each question is read as one turn, and is answered."""
    seen = 0
    for document in read_corpus(corpus[0]).documents:
        turns = find_turns(document)
        asked = {t.label for t in turns if t.kind is TurnKind.QUESTION}
        answered = [label for turn in turns for label in turn.answers]
        opened = r"^(?:Vraag \d+|\d+\. Antwoord van het kabinet)$"
        assert len(asked) == len(re.findall(opened, document.text, re.MULTILINE))
        assert sorted(answered) == sorted(asked)
        seen += len(asked)
    assert seen > COUNT


def test_documents_play_in_different_lands_and_years(corpus) -> None:
    """About as many lands as scenes; nothing of the templates is left."""
    documents = read_corpus(corpus[0]).documents
    lands = {document.title.partition(" in ")[2] for document in documents}
    assert COUNT // SHARING / 2 < len(lands) <= COUNT // SHARING + 1
    assert len({document.issued.year for document in documents}) > 3
    assert not any("%(" in document.text for document in documents)


@pytest.mark.parametrize("number", range(20))
def test_a_scene_is_consistent(number) -> None:
    """Names, adjectives and cities are of one land; two actors stay two."""
    words = make_scene(wordings_of(load_sources()), random.Random(number)).words  # noqa: S311
    lands = {part.form("name"): part for part in load_cast().companies["theatres"]}
    for name, inflected in (("Mali", "Malinese"), ("Niger", "Nigerese")):
        assert words[inflected] == lands[words[name]].form("inflected")
    assert words["Bamako"] == lands[words["Mali"]].form("city")
    assert len({words[name] for name in ("Mali", "Niger", "Burkina Faso")}) == 3
    assert words["MINUSMA"] in registered("org-un")
    task_force = {words["Takuba"], words["Taakgroep Takuba"]}
    written = [set(part.written.values()) for part in load_cast().parts.values()]
    assert any(forms >= task_force for forms in written)


def registered(parent) -> set[str]:
    """Return all ways of writing the missions of an organisation."""
    missions = load_cast().companies[f"missions of {parent}"]
    return {wording for part in missions for wording in part.written.values()}


def test_every_wording_has_its_place() -> None:
    """The templates name lands, persons, missions and dates of the papers."""
    wordings = wordings_of(load_sources())
    assert wordings >= {"Mali", "Malinese", "MINUSMA", "ECOWAS", "Traoré", "2023"}
    assert wordings.isdisjoint({"Nederland", "VN", "EU"})


def test_events_recur() -> None:
    """Papers of one scene tell of the same event, those of others of others."""
    told = defaultdict(set)
    for paper in generate(100):
        text = " ".join(paper.text.split())
        for event in re.findall(r"veroordeelde de staatsgreep op \d+ \w+", text):
            told[event].add(paper.identifier)
    assert len(told) > 2
    assert max(map(len, told.values())) > 1
