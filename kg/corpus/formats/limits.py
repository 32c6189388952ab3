"""How much of a file is read; a paper of parliament is far below all of this."""

MILLION = 1_000_000

FILE_BYTES = 100 * MILLION
TEXT_CHARACTERS = 10 * MILLION  # some 3,000 pages; they are held in memory
ZIP_MEMBERS = 5_000
UNPACKED_BYTES = 200 * MILLION
PDF_PAGES = 5_000
PDF_SECONDS = 120
PDF_MEMORY = 2_000 * MILLION  # bytes


def too_large(size: int) -> str:
    """Return why a file of so many bytes is not read."""
    return f"the file has {size:,} bytes; at most {FILE_BYTES:,} are read"


def too_long(length: int) -> str:
    """Return why a text of so many characters is not read."""
    return (
        f"its text has {length:,} characters; at most {TEXT_CHARACTERS:,} are read:"
        " divide it"
    )
