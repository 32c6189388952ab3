"""Which of the formats that there are a client wants most (RFC 9110, 12.5.1)."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# By media type, the best one first, the names of the formats of `kg.workers.formats`.
SOLUTIONS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
RDF: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
}
TRIPLES: Mapping[str, str] = {
    **RDF,
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
}
QUADS: Mapping[str, str] = {"application/trig": "trig", "application/n-quads": "nq"}


@dataclass(frozen=True, slots=True)
class Range:
    """What a client accepts: `type/subtype`, where each may be `*`, and how gladly."""

    kind: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Return how closely a media type is meant, 0 where it is not."""
        if self.kind == media_type:
            return 3
        if self.kind == f"{media_type.partition('/')[0]}/*":
            return 2
        return 1 if self.kind == "*/*" else 0


def choose(accept: str | None, offers: Iterable[str]) -> str | None:
    """Return the media type that suits best, None if none is accepted.

    What is named is preferred to what is meant by `*`, and then what is offered first.
    A header that is absent, or in which nothing can be read, accepts anything.

    >>> choose("text/csv;q=0.5, application/json", SOLUTIONS)
    'application/json'
    >>> choose("text/*;q=0.5, text/csv;q=0", SOLUTIONS)
    'text/tab-separated-values'
    """
    ranges = _ranges(accept or "") or [Range("*/*", 1.0)]
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for offer in offers:
        found = max(ranges, key=lambda r: (r.fits(offer), r.quality))
        rating = (found.quality, found.fits(offer))
        if found.fits(offer) and found.quality > 0 and rating > best:
            best, chosen = rating, offer
    return chosen


def _ranges(accept: str) -> list[Range]:
    found = (_range(element) for element in accept.split(","))
    return [each for each in found if each is not None]


def _range(element: str) -> Range | None:
    """Read one element of the header; None if it is not well-formed."""
    kind, *parameters = (part.strip() for part in element.split(";"))
    main, slash, sub = kind.lower().partition("/")
    if not (main and slash and sub) or (main == "*" and sub != "*"):
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            quality = _quality(value.strip())
    return Range(f"{main}/{sub}", quality)


def _quality(value: str) -> float:
    """Return a weight, from 0 to 1; what is none counts as 1."""
    try:
        number = float(value)
    except ValueError:
        return 1.0
    return 1.0 if math.isnan(number) else min(max(number, 0.0), 1.0)
