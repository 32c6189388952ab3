"""The blocks of a text: paragraphs, headings, footnotes, lines that open turns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.corpus.hyphens import Hyphenation, read_hyphenation
from kg.corpus.joining import join_lines
from kg.corpus.lines import Layout, Line, LineRole, read_layout
from kg.corpus.openers import Opening, find_opening
from kg.corpus.patterns import LayoutPatterns, Patterns
from kg.corpus.pieces import divided
from kg.model import Cleaned

SENTENCE_END = re.compile(r"[.?!:;…]\s?[\"”’'»)\]]*$")
WORD = re.compile(r"[^\W\d_]+")
HEADING_LENGTH = 120
HEADING_START = re.compile(r"[\"“‘«(]?[A-ZÀ-Ý0-9’]")


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    OPENER = "opener"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together, as running text.

    `cleaned` is empty for a footnote that only names a source. `opening` tells what an
    opener opens; its heading may be followed by text on the same line.
    """

    kind: BlockKind
    begin: int
    end: int
    cleaned: Cleaned
    opening: Opening | None = None


def read_blocks(text: str, patterns: Patterns) -> tuple[Block, ...]:
    """Return all blocks of a text, in order of where they begin."""
    layout = read_layout(text, patterns)
    return _Grouping(
        layout=layout,
        patterns=patterns,
        hyphenation=read_hyphenation(text, patterns.hyphens),
    ).blocks()


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of one block, and what it opens."""

    lines: list[Line]
    opening: Opening | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouping:
    """Puts lines together to blocks."""

    layout: Layout
    patterns: Patterns
    hyphenation: Hyphenation

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in order."""
        groups = list(self._groups())
        found = [self._as_block(group, is_last=group is groups[-1]) for group in groups]
        found.extend(self._as_note(lines) for lines in self._notes())
        pieces = (piece for block in found for piece in _divided(block))
        return tuple(sorted(pieces, key=lambda block: block.begin))

    def _groups(self) -> Iterator[_Group]:
        group = _Group([])
        gap = True
        for index, line in enumerate(self.layout.lines):
            if line.role is not LineRole.TEXT:
                gap = True
                continue
            gap = gap or line.page_start
            opening = self._opening(index, group, gap=gap)
            if opening or not group.lines or self._starts(line, group, gap=gap):
                if group.lines:
                    yield group
                group = _Group([], opening)
            group.lines.append(line)
            gap = False
        if group.lines:
            yield group

    def _opening(self, index: int, group: _Group, *, gap: bool) -> Opening | None:
        lines = self.layout.lines
        boundary = (
            gap
            or group.opening is not None
            or not group.lines
            or self._ends(group.lines[-1])
            or self.layout.is_short(group.lines[-1])
        )
        opening = find_opening(lines, index, self.patterns)
        return opening if opening and (boundary or opening.alone) else None

    def _starts(self, line: Line, group: _Group, *, gap: bool) -> bool:
        """Tell whether a line that opens no turn begins a new block."""
        last, opening = group.lines[-1], group.opening
        if opening and opening.alone:
            return True
        if self.patterns.layout.clause.match(line.text):
            return bool(opening) or gap or last.tail[-1] in ",;:"
        if opening and opening.opener.whole:
            return self._ends_opener(line, last, opening, gap=gap)
        if not self.layout.wrapped and not gap:
            return self._ends(last) or not _starts_low(line)
        return self._after_gap(line, group) if gap else self._within(line, last)

    def _ends_opener(
        self, line: Line, last: Line, opening: Opening, *, gap: bool
    ) -> bool:
        """Judge a line after an opener that goes on until a blank line."""
        if last.tail[-1] == "," or _starts_low(line):
            return gap and not line.text.startswith("(") and last.tail[-1] != ","
        if gap or self._ends(last):
            return True
        bracketed = last.text.count("(") > last.text.count(")")
        if bracketed or self.patterns.layout.open_ends.search(last.tail):
            return False
        said = self._ends(line) and not opening.tells
        return said or self.layout.is_short(last)

    def _within(self, line: Line, last: Line) -> bool:
        """Judge a line that follows directly."""
        if not self._ends(last) or self._abbreviates(last):
            return False
        listed = self.patterns.layout.bullet.match(line.text) is not None
        return listed or (self.layout.is_short(last) and not _starts_low(line))

    def _after_gap(self, line: Line, group: _Group) -> bool:
        """Judge a line after a blank line, a page break or a footnote."""
        last, layout = group.lines[-1], self.patterns.layout
        if self._ends(last):
            return not (self._abbreviates(last) and _starts_low(line))
        if _starts_low(line) and not layout.bullet.match(line.text):
            return False
        if layout.bullet.match(line.text):
            return True
        if layout.open_ends.search(last.tail) or last.tail[-1] in "-‐":
            return False
        if self.layout.is_short(line) and _may_head([line], layout):
            return True
        return _may_head(group.lines, layout) or self.layout.is_short(last)

    def _ends(self, line: Line) -> bool:
        return SENTENCE_END.search(line.tail) is not None

    def _abbreviates(self, line: Line) -> bool:
        return self.patterns.layout.abbreviations.search(line.tail) is not None

    def _as_block(self, group: _Group, *, is_last: bool) -> Block:
        kind = BlockKind.PARAGRAPH
        if group.opening:
            kind = BlockKind.OPENER
        elif not is_last and _may_head(group.lines, self.patterns.layout):
            kind = BlockKind.HEADING
        return self._block(kind, group.lines, group.opening)

    def _block(
        self, kind: BlockKind, lines: Sequence[Line], opening: Opening | None = None
    ) -> Block:
        return Block(
            kind=kind,
            begin=lines[0].first,
            end=lines[-1].last,
            cleaned=join_lines(self.layout.text, lines, self.hyphenation),
            opening=opening,
        )

    def _notes(self) -> Iterator[list[Line]]:
        note: list[Line] = []
        for line in self.layout.lines:
            if line.role is not LineRole.NOTE:
                continue
            if line.opens_note and note:
                yield note
                note = []
            note.append(line)
        if note:
            yield note

    def _as_note(self, lines: list[Line]) -> Block:
        block = self._block(BlockKind.NOTE, lines)
        rest = self.patterns.layout.note.match(block.cleaned.text)
        words = rest["rest"] if rest else block.cleaned.text
        sources = self.patterns.layout.note_sources
        start = len(block.cleaned.text) - len(words)
        if any(pattern.search(words) for pattern in sources):
            start = len(block.cleaned.text)
        return Block(
            kind=block.kind,
            begin=block.begin,
            end=block.end,
            cleaned=cut(block.cleaned, start),
        )


