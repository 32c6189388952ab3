"""What many claims are about: events, their conflicts and their links."""

from kg.resolve.resolution import resolve

__all__ = ["resolve"]
