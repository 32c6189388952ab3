"""Which engine is meant."""

from __future__ import annotations

from kg.engine.agreement import Installed
from kg.engine.cluster import Cluster
from kg.engine.interface import Engine
from kg.engine.local import Local
from kg.errors import SettingsError, UnknownName

LOCAL = "local"
DASK = "dask"
ENGINES = (LOCAL, DASK)


def open_engine(
    name: str = LOCAL,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    installed: Installed = dict,
) -> Engine:
    """Return an engine, to be used as a context.

    Args:
        name: `local` for this machine, `dask` for a cluster of Dask.
        jobs: how many processes of this machine work at once; None for as many as are
            worth it. A cluster that has a scheduler has its own.
        scheduler: of a cluster: its address, or the file that it wrote. None for a
            cluster of processes on this machine.
        installed: tells names and versions of what must be the same on all machines
            of a cluster; like what is run, it is sent by name.

    Raises:
        UnknownName: there is no such engine.
        SettingsError: the engine has no scheduler.
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    if name == DASK:
        return Cluster(scheduler, jobs, installed)
    if scheduler is not None:
        raise SettingsError(f"scheduler: only the engine {DASK} has one")
    return Local(jobs)
