"""Pictures of the graph: values read from it, and how they are drawn."""

from kg.look.claims import FILTERS, Claims, Moment, Quote, Said, Selection, read_claims
from kg.look.evidence import EVIDENCE_LIMIT, Evidence, read_evidence
from kg.look.evidence_picture import EvidencePicture
from kg.look.network import NETWORK_LIMIT, Edge, Network, Node, as_network
from kg.look.picture import Picture
from kg.look.pictures import NetworkPicture, StillPicture, TimelinePicture
from kg.look.tables import as_frame, as_networkx
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
    "EVIDENCE_LIMIT",
    "FILTERS",
    "LANGUAGE",
    "NETWORK_LIMIT",
    "TIMELINE_LIMIT",
    "Claims",
    "Edge",
    "Evidence",
    "EvidencePicture",
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
    "as_frame",
    "as_network",
    "as_networkx",
    "as_timeline",
    "read_claims",
    "read_evidence",
]
