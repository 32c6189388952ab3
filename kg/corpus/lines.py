"""The lines of a text, and which of them are page furniture or footnotes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.corpus.patterns import LayoutPatterns, Patterns

BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
INK = re.compile(r"[^\s\ufeff\u200b]")
SUPERSCRIPT = re.compile(r"(?<=[^\W\d_])[¹²³⁰⁴-⁹]+|(?<=[.,;:?!)»”\"’])[¹²³⁰⁴-⁹]+")
DIGIT = re.compile(r"\d")
RAISED = re.compile(r"[¹²³⁰⁴-⁹]")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
UNITS = re.compile(r"\b[kcdm]?m$")
MARKER = re.compile(
    r"(?:(?<=[a-zà-ÿ]{3})|(?<=[^\W\d_][.,;:?!])|(?<=[»”’)][.,;:?!])|(?<=[»”’\"')]))"
    r"\d{1,3}(?=[.,;:?!)»”’\"']*(?:\s|$))"
)
SPACED_MARKER = re.compile(r"(?<=[.?!»”’\"])[ \t]\d{1,3}[ \t]*$")
PAGE_START = re.compile(r"[ \t\xa0]\S")
USUAL = 0.9  # the share of lines that are no longer than the width of a text
NARROW = 60  # no text is set in narrower lines; a short text only has short ones
SHORT = 0.75  # of that width: a line that was not broken because it was full


class LineRole(StrEnum):
    """What a line is for."""

    TEXT = "text"
    BLANK = "blank"
    FURNITURE = "furniture"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line: `[begin, end)` without its line break, `[first, last)` its ink.

    `number` counts from 0; `tail` is what it ends with, footnote markers taken off;
    `page_start` tells that it begins with one blank, as the first line of a page does
    in extracted text.
    """

    number: int
    begin: int
    end: int
    first: int
    last: int
    text: str
    tail: str
    role: LineRole = LineRole.TEXT
    page_start: bool = False
    opens_note: bool = False
    markers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text as lines; `width` is the length of its full lines in characters."""

    text: str
    lines: tuple[Line, ...]
    width: int

    @property
    def wrapped(self) -> bool:
        """Tell whether lines are broken at a width, not only at paragraphs."""
        return self.width <= 160

    def is_short(self, line: Line) -> bool:
        """Tell whether a line ends well before the width of the text."""
        return line.last - line.first < SHORT * max(self.width, NARROW)


def read_layout(text: str, patterns: Patterns) -> Layout:
    """Split a text into lines and tell what each is for."""
    lines = _keep_furniture_apart(list(_split(text)), patterns)
    return Layout(
        text=text,
        lines=tuple(_keep_notes_apart(lines, patterns.layout)),
        width=_width(lines),
    )


def _split(text: str) -> Iterator[Line]:
    begin = number = 0
    for found in BREAK.finditer(text):
        yield _line(text, begin, found.start(), number)
        begin = found.end()
        number += 1
    if begin < len(text):
        yield _line(text, begin, len(text), number)


def _line(text: str, begin: int, end: int, number: int) -> Line:
    ink = INK.search(text, begin, end)
    first = ink.start() if ink else end
    words = text[first:end].rstrip()
    return Line(
        number=number,
        begin=begin,
        end=end,
        first=first,
        last=first + len(words),
        text=words,
        tail=words[-40:],
        role=LineRole.TEXT if words else LineRole.BLANK,
        page_start=PAGE_START.match(text, begin, end) is not None,
    )


def _width(lines: Sequence[Line]) -> int:
    lengths = sorted(line.last - line.first for line in lines if line.text)
    return lengths[int(USUAL * (len(lengths) - 1))] if lengths else 0


def _keep_furniture_apart(lines: list[Line], patterns: Patterns) -> list[Line]:
    asking = next(o.pattern for o in patterns.openers if o.kind == "item")
    for index, line in enumerate(lines):
        if line.role is not LineRole.TEXT:
            continue
        if patterns.layout.page_number.match(line.text):
            following = lines[index + 1] if index + 1 < len(lines) else None
            found = _is_page_number(line, following, lines[max(index - 1, 0)], asking)
        else:
            found = any(p.match(line.text) for p in patterns.layout.furniture)
        if found:
            lines[index] = replace(line, role=LineRole.FURNITURE)
    return lines


def _is_page_number(
    line: Line, following: Line | None, previous: Line, asking: re.Pattern[str]
) -> bool:
    """Tell a page number from the number of a question and from a cell of a table."""
    if following is not None and asking.match(f"{line.text} {following.text}"):
        return False
    edges = (
        not previous.text or previous.end == line.end,
        following is None or not following.text or following.page_start,
    )
    return any(edges)


def _keep_notes_apart(lines: list[Line], layout: LayoutPatterns) -> list[Line]:
    """Mark the footnotes, and cut their markers out of the running text."""
    markers = {index: _markers(line) for index, line in enumerate(lines) if line.text}
    places: dict[str, list[int]] = {}
    for index, found in markers.items():
        for begin, end in found:
            number = _number(lines[index].text[begin:end])
            places.setdefault(number, []).append(index)
    numbers = _mark_notes(lines, places, layout)
    for index, found in markers.items():
        line = lines[index]
        if line.role is LineRole.TEXT:
            lines[index] = _without_markers(line, found, numbers, index)
    return lines


def _markers(line: Line) -> list[tuple[int, int]]:
    """Find what may be footnote markers, as offsets into the text of the line."""
    found: list[tuple[int, int]] = []
    if DIGIT.search(line.text):  # most lines have none, which is told at once
        found += [m.span() for m in MARKER.finditer(line.text)]
        found += [m.span() for m in SPACED_MARKER.finditer(line.text)]
    return found + _raised(line)


def _raised(line: Line) -> list[tuple[int, int]]:
    """Find raised numbers that are no part of a unit ("km²")."""
    if not RAISED.search(line.text):
        return []
    return [
        m.span()
        for m in SUPERSCRIPT.finditer(line.text)
        if not UNITS.search(line.text[: m.start()])
    ]


def _number(marker: str) -> str:
    """Return the number that a marker stands for.

    >>> _number(" 12"), _number("³")
    ('12', '3')
    """
    return marker.strip().translate(LOWERED)


def _mark_notes(
    lines: list[Line], places: Mapping[str, list[int]], layout: LayoutPatterns
) -> Mapping[str, int]:
    """Give footnotes their role; return the last line at which each number stands."""
    numbers: dict[str, int] = {}
    inside, above, last = False, LineRole.BLANK, 0
    for index, line in enumerate(lines):
        opening = None
        if line.role is LineRole.TEXT and (
            inside or above is not LineRole.TEXT or line.page_start
        ):
            opening = layout.note.match(line.text)
        follows = opening and inside and int(opening["number"]) == last + 1
        if opening and (follows or _is_note(opening, index, places, last, layout)):
            number = opening["number"]
            numbers[number], last, inside = index, int(number), True
            lines[index] = replace(line, role=LineRole.NOTE, opens_note=True)
        elif inside and _goes_on(line, above, layout):
            lines[index] = replace(line, role=LineRole.NOTE)
        elif line.role is LineRole.TEXT:
            inside = False
        above = line.role
    return numbers


def _is_note(
    opening: re.Match[str],
    index: int,
    places: Mapping[str, list[int]],
    last: int,
    layout: LayoutPatterns,
) -> bool:
    number, rest = opening["number"], opening["rest"]
    sources = any(p.search(rest) for p in layout.note_sources)
    if sources and "http" in rest[:12]:
        return True
    if layout.not_a_note.match(rest) and not sources:
        return False
    marked = any(place < index for place in places.get(number, ()))
    return marked and (sources or int(number) in {1, last + 1})


def _goes_on(line: Line, above: LineRole, layout: LayoutPatterns) -> bool:
    """Tell whether a line continues a footnote: no gap, or nothing but an address."""
    if line.role is not LineRole.TEXT:
        return False
    bare = " " not in line.text and layout.note_sources[0].match(line.text) is not None
    return bare or (above is LineRole.TEXT and not line.page_start)


def _without_markers(
    line: Line,
    found: Sequence[tuple[int, int]],
    numbers: Mapping[str, int],
    index: int,
) -> Line:
    meant = [
        (begin, end)
        for begin, end in found
        if numbers.get(_number(line.text[begin:end]), -1) > index
    ]
    kept = sorted({*meant, *_raised(line)})
    if not kept:
        return line
    tail = line.text
    for begin, end in reversed(kept):
        tail = tail[:begin] + tail[end:]
    markers = tuple((line.first + b, line.first + e) for b, e in kept)
    return replace(line, tail=tail.rstrip()[-40:], markers=markers)
