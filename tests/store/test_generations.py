"""A store on disk: whole states that take each other's place, whatever happens."""

import importlib.util
import json
import math
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import InputError, KroniekError, OutputError
from kg.store import Draft, StoreFolder, find_store, hold_store, open_generation
from kg.store import generations as module
from kg.store.marker import LAYOUT, MARKER

SCRIPT = Path(__file__).with_name("committing.py")
SEED = 20220207
_spec = importlib.util.spec_from_file_location("committing", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
committing = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(committing)


def commit(path: Path, letter: str) -> None:
    """Commit a state in this process."""
    with hold_store(path) as folder:
        committing.commit(folder, letter)


def content(path: Path) -> set[str]:
    """Return all quads of a store."""
    return set(map(str, open_generation(path)))


@pytest.fixture(scope="module")
def states(tmp_path_factory) -> dict[str, set[str]]:
    """Return what a store holds that was made of one letter alone."""
    folder = tmp_path_factory.mktemp("states")
    for letter in "ab":
        commit(folder / letter, letter)
    return {letter: content(folder / letter) for letter in "ab"}


@pytest.fixture
def store(tmp_path) -> Path:
    """Return a store with the state a."""
    commit(tmp_path / "store", "a")
    return tmp_path / "store"


def numbers(path: Path) -> list[str]:
    """Return the names of the generations of a store."""
    return sorted(p.name for p in path.iterdir() if p.name.isdecimal())


def is_clean(path: Path) -> bool:
    """Tell whether a store holds nothing but what belongs there."""
    others = {p.name for p in path.iterdir()} - {*numbers(path)}
    return others == {MARKER, "current", "lock"} and len(numbers(path)) <= 2


def test_a_state_is_made_and_replaced(store, states):
    """A second state takes the place of the first, as if it had been made alone."""
    assert content(store) == states["a"]
    commit(store, "b")

    assert content(store) == states["b"]
    assert states["a"] != states["b"]
    assert is_clean(store)


def test_the_default_graph_is_the_union(store):
    """Plain SPARQL sees each triple once, and not what is apart."""
    opened = open_generation(store)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    apart = "ASK { <http://e/not-a> ?p ?o }"

    assert [row["n"].value for row in opened.query(count)] == [str(2 * committing.SIZE)]
    assert not opened.query(apart)
    assert opened.query("ASK { GRAPH ?g { <http://e/not-a> ?p ?o } }")


def test_a_record_is_kept_with_each_state(store):
    """What was noted of a state is found with it."""
    with hold_store(store) as folder:
        assert folder.current.record() == b"a"
        committing.commit(folder, "b")
        assert folder.current.record() == b"b"
        assert folder.current.number == 2
        assert folder.current.held() == {
            name: list(sections) for name, sections in committing.graphs("b").items()
        }


def test_who_reads_is_not_disturbed(store, states):
    """A reader sees the state that it opened, through any number of builds."""
    reader = open_generation(store)
    for letter in "bab":
        commit(store, letter)

    assert set(map(str, reader)) == states["a"]
    assert content(store) == states["b"]


def test_only_two_generations_stay(store):
    """The disk does not fill up with old states, which share most of their files."""
    for letter in "babab":
        commit(store, letter)

    assert numbers(store) == ["00000005", "00000006"]
    assert is_clean(store)


def test_reading_changes_nothing(store):
    """A store on a read-only disk can be asked."""

    def files() -> dict[str, tuple[int, int]]:
        found = (p for p in store.rglob("*") if p.is_file())
        return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in found}

    before = files()
    content(store)

    assert files() == before
    with pytest.raises(RuntimeError):
        open_generation(store).update("INSERT DATA { <x:a> <x:b> <x:c> }")


def test_one_build_at_a_time(store, states):
    """A second build is told so at once, and the first goes on."""
    with hold_store(store) as folder:
        with (
            pytest.raises(OutputError, match=r"another build is writing to .*store"),
            hold_store(store),
        ):
            pass
        committing.commit(folder, "b")

    assert content(store) == states["b"]


def test_another_process_is_kept_out(store):
    """The lock holds between processes, and ends with the process that has it."""
    with hold_store(store):
        ended = run(store, "b")

    assert ended.returncode == 1
    assert "another build is writing" in ended.stderr
    assert run(store, "b").returncode == 0


def run(store: Path, letter: str, step: str = "") -> subprocess.CompletedProcess:
    """Commit in a process of its own."""
    return subprocess.run(
        [sys.executable, SCRIPT, store, letter, step],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def draw(low: float, high: float, *seed: int) -> float:
    """Return a number that looks random and is the same in each run."""
    return random.Random(str((SEED, *seed))).uniform(low, high)  # noqa: S311


def steps(store: Path) -> int:
    """Return how many steps on the file system a commit to such a store takes."""
    copy = store.with_name("copy")
    if store.exists():
        shutil.copytree(store, copy)
    ended = run(copy, "b", "-")
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout)


