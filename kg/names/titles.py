"""Titles and initials that belong to the name of a person behind them."""

from collections.abc import Iterator, Sequence

from kg.names.matches import Context, Match, Paragraph
from kg.names.pieces import initials_before, is_capitalised


def join_titles(
    paragraph: Paragraph, matches: Sequence[Match], context: Context
) -> Iterator[Match]:
    """Yield the matches, persons with their initials and capitalised office.

    "Minister Kaag" and "S.A. Blok" are one name; "minister Kaag" is "Kaag".
    """
    free = 0
    for match in matches:
        begin = match.begin
        if match.kind == "Person":
            begin = initials_before(paragraph.text, begin)
            if begin == match.begin:
                begin = _office_before(paragraph, match, context)
            begin = begin if begin >= free else match.begin
        yield match.moved(begin=begin)
        free = match.end


def _office_before(paragraph: Paragraph, match: Match, context: Context) -> int:
    """Return where the capitalised office before a person begins, or the person."""
    if not match.first or paragraph.gap(match.first).strip():
        return match.begin
    index = match.first - 1
    if not context.rules.is_office(paragraph.pieces[index].folded):
        return match.begin
    while index and paragraph.gap(index) == "-":
        index -= 1
    named = is_capitalised(paragraph.written(index))
    return paragraph.pieces[index].begin if named else match.begin
