"""Pictures of the graph: values read from it, and how they are drawn."""

from kg.look.claims import FILTERS, Claims, Moment, Quote, Said, Selection, read_claims
from kg.look.network import NETWORK_LIMIT, Edge, Network, Node, as_network
from kg.look.picture import Picture
from kg.look.pictures import NetworkPicture
from kg.look.words import LANGUAGE

__all__ = [
    "FILTERS",
    "LANGUAGE",
    "NETWORK_LIMIT",
    "Claims",
    "Edge",
    "Moment",
    "Network",
    "NetworkPicture",
    "Node",
    "Picture",
    "Quote",
    "Said",
    "Selection",
    "as_network",
    "read_claims",
]
