"""Changing a store on disk while it is asked."""

import pyoxigraph
from serve_builders import ENDLESS, client

from kg.workers import Limits, open_snapshot

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_new_store(tmp_path):
    """A store that is not there is made when it is to be written to."""
    path = tmp_path / "new"
    with client(path, is_writable=True, limits=Limits(processes=1)) as found:
        insert = "INSERT DATA { <a> <b> <c> }"
        assert found.ask("POST", form=[("update", insert)]).status == 204
        assert found.select(COUNT) == [{"n": "1"}]
        assert len(open_snapshot(found.service.path)) == 1

    assert len(pyoxigraph.Store(path)) == 1


def test_many_changes(writer):
    """Each change is seen by whoever asks after it; old snapshots do not pile up."""
    for number in range(20):
        text = f"INSERT DATA {{ <{number}> <b> <c> }}"
        assert writer.ask("POST", form=[("update", text)]).status == 204
        assert int(writer.select(COUNT)[0]["n"]) == number + 3

    assert len(list(writer.service.path.parent.glob("generation-*"))) <= 3


def test_change_that_takes_too_long(tmp_path):
    """It is given up as a whole, and the next one is made."""
    path = tmp_path / "new"
    limits = Limits(processes=1, seconds=1)
    with client(path, is_writable=True, limits=limits) as found:
        begin = "INSERT DATA { <a> <b> 1 } ; INSERT { <a> <b> ?n }"
        late = f"{begin} WHERE {{ {ENDLESS} }}"
        assert found.ask("POST", form=[("update", late)]).status == 503
        assert found.select(COUNT) == [{"n": "0"}]
        insert = "INSERT DATA { <a> <b> <c> }"
        assert found.ask("POST", form=[("update", insert)]).status == 204
        assert found.select(COUNT) == [{"n": "1"}]
