"""The formats in which papers are published, and the text that stands in them."""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from kg.corpus.formats.extracted import Extracted
from kg.corpus.formats.limits import FILE_BYTES, too_large
from kg.corpus.known import Known
from kg.corpus.rejecting import UnusableError
from kg.errors import KroniekError

logger = logging.getLogger(__name__)

# By ending: the module and the function that reads it. A library is imported when the
# first file of its format is read.
READERS = {
    ".txt": ("plain", "read_plain"),
    ".xml": ("publication", "read_publication"),
    ".html": ("page", "read_page"),
    ".htm": ("page", "read_page"),
    ".xhtml": ("page", "read_page"),
    ".docx": ("docx_file", "read_docx"),
    ".pdf": ("pdf_file", "read_pdf"),
}
ENDINGS = tuple(READERS)
METADATA_ENDING = ".metadata.xml"

__all__ = [
    "ENDINGS",
    "METADATA_ENDING",
    "Extracted",
    "extract",
    "extract_metadata",
    "is_paper",
]


def is_paper(name: str) -> bool:
    """Tell whether a file is in a format that is read, by its ending.

    >>> is_paper("kst-1-2.PDF"), is_paper("kst-1-2.metadata.xml"), is_paper("a.ttl")
    (True, False, False)
    """
    lower = name.lower()
    return lower.endswith(ENDINGS) and not lower.endswith(METADATA_ENDING)


def extract(name: str, content: bytes) -> Extracted:
    """Return the text and metadata of a file, by the ending of its name.

    The same content gives the same text, with the same version of the library.

    Raises:
        UnusableError: the format is not read, or the file cannot be.
    """
    if len(content) > FILE_BYTES:
        raise UnusableError(too_large(len(content)))
    ending = PurePosixPath(name).suffix.lower()
    if not is_paper(name):
        choices = ", ".join(ENDINGS)
        raise UnusableError(f"{ending or name!r} is no format; there are: {choices}")
    module, function = READERS[ending]
    reader = getattr(import_module(f"{__name__}.{module}"), function)
    try:
        return cast("Extracted", reader(content))
    except (UnusableError, KroniekError):
        raise
    except Exception as error:  # a library may fail on what nobody has foreseen
        logger.exception("cannot read %s", name)
        raise UnusableError(
            f"it cannot be read: {type(error).__name__}: {error}"
        ) from error


def extract_metadata(content: bytes, head: str) -> Known:
    """Return what a file of metadata beside a paper tells.

    Args:
        content: of a `metadata.xml` of officielebekendmakingen.nl.
        head: the first lines of the paper, or all of it.

    Raises:
        UnusableError: it is not such a file.
    """
    from kg.corpus.formats.publication import read_metadata_file  # noqa: PLC0415

    return read_metadata_file(content, head)
