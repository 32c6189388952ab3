"""A graph, or a part of it that stands on its own, in the formats of other programs."""

from kg.export.filters import Filters
from kg.export.selection import cut, select
from kg.export.source import Source, open_source
from kg.export.subset import Layer, Subset

__all__ = [
    "Filters",
    "Layer",
    "Source",
    "Subset",
    "cut",
    "open_source",
    "select",
]
