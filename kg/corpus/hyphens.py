"""Whether a hyphen at the end of a line belongs to the word or to the line.

"veroor-" + "deeld" is one word; "VN-" + "missie" keeps its hyphen; "in-" + "en" keeps
its hyphen and a blank. Judged by spelling rules, the words of the text itself and a
list of common words.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.corpus.patterns import HyphenWords

HYPHENS = "-‐‑"
AT_LINE_END = re.compile(rf"(?<!\S)(\S+)[{HYPHENS}][^\S\r\n]*[\r\n]+\s*(\S+)")
WORD = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}][^\W\d_]+)*")
LETTERS = re.compile(r"[^\W\d_]+")


class Joint(StrEnum):
    """What stands in running text where a line ended in a hyphen."""

    SOLID = ""
    HYPHEN = "-"
    HANGING = "- "


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphenation:
    """How a text uses hyphens.

    `words` are its words in lower case, those at hyphenated line ends left out;
    `divides` tells that words are divided at line ends anywhere in it.
    """

    lists: HyphenWords
    words: frozenset[str]
    divides: bool

    def knows(self, word: str) -> bool:
        """Tell whether a word is in the list or in the text."""
        folded = word.lower()
        return not self.lists.known.isdisjoint((word, folded)) or folded in self.words


def read_hyphenation(text: str, lists: HyphenWords) -> Hyphenation:
    """Learn from a text how it uses hyphens."""
    undivided = AT_LINE_END.sub(" ", text)
    words = frozenset(m.group().lower() for m in WORD.finditer(undivided))
    untold = Hyphenation(lists=lists, words=words, divides=False)
    divides = any(_is_divided(m[1], m[2], untold) for m in AT_LINE_END.finditer(text))
    return Hyphenation(lists=lists, words=words, divides=divides)


def find_joint(left: str, right: str, hyphenation: Hyphenation) -> Joint:
    """Judge a hyphen between `left`, the word before it, and `right`, the next word."""
    if not left or not left[-1].isalnum():
        return Joint.HANGING
    word = _first_letters(right)
    head = _last_part(left)
    if right.rstrip(".,;:").lower() in hyphenation.lists.hanging:
        divided = not hyphenation.knows(head) and hyphenation.knows(head + word)
        return Joint.SOLID if divided else Joint.HANGING
    if not right[0].islower() or not left[-1].islower():
        shouted = len(head) > 2 and head.isupper() and word.isupper()
        joined = shouted and (head + word).lower() in hyphenation.lists.known
        return Joint.SOLID if joined else Joint.HYPHEN
    return Joint.SOLID if _is_solid(left, word, hyphenation) else Joint.HYPHEN


def _is_solid(left: str, word: str, hyphenation: Hyphenation) -> bool:
    """Judge a hyphen between two small letters."""
    head, lists = _last_part(left), hyphenation.lists
    solid = (head + word).lower() in hyphenation.words
    hyphened = f"{head}-{word}".lower() in hyphenation.words
    if solid is not hyphened:
        return solid
    if (head + word).lower() in lists.known:
        return True
    if head.lower() in lists.standing or _clash(head, word, lists):
        return False
    if not hyphenation.knows(word):
        return True
    if head[0].isupper() and head.lower() not in lists.known:
        return not _is_name(head, hyphenation)
    return hyphenation.divides or not hyphenation.knows(head)


def _is_name(head: str, hyphenation: Hyphenation) -> bool:
    """Tell whether a word with a capital is a name ("Wagner-huurlingen").

    Where words are divided, only a name that is known is one: it may be a first half.
    """
    compounds = head.endswith("s") and hyphenation.knows(head[:-1])
    if hyphenation.knows(head):
        return True
    return not hyphenation.divides and not compounds


def _is_divided(left: str, right: str, hyphenation: Hyphenation) -> bool:
    """Tell whether a line end surely divides a word: the halves are no words."""
    if not left[-1].islower() or not right[0].islower():
        return False
    head, word = _last_part(left), _first_letters(right)
    whole = hyphenation.knows(head + word)
    return whole and not (hyphenation.knows(head) and hyphenation.knows(word))


def _clash(head: str, word: str, lists: HyphenWords) -> bool:
    """Tell whether two vowels would run together, as in "zee-egel"."""
    pair = (head[-1] + word[:1]).lower()
    return pair in lists.clashes and head.lower() not in lists.prefixes


def _last_part(word: str) -> str:
    parts = LETTERS.findall(word)
    return parts[-1] if parts else word


def _first_letters(word: str) -> str:
    found = LETTERS.search(word)
    return found.group() if found else word
