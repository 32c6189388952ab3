"""Which lines open a turn, and what they say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.corpus.lines import Line
from kg.corpus.patterns import Opener, Patterns

NUMBER = re.compile(r"(\d+)([a-z]?)")
RANGE = re.compile(
    r"(?<!\d)(\d{1,9})\s*(?:-|–|t/m|tot en met)\s*(?:vraag\s+)?(\d{1,9})(?![\d\w])"
)
TELLING = frozenset({"asked", "answered", "signature"})
SHOUTED = 6  # a name of a party in capitals is shorter ("VVD", "SGP")
LONGEST_RANGE = 200
LONGEST_OPENER = 12  # lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a line opens.

    `end` is where its heading ends in the text as read; `alone` tells that nothing
    follows on the line.
    """

    opener: Opener
    end: int
    alone: bool
    numbers: tuple[str, ...] = ()
    speaker: str = ""

    @property
    def tells(self) -> bool:
        """Tell whether the opening itself is text to read, not a heading."""
        return self.opener.whole and self.opener.kind in TELLING


def find_opening(
    lines: Sequence[Line], index: int, patterns: Patterns
) -> Opening | None:
    """Return what the line at `index` opens, by the first opener that fits."""
    line = lines[index]
    if not line.text[0].isalnum():
        return None
    chunk = ""
    for opener in patterns.openers:
        found = opener.pattern.match(line.text)
        if found is None and opener.needs and line.text.isdecimal():
            chunk = chunk or _chunk(lines, index, patterns)
            found = opener.pattern.match(chunk)
        if found is None:
            continue
        chunk = chunk or _chunk(lines, index, patterns)
        if opener.needs and not opener.needs.search(chunk):
            continue
        if opener.whole:
            found = opener.pattern.match(chunk) or found
            end = line.last
        else:
            heading = line.text[: found.end()].rstrip()
            end = line.first + len(heading)
        return _as_opening(opener, found, end, alone=end == line.last)
    return None


def read_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a list.

    >>> read_numbers("1, 3 t/m 5 en 8a")
    ('1', '3', '4', '5', '8a')
    """
    spread = RANGE.sub(lambda m: _spread(int(m[1]), int(m[2])), text)
    return tuple(dict.fromkeys(m.group() for m in NUMBER.finditer(spread)))


def _spread(first: int, last: int) -> str:
    if not first < last < first + LONGEST_RANGE:
        return f"{first} {last}"
    return " ".join(str(number) for number in range(first, last + 1))


def _chunk(lines: Sequence[Line], index: int, patterns: Patterns) -> str:
    """Return a line and those after it up to a gap, on one line."""
    words, gap = [lines[index].text], False
    for line in lines[index + 1 : index + LONGEST_OPENER]:
        if not line.text:
            gap = True
        elif (gap and line.text[0] != "(") or patterns.layout.clause.match(line.text):
            break
        else:
            words.append(line.text)
            gap = False
    return " ".join(words)


def _as_name(speaker: str) -> str:
    """Return a name that stood in capitals as it is written.

    >>> _as_name("CLAES EN VAN DER VELDE")
    'Claes en Van Der Velde'
    """
    if not speaker.isupper() or len(speaker) < SHOUTED:
        return speaker
    return speaker.title().replace(" En ", " en ")


def _as_opening(
    opener: Opener, found: re.Match[str], end: int, *, alone: bool
) -> Opening:
    groups = found.groupdict()
    speaker = re.sub(r"\s+", " ", groups.get("speaker") or "").strip()
    return Opening(
        opener=opener,
        end=end,
        alone=alone and not opener.whole,
        numbers=read_numbers(groups.get("numbers") or ""),
        speaker=_as_name(speaker),
    )
