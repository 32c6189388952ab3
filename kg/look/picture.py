"""What every picture can do: show itself in a notebook, and be saved."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import OutputError, UnknownName, reason_of
from kg.files import write_at_once
from kg.look.frame import Heading
from kg.look.page import frame

FRAME_HEIGHT = 640


class Picture(ABC):
    """A view of the graph that draws itself, the same at every run.

    Notebooks show it as a page in a frame, or as still SVG, or as text.
    """

    @property
    @abstractmethod
    def heading(self) -> Heading:
        """The title, what is in the picture and what was left out."""

    @property
    @abstractmethod
    def data(self) -> Mapping[str, Any]:
        """What is drawn, as plain records."""

    @property
    @abstractmethod
    def height(self) -> int:
        """How many pixels its frame in a notebook is high."""

    @abstractmethod
    def html(self) -> str:
        """Return the picture as a page that needs no other file and no network."""

    def text(self) -> str:
        """Return what is in the picture, in words."""
        return "\n".join(
            (self.heading.title, self.heading.summary, *self.heading.notes)
        )

    def json(self) -> str:
        """Return what is drawn as JSON."""
        return json.dumps(self.data, ensure_ascii=False, indent=1, default=str) + "\n"

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file, in the format that its name ends in.

        Raises:
            UnknownName: the picture has no such format.
            OutputError: the file cannot be written; an older one stays as it was.
        """
        target = Path(path)
        form = target.suffix.lower()
        writers = self.formats()
        if form not in writers:
            raise UnknownName(f"format of {target}:", form, writers)
        made = writers[form]()
        _write(target, made if isinstance(made, bytes) else made.encode())
        return target

    def formats(self) -> Mapping[str, Callable[[], str | bytes]]:
        """Return what the picture can be saved as, by how the name of a file ends."""
        return {".html": self.html, ".json": self.json}

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, str]:
        """Return the picture for a notebook (IPython's display protocol)."""
        del include, exclude  # IPython picks from what it is given
        caption = " ".join((self.heading.title + ".", self.heading.summary))
        page = frame(self.html(), self.heading.title, caption, self.height)
        return {"text/html": page, "text/plain": self.text()}

    def __repr__(self) -> str:
        """Return what is in the picture, on one line."""
        return f"<{type(self).__name__}: {self.heading.title}: {self.heading.summary}>"


def _write(target: Path, content: bytes) -> None:
    """Put a file in place whole, or not at all."""
    try:
        write_at_once(target, content)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {reason_of(error)}") from error
