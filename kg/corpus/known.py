"""What is known of a document beside its text, wherever it was found."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from kg.model import DateBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one place says of a document: manifest, metadata or text.

    None is for what it does not say. `date_basis` goes with `issued`: it tells where
    that day comes from.
    """

    identifier: str | None = None
    title: str | None = None
    kind: str | None = None
    issued: date | None = None
    date_basis: DateBasis | None = None
    country: str | None = None
    language: str | None = None
    asked: date | None = None
    asked_by: str | None = None
    answered_by: str | None = None
    publisher: str | None = None

    def before(self, other: Known) -> Known:
        """Return what either says; where both say something, this one is heeded.

        >>> manifest, metadata = Known(title="T"), Known(title="X", kind="letter")
        >>> both = manifest.before(metadata)
        >>> both.title, both.kind
        ('T', 'letter')
        """
        if other == NOTHING:
            return self
        said: dict[str, Any] = {
            name: getattr(self, name)
            for name in NAMES
            if getattr(self, name) is not None
        }
        if self.issued is not None:
            said["date_basis"] = self.date_basis
        return replace(other, **said)


NAMES = tuple(field.name for field in fields(Known))
NOTHING = Known()
