"""Plain text: the file as it is."""

from kg.corpus.formats.extracted import Extracted
from kg.corpus.formats.limits import TEXT_CHARACTERS, too_long
from kg.corpus.rejecting import UnusableError


def read_plain(content: bytes) -> Extracted:
    """Return a text as it was decoded.

    Line breaks and byte order marks stay, so that offsets are those of the file.

    Raises:
        UnusableError: it is not UTF-8, empty or too long.
    """
    if b"\0" in content:
        raise UnusableError("the file is not text: it holds NUL bytes")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusableError(f"the file is not UTF-8: byte {error.start}") from error
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnusableError("the file is empty")
    if len(text) > TEXT_CHARACTERS:
        raise UnusableError(too_long(len(text)))
    return Extracted(text=text)
