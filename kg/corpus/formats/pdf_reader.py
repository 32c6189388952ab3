"""Takes the text out of the PDF on standard input; run by `pdf_file`.

    pdf_reader.py PAGES BYTES

reads at most so many pages in so much memory. It imports nothing of the package, so
that its process starts quickly.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PyPdfError

EXTRACTOR = f"pypdf {pypdf.__version__}"
CLOSED = "the PDF is encrypted; give a copy that opens without a password"


def read(content: bytes, most: int) -> dict[str, Any]:
    """Return the pages and title of a PDF, or an error.

    Args:
        content: of the file.
        most: how many pages it may have.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": CLOSED}
        count = len(reader.pages)
        if count > most:
            return {"error": f"the PDF has {count:,} pages; at most {most:,} are read"}
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DependencyError:
        return {"error": CLOSED}
    except PyPdfError as error:
        return {"error": f"the PDF cannot be read: {error}"}
    return {"pages": pages, "title": str(title or "").strip(), "extractor": EXTRACTOR}


def limit_memory(most: int) -> None:
    """Have the system refuse this process more memory, where it can (POSIX)."""
    try:
        import resource  # noqa: PLC0415  no such module on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Read standard input and write JSON to standard output."""
    pages, memory = map(int, sys.argv[1:])
    limit_memory(memory)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = read(sys.stdin.buffer.read(), pages)
    except MemoryError:
        found = {"error": "the PDF takes too much memory"}
    except Exception as error:  # noqa: BLE001  hostile files raise all kinds
        found = {"error": f"the PDF cannot be read: {type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
