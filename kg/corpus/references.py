"""Citations of other papers, brought to the identifiers under which they are published.

The identifiers are those of officielebekendmakingen.nl (`kst-29521-363`), of the
Tweede Kamer (`2022Z23276`) and of the registry (`law-unsc-2584`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.corpus.patterns import Citation, read_patterns
from kg.model import Document, Reference

DIGITS = re.compile(r"\d+")


def find_references(
    document: Document, begin: int = 0, end: int | None = None
) -> tuple[Reference, ...]:
    """Find the citations in `[begin, end)` of a document, in order of the text.

    A list of numbers ("nrs. 363 en 368") gives one reference each; the first spans the
    citation, the others their number.
    """
    stop = len(document.text) if end is None else end
    taken: list[tuple[int, int]] = []
    found: list[Reference] = []
    for citation in read_patterns(document.language).citations:
        fresh = [
            match
            for match in citation.pattern.finditer(document.text, begin, stop)
            if not _is_taken(match, taken)
        ]
        taken = sorted([*taken, *(match.span() for match in fresh)])
        for match in fresh:
            found.extend(_references(document, citation, match))
    return tuple(sorted(found, key=lambda reference: reference.span))


def _is_taken(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    """Tell whether an earlier pattern has read these characters; `taken` is sorted."""
    index = bisect_left(taken, (match.end(), 0))
    return index > 0 and taken[index - 1][1] > match.start()


def _references(
    document: Document, citation: Citation, match: re.Match[str]
) -> Iterator[Reference]:
    groups = _groups(match)
    if "numbers" not in match.groupdict():
        target = citation.target.format(**groups)
        yield Reference(span=document.span(*match.span()), target=target)
        return
    offset = match.start("numbers")
    for index, number in enumerate(DIGITS.finditer(match["numbers"])):
        begin = match.start() if index == 0 else offset + number.start()
        groups["numbers"] = number.group()
        only = index == 0 and number.end() == len(match["numbers"])
        end = match.end() if only else offset + number.end()
        target = citation.target.format(**groups)
        yield Reference(span=document.span(begin, end), target=target)


def _groups(match: re.Match[str]) -> dict[str, str]:
    groups = {name: value or "" for name, value in match.groupdict().items()}
    if "dossier" in groups:
        groups["dossier"] = "".join(DIGITS.findall(groups["dossier"]))
    if groups.get("addition"):
        groups["addition"] = f"-{groups['addition']}"
    if "year" in groups:
        groups["year"] = _parliamentary_year(groups["year"])
    return groups


def _parliamentary_year(text: str) -> str:
    """Return both years of a parliamentary year.

    >>> _parliamentary_year("1999/00")
    '19992000'
    """
    first = int(text[:4])
    return f"{first}{first + 1}"
