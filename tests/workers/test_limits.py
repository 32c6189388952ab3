"""What one query may take, and that taking more harms nobody else."""

import asyncio
import os
import tempfile
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.namespace import XSD

from kg.errors import InputError, OutputError, Refused, SettingsError
from kg.store import hold_store, section_of
from kg.workers import Limits, QueryJob, Service, take_snapshot
from kg.workers.jobs import ReadJob
from kg.workers.snapshot import open_snapshot
from kg.workers.worker import Worker

COUNT = QueryJob(text="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
NUMBERS = 1000
ALL = QueryJob(text="SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o", solutions="tsv")
_PATTERNS = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
# It would take longer than the universe has lasted.
ENDLESS = QueryJob(text=f"SELECT (COUNT(*) AS ?n) {{ {_PATTERNS} }}")
# It would take as long, and all the memory.
HUGE = QueryJob(text=f"SELECT * {{ {_PATTERNS} }} ORDER BY ?c1 ?c2 ?c3")
NESTED = QueryJob(text=f"SELECT ({'(' * 50_000}1{')' * 50_000} AS ?x) {{}}")


@pytest.fixture
def numbers(tmp_path) -> Path:
    """Return a file with a thousand triples."""
    path = tmp_path / "numbers.nt"
    lines = (f"<http://e.org/{n}> <http://e.org/p> {n:04} .\n" for n in range(NUMBERS))
    path.with_suffix(".ttl").write_text("".join(lines), encoding="utf-8")
    return path.with_suffix(".ttl")


def answered(source, *jobs, in_memory=1 << 20, **limits):
    """Return for each job what it gave, or why it was refused."""

    async def ask(service, job):
        try:
            reply = await service.answer(job)
        except Refused as error:
            return error
        with reply.body as body:
            return reply.outcome, body.read()

    async def ask_all():
        snapshot = take_snapshot(source, in_memory=in_memory)
        chosen = Limits(**{"processes": 1, **limits})
        async with Service(snapshot, chosen) as service:
            found = [await ask(service, job) for job in jobs]
        assert not snapshot.folder.exists()
        return found

    return asyncio.run(ask_all())


@pytest.mark.parametrize("place", [".", "store"])
def test_the_store_of_a_build(tmp_path, place):
    """The store that a build keeps is asked as it is; only builds change it."""
    name = pyoxigraph.NamedNode("http://e.org/graph")
    section = section_of(((name, name, pyoxigraph.Literal(n)) for n in range(3)), {})
    with (
        hold_store(tmp_path / "store") as held,
        held.draft(lambda _: section, {"xsd": str(XSD)}) as draft,
    ):
        draft.put({name.value: [section.digest]})
        draft.record = b""
    source = tmp_path / place

    ((_, body),) = answered(source, QueryJob(text=COUNT.text, solutions="tsv"))

    assert body.split() == [b"?n", b"3"]
    with pytest.raises(InputError, match="only `kg build` changes it"):
        take_snapshot(source, is_writable=True)


@pytest.mark.parametrize("in_memory", [1 << 20, 0])
def test_snapshot_in_memory_and_on_disk(numbers, in_memory):
    """The answer is the same whether the graph is held in memory or on disk."""
    ((outcome, body),) = answered(numbers, ALL, in_memory=in_memory)

    assert (outcome.rows, outcome.is_cut) == (NUMBERS, False)
    assert body.count(b"\n") == NUMBERS + 1


def test_too_long(numbers):
    """A query without end is ended, and the next one is answered."""
    late, after = answered(numbers, ENDLESS, COUNT, seconds=0.5)

    assert (late.status, late.again) == (503, None)
    assert str(late) == "this took longer than 0.5 seconds and was ended; ask for less"
    assert b'"1000"' in after[1]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_too_long_leaves_no_process(numbers):
    """The process that worked on it is gone, so its processor is free."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")

    def running() -> set[str]:
        return set(children.read_text(encoding="ascii").split())

    async def ask():
        snapshot = take_snapshot(numbers)
        async with Service(snapshot, Limits(processes=1, seconds=0.5)) as service:
            before = running()
            with pytest.raises(Refused):
                await service.answer(ENDLESS)
            (await service.answer(COUNT)).body.close()
            return before, running()

    before, after = asyncio.run(ask())

    assert (len(before - after), len(after - before)) == (1, 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs RLIMIT_DATA")
def test_too_much_memory(numbers):
    """A query that needs more memory than is allowed says so."""
    full, after = answered(numbers, HUGE, COUNT, memory=256 << 20, seconds=60)

    assert (full.status, str(full)) == (
        503,
        "this needs more memory than one query may take",
    )
    assert b'"1000"' in after[1]


def test_nested_too_deeply(numbers):
    """A query that breaks the engine breaks its process alone."""
    broken, after = answered(numbers, NESTED, COUNT)

    assert (broken.status, str(broken)) == (400, "this is nested too deeply to be read")
    assert b'"1000"' in after[1]


@pytest.mark.parametrize("rows", [1, 10, NUMBERS - 1])
def test_too_many_rows(numbers, rows):
    """A table is cut after so many rows, in the order that was asked for."""
    ((outcome, body),) = answered(numbers, ALL, rows=rows)

    assert (outcome.rows, outcome.is_cut) == (rows, True)
    assert body.decode().splitlines()[-1].endswith(f"\t{rows - 1}")


@pytest.mark.parametrize("rows", [NUMBERS, NUMBERS + 1])
def test_not_too_many_rows(numbers, rows):
    """A table that just fits is whole."""
    ((outcome, _),) = answered(numbers, ALL, rows=rows)

    assert (outcome.rows, outcome.is_cut) == (NUMBERS, False)


def test_too_many_bytes(numbers):
    """A result is cut where a row would not fit."""
    ((outcome, body),) = answered(numbers, ALL, bytes=1000)

    assert outcome.is_cut
    assert 0 < outcome.rows < NUMBERS
    assert len(body) <= 1000
    assert body.endswith(b"\n")


def test_too_many_triples(numbers):
    """A graph is cut as well, but not where it is read as a whole."""
    query = QueryJob(text="CONSTRUCT WHERE { ?s ?p ?o }", triples="nt")
    (cut, body), (whole, _) = answered(
        numbers, query, ReadJob(graph="", form="nt"), rows=10
    )

    assert (cut.rows, cut.is_cut, body.count(b"\n")) == (10, True, 10)
    assert not whole.is_cut


def test_work_at_the_same_time(numbers):
    """So many queries run at a time; the next waits, and is turned away at last."""

    async def ask():
        snapshot = take_snapshot(numbers)
        limits = Limits(processes=2, seconds=1, waiting=1)
        async with Service(snapshot, limits) as service:
            jobs = [ENDLESS, ENDLESS, COUNT, COUNT]
            asked = [asyncio.create_task(service.answer(job)) for job in jobs]
            return await asyncio.gather(*asked, return_exceptions=True)

    *late, waited, refused = asyncio.run(ask())

    assert [error.status for error in late] == [503, 503]
    waited.body.close()
    assert (refused.status, refused.again) == (503, 5)
    assert str(refused) == "all 2 processes are at work; ask again"


def test_nobody_waits_for_the_answer(numbers):
    """A query whose client has gone is ended."""

    async def ask():
        snapshot = take_snapshot(numbers)
        async with Service(snapshot, Limits(processes=1, seconds=3600)) as service:
            asked = asyncio.create_task(service.answer(ENDLESS))
            await asyncio.sleep(0.2)
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)
            reply = await service.answer(COUNT)
            reply.body.close()
            return asked.cancelled(), reply.outcome.rows

    assert asyncio.run(ask()) == (True, 1)


def test_stopping_while_a_query_runs(numbers):
    """Whoever waits is told, and nothing is left."""

    async def ask():
        snapshot = take_snapshot(numbers)
        service = Service(snapshot, Limits(processes=1, seconds=3600))
        async with service:
            asked = asyncio.create_task(service.answer(ENDLESS))
            waiting = asyncio.create_task(service.answer(COUNT))
            await asyncio.sleep(0.2)
        with pytest.raises(Refused, match="the server is stopping"):
            await service.answer(COUNT)
        return await asyncio.gather(asked, waiting, return_exceptions=True)

    for error in asyncio.run(ask()):
        assert (error.status, str(error)) == (503, "the server is stopping")


def test_process_that_does_not_start(numbers):
    """It is told why, once."""

    async def ask():
        snapshot = take_snapshot(numbers)
        snapshot.path.unlink()
        async with Service(snapshot, Limits(processes=2)):
            pass

    with pytest.raises(Refused, match="the store fails: No such file"):
        asyncio.run(ask())


def test_no_process_starts(numbers, monkeypatch):
    """Where all fail at the same time, the reason of one is told."""

    async def refuse(*_: object) -> None:
        raise Refused(503, "it does not start")

    async def ask():
        async with Service(take_snapshot(numbers), Limits(processes=2)):
            pass

    monkeypatch.setattr(Worker, "start", refuse)
    with pytest.raises(Refused, match="it does not start"):
        asyncio.run(ask())


def test_process_that_was_killed(numbers):
    """One that the system has ended while it had no work is replaced."""

    async def ask():
        snapshot = take_snapshot(numbers)
        async with Service(snapshot, Limits(processes=1)) as service:
            (worker,) = service._readers._workers
            worker._process.kill()
            await worker._process.wait()
            reply = await service.answer(COUNT)
            reply.body.close()
            return reply.outcome.rows

    assert asyncio.run(ask()) == 1


@pytest.mark.parametrize("name", ["seconds", "rows", "bytes", "memory", "processes"])
def test_limits_are_above_zero(name):
    """A limit of nothing is none."""
    with pytest.raises(SettingsError, match=f"a limit of 0 {name} is none"):
        Limits(**{name: 0})


@pytest.mark.parametrize("name", ["none", "empty", "text.txt", "broken.ttl"])
def test_source_that_is_none(tmp_path, name):
    """What cannot be served is told by name, and leaves nothing behind."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("text", encoding="utf-8")
    (tmp_path / "broken.ttl").write_text("<a", encoding="utf-8")

    with pytest.raises(InputError, match=name):
        take_snapshot(tmp_path / name)


def test_store_that_is_in_use(tmp_path):
    """Nobody writes to a store that another process writes to; it can be read."""
    path = tmp_path / "store"
    used = pyoxigraph.Store(path)

    with pytest.raises(InputError, match=r"cannot open the store .*store.*lock"):
        take_snapshot(path, is_writable=True)
    snapshot = take_snapshot(path)
    assert len(open_snapshot(snapshot.path)) == len(used) == 0
    snapshot.close()


def test_files_cannot_be_written_to(numbers):
    """A graph in files is made by builds."""
    with pytest.raises(InputError, match="only a store on disk can be changed"):
        take_snapshot(numbers, is_writable=True)


def test_no_room_for_a_snapshot(numbers, monkeypatch):
    """Where nothing can be written, that is told."""
    monkeypatch.setattr(tempfile, "tempdir", str(numbers))

    with pytest.raises(OutputError, match=r"cannot make a copy of .*: Not a directory"):
        take_snapshot(numbers)
