"""A parse as plain values, which is what the extractor reads.

spaCy makes a new object each time that a token is asked for its head or children, and
looks up a string each time that it is asked for a label. Rules ask for these millions
of times in a long paper, so all is read once. Names are those of spaCy's `Token`,
`Span` and `Doc`, and so are meanings. Nothing changes a parse once it is made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = ["HEAD", "POS", "TAG", "DEP", "LEMMA", "MORPH", "LENGTH", "SPACY"]
FLAGS = ["IS_PUNCT", "IS_DIGIT"]
BACKWARDS = 2**63  # spaCy keeps the way to the head, which may be negative, unsigned
UNSIGNED = 2**64


class Token:
    """A word or sign, and its place in the dependency tree.

    `i` is its index in the parse, `idx` the offset of its first character in the
    paragraph. `morph` holds the morphological features of Universal Dependencies. A
    root is its own `head`; `children` are in order of the text.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_digit",
        "is_punct",
        "left_edge",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "right_edge",
        "sent",
        "tag_",
        "text",
    )

    doc: Parse
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    morph: Mapping[str, str]
    is_punct: bool
    is_digit: bool
    head: Token
    children: Sequence[Token]
    left_edge: Token
    right_edge: Token
    sent: Tokens

    def __repr__(self) -> str:
        """Return the word."""
        return self.text

    def nbor(self, steps: int = 1) -> Token:
        """Return the token so many places further on.

        Raises:
            IndexError: the parse ends before.
        """
        place = self.i + steps
        if place < 0:
            raise IndexError(place)
        return self.doc[place]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The governors up to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def is_ancestor(self, descendant: Token) -> bool:
        """Tell whether this token is among the governors of another."""
        return any(node is self for node in descendant.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that it governs: left dependents, itself, right ones."""
        place = self.i
        for child in self.children:
            if child.i < place:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > place:
                yield from child.subtree

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What the token is coordinated with, before or behind it, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for node in found:  # grows while it is read
            found += [c for c in node.children if c.dep_ == "conj" and c.i > node.i]
        return tuple(node for node in found if node is not self)


class Tokens(Sequence[Token]):
    """The tokens `[start, end)` of a parse: a sentence, or any other stretch."""

    __slots__ = ("_tokens", "doc", "end", "start")

    def __init__(self, doc: Parse, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self._tokens = doc.tokens[start:end]

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens in order."""
        return iter(self._tokens)

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self._tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Tokens: ...

    def __getitem__(self, place: int | slice) -> Token | Tokens:
        """Return a token, or a part of the stretch."""
        if isinstance(place, int):
            return self._tokens[place]
        first, last, _ = place.indices(len(self._tokens))
        return Tokens(self.doc, self.start + first, self.start + max(first, last))

    @property
    def start_char(self) -> int:
        """The offset of the first character in the paragraph."""
        return self._tokens[0].idx

    @property
    def end_char(self) -> int:
        """The offset behind the last character in the paragraph."""
        last = self._tokens[-1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters from the first token to the last, empty if there is none."""
        if not self._tokens:
            return ""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The first of the tokens that are nearest to the root of a sentence."""
        return min(self._tokens, key=lambda token: sum(1 for _ in token.ancestors))


class Parse:
    """A paragraph with its tokens and sentences."""

    __slots__ = ("_begins", "sents", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.sents: tuple[Tokens, ...] = ()
        self._begins = [token.idx for token in tokens]

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens in order."""
        return iter(self.tokens)

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Tokens: ...

    def __getitem__(self, place: int | slice) -> Token | Tokens:
        """Return a token, or a stretch of them."""
        if isinstance(place, int):
            return self.tokens[place]
        first, last, _ = place.indices(len(self.tokens))
        return Tokens(self, first, max(first, last))

    def covering(self, begin: int, end: int) -> Tokens | None:
        """Return the tokens that share a character with `[begin, end)`, if any."""
        if not 0 <= begin < end <= len(self.text):
            return None
        first = bisect_right(self._begins, begin) - 1
        if begin >= self._begins[first] + len(self.tokens[first].text):
            first += 1  # the blank behind a token is no part of it
        last = bisect_right(self._begins, end - 1)
        return Tokens(self, first, last) if first < last else None


def as_parse(doc: Doc) -> Parse:
    """Return what spaCy found in a paragraph, as plain values."""
    text, strings = doc.text, doc.vocab.strings
    columns: Any = doc.to_array([*COLUMNS, *FLAGS])
    tokens = [Token() for _ in range(len(doc))]
    parse = Parse.__new__(Parse)
    idx = 0
    for i, (token, row) in enumerate(zip(tokens, columns.tolist(), strict=True)):
        head, pos, tag, dep, lemma, morph, length, blank, punct, digit = row
        token.doc = parse
        token.i = i
        token.idx = idx
        token.text = word = text[idx : idx + length]
        token.lower_ = word.lower()
        token.pos_ = strings[pos]
        token.tag_ = strings[tag]
        token.dep_ = strings[dep]
        token.lemma_ = strings[lemma]
        token.morph = features_of(strings[morph])
        token.is_punct = bool(punct)
        token.is_digit = bool(digit)
        token.head = tokens[i + (head - UNSIGNED if head >= BACKWARDS else head)]
        idx += length + blank
    Parse.__init__(parse, text, tokens)
    draw_edges(tokens)
    part_sentences(parse, doc)
    return parse


@lru_cache(maxsize=1 << 12)
def features_of(written: str) -> Mapping[str, str]:
    """Return morphological features by name, from the notation of CoNLL-U.

    >>> features_of("Number=Plur|PronType=Int,Rel")
    {'Number': 'Plur', 'PronType': 'Int,Rel'}
    """
    pairs = (pair.partition("=") for pair in written.split("|") if "=" in pair)
    return {name: value for name, _, value in pairs}


def draw_edges(tokens: list[Token]) -> None:
    """Give tokens their children, and the first and last token that they govern."""
    children: list[list[Token]] = [[] for _ in tokens]
    first = list(range(len(tokens)))
    last = list(range(len(tokens)))
    heads = [token.head.i for token in tokens]
    for place, head in enumerate(heads):
        if head != place:
            children[head].append(tokens[place])
    moved = True
    while moved:  # twice, unless arcs cross
        moved = False
        for place in (*range(len(heads)), *reversed(range(len(heads)))):
            head = heads[place]
            if first[place] < first[head]:
                first[head] = first[place]
                moved = True
            if last[place] > last[head]:
                last[head] = last[place]
                moved = True
    for token, below, begin, end in zip(tokens, children, first, last, strict=True):
        token.children = below
        token.left_edge = tokens[begin]
        token.right_edge = tokens[end]


def part_sentences(parse: Parse, doc: Doc) -> None:
    """Give a parse its sentences, and each token the one that it stands in."""
    parse.sents = tuple(Tokens(parse, s.start, s.end) for s in doc.sents)
    for sentence in parse.sents:
        for token in sentence:
            token.sent = sentence
