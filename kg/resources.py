"""Where the knowledge files are: beside the package in a checkout, else inside it."""

from pathlib import Path

from kg.errors import KnowledgeError

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `ontology` or `queries`.

    Raises:
        KnowledgeError: the installation lacks the folder.
    """
    for candidate in (PACKAGE / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise KnowledgeError(f"the folder {name!r} is missing from this installation")
