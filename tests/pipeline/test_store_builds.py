"""Builds with a store: only what has changed is read, and the graph is the same."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from notes import check_store

from kg import basis, resources
from kg.errors import InputError, KroniekError, OutputError
from kg.iris import DEFAULT_BASE, VOCABULARY, Namespaces
from kg.pipeline import Settings, build, job, making, memory, plan
from kg.store import hold_store, open_store

SPACES = Namespaces()
COMMON = {SPACES.graph(p) for p in ("edges", "report", "shared", "texts", "vocabulary")}


def graphs(corpus) -> set[str]:
    """Return the names of the graphs of a store."""
    return {graph.value for graph in open_store(corpus.store).named_graphs()}


def documents(*names: str) -> set[str]:
    """Return the graphs that a store of these documents has."""
    return COMMON | {f"{SPACES.document}{name}" for name in names}


def generation(corpus) -> str:
    """Return which generation of a store counts."""
    return (corpus.store / "current").read_text()


def cut(path: Path) -> None:
    """Take the last byte of a file away."""
    path.write_bytes(path.read_bytes()[:-1])


def break_all(corpus, place: str, damage: Callable[[Path], object]) -> int:
    """Damage all that is kept of a kind beside a store, and return how much it was."""
    found = [path for path in (corpus.store / place).rglob("*") if path.is_file()]
    for path in found:
        damage(path)
    return len(found)


def test_nothing_is_made_where_nothing_has_changed(corpus, read, monkeypatch):
    """A second build reads, resolves and writes nothing, and tells the same."""
    first = corpus.build()
    before = corpus.files(), generation(corpus)
    times = {p: p.stat().st_mtime_ns for p in corpus.out.iterdir()}
    monkeypatch.setattr(job, "make", None)
    second = corpus.build()

    assert read == ["a", "b", "c"]
    assert (first.known, second.known) == (0, 3)
    assert replace(second, known=0) == first
    assert (corpus.files(), generation(corpus)) == before
    assert {p: p.stat().st_mtime_ns for p in corpus.out.iterdir()} == times


def test_each_change_is_followed(corpus, read):
    """Changed, removed and added documents: read alone, and all files as if at once."""
    corpus.build()
    read.clear()

    corpus.texts["a"] = "Op 18 augustus 2020 was er in Bamako een staatsgreep.\n"
    assert corpus.build().known == 2
    assert read == ["a"]
    assert corpus.files() == corpus.files_made_at_once()

    read.clear()
    del corpus.texts["b"]
    assert corpus.build().known == 2
    assert read == []
    assert graphs(corpus) == documents("a", "c")
    assert corpus.files() == corpus.files_made_at_once()

    read.clear()
    corpus.texts["d"] = "Op 19 augustus 2020 veroordeelde ECOWAS de staatsgreep.\n"
    corpus.issued["c"] = "2023-02-07"
    assert corpus.build().known == 1
    assert read == ["c", "d"]
    assert graphs(corpus) == documents("a", "c", "d")
    assert corpus.files() == corpus.files_made_at_once()


@pytest.mark.parametrize("order", [*permutations("abc")][1::2])
def test_the_order_of_adding_does_not_matter(corpus, order):
    """However a corpus came together, its graph is the same."""
    texts = dict(corpus.texts)
    for number in range(1, 4):
        corpus.texts = {name: texts[name] for name in order[:number]}
        corpus.build()

    assert corpus.files() == corpus.files_made_at_once()


def test_large_graphs_are_checked_on_disk(corpus, monkeypatch):
    """Where a graph is checked makes no difference."""
    corpus.build()
    expected = corpus.files()
    on_disk: list[bool] = []
    real = memory.Memory.scratch

    def spy(self, name, triples):
        draft = real(self, name, triples)
        on_disk.append((self.folder / name).is_dir())
        return draft

    monkeypatch.setattr(memory, "LARGE", 0)
    monkeypatch.setattr(memory.Memory, "scratch", spy)

    assert corpus.files_made_at_once() == expected
    assert on_disk == [True]


def test_what_a_removed_document_said_is_gone(corpus):
    """Neither its graph, nor its reading, nor its events are left in the store."""
    corpus.build()
    readings = corpus.store / "readings"
    before = len([p for p in readings.rglob("*") if p.is_file()])
    del corpus.texts["c"]
    corpus.build()
    told = " ".join(map(str, open_store(corpus.store)))

    assert f"{SPACES.document}b" in told
    assert f"{SPACES.document}c" not in told
    assert "Withdrawal>" not in told.partition("vocabulary")[0]
    assert before == 3
    assert len([p for p in readings.rglob("*") if p.is_file()]) == 2


def test_a_store_holds_what_the_files_hold(corpus):
    """The default graph is the graph; named graphs are its parts, each complete."""
    corpus.build()

    assert graphs(corpus) == documents("a", "b", "c")
    check_store(corpus)


def test_choices_after_reading_need_no_reading(corpus, read):
    """Another base or threshold makes another graph of the same readings."""
    corpus.build()
    read.clear()
    chosen = Settings(base_iri="https://example.org/", minimum_confidence=0.9)
    summary = corpus.build(chosen)
    told = " ".join(graphs(corpus))

    assert summary.known == 3
    assert read == []
    assert "https://example.org/doc/a" in told
    assert DEFAULT_BASE not in told
    assert corpus.files() == corpus.files_made_at_once(chosen)


@pytest.mark.parametrize("what", ["numpy", "python"])
def test_other_software_reads_anew(corpus, read, monkeypatch, what):
    """What another version has read is not trusted."""
    corpus.build()
    read.clear()
    real = basis.versions
    monkeypatch.setattr(basis, "versions", lambda names: {**real(names), what: "99"})

    assert corpus.build().known == 0
    assert read == ["a", "b", "c"]


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Return a folder with knowledge of one's own, to be changed."""
    for name in ("ontology", "queries"):
        shutil.copytree(resources.folder(name), tmp_path / "own" / name)
    for module in (basis, plan):
        monkeypatch.setattr(module, "folder", lambda name: tmp_path / "own" / name)
    return tmp_path / "own"


