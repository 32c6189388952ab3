"""Answering from a store in processes of their own, which a limit can end."""

from kg.workers.jobs import (
    DropJob,
    Job,
    PutJob,
    QueryJob,
    ReadJob,
    Reply,
    UpdateJob,
)
from kg.workers.limits import Limits
from kg.workers.service import Service
from kg.workers.snapshot import Snapshot, open_snapshot, take_snapshot

__all__ = [
    "DropJob",
    "Job",
    "Limits",
    "PutJob",
    "QueryJob",
    "ReadJob",
    "Reply",
    "Service",
    "Snapshot",
    "UpdateJob",
    "open_snapshot",
    "take_snapshot",
]