def state_of(store: Path) -> set[str] | None:
    """Return all quads of a store, or None if no build of it was completed."""
    return content(store) if find_store(store.parent) else None


@pytest.mark.parametrize("part", range(5))
def test_a_commit_killed_at_any_step_changes_all_or_nothing(store, states, part):
    """SIGKILL between any two steps leaves the old state or the new; then it works."""
    for letter in "ba":
        commit(store, letter)
    total = steps(store)
    chosen = math.ceil(draw(part / 5, (part + 1) / 5, part) * total)

    ended = run(store, "b", str(chosen))

    assert total > 15
    assert ended.returncode == -signal.SIGKILL
    assert state_of(store) in (states["a"], states["b"])
    commit(store, "b")
    assert state_of(store) == states["b"]
    assert is_clean(store)


@pytest.mark.parametrize("part", range(3))
def test_a_first_commit_killed_at_any_step_leaves_no_half(tmp_path, states, part):
    """Before the first state there is none, and no other; then it works."""
    store = tmp_path / "store"
    total = steps(store)
    chosen = math.ceil(draw(part / 3, (part + 1) / 3, part) * total)

    assert run(store, "b", str(chosen)).returncode == -signal.SIGKILL
    assert state_of(store) in (None, states["b"])
    commit(store, "b")
    assert state_of(store) == states["b"]
    assert is_clean(store)


@pytest.mark.parametrize("seed", range(4))
def test_a_commit_killed_at_any_time_changes_all_or_nothing(store, states, seed):
    """SIGKILL from outside, also while Oxigraph writes, is no different."""
    begun = time.monotonic()
    run(store.with_name("other"), "b")
    usual = time.monotonic() - begun
    process = subprocess.Popen([sys.executable, SCRIPT, store, "b"])
    time.sleep(usual * draw(0.3, 1, seed))
    process.kill()
    process.wait()

    assert state_of(store) in (states["a"], states["b"])
    commit(store, "b")
    assert state_of(store) == states["b"]
    assert is_clean(store)


def limit_files() -> None:
    """Let no file of this process grow beyond 20 kB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_leaves_the_last_state(store, states):
    """A disk that is full is told on one line, and the last good state stays."""
    ended = subprocess.run(
        [sys.executable, SCRIPT, store, "b"],
        preexec_fn=limit_files,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ended.returncode == 1
    assert "kg.errors.OutputError: cannot write " in ended.stderr
    assert "File too large" in ended.stderr
    assert content(store) == states["a"]
    assert is_clean(store)


@pytest.mark.parametrize("step", ["mkdir", "replace", "put"])
def test_a_refusing_disk_leaves_the_last_state(store, states, monkeypatch, step):
    """Whichever step the disk refuses, the last good state stays."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    with hold_store(store) as folder:
        if step == "put":
            monkeypatch.setattr(Draft, "_change", refuse)
        else:
            monkeypatch.setattr(Path, step, refuse)
        with pytest.raises(OutputError, match=r"cannot write .*: .*Read-only file"):
            committing.commit(folder, "b")
        monkeypatch.undo()

    assert content(store) == states["a"]
    assert is_clean(store)


def fail_half_way(folder: StoreFolder, held: list[Draft]) -> None:
    """Break a draft off that is nearly done, and hold on to it."""
    with folder.draft(
        committing.SECTIONS.__getitem__, committing.PREFIXES, committing.APART
    ) as draft:
        held.append(draft)
        draft.put(committing.graphs("b"))
        draft.record = b"b"
        raise KroniekError("no")


def test_a_failure_on_the_way_leaves_the_last_state(store, states):
    """An error while a draft is filled leaves what counted before, and no trace."""
    held = []
    with hold_store(store) as folder, pytest.raises(KroniekError, match="no"):
        fail_half_way(folder, held)

    assert content(store) == states["a"]
    commit(store, "b")  # though somebody still has the draft that failed
    assert held.pop().record == b"b"
    assert content(store) == states["b"]


def test_a_draft_without_a_record_does_not_count(store, states):
    """Whatever is put into a draft, it is gone unless it says how it was made."""
    sections = committing.SECTIONS.__getitem__
    with hold_store(store) as folder:
        with folder.draft(sections, committing.PREFIXES) as draft:
            draft.put(committing.graphs("b"))
        assert folder.current.record() == b"a"
        del draft

    assert content(store) == states["a"]
    assert numbers(store) == ["00000001"]
    assert is_clean(store)


