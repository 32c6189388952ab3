"""Publishing a build to a graph store, and reading it back."""

from kg.publish.compare import Item, State
from kg.publish.parts import NamedGraph, Publication, read_publication
from kg.publish.pull import pull, pull_graphs
from kg.publish.push import Outcome, push
from kg.publish.servers import Addresses, Server, find_server, list_servers
from kg.publish.show import as_table, as_values
from kg.publish.target import Choice, Target, Way, open_target

__all__ = [
    "Addresses",
    "Choice",
    "Item",
    "NamedGraph",
    "Outcome",
    "Publication",
    "Server",
    "State",
    "Target",
    "Way",
    "as_table",
    "as_values",
    "find_server",
    "list_servers",
    "open_target",
    "pull",
    "pull_graphs",
    "push",
    "read_publication",
]
