"""What a reader of a format gives."""

from dataclasses import dataclass, field

from kg.corpus.known import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of a file, and what its metadata say of it.

    `extractor` is the library that the text was taken out with, and its version; it is
    None for plain text, which is the file itself.
    """

    text: str
    known: Known = field(default_factory=Known)
    extractor: str | None = None