@pytest.mark.parametrize(
    ("place", "known"),
    [("ontology/shapes", 3), ("ontology/lexicon/nl", 0), ("queries/edges", 3)],
)
def test_other_knowledge_makes_anew_what_rests_on_it(corpus, read, own, place, known):
    """A change of words reads anew; one of shapes or edges makes another graph only."""
    corpus.build()
    before = generation(corpus)
    read.clear()
    (own / place / "more").write_text("")

    assert corpus.build().known == known
    assert len(read) == 3 - known
    assert generation(corpus) != before


def test_a_damaged_reading_is_read_again(corpus, read):
    """Of what was kept, only what is whole is used."""
    corpus.build()
    read.clear()
    assert break_all(corpus, "readings", cut) == 3
    corpus.texts["c"] += "Ook België.\n"

    assert corpus.build().known == 0
    assert read == ["a", "b", "c"]
    assert corpus.files() == corpus.files_made_at_once()


@pytest.mark.parametrize("place", ["told", "notes", "recounted", "sections", "briefs"])
@pytest.mark.parametrize("damage", [lambda path: path.unlink(), cut])
def test_damaged_sections_are_made_again(corpus, read, place, damage):
    """What was kept of descriptions costs time where it is lost, and nothing else."""
    corpus.build()
    read.clear()
    assert break_all(corpus, place, damage) >= 3
    corpus.texts["c"] = "Over Niger.\n"

    assert corpus.build().known == 2
    assert read == ["c"]
    assert corpus.files() == corpus.files_made_at_once()
    check_store(corpus)


