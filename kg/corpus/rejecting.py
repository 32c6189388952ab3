"""Documents that cannot be used, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rejected:
    """A document that cannot be used, by identifier or file name, and why."""

    name: str
    reason: str


class UnusableError(Exception):
    """Why one document is rejected; does not leave this package."""
