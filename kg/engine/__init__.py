"""Pure functions applied to many items: here, in several processes, on a cluster.

An engine knows nothing of what it is used for. All engines give the same results.
"""

from kg.engine.choice import DASK, ENGINES, LOCAL, open_engine
from kg.engine.garbage import collect_seldom
from kg.engine.interface import Engine, Lost, run_all
from kg.engine.local import cores

__all__ = [
    "DASK",
    "ENGINES",
    "LOCAL",
    "Engine",
    "Lost",
    "collect_seldom",
    "cores",
    "open_engine",
    "run_all",
]
