"""How much of a file is read; a paper of parliament is far below all of this."""

MILLION = 1_000_000

FILE_BYTES = 100 * MILLION
TEXT_CHARACTERS = 20 * MILLION
ZIP_MEMBERS = 5_000
UNPACKED_BYTES = 200 * MILLION
PDF_PAGES = 5_000
PDF_SECONDS = 120
PDF_MEMORY = 2_000 * MILLION  # bytes


def too_large(size: int) -> str:
    """Return why a file of so many bytes is not read."""
    return f"the file has {size:,} bytes; at most {FILE_BYTES:,} are read"
