"""Functions applied by the workers of a scheduler of Dask."""

import json
import os
import signal
import sys
from functools import partial

import engine_functions as functions
import pytest

from kg.engine import Lost, connection, open_engine
from kg.engine import cluster as cluster_module
from kg.engine.agreement import Agreement, answer_alike
from kg.engine.calls import pack, unpack
from kg.engine.cluster import in_batches
from kg.errors import EndpointUnavailable, SettingsError, UnknownName

NUMBERS = list(range(30))


@pytest.fixture
def engine(cluster):
    """Return an engine that uses the cluster."""
    with open_engine("dask", scheduler=cluster.scheduler_address) as opened:
        yield opened


def test_each_item_once(engine):
    """Every number comes with the result of its own item."""
    found = list(engine.run(functions.square, NUMBERS, costs=NUMBERS))

    assert sorted(found) == [(n, n * n) for n in NUMBERS]


def test_other_processes(engine):
    """The work is done elsewhere, by all."""
    found = {process for _, process in engine.run(functions.where_slowly, NUMBERS)}

    assert len(found) == 2
    assert os.getpid() not in found


def test_nothing_to_do():
    """Without items no scheduler is asked for."""
    with open_engine("dask", scheduler="tcp://127.0.0.1:1") as engine:
        assert list(engine.run(functions.square, [])) == []


def test_part_of_a_function(engine):
    """What is the same for all items is given to the function beforehand."""
    assert dict(engine.run(partial(pow, 2), [3, 4])) == {0: 8, 1: 16}


def test_errors_come_out(engine):
    """An error of ours keeps its kind and its words, and the next run is whole."""
    with pytest.raises(UnknownName, match=r"no number '\d'; there are: none"):
        list(engine.run(functions.ask, NUMBERS))

    assert dict(engine.run(functions.square, NUMBERS))[29] == 29 * 29


def test_results_that_cannot_be_sent(engine):
    """They are told as errors."""
    with pytest.raises((AttributeError, TypeError, RuntimeError), match="lambda"):
        list(engine.run(functions.unsendable, [1, 2]))


def test_large_items_and_results(engine):
    """Megabytes go both ways, without a warning."""
    found = dict(engine.run(functions.size_of, [bytes(12_000_000)] * 3))

    assert [len(found[n]) for n in range(3)] == [12_000_000] * 3


def test_sent_together(engine):
    """Items that take little are sent in few calls; each has its own result."""
    found = list(engine.run(functions.square, NUMBERS, costs=[0.001] * 30))

    assert sorted(found) == [(n, n * n) for n in NUMBERS]


@pytest.mark.parametrize(
    ("costs", "workers", "sizes"),
    [
        ([0.01] * 1000, 1, [50] * 20),
        ([0.4] * 100, 2, [2] * 50),
        ([5.0, 3.0, 0.1, 0.1], 2, [1, 1, 2]),
        ([0.01] * 8, 2, [1] * 8),
        ([0.01] * 80, 2, [10] * 8),
        ([], 2, []),
    ],
    ids=["fifty", "seconds", "dear", "few", "shares", "none"],
)
def test_batches(costs, workers, sizes):
    """A batch is bounded by number and by seconds, and all workers get some."""
    numbers = range(len(costs))

    found = list(in_batches(numbers, costs, workers))

    assert [len(batch) for batch in found] == sizes
    assert [number for batch in found for number in batch] == list(numbers)


def test_killed_among_others(engine, monkeypatch):
    """Of a batch whose worker is killed only what kills each that tries it is lost."""
    sizes = []
    send = cluster_module._Crew._send
    monkeypatch.setattr(
        cluster_module._Crew,
        "_send",
        lambda crew, calls: (sizes.append(len(calls)), send(crew, calls))[1],
    )

    found = dict(engine.run(functions.kill_or_square, NUMBERS, costs=[0.01] * 30))

    assert max(sizes) > 1
    assert found.pop(3) == Lost()
    assert found == {n: n * n for n in NUMBERS if n != 3}


def test_failed_among_others(engine):
    """An error of one item of a batch comes out like that of an item alone."""
    with pytest.raises(UnknownName, match=r"no number '\d'; there are: none"):
        list(engine.run(functions.ask, NUMBERS, costs=[0.01] * 30))


def test_worker_killed(engine):
    """A worker that is killed in the middle costs nothing but time."""
    found = {}
    for number, process in engine.run(functions.where_slowly, NUMBERS):
        if not found:
            os.kill(process, signal.SIGKILL)
        found[number] = process

    assert sorted(found) == NUMBERS
    assert Lost() not in found.values()


def test_scheduler_of_a_file(cluster, tmp_path):
    """The file that a scheduler wrote is as good as its address."""
    path = tmp_path / "scheduler.json"
    path.write_text(json.dumps({"address": cluster.scheduler_address}))

    with open_engine("dask", scheduler=str(path)) as engine:
        assert dict(engine.run(functions.square, [3])) == {0: 9}


