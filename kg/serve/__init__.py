"""Serving a graph: SPARQL 1.1 Protocol and Graph Store Protocol."""

from kg.serve.app import create_app
from kg.serve.server import serve
from kg.serve.settings import LOOPBACK, PORT, Settings

__all__ = ["LOOPBACK", "PORT", "Settings", "create_app", "serve"]
