"""A timeline as a picture that stands still."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from xml.etree import ElementTree as ET

from kg.look.frame import (
    MARGIN,
    Heading,
    Legend,
    contested_entry,
    line_entry,
)
from kg.look.scale import Scale, scale_of
from kg.look.signs import BAR, TAIL, Kind, Sign, kind_of, sign_entry
from kg.look.style import denial, is_contested, line_of, lines
from kg.look.svg import (
    FAINT,
    PAPER,
    RULE,
    drawing,
    element,
    label,
    name,
    shortened,
    width_of,
    written,
)
from kg.look.timeline import Grouping, Item, Row, Timeline
from kg.look.words import Words

WIDTH = 1180
_TYPE = 12.5
_LANE = 21
_HEAD = 26  # pixels of the name of a row
_AXIS = 30
_LETTERS = 64
_QUOTED = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """An item in its lane: where its sign begins and ends, and where its label."""

    item: Item
    left: float
    right: float
    text: str
    is_text_left: bool
    lane: int = 0

    @property
    def extent(self) -> tuple[float, float]:
        room = width_of(self.text, _TYPE) + 12
        if self.is_text_left:
            return self.left - room, self.right
        return self.left, self.right + room


def timeline_svg(
    timeline: Timeline, heading: Heading, words: Words, *, is_titled: bool = True
) -> str:
    """Return a timeline as SVG; the same timeline gives the same bytes.

    `is_titled` tells whether the heading is drawn too, not only told to screen readers.
    Each item is a group with the identifier `item-` and its number, counted through the
    rows.
    """
    top = heading.height(WIDTH) if is_titled else 0
    if not timeline.rows:
        root = drawing(WIDTH, top + MARGIN, heading.title, heading.description)
        heading.draw(root, WIDTH)
        return written(root)
    scale = scale_of(_days(timeline), MARGIN + 6, WIDTH - MARGIN - 6)
    rows = [_lanes(row, timeline.by, scale, words) for row in timeline.rows]
    heights = [_HEAD + _LANE * (1 + max(mark.lane for mark in row)) + 8 for row in rows]
    legend = timeline_legend(timeline, words)
    low = top + _AXIS + sum(heights)
    root = drawing(
        WIDTH, low + _AXIS + legend.height(WIDTH), heading.title, heading.description
    )
    if is_titled:
        heading.draw(root, WIDTH)
    _axis(root, scale, words, top + _AXIS, low)
    numbers = count()
    y = top + _AXIS
    for row, marks, height in zip(timeline.rows, rows, heights, strict=True):
        own = element(root, "g", class_="row")
        element(own, "line", x1=MARGIN, x2=WIDTH - MARGIN, y1=y, y2=y, stroke=RULE)
        title = shortened(row.label or words.text("no_actor"), _LETTERS)
        label(own, MARGIN, y + 18, title, _TYPE + 0.5, font_weight="bold", halo=True)
        for mark in marks:
            group = element(own, "g", class_="item", id=f"item-{next(numbers)}")
            _draw(group, mark, y + _HEAD + _LANE * (mark.lane + 0.5), words)
        y += height
    legend.draw(root, WIDTH, low + _AXIS)
    return written(root)


def timeline_legend(timeline: Timeline, words: Words) -> Legend:
    """Return the signs that the picture uses, and no others."""
    items = [item for row in timeline.rows for item in row.items]
    kinds = {kind_of(item.moment) for item in items}
    marks = [sign_entry(kind, words) for kind in Kind if kind in kinds]
    drawn = {line_of(_sure(item)).name for item in items}
    sure = [line_entry(each, words) for each in lines() if each.name in drawn]
    if any(is_contested(_sure(item)) for item in items):
        sure.append(contested_entry(lines()[0], denial(), words))
    return Legend(
        ((words.text("marks"), tuple(marks)), (words.text("sureness"), tuple(sure)))
    )


def item_title(item: Item, words: Words) -> str:
    """Return what a pointer shows of an item."""
    quote = item.quotes[0]
    counts = [
        words.count("sources", item.sources),
        words.count("documents", item.documents),
    ]
    sure = ", ".join(words.text(each) for each in _sure(item))
    sentence = shortened(quote.sentence, _QUOTED)
    said = "; ".join((words.time(item.moment.edtf), sure, *counts))
    return f"{item.label} ({said})\n«{sentence}»"


def item_label(item: Item, by: Grouping, words: Words) -> str:
    """Return what stands beside an item: its time, what it is, how many say so.

    Its class is left out where the row tells it.
    """
    text = item.label.removesuffix(item.moment.edtf).rstrip(", ")
    if by is Grouping.CLASS:
        text = text.removeprefix(item.class_label).removeprefix(": ")
    shown = f"{words.time(item.moment.edtf)}  {shortened(text, _LETTERS)}".rstrip()
    if item.sources > 1:
        shown += f" · {words.count('sources', item.sources)}"
    return shown


def _lanes(row: Row, by: Grouping, scale: Scale, words: Words) -> list[_Mark]:
    """Give each item of a row the first lane in which it hits no other."""
    ends: list[list[tuple[float, float]]] = []
    marks = []
    for item in row.items:
        mark = _mark(item, item_label(item, by, words), scale)
        left, right = mark.extent
        lane = next(
            (
                number
                for number, taken in enumerate(ends)
                if all(right < a or b < left for a, b in taken)
            ),
            len(ends),
        )
        if lane == len(ends):
            ends.append([])
        ends[lane].append((left, right))
        marks.append(replace(mark, lane=lane))
    return marks


def _mark(item: Item, text: str, scale: Scale) -> _Mark:
    first, last = item.moment.first, item.moment.last
    if first and last:
        left, right = scale.span(first, last)
        if right - left < BAR:
            middle = (left + right) / 2
            left, right = middle - BAR / 2, middle + BAR / 2
    elif first:
        left = scale.at(first)
        right = left + TAIL
    else:
        right = scale.span(last, last)[1] if last else scale.right
        left = right - TAIL
    is_left = right + width_of(text, _TYPE) + 12 > WIDTH - MARGIN
    return _Mark(item=item, left=left, right=right, text=text, is_text_left=is_left)


def _draw(group: ET.Element, mark: _Mark, y: float, words: Words) -> None:
    name(group, item_title(mark.item, words))
    left, right = mark.extent
    # What can be pointed at is the whole line, label included.
    element(
        group,
        "rect",
        x=left,
        y=y - _LANE / 2,
        width=right - left,
        height=_LANE,
        fill=PAPER,
        fill_opacity="0",
    )
    sign = Sign(
        kind=kind_of(mark.item.moment),
        left=mark.left,
        right=mark.right,
        factualities=tuple(_sure(mark.item)),
        opens_left=mark.item.moment.first is None,
    )
    sign.draw(group, y)
    if mark.is_text_left:
        label(
            group,
            mark.left - 6,
            y + 4.5,
            mark.text,
            _TYPE,
            halo=True,
            text_anchor="end",
        )
    else:
        label(group, mark.right + 6, y + 4.5, mark.text, _TYPE, halo=True)


def _axis(root: ET.Element, scale: Scale, words: Words, top: float, low: float) -> None:
    group = element(root, "g", class_="axis", text_anchor="middle", fill=FAINT)
    for x, text in scale.ticks(words):
        element(group, "line", x1=x, x2=x, y1=top, y2=low, stroke=RULE)
        label(group, x, top - 8, text, _TYPE - 1)
        label(group, x, low + 16, text, _TYPE - 1)


def _days(timeline: Timeline) -> Iterable[date]:
    return [
        day
        for row in timeline.rows
        for item in row.items
        for day in (item.moment.first, item.moment.last)
        if day is not None
    ]


def _sure(item: Item) -> list[str]:
    return [each for each, _ in item.factualities]
