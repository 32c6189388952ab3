"""Kroniek: a knowledge graph of what political papers say, by whom, and how surely."""

import logging

__version__ = "0.1.0"

# Who uses this as a library decides what becomes of its log.
logging.getLogger(__name__).addHandler(logging.NullHandler())