@pytest.mark.parametrize("place", ["told", "sections"])
def test_lost_files_of_damaged_sections_are_made_again(corpus, read, place):
    """Files that are gone are written again, also where what they hold is lost."""
    corpus.build()
    before = corpus.files()
    read.clear()
    break_all(corpus, place, cut)
    (corpus.out / "graph.ttl").unlink()
    corpus.build()

    assert read == []
    assert corpus.files() == before
    check_store(corpus)


@pytest.mark.parametrize("loss", ["one", "all"])
def test_lost_files_come_from_the_store(corpus, read, monkeypatch, loss):
    """Files that are gone or changed are written again, and nothing is made for it."""
    corpus.build()
    before = corpus.files()
    read.clear()
    if loss == "all":
        for name in before:
            (corpus.out / name).unlink()
    else:
        (corpus.out / "graph.ttl").write_text("# mine now\n")
    monkeypatch.setattr(job, "make", None)
    corpus.build()

    assert corpus.files() == before


def test_a_store_follows_a_build_that_does_not_name_it(corpus, read):
    """A store in the folder of a build never lags behind its files."""
    corpus.build()
    read.clear()
    del corpus.texts["b"]
    summary = build(corpus.folder, corpus.out)

    assert summary.known == 2
    assert graphs(corpus) == documents("a", "c")


def test_a_cache_is_shared_without_a_store(corpus, read, tmp_path):
    """Builds that share a cache read a document once, and keep what others use."""
    build(corpus.folder, tmp_path / "one", cache=tmp_path / "cache")
    del corpus.texts["b"]
    build(corpus.folder, tmp_path / "two", cache=tmp_path / "cache")
    corpus.texts["b"] = "Over Niger.\n"
    summary = build(corpus.folder, tmp_path / "one", cache=tmp_path / "cache")

    assert read == ["a", "b", "c", "b"]
    assert summary.known == 2
    assert len([p for p in (tmp_path / "cache").rglob("*") if p.is_file()]) == 4
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        *("cache", "corpus", "one", "two")
    ]


def test_a_cache_beside_a_store_is_used_in_its_place(corpus, tmp_path):
    """With both, readings go to the cache alone, and stay there."""
    corpus.build(cache=tmp_path / "cache")
    del corpus.texts["b"]
    corpus.build(cache=tmp_path / "cache")

    assert not (corpus.store / "readings").exists()
    assert len([p for p in (tmp_path / "cache").rglob("*") if p.is_file()]) == 3


def test_a_build_that_fails_leaves_the_store(corpus, monkeypatch):
    """An error after reading leaves graph and files, and what was read counts."""
    corpus.build()
    before = corpus.files(), generation(corpus)
    corpus.texts["d"] = "Over Niger.\n"

    def refuse(*_: object, **__: object) -> None:
        raise KroniekError("no")

    with monkeypatch.context() as patched:
        patched.setattr(making, "check_outline", refuse)
        with pytest.raises(KroniekError, match="no"):
            corpus.build()

    assert (corpus.files(), generation(corpus)) == before
    assert corpus.build().known == 4


def test_only_one_build_at_a_time(corpus, read):
    """A second build is refused before it reads anything."""
    with hold_store(corpus.store), pytest.raises(OutputError, match="another build"):
        corpus.build()

    assert read == []


def test_a_store_does_not_settle_among_files(corpus, read):
    """The folder of the files is no place for a store itself."""
    build(corpus.folder, corpus.out)
    read.clear()

    with pytest.raises(InputError, match=r"is no store: it holds edges\.ttl"):
        build(corpus.folder, corpus.out, store=corpus.out)
    assert read == []


def test_a_damaged_store_is_made_anew(corpus, read):
    """A store that lost its tables gives way to a new one on the next change."""
    corpus.build()
    read.clear()
    shutil.rmtree(next(corpus.store.glob("0*")) / "oxigraph")
    corpus.texts["c"] = "Over Niger.\n"

    assert corpus.build().known == 2
    assert open_store(corpus.store).query(f"ASK {{ ?event a <{VOCABULARY}Coup> }}")
    assert corpus.files() == corpus.files_made_at_once()
