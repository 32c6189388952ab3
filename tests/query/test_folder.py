"""Builds are written whole or not at all, and opened again."""

import os
import time
from pathlib import Path

import pytest

from kg.errors import InputError, KroniekError, OutputError
from kg.iris import Namespaces
from kg.store import as_store, namespaces_of, open_store, write_folder
from kg.store.folder import standing


def writer(text: str):
    """Return a writer of a file with a text."""
    return lambda path: path.write_text(text)


def contents(target: Path) -> dict[str, str]:
    """Return the files of a folder, hidden ones included."""
    return {path.name: path.read_text() for path in target.iterdir() if path.is_file()}


def fail(_path: Path) -> None:
    """Fail as a stage may."""
    raise KroniekError("no")


OLD = {"a.ttl": "old a", "b.ttl": "old b"}
NEW = {"a.ttl": writer("new a"), "b.ttl": writer("new b")}


@pytest.fixture(params=["ours", "with foreign files", "current folder"])
def target(request, tmp_path, monkeypatch) -> Path:
    """Return a folder with an earlier build, in each situation there is."""
    made = tmp_path / "build"
    made.mkdir()
    for name, text in OLD.items():
        (made / name).write_text(text)
    if request.param == "with foreign files":
        (made / "notes.txt").write_text("mine")
        (made / "folder").mkdir()
        (made / "folder" / "x").write_text("mine too")
    if request.param == "current folder":
        monkeypatch.chdir(made)
    return made


def left_behind(target: Path) -> list[str]:
    """Return what a run left beside or in the target and should not have."""
    beside = [path.name for path in target.parent.iterdir() if path != target]
    inside = [path.name for path in target.iterdir() if path.name.startswith(".")]
    return beside + inside


def test_new_folder_is_made(tmp_path):
    """A target that does not exist is made, with its parents and usual rights."""
    target = tmp_path / "deep" / "build"

    write_folder(target, NEW)

    assert contents(target) == {"a.ttl": "new a", "b.ttl": "new b"}
    mask = os.umask(0)
    os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o777 & ~mask
    assert left_behind(target) == []


def test_old_build_is_replaced(target):
    """The new files take the place of the old; what is not ours survives."""
    foreign = set(contents(target)) - set(OLD)
    write_folder(target, NEW)

    assert contents(target)["a.ttl"] == "new a"
    assert contents(target)["b.ttl"] == "new b"
    assert set(contents(target)) - set(OLD) == foreign
    if foreign:
        assert (target / "folder" / "x").read_text() == "mine too"
    assert left_behind(target) == []


@pytest.mark.parametrize(
    "error", [KroniekError("no"), KeyboardInterrupt(), ValueError()]
)
def test_failed_writer_changes_nothing(target, error):
    """A run that fails on its second file leaves the last good build."""
    before = contents(target)

    def broken(_path):
        raise error

    with pytest.raises(type(error)):
        write_folder(target, {"a.ttl": writer("new a"), "b.ttl": broken})

    assert contents(target) == before
    assert left_behind(target) == []


def test_full_disk_is_told(target):
    """An error of the disk is an OutputError that names the folder."""

    def full(_path):
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"cannot write to .*build: No space left"):
        write_folder(target, {"a.ttl": full})

    assert contents(target)["a.ttl"] == "old a"
    assert left_behind(target) == []


@pytest.mark.parametrize("failing", range(1, 6))
def test_failing_rename_is_undone(target, monkeypatch, failing):
    """Whichever rename fails, the last good build is there afterwards."""
    before = contents(target)
    rename = Path.rename
    calls = []

    def flaky(self, other):
        calls.append(self)
        if len(calls) == failing:
            raise OSError(5, "Input/output error")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", flaky)
    try:
        write_folder(target, NEW)
    except OutputError:
        assert contents(target) == before
    else:
        assert contents(target)["b.ttl"] == "new b"
        assert len(calls) < failing

    assert left_behind(target) == []


def test_crash_between_renames_is_mended(tmp_path):
    """A build that a crash left aside is put back before the next run."""
    target = tmp_path / "build"
    aside = tmp_path / ".build-old"
    aside.mkdir()
    (aside / "a.ttl").write_text("old a")

    with pytest.raises(KroniekError):
        write_folder(target, {"a.ttl": fail})

    assert contents(target) == {"a.ttl": "old a"}
    assert left_behind(target) == []


def test_crash_among_files_is_mended(tmp_path):
    """Files that a crash left aside within a folder are put back."""
    target = tmp_path / "build"
    aside = target / ".build-old"
    aside.mkdir(parents=True)
    (target / "notes.txt").write_text("mine")
    (target / "a.ttl").write_text("half of the new")
    (aside / "a.ttl").write_text("old a")

    with pytest.raises(KroniekError):
        write_folder(target, {"a.ttl": fail})

    assert contents(target) == {"a.ttl": "old a", "notes.txt": "mine"}
    assert left_behind(target) == []


