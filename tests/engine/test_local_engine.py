"""Functions applied in this process and in several of this machine."""

import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial

import engine_functions as functions
import pytest

from kg.engine import Lost, cores, open_engine
from kg.engine.garbage import MANY
from kg.engine.local import START, worthwhile
from kg.engine.processes import AHEAD, Processes
from kg.errors import SettingsError, UnknownName

NUMBERS = list(range(30))


@pytest.fixture(params=[1, 3])
def engine(request):
    """Return engines of one process and of several."""
    with open_engine(jobs=request.param) as opened:
        yield opened


@pytest.fixture
def several():
    """Return an engine of three processes."""
    with Processes(3) as opened:
        yield opened


def test_each_item_once(engine):
    """Every number comes with the result of its own item."""
    found = list(engine.run(functions.square, NUMBERS))

    assert sorted(found) == [(n, n * n) for n in NUMBERS]


def test_nothing_to_do(engine):
    """Without items there are no results, and no processes."""
    assert list(engine.run(functions.square, [])) == []


def test_garbage_is_looked_for_seldom(several):
    """Processes of our own look through new objects when there are many."""
    assert list(several.run(functions.patience, [0])) == [(0, MANY)]


def test_part_of_a_function(engine):
    """What is the same for all items is given to the function beforehand."""
    assert dict(engine.run(partial(pow, 2), [3, 4])) == {0: 8, 1: 16}


def test_the_dearest_first():
    """Items are sent by what they cost, and as they stand where they cost the same."""
    with Processes(1) as engine:
        found = list(engine.run(functions.square, [1, 2, 3, 4], costs=[1, 2, 2, 0]))

    assert [number for number, _ in found] == [1, 2, 0, 3]


def test_errors_come_out(engine):
    """An error of ours keeps its kind and its words."""
    with pytest.raises(UnknownName, match=r"no number '\d'; there are: none"):
        list(engine.run(functions.ask, [1, 2]))


def test_errors_that_cannot_be_sent(several):
    """An error of others keeps its words, and tells where it was raised."""
    with pytest.raises(RuntimeError, match="TwoWords: out of numbers at 7") as caught:
        list(several.run(functions.fail, [7, 7]))

    assert "in fail\n" in caught.value.__notes__[0]


def test_results_that_cannot_be_sent(several):
    """They are told as errors, and kill no process."""
    with pytest.raises((AttributeError, TypeError, RuntimeError), match="lambda"):
        list(several.run(functions.unsendable, [1, 2]))


def test_used_after_an_error(several):
    """Results of a run that broke off do not come out of the next one."""
    with pytest.raises(UnknownName):
        list(several.run(functions.ask, NUMBERS))

    assert dict(several.run(functions.square, NUMBERS))[29] == 29 * 29


def test_processes_stay(several):
    """What a process keeps serves all runs."""
    first = {kept for _, (_, kept) in several.run(functions.keep, NUMBERS)}
    second = {kept for _, (_, kept) in several.run(functions.keep, NUMBERS)}

    assert second <= first
    assert 1 <= len(first) <= 3


def test_processes_are_replaced():
    """None works on more items than it may."""
    with Processes(2, lifetime=4) as engine:
        found = [process for _, process in engine.run(functions.where, NUMBERS)]

    assert len(found) == 30
    assert max(found.count(process) for process in found) == 4


def test_killed(several):
    """What kills its process twice is lost; no other item is."""
    found = dict(several.run(functions.kill_or_square, NUMBERS))

    assert found.pop(3) == Lost()
    assert found == {n: n * n for n in NUMBERS if n != 3}


def test_killed_once(several, tmp_path):
    """What was being worked on when a process was killed is tried again."""
    marks = [tmp_path / name for name in ("a", "kill", "c", "d")]

    found = dict(several.run(functions.kill_once, marks))

    assert found == {0: "a", 1: "kill", 2: "c", 3: "d"}


def test_few_on_their_way(several):
    """Items are looked up when they are sent, not before."""

    class Spied(Sequence):
        looked_up = 0

        def __len__(self):
            return 100

        def __getitem__(self, number):
            self.looked_up += 1
            return number

    items = Spied()
    for done, _ in enumerate(several.run(functions.square, items), 1):
        assert items.looked_up <= done + 3 * AHEAD
    assert done == items.looked_up == 100


def test_large_items_and_results(several):
    """What fills the pipes both ways stops nothing."""
    items = [bytes(3_000_000)] * 12

    found = dict(several.run(functions.size_of, items))

    assert [len(found[n]) for n in range(12)] == [3_000_000] * 12


def test_little_work_stays_here():
    """No process is started for what is done sooner without."""
    with open_engine() as engine:
        found = dict(engine.run(functions.where, NUMBERS, costs=[0.01] * 30))

    assert set(found.values()) == {os.getpid()}


def test_worthwhile():
    """There are as many processes as there is work for, and cores."""
    assert worthwhile([START]) == 1
    assert worthwhile([START] * 2) == min(2, cores())
    assert worthwhile([START] * 999) == worthwhile(()) == cores()


def test_script_that_starts_itself(tmp_path):
    """A script that guards nothing is told so in a line, not started for ever."""
    script = tmp_path / "script.py"
    script.write_text(
        "from kg.engine import open_engine\n"
        "with open_engine(jobs=2) as engine:\n"
        "    list(engine.run(abs, [1, 2]))\n",
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert SettingsError.__name__ in ended.stderr
    assert 'must stand under `if __name__ == "__main__":`' in ended.stderr


def test_what_was_loaded_is_left_out_of_garbage_collection():
    """In this process too, while it works; who left things out before is heeded."""
    with open_engine(jobs=1) as opened:
        counts = [gc.get_freeze_count() for _ in opened.run(len, ["a", "b", "c"])]
        assert counts[0] == gc.get_freeze_count() == 0
        assert min(counts[1:]) > 0

        gc.freeze()
        try:
            assert len(list(opened.run(len, ["a", "b"]))) == 2
            assert gc.get_freeze_count() > 0
        finally:
            gc.unfreeze()
