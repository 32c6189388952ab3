"""Readers have the last word on claims and actors; on events, `kg.resolve` heeds them.

A correction that hits nothing is told with what is nearest, never lost.
"""

from kg.correct.actors import renamed
from kg.correct.correcting import correct
from kg.correct.leaving import answers_to, without

__all__ = ["answers_to", "correct", "renamed", "without"]
