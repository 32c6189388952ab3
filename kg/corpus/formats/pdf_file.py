"""PDF files with a text layer.

They are read in a process of its own, which ends when it takes too long or too much
memory: what a page costs is not known before it is read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kg.corpus.formats.extracted import Extracted
from kg.corpus.formats.limits import PDF_MEMORY, PDF_PAGES, PDF_SECONDS
from kg.corpus.formats.writing import tidy
from kg.corpus.known import Known
from kg.corpus.rejecting import UnusableError

READER = Path(__file__).with_name("pdf_reader.py")


def read_pdf(content: bytes, *, seconds: float = PDF_SECONDS) -> Extracted:
    """Return the text layer of a PDF file, page by page.

    Args:
        content: of the file.
        seconds: how long it may take.

    Raises:
        UnusableError: it is no PDF, is encrypted, has no text layer or takes too long.
    """
    if b"%PDF-" not in content[:1024]:
        raise UnusableError("not a PDF: it does not begin as one")
    found = _ask_reader(content, seconds)
    if "error" in found:
        raise UnusableError(str(found["error"]))
    text = "\n\n".join(found["pages"])
    if not any(character.isalnum() for character in text):
        raise UnusableError("the PDF has no text layer; run OCR first")
    return Extracted(
        text=tidy(text),
        known=Known(title=found["title"] or None),
        extractor=found["extractor"],
    )


def _ask_reader(content: bytes, seconds: float) -> dict[str, Any]:
    try:
        ended = subprocess.run(  # noqa: S603  our own module, and no shell
            [sys.executable, "-P", READER, str(PDF_PAGES), str(PDF_MEMORY)],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        return dict(json.loads(ended.stdout))
    except subprocess.TimeoutExpired:
        raise UnusableError(f"the PDF took longer than {seconds:g} seconds") from None
    except ValueError:
        last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        cause = last or f"its reader ended with code {ended.returncode}"
        raise UnusableError(f"the PDF cannot be read: {cause}") from None
