"""TOML as people write it."""

import tomllib
from typing import Any

from kg.errors import CorpusError, reason_of


def parse_toml(content: bytes, name: str) -> dict[str, Any]:
    """Return what a file of TOML in UTF-8 holds; a byte order mark may stand first.

    Args:
        content: of the file.
        name: of the file, for messages.

    Raises:
        CorpusError: it is not TOML in UTF-8, or nobody would have written it.

    >>> parse_toml(b"a = 1", "corpus.toml")
    {'a': 1}
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CorpusError(f"{name} is not UTF-8: byte {error.start}") from error
    except RecursionError as error:
        raise CorpusError(f"{name} is not read: it is nested too deeply") from error
    except ValueError as error:  # a number may have more digits than Python takes
        raise CorpusError(f"{name} is not valid TOML: {reason_of(error)}") from error
