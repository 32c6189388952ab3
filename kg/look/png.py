"""Pictures of pixels, made from SVG by resvg, with the fonts of the machine."""

from functools import cache
from xml.etree import ElementTree as ET

import resvg_py

from kg.errors import OutputError

_ZOOM = 2.0  # sharp on screens with twice the pixels, and in print
_LARGEST = 8000  # pixels along a side
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text y="16" font-family="sans-serif">{}</text></svg>'
)


def png(svg: str) -> bytes:
    """Return a picture of SVG as PNG, twice its size unless that is very large.

    Raises:
        OutputError: the machine has no font, so that all text would be missing.
    """
    if not _has_font():
        raise OutputError(
            "a PNG needs a font, and this machine has none: install one, such as"
            " Liberation Sans or DejaVu, or save as .svg"
        )
    root = ET.fromstring(svg)  # noqa: S314  it is our own
    longest = max(float(root.get(side, "0")) for side in ("width", "height"))
    return _rendered(svg, min(_ZOOM, _LARGEST / longest))


def _rendered(svg: str, zoom: float) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            font_family="Liberation Sans",
            sans_serif_family="Liberation Sans",
        )
    )


@cache
def _has_font() -> bool:
    """Tell whether a letter leaves a trace."""
    return _rendered(_PROBE.format("M"), 1.0) != _rendered(_PROBE.format(" "), 1.0)
