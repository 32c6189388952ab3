"""A stretch of a text as clean paragraphs."""

from bisect import bisect_left

from kg.corpus.blocks import Block, BlockKind, cut, read_blocks
from kg.corpus.patterns import read_patterns
from kg.model import Cleaned

NOTHING = Cleaned(text="", offsets=())


def clean(text: str, begin: int = 0, end: int | None = None) -> tuple[Cleaned, ...]:
    r"""Return the paragraphs in `[begin, end)` of a text, fit for reading.

    Lines are joined, hyphens at line ends judged, blanks single. Page numbers,
    headings, footnote markers and footnotes that only name a source are left out;
    other footnotes come last. A blank may stand for a line break; every other
    character is the one at its offset, and offsets rise.

    >>> [paragraph.text for paragraph in clean("Het is veroor-\ndeeld.")]
    ['Het is veroordeeld.']
    """
    stop = len(text) if end is None else end
    running: list[Cleaned] = []
    notes: list[Cleaned] = []
    for block in read_blocks(text, read_patterns()):
        kept = _within(_body(block), begin, stop)
        if kept.text:
            (notes if block.kind is BlockKind.NOTE else running).append(kept)
    return (*running, *notes)


def _body(block: Block) -> Cleaned:
    """Return a block without its heading."""
    opening = block.opening
    if opening is None:
        is_heading = block.kind is BlockKind.HEADING
        return NOTHING if is_heading else block.cleaned
    if opening.opener.whole:
        return block.cleaned if opening.tells else NOTHING
    return cut(block.cleaned, bisect_left(block.cleaned.offsets, opening.end))


def _within(cleaned: Cleaned, begin: int, end: int) -> Cleaned:
    first = bisect_left(cleaned.offsets, begin)
    last = bisect_left(cleaned.offsets, end)
    text = cleaned.text[first:last].rstrip()
    return cut(Cleaned(text=text, offsets=cleaned.offsets[first:][: len(text)]), 0)
