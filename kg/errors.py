"""Everything that can go wrong, as one tree.

KroniekError
├── InputError            what the user gave cannot be used (exit code 2)
│   ├── CorpusError       folder, manifest or document
│   ├── CorrectionError   corrections that cannot be read or contradict each other
│   ├── UnknownName       a query, pipeline or format that does not exist
│   ├── QueryError        SPARQL that does not parse or run
│   │   └── CallRefused   SPARQL that would ask another machine, and may not
│   ├── SettingsError     an option or setting out of range
│   └── EndpointError     a server that refuses, or answers something else
│       └── EndpointUnavailable   cannot be reached, or is overloaded
├── KnowledgeError        a file under ontology/ or queries/ is malformed
├── OutputError           the result cannot be written
└── Refused               a request to a server cannot be answered
"""

from collections.abc import Iterable
from typing import Any


class KroniekError(Exception):
    """Base of all errors that Kroniek raises on purpose; the message is one line."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell how a copy is made in another process, whatever `__init__` takes."""
        return _copied, (type(self), self.args, self.__dict__)


def _copied(
    kind: type[KroniekError], args: tuple[object, ...], fields: dict[str, object]
) -> KroniekError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


class InputError(KroniekError):
    """What the user gave cannot be used."""


class CorpusError(InputError):
    """A corpus folder, its manifest or one of its documents cannot be read."""


class CorrectionError(InputError):
    """Corrections of readers cannot be read, or contradict each other."""


class UnknownName(InputError):
    """A name was asked for that does not exist.

    >>> str(UnknownName("query", "coup", ["coups", "arrests"]))
    "no query 'coup'; there are: arrests, coups"
    """

    def __init__(self, kind: str, name: str, choices: Iterable[str]) -> None:
        listed = ", ".join(sorted(choices)) or "none"
        super().__init__(f"no {kind} {name!r}; there are: {listed}")


class QueryError(InputError):
    """A SPARQL query does not parse or cannot be run."""


class CallRefused(QueryError):
    """A query would have another machine asked, which it may not."""


class SettingsError(InputError):
    """An option or setting is out of its range."""


class EndpointError(InputError):
    """A server refuses what was asked of it, or answers something else."""


class EndpointUnavailable(EndpointError):
    """A server cannot be reached, is too slow or overloaded; it may work later.

    `wait` is how many seconds the server asks to be left alone, where it does.
    """

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class KnowledgeError(KroniekError):
    """A file of the ontology, registry, lexicon or query library is malformed."""


class OutputError(KroniekError):
    """The result cannot be written."""


class Refused(KroniekError):
    """A request to a server cannot be answered.

    `status` is that of HTTP which says why; after `again` seconds it may work.
    """

    def __init__(self, status: int, message: str, *, again: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.again = again


def on_one_line(message: object) -> str:
    r"""Return words as an error tells them: line ends and runs of blanks are one blank.

    >>> on_one_line("no table\n  in it")
    'no table in it'
    """
    return " ".join(str(message).split())


def reason_of(error: object) -> str:
    """Return on one line what went wrong; of errors of the system, that alone.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'No such file or directory'
    >>> reason_of(TimeoutError())
    'TimeoutError'
    """
    words = getattr(error, "strerror", None) or error
    return on_one_line(words) or type(error).__name__
