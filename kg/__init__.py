"""Kroniek: a knowledge graph of what political papers say, by whom, and how surely.

In a notebook or script:

    import kg

    g = kg.open("build/")
    g.network(country="ml")
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["open"]

# Who uses this as a library decides what becomes of its log.
logging.getLogger(__name__).addHandler(logging.NullHandler())


def open(folder: str | Path) -> KnowledgeGraph:  # noqa: A001  it is read as `kg.open`
    """Return the graph of a build folder, to be looked at and asked.

    Raises:
        InputError: there is no build there, or it cannot be read.
    """
    from kg.graph import open_graph  # noqa: PLC0415  `import kg` stays light

    return open_graph(folder)
