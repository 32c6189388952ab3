"""The pictures: a network, a timeline, and the sentences behind something."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from kg.look.frame import Heading
from kg.look.headings import network_heading, timeline_heading
from kg.look.network import Network
from kg.look.network_page import network_data
from kg.look.network_svg import Placed, network_legend, network_svg, place
from kg.look.page import as_markup, page
from kg.look.picture import FRAME_HEIGHT, Picture
from kg.look.png import png
from kg.look.timeline import Timeline
from kg.look.timeline_page import timeline_data
from kg.look.timeline_svg import timeline_svg
from kg.look.words import LANGUAGE, words

_EMPTY_HEIGHT = 130
_AROUND = 420  # pixels of a timeline beside its rows: title, axis, legend, sentences
_STILL = 500  # nodes up to which a page has the still picture too


class StillPicture(Picture):
    """A picture that can be drawn without motion too."""

    @abstractmethod
    def svg(self) -> str:
        """Return the picture as SVG that stands still."""

    def formats(self) -> Mapping[str, Callable[[], str | bytes]]:
        """Return what the picture can be saved as, by how the name of a file ends."""
        return {**super().formats(), ".svg": self.svg, ".png": lambda: png(self.svg())}


@dataclass(frozen=True, repr=False)
class NetworkPicture(StillPicture):
    """Who is linked with whom by what is claimed."""

    network: Network
    language: str = LANGUAGE

    @cached_property
    def heading(self) -> Heading:
        """The title, what is in the picture and what was left out."""
        return network_heading(self.network, words(self.language))

    @property
    def data(self) -> Mapping[str, Any]:
        """Nodes and edges as plain records."""
        return asdict(self.network)

    @property
    def height(self) -> int:
        """How many pixels its frame in a notebook is high."""
        return FRAME_HEIGHT if self.network.nodes else _EMPTY_HEIGHT

    @cached_property
    def places(self) -> Mapping[str, Placed]:
        """Where each node stands, by its IRI."""
        return place(self.network)

    def svg(self) -> str:
        """Return the picture as SVG that stands still."""
        return self._drawn(is_titled=True)

    def _drawn(self, *, is_titled: bool) -> str:
        said = words(self.language)
        return network_svg(
            self.network, self.places, self.heading, said, is_titled=is_titled
        )

    def html(self) -> str:
        """Return the picture as a page in which it can be searched and enlarged."""
        said = words(self.language)
        if not self.network.nodes:
            return page("network", self.heading, said, svg="")
        is_small = len(self.network.nodes) <= _STILL
        still = self._drawn(is_titled=False) if is_small else ""
        return page(
            "network",
            self.heading,
            said,
            network_data(self.network, self.places, said),
            svg=as_markup(still),
            legend=network_legend(self.network, said),
            sign=lambda entry: as_markup(entry.sign()),
        )


@dataclass(frozen=True, repr=False)
class TimelinePicture(StillPicture):
    """What happened when, as far as is claimed."""

    timeline: Timeline
    language: str = LANGUAGE

    @cached_property
    def heading(self) -> Heading:
        """The title, what is in the picture and what was left out."""
        return timeline_heading(self.timeline, words(self.language))

    @property
    def data(self) -> Mapping[str, Any]:
        """Rows and their items as plain records."""
        return asdict(self.timeline)

    @property
    def height(self) -> int:
        """How many pixels its frame in a notebook is high."""
        rows = self.timeline.rows
        items = sum(len(row.items) for row in rows)
        needed = _AROUND + 36 * len(rows) + 21 * items
        return min(FRAME_HEIGHT, needed) if rows else _EMPTY_HEIGHT

    def svg(self) -> str:
        """Return the picture as SVG that stands still."""
        return timeline_svg(self.timeline, self.heading, words(self.language))

    def html(self) -> str:
        """Return the picture as a page in which each event shows its sentences."""
        said = words(self.language)
        if not self.timeline.rows:
            return page("timeline", self.heading, said)
        data = timeline_data(self.timeline, said)
        svg = timeline_svg(self.timeline, self.heading, said, is_titled=False)
        return page("timeline", self.heading, said, data, svg=as_markup(svg))
