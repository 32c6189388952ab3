"""What many claims are about: events, their conflicts and their links."""

from kg.resolve.resolution import resolve, set_apart

__all__ = ["resolve", "set_apart"]
