"""The folder of a corpus, out of which no name leads."""

from dataclasses import dataclass
from pathlib import Path

from kg.corpus.rejecting import UnusableError
from kg.errors import CorpusError


@dataclass(frozen=True, slots=True)
class CorpusFolder:
    """A folder of files that are named relative to it."""

    path: Path

    def __str__(self) -> str:
        """Return the folder as a user names it."""
        return str(self.path)

    def check(self, needed: str) -> None:
        """Make sure that it is a folder.

        Args:
            needed: the file that should be in it, for the message.

        Raises:
            CorpusError: it is none.
        """
        if not self.path.exists():
            raise CorpusError(f"no folder {str(self)!r}")
        if not self.path.is_dir():
            raise CorpusError(f"{str(self)!r} is not a folder; give one with {needed}")

    def names(self) -> list[str]:
        """Return the names of the files that lie in it, sorted."""
        return sorted(path.name for path in self.path.iterdir() if path.is_file())

    def read(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            UnusableError: it lies outside the folder, is not there or cannot be read.
        """
        path = self.path / name
        try:
            if not path.resolve().is_relative_to(self.path.resolve()):
                raise UnusableError(f"the file {name!r} is outside the folder")
            return path.read_bytes()
        except FileNotFoundError:
            raise UnusableError(f"there is no file {name!r}") from None
        except (OSError, ValueError) as error:
            cause = getattr(error, "strerror", None) or error
            raise UnusableError(f"the file {name!r} cannot be read: {cause}") from error
