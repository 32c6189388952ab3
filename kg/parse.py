"""A parse as plain values, which is what rules read.

spaCy makes a new object each time that a token is asked for its head or children, and
looks up a string each time that it is asked for a label. Rules ask for these millions
of times in a long paper, so `kg.language` reads all once. Names and meanings are those
of spaCy's `Token`, `Span` and `Doc`. A parse changes in two places only: where trees
are mended, and where names are made one token.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload


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
        "whitespace_",
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
    whitespace_: str
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
    def is_sent_start(self) -> bool:
        """Whether the token is the first of its sentence."""
        return self.sent.start == self.i

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

    __slots__ = ("sents", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token]) -> None:
        """Keep tokens whose places, heads and labels are set; `draw` sets the rest."""
        self.text = text
        self.tokens = tokens
        self.sents: tuple[Tokens, ...] = ()

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
        first = bisect_right(self.tokens, begin, key=_begin) - 1
        if begin >= self.tokens[first].idx + len(self.tokens[first].text):
            first += 1  # the blank behind a token is no part of it
        last = bisect_right(self.tokens, end - 1, key=_begin)
        return Tokens(self, first, last) if first < last else None

    def draw(self) -> None:
        """Set what follows from the heads: dependents, edges and sentences."""
        draw_edges(self.tokens)
        roots = (token for token in self.tokens if token.head is token)
        starts = sorted({0, *(root.left_edge.i for root in roots)})
        ends = [*starts[1:], len(self.tokens)]
        self.part([Tokens(self, *ends) for ends in zip(starts, ends, strict=True)])

    def part(self, sentences: Iterable[Tokens]) -> None:
        """Set the sentences."""
        self.sents = tuple(s for s in sentences if len(s))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def join(self, stretches: Iterable[Tokens]) -> None:
        """Make each stretch one token, which takes the place of its root in the tree.

        Args:
            stretches: in order and apart from each other.
        """
        longer = [(s, s.root) for s in stretches if len(s) > 1]
        if not longer:
            return
        joined: dict[int, Token] = {}
        later: set[int] = set()
        for stretch, root in longer:
            joined.update(dict.fromkeys(range(stretch.start, stretch.end), stretch[0]))
            later.update(range(stretch.start + 1, stretch.end))
            _take_over(stretch, root)
        self.tokens = [token for token in self.tokens if token.i not in later]
        for token in self.tokens:
            token.head = joined.get(token.head.i, token.head)
        for place, token in enumerate(self.tokens):
            token.i = place
        self.draw()


def _begin(token: Token) -> int:
    return token.idx


def _take_over(stretch: Tokens, root: Token) -> None:
    """Give the first token of a stretch all its words, and the function of its root."""
    first, last, text = stretch[0], stretch[-1], stretch.text
    first.lemma_ = "".join(t.lemma_ + t.whitespace_ for t in stretch).strip()
    first.text, first.lower_ = text, text.lower()
    first.pos_, first.tag_, first.morph = root.pos_, root.tag_, root.morph
    first.dep_, first.head = root.dep_, root.head
    first.whitespace_ = last.whitespace_
    first.is_punct = all(t.is_punct for t in stretch) and len(text.split()) == 1
    first.is_digit = text.isdigit()


def draw_edges(tokens: list[Token]) -> None:
    """Give tokens their dependents, and the first and last token that they govern."""
    places = range(len(tokens))
    children: list[list[Token]] = [[] for _ in places]
    first, last = list(places), list(places)
    heads = [token.head.i for token in tokens]
    for place, head in enumerate(heads):
        if head != place:
            children[head].append(tokens[place])
    moved = True
    while moved:  # twice, unless arcs cross
        moved = False
        for place in (*places, *reversed(places)):
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