def test_a_state_that_counts_is_not_changed_any_more(store, states):
    """A draft that is still held when it counts has no hand in what readers see."""
    sections = committing.SECTIONS.__getitem__
    with (
        hold_store(store) as folder,
        folder.draft(sections, committing.PREFIXES, committing.APART) as draft,
    ):
        draft.put(dict.fromkeys(draft.held, ()) | committing.graphs("b"))
        draft.record = b"b"
        held = draft.store
    held.clear()
    held.optimize()

    assert content(store) == states["b"]
    commit(store, "a")
    assert content(store) == states["a"]


def data_of(store: Path) -> Path:
    """Return the files of Oxigraph of the state that counts."""
    return store / numbers(store)[-1] / "oxigraph"


def lose_everything(store: Path) -> None:
    """Remove the files of a generation."""
    shutil.rmtree(data_of(store))


def lose_tables(store: Path) -> None:
    """Remove the tables of a generation, but not the list of them."""
    for path in data_of(store).glob("*.sst"):
        path.unlink()


def garble_tables(store: Path) -> None:
    """Write something else into the tables of a generation."""
    for path in data_of(store).glob("*.sst"):
        path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize("damage", [lose_everything, lose_tables, garble_tables])
def test_a_damaged_store_is_told_and_made_anew(store, states, damage):
    """Reading says what to do; the next build does not trust what is there."""
    damage(store)

    with pytest.raises(InputError, match=r"the store .* is damaged: remove it and"):
        open_generation(store)
    commit(store, "b")
    assert content(store) == states["b"]


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        (LAYOUT + 1, r"of a newer version \(kroniek 9\.9\): upgrade Kroniek"),
        (LAYOUT - 1, r"of an older version \(kroniek 9\.9\): remove it"),
    ],
)
def test_a_store_of_another_version_is_left_alone(store, layout, message):
    """Neither reading nor writing touches what it does not know."""
    marker = {"layout": layout, "software": "kroniek 9.9"}
    (store / MARKER).write_text(json.dumps(marker))
    before = numbers(store)

    with pytest.raises(InputError, match=message):
        open_generation(store)
    with pytest.raises(InputError, match=message), hold_store(store):
        pass
    assert numbers(store) == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"layout": "x", "software": ""}'])
def test_a_marker_that_is_none_is_told(store, text):
    """A marker that cannot be read is no licence to write."""
    (store / MARKER).write_text(text)

    with pytest.raises(InputError, match="is no store: cannot read its kroniek-store"):
        open_generation(store)
    with pytest.raises(InputError, match="is no store"), hold_store(store):
        pass


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    """A store does not settle among the files of somebody else."""
    (tmp_path / "thesis.odt").write_text("mine")

    with (
        pytest.raises(InputError, match=r"is no store: it holds thesis\.odt; give a"),
        hold_store(tmp_path),
    ):
        pass
    with (
        pytest.raises(InputError, match="is no store: it is not a folder"),
        hold_store(tmp_path / "thesis.odt"),
    ):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_store_without_a_state_is_told(tmp_path):
    """A store whose first build was killed says so; an empty folder is no store."""
    with hold_store(tmp_path / "store") as folder:
        assert folder.current is None

    with pytest.raises(InputError, match=r"no complete build in .*run `kg build`"):
        open_generation(tmp_path / "store")
    with pytest.raises(InputError, match="is no store"):
        open_generation(tmp_path)


def test_a_store_that_is_replaced_while_it_is_opened_is_opened_again(
    store, states, monkeypatch
):
    """A generation that is cleared away between two steps is no damage."""
    real = module.Generation.open
    opened = []

    def slow(generation):
        opened.append(generation.number)
        if len(opened) == 1:
            for letter in "bab":
                monkeypatch.setattr(module.Generation, "open", real)
                commit(store, letter)
            monkeypatch.setattr(module.Generation, "open", slow)
        return real(generation)

    monkeypatch.setattr(module.Generation, "open", slow)

    assert set(map(str, open_generation(store))) == states["b"]
    assert opened == [1, 4]


def test_a_store_is_found_where_it_is(store, tmp_path):
    """A folder is a store, or holds one under the usual name, or has none."""
    with hold_store(tmp_path / "empty" / "store"):
        pass

    assert find_store(store) == store
    assert find_store(tmp_path) == store
    assert find_store(tmp_path / "empty") is None
    assert find_store(tmp_path / "none") is None
    assert isinstance(StoreFolder(store).current.open(), pyoxigraph.Store)
