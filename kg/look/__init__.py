"""Pictures of the graph: values read from it, and how they are drawn."""

from kg.look.claims import FILTERS, Claims, Moment, Quote, Said, Selection, read_claims
from kg.look.network import NETWORK_LIMIT, Edge, Network, Node, as_network
from kg.look.picture import Picture
from kg.look.pictures import NetworkPicture, StillPicture, TimelinePicture
from kg.look.timeline import (
    TIMELINE_LIMIT,
    Grouping,
    Item,
    Row,
    Timeline,
    as_timeline,
)
from kg.look.words import LANGUAGE

__all__ = [
    "FILTERS",
    "LANGUAGE",
    "NETWORK_LIMIT",
    "TIMELINE_LIMIT",
    "Claims",
    "Edge",
    "Grouping",
    "Item",
    "Moment",
    "Network",
    "NetworkPicture",
    "Node",
    "Picture",
    "Quote",
    "Row",
    "Said",
    "Selection",
    "StillPicture",
    "Timeline",
    "TimelinePicture",
    "as_network",
    "as_timeline",
    "read_claims",
]