def _divided(block: Block) -> Iterator[Block]:
    """Yield a block whose text is too long as several; the first of them opens."""
    first, *others = tuple(divided(block.cleaned)) or (block.cleaned,)
    if not others:
        yield block
        return
    kind = block.kind if block.kind is BlockKind.NOTE else BlockKind.PARAGRAPH
    yield replace(block, end=first.offsets[-1] + 1, cleaned=first)
    for piece in others:
        begin, end = piece.original(0, len(piece.text))
        end = block.end if piece is others[-1] else end
        yield Block(kind=kind, begin=begin, end=end, cleaned=piece)


def cut(cleaned: Cleaned, begin: int) -> Cleaned:
    """Return cleaned text from a character on, without blanks at its start.

    >>> cut(Cleaned(text="1 ja", offsets=(4, 5, 6, 7)), 1).text
    'ja'
    """
    rest = cleaned.text[begin:].lstrip()
    start = len(cleaned.text) - len(rest)
    return Cleaned(text=rest, offsets=cleaned.offsets[start:])


def _starts_low(line: Line) -> bool:
    first = line.text[0]
    return first.islower() or first in "(,;)%&–-/"


def _may_head(lines: Sequence[Line], layout: LayoutPatterns) -> bool:
    """Tell whether lines look like a heading: short, no full stop, no finite verb."""
    words = " ".join(line.text for line in lines)
    if len(lines) > 2 or len(words) > HEADING_LENGTH:
        return False
    if SENTENCE_END.search(lines[-1].tail) or not HEADING_START.match(words):
        return False
    gap = lines[-1].number - lines[0].number >= len(lines)
    if gap or layout.open_ends.search(words):
        return False
    return layout.finite_verbs.isdisjoint(WORD.findall(words.lower()))