@pytest.mark.parametrize("content", [None, "", "[]", "{}"])
def test_neither_address_nor_file(tmp_path, content):
    """It is told what a scheduler may be given as."""
    path = tmp_path / "scheduler.json"
    if content is not None:
        path.write_text(content)

    with (
        open_engine("dask", scheduler=str(path)) as engine,
        pytest.raises(SettingsError, match="neither an address such as tcp://host:"),
    ):
        list(engine.run(functions.square, [3]))


def test_scheduler_that_does_not_answer(monkeypatch):
    """It is told which one."""
    monkeypatch.setattr(connection, "TIMEOUT", 0.2)

    with (
        open_engine("dask", scheduler="tcp://127.0.0.1:1") as engine,
        pytest.raises(EndpointUnavailable, match=r"answers at tcp://127\.0\.0\.1:1 "),
    ):
        list(engine.run(functions.square, [3]))


def test_scheduler_without_workers(cluster_of, monkeypatch):
    """It is told how to start some."""
    monkeypatch.setattr(connection, "TIMEOUT", 1)

    with (
        cluster_of(0) as cluster,
        open_engine("dask", scheduler=cluster.scheduler_address) as engine,
        pytest.raises(EndpointUnavailable, match="has no workers; start some"),
    ):
        list(engine.run(functions.square, [3]))


def test_scheduler_that_goes(cluster_of):
    """A scheduler that ends in the middle is missed at once."""
    with (
        cluster_of(1) as cluster,
        open_engine("dask", scheduler=cluster.scheduler_address) as engine,
    ):
        results = engine.run(functions.where_slowly, NUMBERS)
        next(results)
        cluster.close()
        with pytest.raises(EndpointUnavailable, match="does not answer any more"):
            list(results)


def test_workers_that_go(cluster_of, monkeypatch):
    """A scheduler whose workers have all gone is not waited for for ever."""
    monkeypatch.setattr(cluster_module, "PATIENCE", 0.5)
    with (
        cluster_of(1) as cluster,
        open_engine("dask", scheduler=cluster.scheduler_address) as engine,
    ):
        results = engine.run(functions.where_slowly, list(range(100)))
        next(results)
        cluster.scale(0)
        with pytest.raises(EndpointUnavailable, match="has no workers any more"):
            list(results)


def test_one_at_a_time(cluster_of):
    """A worker of several threads does one thing at a time, for what functions keep."""
    with (
        cluster_of(1, threads=4) as cluster,
        open_engine("dask", scheduler=cluster.scheduler_address) as engine,
    ):
        spans = sorted(result for _, result in engine.run(functions.span, [0.05] * 8))

    ends = [0.0, *(end for _, end in spans)]
    assert all(end <= begin for end, (begin, _) in zip(ends, spans, strict=False))


def test_other_software(cluster):
    """It is told which worker has what, and what is here."""
    wanted = rf"the worker tcp://\S+ has numpy 1\.\d+ \(here 1\.{os.getpid()}\); inst"
    address, versions = cluster.scheduler_address, functions.own_version

    with (
        open_engine("dask", scheduler=address, installed=versions) as engine,
        pytest.raises(SettingsError, match=wanted),
    ):
        list(engine.run(functions.square, [3]))


def test_no_software(cluster, tmp_path, monkeypatch):
    """Workers that know nothing of us are told so."""
    (tmp_path / "only_here.py").write_text("def version(): return {}\n")
    monkeypatch.syspath_prepend(tmp_path)
    import only_here  # noqa: PLC0415  there is one only now

    address, versions = cluster.scheduler_address, only_here.version

    with (
        open_engine("dask", scheduler=address, installed=versions) as engine,
        pytest.raises(SettingsError, match=r"does not run kroniek .*'only_here'"),
    ):
        list(engine.run(functions.square, [3]))


def test_worker_that_joins_late():
    """Each call sees to it that its worker is like the others."""
    alike = Agreement(installed=functions.version, here=functions.version())
    other = Agreement(installed=functions.version, here={"kroniek": "2"})
    call = pack(functions.square, 3)

    assert [unpack(data) for data in answer_alike([call, call], alike)] == [9, 9]
    with pytest.raises(SettingsError, match=r"a worker has kroniek 1 \(here 2\)"):
        answer_alike([call], other)


def test_dask_is_not_installed(monkeypatch):
    """It is told what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with (
        open_engine("dask") as engine,
        pytest.raises(SettingsError, match=r"pip install 'kroniek\[cluster\]'"),
    ):
        list(engine.run(functions.square, [3]))


def test_no_such_engine():
    """It is told which there are, and which has a scheduler."""
    with pytest.raises(UnknownName, match="no engine 'spark'; there are: dask, local"):
        open_engine("spark")
    with pytest.raises(SettingsError, match="only the engine dask has one"):
        open_engine(scheduler="tcp://127.0.0.1:1")