def test_crash_after_renames_is_cleaned(tmp_path):
    """The old build that a crash left beside the new one is removed."""
    target = tmp_path / "build"
    for path in (target, tmp_path / ".build-old"):
        path.mkdir()
        (path / "a.ttl").write_text(path.name)

    write_folder(target, NEW)

    assert contents(target)["a.ttl"] == "new a"
    assert left_behind(target) == []


@pytest.mark.parametrize(("hours", "stays"), [(1, True), (48, False)])
def test_what_a_killed_run_had_begun_is_removed(target, hours, stays):
    """After a day nobody writes to it any more; before, somebody else may."""
    begun = [p / ".build-new-x1" for p in (target, target.parent)]
    for folder in begun:
        folder.mkdir()
        then = time.time() - hours * 3600
        os.utime(folder, (then, then))

    write_folder(target, NEW)

    assert [folder.exists() for folder in begun].count(False) == (not stays)
    assert contents(target)["a.ttl"] == "new a"


@pytest.mark.parametrize("place", ["beside", "inside"])
def test_a_killed_exchange_is_read_as_what_was_before(tmp_path, place):
    """Between two renames readers see the last complete build, not a mix."""
    target = tmp_path / "build"
    names = ("vocabulary.ttl", "graph.ttl", "edges.ttl")
    if place == "beside":
        old = tmp_path / ".build-old"
        old.mkdir()
    else:
        old = target / ".build-old"
        old.mkdir(parents=True)
        (target / names[0]).write_text("<http://e/new> <http://e/p> 1 .")
        (target / names[2]).write_text("<http://e/old> <http://e/p> 1 .")
    for name in names[: None if place == "beside" else 2]:
        (old / name).write_text("<http://e/old> <http://e/p> 1 .")

    subjects = {quad.subject.value for quad in open_store(target)}

    assert subjects == {"http://e/old"}
    assert standing(target, "graph.ttl") == old / "graph.ttl"


def test_mount_point_is_kept(target, monkeypatch):
    """A folder that cannot be moved, as in a container, gets its files exchanged."""
    monkeypatch.setattr(Path, "is_mount", lambda self: self == target)
    inode = target.stat().st_ino

    write_folder(target, NEW)

    assert target.stat().st_ino == inode
    assert contents(target)["a.ttl"] == "new a"
    assert left_behind(target) == []


def test_link_to_a_folder_stays_a_link(tmp_path):
    """A symbolic link is followed, not replaced."""
    real = tmp_path / "real"
    real.mkdir()
    link = tmp_path / "link"
    link.symlink_to(real)

    write_folder(link, NEW)

    assert link.is_symlink()
    assert contents(real)["a.ttl"] == "new a"


def test_file_as_target_is_refused(tmp_path):
    """A file where the folder should be is left alone."""
    target = tmp_path / "build"
    target.write_text("mine")

    with pytest.raises(OutputError, match="is not a folder"):
        write_folder(target, NEW)
    with pytest.raises(OutputError):
        write_folder(target / "deeper", NEW)

    assert target.read_text() == "mine"


def test_folder_in_the_way_is_refused(tmp_path):
    """A folder with the name of one of our files is left alone."""
    (tmp_path / "build" / "a.ttl").mkdir(parents=True)

    with pytest.raises(OutputError, match=r"a\.ttl is a folder"):
        write_folder(tmp_path / "build", NEW)


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".."])
def test_names_stay_inside(tmp_path, name):
    """A name that leads out of the folder is refused."""
    with pytest.raises(OutputError, match="is not the name of a file"):
        write_folder(tmp_path / "build", {name: writer("x")})


def test_open_store_without_a_build(tmp_path):
    """A folder without a build says how to make one."""
    with pytest.raises(InputError, match=r"no build in .*: run `kg build`"):
        open_store(tmp_path)
    with pytest.raises(InputError, match="no build in"):
        open_store(tmp_path / "none")
    with pytest.raises(InputError, match="cannot read"):
        open_store([tmp_path / "none.ttl"])


def test_open_store_loads_a_build(tmp_path):
    """Vocabulary, graph and edges are loaded, texts where they are wanted."""
    for name in ("vocabulary", "graph", "edges", "texts", "quarantine", "report"):
        (tmp_path / f"{name}.ttl").write_text(f"<http://e/{name}> <http://e/p> 1 .")

    assert len(open_store(tmp_path)) == 4
    assert len(open_store(tmp_path, texts=False)) == 3
    assert len(open_store(tmp_path / "graph.ttl")) == 1


def test_broken_turtle_is_told(tmp_path):
    """A file that is not Turtle is named, with the place of the fault."""
    (tmp_path / "graph.ttl").write_text("<http://e/a> <http://e/p>\n 1 ;;; ] .")

    with pytest.raises(InputError, match=r"graph\.ttl is not Turtle: .*line 2"):
        open_store(tmp_path)


def test_base_of_an_empty_store():
    """Without documents the usual base is taken."""
    assert namespaces_of(as_store([])) == Namespaces()
