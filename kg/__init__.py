"""Kroniek: a knowledge graph of what political papers say, by whom, and how surely."""

__version__ = "0.1.0"
