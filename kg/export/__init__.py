"""A graph, or a part of it that stands on its own, in the formats of other programs."""

from kg.export.exporting import Exported, export
from kg.export.filters import Filters
from kg.export.formats import FORMATS, FileFormat, TableFormat
from kg.export.selection import cut, select
from kg.export.source import Source, open_source
from kg.export.subset import Layer, Subset
from kg.export.tables import list_tables

__all__ = [
    "FORMATS",
    "Exported",
    "FileFormat",
    "Filters",
    "Layer",
    "Source",
    "Subset",
    "TableFormat",
    "cut",
    "export",
    "list_tables",
    "open_source",
    "select",
]
